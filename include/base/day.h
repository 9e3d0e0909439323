#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>

/** A civil date: days since 1 January 1970, proleptic Gregorian.  Never seconds. */
struct day {
	int32_t n;
};

#define DAY_NONE ((struct day){ INT32_MIN }) /**< no date: NULL in the store */
#define DAY_MIN ((struct day){ -25567 })     /**< 1 January 1900 */
#define DAY_MAX ((struct day){ 84005 })      /**< 31 December 2199 */

static inline bool day_is_none(struct day d) { return d.n == INT32_MIN; }
static inline bool day_equal(struct day a, struct day b) { return a.n == b.n; }
/** `from`..`to`, inclusive; DAY_NONE leaves that end open. */
static inline bool day_within(struct day d, struct day from, struct day to) { return from.n <= d.n && (day_is_none(to) || d.n <= to.n); }
static inline struct day day_add(struct day d, int days) { return (struct day){ d.n + days }; }

/** @return 0, or -ERANGE if there is no such date from 1900 to 2199 */
int day_from_ymd(int year, int month, int date, struct day *ret);
void day_to_ymd(struct day d, int *ret_year, int *ret_month, int *ret_date);
struct day day_of(int year, int month, int date); /**< for constants: BUG if there is none */
int day_weekday(struct day d);                    /**< 0 Monday .. 6 Sunday */

/** ISO 8601 `yyyy-mm-dd` only.  @return 0 or -EINVAL */
int day_parse(const char *s, struct day *ret);
/** ISO, or dd/mm/yyyy as English files have it, with or without a leading zero (2/9/2026).  @return 0 or -EINVAL */
int day_parse_english(const char *s, struct day *ret);

#define DAY_TEXT 24
const char *day_iso(struct day d, char to[static DAY_TEXT]);  /**< 2026-11-20; "" for none */
const char *day_long(struct day d, char to[static DAY_TEXT]); /**< Fri 20 Nov 2026 */

#define DAY_MINUTES (24 * 60)
/** Minutes after midnight, 0..DAY_MINUTES - 1; -1 = not known. */
int minute_parse(const char *s, int *ret);                     /**< "9:07", "09:07"; 0 or -EINVAL */
const char *minute_text(int minute, char to[static 8]);        /**< "09:07"; "" for -1 */

/** A moment: seconds since 1970, UTC.  Only acts and files have moments; registers have days. */
struct moment {
	int64_t seconds;
};

/** A moment as the school's wall clock shows it. */
struct civil {
	struct day day;
	int minute, second;
	int offset; /**< minutes east of UTC */
};

/** Sets the program's time zone (the host's TZ is never used; until it is set, UTC).  @return 0, or -ENOENT if the system has no such zone */
int zone_set(const char *name);
struct moment moment_now(void); /**< the system's clock */
struct civil moment_civil(struct moment m); /**< outside 1900..2199: no day, minute -1 */
/** "2026-11-20T09:07" as a person types it, or with a blank for the T; 0 or -EINVAL */
int civil_parse(const char *s, struct civil *ret);
/** A time that occurs twice gives the first; one that does not exist, the moment the clocks jump to. */
struct moment moment_of(struct day d, int minute, int second);
const char *moment_iso(struct moment m, char to[static 28]); /**< 2026-11-20T09:07:00Z; "" outside 1900..2199 */
int moment_parse(const char *s, struct moment *ret);         /**< that form, back; 0 or -EINVAL */

#endif
