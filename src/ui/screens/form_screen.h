#ifndef UI_FORM_SCREEN_H
#define UI_FORM_SCREEN_H

#include "form.h"

/*
 * The screen of every form of the roll: lines, what the office said about them below, one key that saves.  What was typed stays through a
 * refusal, a covered screen and a change by somebody else; left unsaved it asks once.  What differs from form to form is a form_use.
 */
struct form_screen;
struct form_use {
	const struct form_line *lines;
	int count;
	const char *what;   /**< "a new pupil": what is not saved, if it is left */
	const char *saves;  /**< "F10 puts the pupil on the roll.": said on the last line */
	void (*title)(const struct form_screen *s, struct buf *to);
	/** Choices, each time that it is read; with `first` the values that the form begins with too. */
	int (*read)(struct ui *ui, struct form_screen *s, bool first, struct err *e);
	/** `sure`: the question of form_sure() was answered with yes.  Reaction bits. */
	int (*save)(struct ui *ui, struct form_screen *s, bool sure);
	void (*moved)(struct ui *ui, struct form_screen *s); /**< the focus has gone to another line; NULL */
};
struct form_about {
	const struct form_use *use;
	int64_t of, also;           /**< the pupil; the contact, another pupil: as the use has it */
	const int64_t *pupils;      /**< several at once; copied */
	int pupil_count;
	int line;                   /**< where the focus begins */
};
struct form_screen {
	const struct form_use *use;
	struct form form;
	bool is_read;
	int64_t of, also;
	int64_t *pupils;
	int pupil_count, line;
	struct buf said;            /**< lines of the office: what stands in the way, what would follow */
	int said_top, said_rest;    /**< the first in sight, and how many are not below it: found out by drawing */
	struct arena arena;         /**< what it began with */
	const char *name;           /**< of whom it is */
	const void *kept;           /**< the use's own, in the arena */
};
int open_form(struct ui *ui, const struct form_about *about);
/** Asks; Enter or F10 again saves with `sure`. */
int form_sure(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
void form_unsay(struct form_screen *s); /**< what the office said is no longer so */
/** NULL where nothing stands in the line. */
const char *form_given(const struct form *f, int line);
/** The classes of today, or of that day. */
int form_classes(struct ui *ui, struct form *f, int line, struct err *e);

/** What a use case answered. */
struct roll_answer {
	struct buf said;
	int64_t act;
	struct err e;
	bool told;          /**< its lines say what was done: the words are for F8 alone */
};
void roll_answer_finish(struct roll_answer *a);
#define CLEAN_ANSWER __attribute__((cleanup(roll_answer_finish)))
/**
 * After a use case of the roll: the refusal, or the words, its act and what else was said.  Its act is the one that F8 undoes.
 * Reaction bits: REACT_RELOAD if it was done.
 */
int roll_answered(struct ui *ui, int r, const struct roll_answer *a, const char *format, ...) __attribute__((format(printf, 4, 5)));
/** The same for a form: a refusal's lines are shown below it, what is done is left. */
int form_answered(struct ui *ui, struct form_screen *s, int r, const struct roll_answer *a, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/** F8 on the screens of the roll: the last act of this person here, said first.  Is there one?  If not, why the key does nothing. */
bool roll_has_done(struct ui *ui);
#define ROLL_NOT_DONE "You have changed nothing here since you came: History undoes older acts."
int roll_undo(struct ui *ui, void *state, const struct key *k);
/** What an undo came to: how many marks, and what was changed since and is left.  A row that is no mark is one thing, however many fields it has. */
void undone_say(struct ui *ui, int64_t act, const struct mark_result *done);

#endif
