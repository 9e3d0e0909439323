#ifndef OFFICE_CALL_FACTS_H
#define OFFICE_CALL_FACTS_H

/* One child who is absent, whom the office may ring, what was tried, and what is due next (B2-B4, B9, B19). */

#include "call_parts.h"
#include "office/clocks.h"
#include "rules/code.h"

/** A contact of the child. */
struct caller {
	struct contact_row row;
	struct adult_row adult;
	const char *name, *relation;      /**< "Grace Okafor", "mother" */
	struct adult_number_row *numbers; /**< by rank */
	int number_count;
	const char *warning;              /**< NULL: none */
	bool barred;                      /**< not to be rung: died, ended, do not contact, a court order, no number that is answered */
	const struct call_row *tried;     /**< the last on that day that did not say where the child is; NULL */
};

/** The absence of one child on one day. */
struct call_case {
	int64_t pupil, group[2];          /**< of each session; 0: in no register */
	uint8_t mark[2];
	struct caller *callers;           /**< in force by priority, then those who are none any more */
	int caller_count;
	const struct call_row *calls;     /**< about that day, as they were made */
	int call_count;
	sitting since;                    /**< the first session of this absence; -1: not absent */
	int day_of;                       /**< school days of it up to that day */
	struct day seen, spoken;          /**< last; DAY_NONE: not known */
	enum call_state state;
	int next;                         /**< of `callers`; -1: nobody */
	const char *next_number;
	enum policy_clock clock;          /**< of `due`; POLICY_CLOCKS: none of the policy */
	int due;                          /**< minute; -1 */
	const char *step;
	bool overdue, checked;            /**< `checked`: the safeguarding lead has answered that all contacts failed */
};

/** What is read once for all of them. */
struct call_facts {
	struct office *o;
	struct arena *a;
	struct day day;
	int minute;                       /**< now; of a past day its last */
	struct call_row *calls;           /**< of that day */
	int call_count;
	struct policy_step *steps;        /**< of the policy, by minute */
	int step_count;
	struct ringing_row *ringing;
	int ringing_count;
};
/** Within a reading or an act; 0 or -errno said. */
int call_facts_read(struct call_facts *f, struct err *e);
/** Everything of one child, and what is due next.  `c->pupil`, `group` and `mark` are given. */
int call_case_read(struct call_facts *f, struct call_case *c, struct err *e);
/** The same, marks and classes read as they stand. */
int call_case_find(struct call_facts *f, int64_t pupil, struct call_case *ret, struct err *e);

/** Is somebody with that mark absent, whatever the reason?  Not whom the session does not ask for (X, Z, #), nor to whom the school is shut (Y3, Y4, Y7). */
bool mark_is_absent(uint8_t mark, struct day day);
/** The session whose reason is asked for: without one, then the later one that is marked; the morning where neither is. */
enum session call_case_session(const struct call_case *c);

/** Did it leave the child unaccounted for: nobody reached, or reached and none the wiser? */
bool call_failed(const struct call_row *row);
enum call_kind call_kind_of(const struct call_row *row);
int call_compare(const void *a, const void *b); /**< two rows, as they were made */
/** Who is next, what state it is in, what is due when (call_judge.c). */
void call_judge(const struct call_facts *f, struct call_case *c);
/** Is that step of the policy behind the child? */
bool call_step_done(const struct call_case *c, const struct policy_step *step);
const struct policy_step *call_step(const struct call_facts *f, enum policy_clock clock); /**< NULL: the policy has none */
/** By when the first call about that child is due. */
int call_first_minute(const struct call_facts *f, const struct call_case *c);
/** "no reply 09:34"; the day too where it was another. */
const char *call_words(const struct call_row *row, struct day day, struct arena *a);
/** What the family said of that day, the latest of it; `code` NULL: nothing. */
int call_reported(const struct call_facts *f, int64_t pupil, struct reported_row *ret);
/** Who logged it. */
const char *call_maker(struct office *o, const struct call_row *row, struct arena *a);

/* A LINE THAT IS BEING RUNG (call_ringing.c) */

#define RINGING_MINUTES 10 /* longer nobody rings: what is left of it is stale */
/** "Jo Reed is ringing since 09:41" where somebody else is, now; NULL */
const char *ringing_words(struct office *o, const struct ringing_row *rows, int n, int64_t pupil, struct arena *a);
/** Refuses, with who it is, while somebody else rings that family, about this child or another. */
int ringing_refuse(struct office *o, int64_t pupil, struct arena *a, struct err *e);

/* SIBLINGS AMONG THEM (call_family.c) */

/** *ret[i]: the family of cases[i], one number each; 0: alone.  */
int call_families(struct call_facts *f, const struct call_case *cases, int n, const int **ret, struct err *e);
/** The same of one child: which of the others are siblings of cases[of]. */
int call_siblings(struct call_facts *f, const struct call_case *cases, int n, int of, const bool **ret, struct err *e);

/* A LINE OF A LIST (call_line.c) */

/** Those of the day, and who is of one family. */
struct call_sheet {
	struct call_facts *facts;
	const struct call_case *cases;
	const int *family;
	int count;
	struct arena *out;                /**< where the texts of a line go */
};
/** *ret_risk: flag_rank() of the flag that comes first. */
int call_line_make(const struct call_sheet *s, int of, enum session session, struct call_line *ret, int *ret_risk);

/* WHO IS ABSENT (calls.c) */

/** Every child who is absent on that day, in a class for which the person may call, as cases; by id. */
int call_cases_read(struct call_facts *f, struct call_case **ret, struct err *e);
/** office_calls_open() within a reading. */
int calls_read(struct office *o, struct day day, enum session session, bool everybody, struct calls_view *ret, struct err *e);

#endif
