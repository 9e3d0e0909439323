#ifndef OFFICE_REGISTER_GRID_H
#define OFFICE_REGISTER_GRID_H

/* Every register of a stretch of sessions: how many are due in it and how many are marked.  Counted in one walk over the strips. */

#include "report_parts.h"
#include "rules/register.h"

/** A pupil due at a session that is held. */
struct grid_due {
	int64_t pupil;
	int group;    /**< index into office.roll_groups */
	int year;     /**< SESSION_ANY_YEAR where nothing goes by year */
	uint8_t mark;
};
/** A session whose pupils are wanted, not only their number. */
struct grid_wanted {
	sitting at;
	struct grid_due *due; /**< by pupil */
	int count;
};
enum { GRID_WANTED_MOST = 3 };

struct register_grid {
	struct arena arena;
	struct office *office;
	sitting first, last;
	struct register_facts *facts; /**< a row a group (by index), a column a session of first..last; see grid_at() */
	struct grid_wanted wanted[GRID_WANTED_MOST];
	int wanted_count;
	/** Sees each strip on the way: whatever else is asked of them needs no walk of its own.  NULL: nobody asks. */
	void (*visit)(void *ctx, int year, int64_t pupil, const uint8_t *marks);
	void *visitor;
};

/** `ret->first`, `last` and what is wanted are set; grid_finish() is due whatever it answers.  Which were sent is filled in too. */
int grid_read(struct register_grid *ret, struct office *o, struct err *e);
void grid_finish(struct register_grid *g);
struct register_facts *grid_at(const struct register_grid *g, int group, sitting s);
const struct grid_wanted *grid_wanted(const struct register_grid *g, sitting s);

/** Not taken or partly taken, by somebody who was due (A4, A19). */
bool register_is_missing(const struct register_facts *f);
/** Before it has begun to be taken a register is not missing. */
bool register_has_begun(const struct civil *at, struct day day, const struct session_times *times);
/** Whole minutes since a minute of that day, negative before it. */
int64_t minutes_since(struct office *o, struct day day, int minute);

#endif
