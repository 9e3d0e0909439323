#ifndef OFFICE_LEAVING_H
#define OFFICE_LEAVING_H

/* What leaving, coming back and being on the roll in another way share: one pupil, their spells, and what ends and begins with a spell. */

#include "internal.h"
#include "office/pupils.h"

struct leaving {
	struct office *o;
	struct err *e;
	struct buf *said;              /**< a sentence a line; NULL where nothing is said */
	struct arena arena;
	struct day today;
	struct pupil_row pupil;
	const char *name;              /**< "Amara Okafor" */
	struct enrolment_row *spells;  /**< by their first session; none overlaps another */
	int count;
};

/** One use case in one transaction: permission, the pupil and the spells are read, then it is judged and written. */
typedef int leaving_case(struct leaving *l, const void *wish, int64_t *ret_act);
int leaving_run(struct office *o, int64_t pupil, struct buf *said, struct err *e, leaving_case *run, const void *wish, int64_t *ret_act);

bool spell_is_guest(const struct enrolment_row *s);
/** Running today, else the next to come; NULL: neither. */
struct enrolment_row *leaving_spell(struct leaving *l);
/** The one behind which nobody has been on the roll yet; NULL: none ever. */
struct enrolment_row *leaving_last_spell(struct leaving *l);

void leaving_say(struct leaving *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *leaving_day(struct leaving *l, struct day d); /**< "Fri 20 Nov 2026", in the arena */
/** A text as it was given: NULL leaves *field as it is, "" takes it away. */
int leaving_text(struct leaving *l, const char *what, const char *given, const char **field);
/** A day on which something was done: today or earlier. */
int leaving_past_day(struct leaving *l, const char *what, struct day given, struct day *field);

/** Opens the act, or refuses the reason (NULL: none was given). */
int leaving_open(struct leaving *l, const char *kind, const char *reason);
int leaving_put(struct leaving *l, enum thing thing, void *row);
int leaving_remove(struct leaving *l, enum thing thing, int64_t id);
int leaving_close(struct leaving *l, int64_t *ret_act);

/* WHAT ENDS WITH A SPELL (leaving_ends.c) */

/** Places and sessions elsewhere end on that day; what would begin behind it goes.  Into the open act. */
int leaving_end_places(struct leaving *l, struct day last);
/** What the acts that set the last day of that spell ended with it goes on again.  Into the open act; the row itself is the caller's. */
int leaving_reopen_places(struct leaving *l, const struct enrolment_row *spell);
/** Says which marks stand behind that session: they stay in the record and are in no figure. */
int leaving_say_marks_after(struct leaving *l, sitting last);

/* WHAT STANDS IN THE WAY (leaving_blocks.c) */

/** *ret_missing: how many things are missing of that spell as it is wished to end; each is said, and what is only a question too. */
int leaving_blocks(struct leaving *l, const struct enrolment_row *spell, int *ret_missing);

/* WHAT A SPELL IS (leaving_return.c) */

/** What a wish says of a spell but its days: kind, arrangement, the schools, the review. */
int leaving_facts_take(struct leaving *l, const struct spell_wish *w, struct enrolment_row *row);
/** Asks for what is not entered yet of another school or a review. */
void leaving_say_other_school(struct leaving *l, const struct enrolment_row *row);
/** Refused: another spell is in the way of one that is to begin. */
int leaving_refuse_on_roll(struct leaving *l, const struct enrolment_row *row);

/* RETURNS TO THE AUTHORITY (leaving_returns.c; PR24 reg 13; domain 3.3) */

/** Says until when the new-pupil return is due, or why it is not. */
int leaving_say_joined(struct leaving *l, const struct enrolment_row *spell, int year);
int leaving_say_left(struct leaving *l, const struct enrolment_row *spell);
/** First and last school day of a school year, and the years that are in a class: the most junior one joins, and the most senior one leaves, without a return. */
struct return_terms {
	struct day first, last;
	int least, most;
};
int return_terms_read(struct office *o, struct day of, struct day on, struct return_terms *ret, struct err *e); /**< year of the day `of`; classes as they are `on` */
bool return_joined_asked(const struct return_terms *t, struct day from, int year);
struct day return_joined_due(struct day from, struct day entered); /**< `entered`: the day on which the name was */
bool return_left_asked(const struct return_terms *t, struct day to, int year);

#endif
