#ifndef OFFICE_ONSITE_H
#define OFFICE_ONSITE_H

/* Where each child on the roll is, as far as the record says: what the screen, the report and the evacuation list share (B13; design 5 "Not known"). */

#include "day_kept.h"
#include "expected.h"
#include "office/gate.h"
#include "pupil_search.h"

/** What is known of one child at one moment. */
struct where_child {
	const char *group;                /**< NULL: in no class */
	bool due;                         /**< in a register this session */
	bool placed, boarder;             /**< in a class at all, be it on other days; in no register */
	bool held;                        /**< the session is, for the child's year and class */
	const struct sighting *seen;      /**< this session */
	const struct sighting *before;    /**< in an afternoon the morning's; NULL */
	const struct sign_out_row *out;   /**< out of the gate and not back; NULL */
	const struct sign_out_row *back;  /**< the last time that they were out and came back; NULL */
	const struct expected *expected;  /**< NULL */
	const struct session_times *times; /**< of the session; NULL: none are set */
	bool sent;                        /**< the register of the session was */
	const char *settled;              /**< somebody looked, and said where the child is; NULL */
};
struct where_answer {
	enum whereabouts where;
	const char *last;
	int64_t by_group;                 /**< seen by that class's register alone, at `by_minute`; 0: otherwise */
	int by_minute;
};
struct where_now {
	struct office *o;
	struct arena *arena;              /**< of the words */
	struct day day;
	enum session session;             /**< of the child */
	int minute;
	int said_minute;                  /**< of `said`: one register's children are said alike */
	const char *said_group, *said;
};
/** Pure: out of what is given alone. */
void where_find(struct where_now *n, const struct where_child *c, struct where_answer *ret);

/** Which session is running for that child by the times of their own year and class. */
enum session session_of_pupil(struct office *o, const struct searched *p, int minute);

/** Of one year and class: the clock and the calendar answer alike for all of them. */
struct class_clock {
	int64_t group[2];
	int year;
	bool early;                       /**< seen for the afternoon already */
	enum session session;
	int64_t group_now;                /**< of the session, else of the other one; 0: none */
	const struct session_times *times;
	const char *name;                 /**< of the class; "": in none */
	bool held;
};
/** What is read of the day once, to be asked about each child. */
struct onsite_reading {
	struct office *o;
	struct where_now now;
	struct expectations *plans;
	struct sign_out_row *outs;        /**< by pupil, then as they went */
	struct settled_row *settled;
	int out_count, settled_count;
	struct class_clock clock;         /**< of the last child that was asked about */
};
/** Within a reading; office->day_kept is followed.  Everything is `a`'s.  0 or the store's -errno. */
int onsite_begin(struct office *o, struct arena *a, struct onsite_reading *ret);
/** A child who leaves at noon is on the roll until the afternoon begins, one who joins at noon from noon on. */
bool onsite_is_on_roll(const struct onsite_reading *g, const struct searched *p);
/** g->clock is the child's then. */
void onsite_find(struct onsite_reading *g, const struct searched *p, struct where_answer *ret);
/** The whole school, or those whom the person at the keys may see. */
int onsite_read(struct office *o, bool everybody, struct onsite_view *ret);

#endif
