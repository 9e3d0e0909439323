#ifndef OFFICE_THROTTLE_H
#define OFFICE_THROTTLE_H

#include <stdint.h>

/*
 * Wrong passwords make the next one wait (reliability 5): by account and operating-system user, so that nobody keeps others out.
 * What is remembered is no part of the record: the file `sign-in` in the school's directory, a line each:
 *
 *	<account, as a number in hex> <uid> <wrong passwords of late> <seconds since 1970 of the last>
 *
 * The account is hashed, since people type their password where the name goes.  Lines that make no sense, or are older than
 * THROTTLE_FORGETS, count for nothing; where the file cannot be read or written nothing is remembered.
 */
#define THROTTLE_FORGETS (15 * 60)

/** How long the next password waits after so many wrong ones, in seconds: 0 1 2 4 8, and never longer. */
int throttle_seconds(int wrong);

/** Wrong passwords of late, of that account by that user. */
int throttle_count(const char *directory, const char *account, int64_t uid);
/** Seconds until the next password may be tried, 0 if it may now; for a screen, which never waits.  *ret_wrong is throttle_count(). */
int throttle_left(const char *directory, const char *account, int64_t uid, int *ret_wrong);
void throttle_wrong(const char *directory, const char *account, int64_t uid); /**< one more */
void throttle_right(const char *directory, const char *account, int64_t uid); /**< all forgotten */

/** Waits that long, whatever signals come. */
void throttle_wait(int seconds);

#endif
