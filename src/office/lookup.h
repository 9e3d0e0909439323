#ifndef OFFICE_LOOKUP_H
#define OFFICE_LOOKUP_H

/** Texts to numbers. */
struct lookup;

struct lookup *lookup_new(int most); /**< room for so many; it grows */
void lookup_free(struct lookup *l); /**< NULL is welcome */
int lookup_get(struct lookup *l, const char *key); /**< -1 if it is not there; NULL never is */
/** Keeps `value` under `key` (which must outlive the table) unless one is there: then that, else -1.  NULL is not kept. */
int lookup_add(struct lookup *l, const char *key, int value);

#endif
