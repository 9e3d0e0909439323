#ifndef OFFICE_CLOCKS_H
#define OFFICE_CLOCKS_H

#include "base/mem.h"
#include "office/register.h"
#include "rules/timeline.h"

/* What the adopted policy and the school's settings time and offer (design 2 Settings; domain 7): clocks, short lists of reasons; and closing a session. */

/** The steps of a day by the policy in force then, by minute. */
int office_clocks(struct office *o, struct day day, struct arena *a, struct policy_step **ret, struct err *e);
/** When that step is due that day; -1: the policy has none. */
int office_clock_minute(struct office *o, struct day day, enum policy_clock step);

struct policy_line {
	const char *name, *title;
	struct day from;           /**< adopted; DAY_NONE: shipped, and not adopted */
	bool in_force;             /**< today */
	bool changed;              /**< adopted, and the file of that name says something else now: the new text is offered, never taken */
	int boundaries, steps, times, stages;
	const char *trouble;       /**< "ours.conf:12: ...": the file cannot be read; NULL: it can */
};
/** The school's own copies (policies/NAME.conf in its directory) before those that are shipped; then those adopted whose file is gone.  Of a file that
 *  cannot be read the title says why.  @return how many */
int office_policies(struct office *o, struct arena *a, struct policy_line **ret, struct err *e);
/** Adopts it from that day on (DAY_NONE: today): its text is kept, and (`times`) its session times become the school's, which are said, and where a
 *  register stays open for longer than it may.  What is in force as it is already: act 0, said.  Needs ACTION_CHANGE_SCHOOL. */
int office_policy_adopt(struct office *o, const char *name, struct day from, bool times, const char *reason, struct buf *ret_said, int64_t *ret_act,
			struct err *e);
/** The text of a name; NULL: the one that is in force. */
int office_policy_text(struct office *o, const char *name, struct arena *a, const char **ret, struct err *e);

/** Short lists that a school sets; as shipped until it does. */
enum choices { CHOICES_LATE, CHOICES_AMEND, CHOICES_OUT, CHOICES_ABSENT, CHOICES_KINDS };
const char *choices_name(enum choices c);       /**< "late", "amend", "out", "absent": why late, why a mark is changed, why out, why absent */
/** A reason, and the code that goes with it ("dentist" M), NULL where none does.  @return how many */
struct choice {
	const char *words, *code;
};
int office_choices(struct office *o, enum choices c, struct arena *a, struct choice **ret, struct err *e);
/** `lines`: "dentist = M", a line a reason, at most 24; "" puts the shipped list back.  Of CHOICES_AMEND without codes.  Needs ACTION_PLAN or
 *  ACTION_CHANGE_SCHOOL for the whole school.  The list that stands: act 0. */
int office_choices_put(struct office *o, enum choices c, const char *lines, int64_t *ret_act, struct err *e);

/*
 * CLOSING THE SESSION (A27): who is not known first (signed in, not in class), then registers that are missing, who is blank in those that were sent, who is
 * expected (first those whom somebody has to confirm, whatever their register; then those whose plan or report becomes the mark), who is absent and why.
 */

struct close_line {
	int64_t pupil;             /**< 0: of a register */
	struct register_ref ref;
	const char *name, *group, *words;
	int64_t plan;              /**< whose leader confirms who came; 0: none is waited for */
	bool signed_out;           /**< by the office, without a code: the register takes it */
};
/* CLOSE_EXPECTED holds, too, whom the office signed out without a code: the close gives them no N. */
enum close_part { CLOSE_NOT_KNOWN, CLOSE_MISSING, CLOSE_BLANK, CLOSE_EXPECTED, CLOSE_ABSENT, CLOSE_PARTS };
const char *close_title(enum close_part p);
struct close_view {
	struct arena arena;
	struct day day;
	enum session session;
	int closes;                /**< the next minute that a register closes; -1: all have */
	int due, to_close;         /**< registers, and those that can be closed now */
	int closed;                /**< those that somebody closed: office_session_reopen() */
	struct { const struct close_line *lines; int count; } of[CLOSE_PARTS];
	/** Blanks that would become N, and those that become what was planned or reported. */
	int to_n, to_planned;
};
/** The absentee report of that session has gone to the head: on paper, or she has read it.  An act ("absentee report"), and done on Today; again: another. */
#define ACT_REPORT_OUT "absentee report"
int office_report_out(struct office *o, struct day day, enum session session, const char *how, int64_t *ret_act, struct err *e);

int office_close_open(struct office *o, struct day day, enum session session, struct close_view *ret, struct err *e);
void close_view_finish(struct close_view *v);

#endif
