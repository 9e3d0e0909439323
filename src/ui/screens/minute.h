#ifndef UI_MINUTE_H
#define UI_MINUTE_H

/** A time of day as a person types it: "9:12", "9.12", "912", "0912".  0 or -EINVAL */
int minute_typed(const char *typed, int *ret);

#endif
