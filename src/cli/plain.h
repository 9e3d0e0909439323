#ifndef CLI_PLAIN_H
#define CLI_PLAIN_H

#include <signal.h>

#include "internal.h"
#include "office/clocks.h"
#include "office/draft.h"
#include "office/reports.h"
#include "roll.h"

/*
 * Plain mode (F15; reliability 6, "Accessibility"): question and answer, one line each, for a screen reader, a braille line or a poor
 * line.  Nothing but text and newlines goes out: no escape, no colour, no repaint.  The use cases and the drafts are the screens' own.
 *
 * plain_line.c asks and says; plain.c signs in and asks what to do; plain_day.c has the reports and the undo, plain_close.c the close; plain_who.c finds a child
 * or a family, plain_late.c has the late desk, plain_gate.c out and back, plain_reported.c a parent who rang, plain_calls.c the calls, plain_tasks.c tasks
 * and the lists to settle; plain_review.c the fortnightly review, plain_returns.c returns and the penalty threshold, plain_figures.c the pages of pupil and school,
 * bands, targets and praise; plain_register.c a register's rows, plain_answer.c what is typed there, plain_mark.c the marks, plain_send.c how they are sent.
 */

#define PLAIN_LINE 512 /* bytes of one answer: a note of people, and no paste */

struct plain {
	struct cli *c;
	struct office *office;
	bool terminal;          /**< what is typed shows, and ends its line */
	bool over;              /**< the input is at its end, its line is lost, or the person leaves */
	bool lost;              /**< nothing can be said any more */
	bool clock_said;        /**< that the clock is wrong */
	struct draft *draft;    /**< synced when the keyboard rests; NULL */
	sigset_t open;          /**< the signals blocked but while it waits for a line */
	char bytes[4096];       /**< read, and from `from` on not yet taken */
	size_t from, to;
	char line[PLAIN_LINE];
};

/* ASKING AND SAYING -------------------------------------------------------------------------------------------------------------- */

/** From here on a signal that ends the program ends the conversation, in order. */
void plain_watch(struct plain *p);
/** What was typed in answer, without the blanks around it, until the next question; NULL where `over`.  A line that is no text, or
 *  too long, is refused whole and the question asked again; one that Enter did not end is not taken. */
char *plain_ask(struct plain *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** A line as it stands, for a password that comes the way of the answers: its length, -ENODATA, -E2BIG. */
int plain_password(struct plain *p, char *to, size_t size);
/** The question says that Enter does it and n goes back. */
bool plain_agree(struct plain *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** One line, whatever is in it. */
void plain_say(struct plain *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
void plain_refuse(struct plain *p, const struct err *e);
/** What was printed so far goes out; false: nobody reads it any more. */
bool plain_flush(struct plain *p);

/** Something that can be typed. */
struct plain_word {
	const char *letter;   /**< NULL: only the word */
	const char *word;
	const char *operands, *help;
	void (*run)(void *state, char *rest);
};
/** The entry that a line begins with, by letter or word, case aside; *ret_rest is what follows.  NULL: none. */
const struct plain_word *plain_word_find(const struct plain_word *words, char *line, char **ret_rest);
void plain_words_say(struct plain *p, const struct plain_word *words);

/** "Oak pm 2026-11-19": a class, and behind it a session, a day or both. */
struct plain_which {
	const char *group; /**< NULL: none */
	struct day day;    /**< DAY_NONE: today */
	int session;       /**< -1: the one that is running */
};
struct plain_which plain_which(char *rest);
/** The register that is meant; without a class roll_group 0. */
int plain_ref(struct plain *p, const struct plain_which *w, struct register_ref *ret, struct err *e);

/* WHAT CAN BE DONE --------------------------------------------------------------------------------------------------------------- */

/** The conversation.  0, or -errno with `e` said. */
int plain_run(struct cli *c, struct err *e);

void plain_absentees(void *p, char *rest);
void plain_missing(void *p, char *rest);
void plain_history(void *p, char *rest);
void plain_due(void *p, char *rest);
void plain_close(void *p, char *rest);
void plain_undo(void *p, char *rest);
void plain_late(void *p, char *rest);
void plain_out(void *p, char *rest);
void plain_in(void *p, char *rest);
void plain_onsite(void *p, char *rest);
void plain_reported(void *p, char *rest);
void plain_calls(void *p, char *rest);
void plain_tasks(void *p, char *rest);
void plain_settle(void *p, char *rest);
void plain_review(void *p, char *rest);
void plain_stage(void *p, char *rest);
void plain_returns(void *p, char *rest);
void plain_penalty(void *p, char *rest);
void plain_pupil(void *p, char *rest);
void plain_bands(void *p, char *rest);
void plain_school(void *p, char *rest);
void plain_targets(void *p, char *rest);
void plain_praise(void *p, char *rest);
/** The page of a pupil, and the working of its lines. */
void plain_pupil_say(struct plain *p, int64_t pupil);
typedef int report_filler(struct office *o, const struct report_wish *w, struct report *ret, struct err *e);
/** A report as text, or why there is none. */
void plain_report_say(struct plain *p, report_filler *fill, const struct report_wish *wish);
/** Asks for the reason where there may be one, undoes, and says so. */
void plain_undo_act(struct plain *p, int64_t act);
/** What waits in registers besides that one, for a teacher who begins in it. */
void plain_others_say(struct plain *p, const struct register_ref *ref);
/** "3 marks not sent": of each register that has some. */
void plain_drafts_say(struct plain *p);

/* WHO, WHEN, WHY (plain_who.c): each false where the person goes back, or is gone ------------------------------------------------------ */

bool plain_goes_back(const char *typed); /**< "n", "no", "back" */
/** A number from 1 to `most` as 0 .. most - 1; Enter goes back. */
bool plain_choose(struct plain *p, int most, int *ret);
/** Children by part of a name, families together: those whose numbers are typed.  `rest` "": `question` is asked first.  *ret_label says who they
 *  are: "Amara Okafor, Willow" of one, "3 pupils" of more. */
bool plain_whom(struct plain *p, char *rest, const char *question, struct arena *a, struct pupil_ids *ret, const char **ret_label);
/** A time of today; Enter alone: -1.  `question` ends with what it may be. */
bool plain_minute(struct plain *p, const char *question, int *ret);
/** A day; Enter alone: DAY_NONE. */
bool plain_day(struct plain *p, const char *question, struct day *ret);
/** Words, or one of the school's list by its number, which ? says; *ret_code goes with it, or NULL.  Enter alone: NULL, where nothing is `needed`. */
bool plain_reason(struct plain *p, enum choices list, bool needed, struct arena *a, const char **ret_words, const char **ret_code);
/** One of the pupil's contacts by number, or anybody by name: *ret_adult or *ret_name.  Enter alone: neither, where nobody is `needed`. */
bool plain_contact(struct plain *p, int64_t pupil, const char *question, bool needed, struct arena *a, int64_t *ret_adult, const char **ret_name);
/** How it ended is said: why it was refused, or what followed and the act. */
void plain_done(struct plain *p, int r, const struct buf *said, int64_t act, const struct err *e);

/* A REGISTER --------------------------------------------------------------------------------------------------------------------- */

/** What a mark typed was before; those of one number go back together. */
struct plain_step {
	int number;
	int64_t pupil;
	bool was;
	struct draft_mark mark;
};

#define PLAIN_CODES_MOST 64

/** A register being taken; the marks typed are those of its draft, and nowhere else. */
struct plain_taking {
	struct plain *p;
	struct register_ref ref;
	struct register_view view;
	int64_t version;        /**< of the store when the view was read */
	struct draft *draft;    /**< NULL: nothing can be typed, and why is in no_draft */
	struct err no_draft;
	struct arena words;     /**< notes typed */
	struct { VEC(struct plain_step); } steps;
	int step;               /**< the number of the last */
	const struct code *allowed[PLAIN_CODES_MOST];
	int allowed_count;
	bool may_amend, all_codes;
	int at;                 /**< the row asked about; view.count: past the last */
	int64_t just, noted;    /**< the pupil that this answer marked, and the one that the answer before it did; 0: none */
	bool done;
};

/** Takes the register until it is sent or left; with `send` nothing is asked but that. */
void plain_register(struct plain *p, const struct register_ref *ref, bool send);

const struct draft_mark *plain_typed(const struct plain_taking *t, int row); /**< NULL: nothing unsent */
uint8_t plain_mark(const struct plain_taking *t, int row);                   /**< typed, else what stands */
bool plain_is_stale(const struct plain_taking *t, int row);                  /**< typed over what somebody else has changed since (A21) */
bool plain_needs_note(const struct plain_taking *t, int row);
int plain_row_of(const struct plain_taking *t, int64_t pupil);               /**< -1: not in this register */
int plain_unsent(const struct plain_taking *t);
/** Blank, and something was planned, reported or agreed: it is no question who the child is with. */
bool plain_is_expected(const struct plain_taking *t, int row);
/** Blank, and nothing is expected. */
bool plain_is_blank(const struct plain_taking *t, int row);
int plain_blank(const struct plain_taking *t);
bool plain_is_closed(const struct plain_taking *t);
const char *plain_closes(const struct plain_taking *t, char to[static 8]);   /**< "09:15" */
void plain_row_say(const struct plain_taking *t, int row);
/** As the store has it now; what others changed is said, unless `own`. */
int plain_reload(struct plain_taking *t, bool own, struct err *e);
/** The same, if anybody has saved anything since. */
void plain_look_again(struct plain_taking *t);

/** Into the draft, or (NULL) what was typed taken away; -errno: nothing is typed. */
int plain_put(struct plain_taking *t, int row, const struct draft_mark *m, struct err *e);
/** A line that is no question's of its own: a code, a row, a name or a word. */
void plain_answer(struct plain_taking *t, char *typed);
/** A code by its symbol, or the reason of the session before, on the row asked about: refused with a sentence, or typed and said. */
void plain_code(struct plain_taking *t, const char *symbol);
void plain_copy(struct plain_taking *t);
/* Words, with what stands behind them; the first is a struct plain_taking. */
void plain_fill(void *t, char *rest);
void plain_note(void *t, char *rest);
void plain_clear(void *t, char *rest);
void plain_take_back(void *t, char *rest);
void plain_send(void *t, char *rest);

#endif
