#ifndef OFFICE_ARRIVAL_H
#define OFFICE_ARRIVAL_H

/* One child at the late desk, judged by the session clock of their own year (A16, A17; domain 2.3). */

#include "expected.h"
#include "marking.h"
#include "office/gate.h"

struct arriving {
	struct marking *m;                 /**< of the register that the child is in */
	const struct arrivals_wish *wish;
	const struct expectations *plans;
	int64_t pupil;
	struct due_row *due;
	const struct session_times *times; /**< the pupil's own: a class may hold two years */
	struct sign_out_row *out;          /**< out of the gate since; NULL */
	const struct expected *planned;    /**< of a session without a mark; NULL */
	enum desk_outcome outcome;
	enum arrival arrival;
	int minute, late;
	uint8_t code, gave;                /**< `gave`: I, in whose place U stands; CODE_NONE */
	bool kept;                         /**< what stands, or was planned, fits better than the clock's code */
	bool again;                        /**< signed in at that very minute before */
	bool plain;                        /**< back with the group that went out with us, or in no register: no mark comes of it, and `m` is NULL */
};

/** Which register, by the child's own times.  `minute` -1: now. */
int arrival_ref(struct office *o, int64_t pupil, const struct arrivals_wish *w, struct register_ref *ret, struct err *e);
/** The last time that the child went out today and did not come back: 1, 0 or -errno, said.  Text is the arena's. */
int arrival_out(struct office *o, int64_t pupil, struct day day, struct arena *a, struct sign_out_row *ret, struct err *e);
/** What a signing in alone asks of its hour. */
int arrival_back_minute(struct office *o, const struct arriving *v, int *ret, struct err *e);
/** v->m, wish, plans, pupil and out are set.  0, or refused in m->e; `outcome` says what it is, of a refusal too. */
int arriving_judge(struct arriving *v);
/** As office_arrivals(); `back`: only of those who are out, and the act is their signing in. */
int arrivals_record(struct office *o, const struct arrivals_wish *w, bool back, struct buf *ret_slips, struct buf *ret_said, struct mark_result *ret,
		    struct err *e);
/** "Ann Reed", who last changed that field of a sign-out; NULL: not known. */
const char *sign_out_by(struct office *o, int64_t sign_out, const char *field, struct arena *a);
/** Entries and notes into its marking. */
int arriving_add(struct arriving *v);
/** "L, 7 minutes late" */
const char *arriving_words(const struct arriving *v, struct arena *a);
/** The slip of a child who needs one. */
void arriving_slip(const struct arriving *v, struct buf *to);

/** A text that is to be stored: one line that people can read.  0, or refused; `what` begins the sentence. */
int gate_text_check(const char *what, const char *text, struct err *e);
/** SESSION_ANY_YEAR: in none then. */
int pupil_year_on(struct office *o, int64_t pupil, struct day day, int *ret, struct err *e);

#endif
