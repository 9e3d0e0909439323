#ifndef FIRSTBELL_OFFICE_BANDS_PARTS_H
#define FIRSTBELL_OFFICE_BANDS_PARTS_H

#include "measure.h"

/* Who is in which band: gathered once for the Bands screen, its report and the School report. */

/** A pupil with figures. */
struct band_pupil {
	const struct roll_pupil *pupil;
	const char *sort_key;
	int64_t id;
	int class;               /**< of the last of these days, by index into office.roll_groups; -1: none */
	int class_rank;          /**< in the order of the classes' names; those without one last */
	int year;                /**< likewise; SESSION_ANY_YEAR: not known */
	int possible, attended, missed;
	int band;                /**< -1: nothing was possible */
	bool persistent, severe;
	struct band_near near;
	int stage;               /**< index into the policy's; -1: none */
	int then_possible, then_attended; /**< as at the last review; -1: there was none in this time */
	const struct crossing *crossed, *withdrawn; /**< the newest since the last review; NULL: none */
};

/** How pupils are spread over the bands. */
struct band_spread {
	int all, none;           /**< none: without a possible session, in no band (domain 4) */
	int *of_band;
	int persistent, severe;
};
void band_spread_start(struct band_spread *s, const struct policy *p, struct arena *a);
void band_spread_add(struct band_spread *s, const struct policy *p, int possible, int attended);

/** Whom to leave out, beyond what every report is asked. */
struct band_filter {
	int year;                /**< SESSION_ANY_YEAR: all */
	const char *flag;        /**< NULL: all */
	int within;              /**< 0: all */
	int band;                /**< -1: all */
};
/** The flag's holders by pupil, but for those of whom the person may not know it (each by the class of that day); NULL where `flag` is.
 *  Refuses a flag that nobody has, naming those there are. */
int band_flag_read(struct office *o, const char *flag, struct day day, const struct roll *roll, struct arena *a, const bool **ret, struct err *e);
/** "7", "R": refuses words that are no year, and a year that nobody on the roll is in, naming those there are. */
int band_year_read(const char *words, const struct roll *roll, struct day day, int *ret, struct err *e);
/** "Willow, Year 3, fsm": what figures are narrowed to; "" where they are of all. */
const char *band_narrowed(struct office *o, int64_t group, int year, const char *flag, struct arena *a);

struct bands {
	struct arena arena;      /**< of what is thrown away with it: sort keys, counts */
	struct measure measure;
	struct roll roll;        /**< for workings */
	struct policy policy;    /**< of the arena that bands_gather() was given */
	struct day day;          /**< classes, years and flags are of that day: the last of those asked for that has come */
	struct band_pupil *pupils;
	int count;               /**< that every filter let through */
	struct day reviewed;     /**< the last review that was closed; DAY_NONE: none yet, and everything that was crossed is new; or none until these days were over, and only what was amended since is new */
	int newly_below, newly_above, withdrawn; /**< of spread.all */
	struct band_spread then; /**< as at the last review, by the marks of then, of the same pupils; of_band NULL: there was none in these days */
	struct band_spread spread; /**< of those that the filters but `within` and `band` let through */
	struct working *workings;/**< by pupil; NULL where nobody asked */
};
/** `a` is for what the caller keeps (the policy, crossings).  Policy, stage, as_dfe and new_only are the wish's; the year's words are read once the roll is known. */
int bands_gather(struct office *o, const struct report_asked *k, const struct band_filter *filter, const char *year, bool working, struct arena *a,
		 struct bands *ret, struct err *e);
void bands_finish(struct bands *b);
#define CLEAN_BANDS __attribute__((cleanup(bands_finish)))

#endif
