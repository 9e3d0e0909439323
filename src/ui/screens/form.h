#ifndef UI_FORM_H
#define UI_FORM_H

#include "base/day.h"
#include "ui.h"

/*
 * A page of lines that a person fills in: label, value beside it, and a sentence about the line with the focus.  Typing goes into the line
 * at once; Enter, Tab and Down go on to the next, Up back; F10 is the screen's own.  Nothing is read or written here.
 */
enum form_kind {
	FORM_TEXT,     /**< with choices: words that are offered as it is typed; Right takes the rest of one */
	FORM_WORD,     /**< the same: the first letter typed takes the place of what stood (Left and End edit it), and what is offered counts
			*   as it is shown, unless a blank is typed behind the letters */
	FORM_DAY,      /**< as form_day_read() has it; the first letter typed takes the place of what stood */
	FORM_BORN,     /**< the same, of a birthday: with its year, and not to come */
	FORM_CHOICE,   /**< one of a list: its first letters, or Left and Right */
	FORM_YES_NO,   /**< y, n, or Left and Right: choices 0 no, 1 yes */
	FORM_HEADING,  /**< no value: words between the lines, passed over */
};
struct form_line {
	const char *label;
	enum form_kind kind;
	bool needed;
	const char *help;
	const char *const *choices; /**< ended by NULL; or form_choices() */
};
struct form_value;
struct form {
	const struct form_line *lines;
	int count;
	struct list list;           /**< the focus is the line's index; headings are never focused */
	struct form_value *values;
	struct day today;           /**< DAY_NONE until a screen sets it: then days are shown as they are understood */
};
void form_start(struct form *f, const struct form_line *lines, int count);
void form_finish(struct form *f);
/** What a line begins with: it is not changed by it.  NULL: nothing.  Of choices, the one of that name. */
void form_set(struct form *f, int line, const char *text);
void form_set_day(struct form *f, int line, struct day d);
void form_choose(struct form *f, int line, int choice);          /**< -1: none */
/** Choices that are known only now; copied.  What was chosen stays, where it is among them. */
void form_choices(struct form *f, int line, const char *const *choices, int count);

const char *form_text(const struct form *f, int line);           /**< without blanks at its ends; "" for nothing */
/** For a change: NULL where the line stands as it began. */
const char *form_changed(const struct form *f, int line);
bool form_any_changed(const struct form *f);
int form_choice(const struct form *f, int line);                 /**< -1: none */
bool form_yes(const struct form *f, int line);
/** The cursor goes there as if it had been led there: the first letter takes the place of a day. */
void form_focus(struct form *f, int line);
/** 0 and DAY_NONE for an empty line; -EINVAL with `e`, and the focus on it. */
int form_day(struct form *f, int line, struct day today, struct day *ret, struct err *e);
/** -1 for an empty line, else as minute_typed() has it; -EINVAL with `e`, and the focus on it.  `ask`: "a time, like 10:40" */
int form_minute(struct form *f, int line, const char *ask, int *ret, struct err *e);
/** Is each line that is needed filled in?  -EINVAL with `e` naming the first that is not, and the focus on it. */
int form_complete(struct form *f, struct err *e);

/**
 * "3/9/2026", "3 9 26", "030926", "3 Sep 2026" with or without the weekday, "2026-09-03", "today", "yesterday", "tomorrow"; without a year
 * the one that is nearest to `today`.  `born`: with a year, which in two digits is the last that has come.  0 or -EINVAL.
 */
int form_day_read(const char *typed, struct day today, bool born, struct day *ret);

/** @return false: not a key of a form (Esc, F10 ...), or it cannot be taken here */
bool form_key(struct form *f, const struct key *k);
/** The same for a screen: a letter that cannot be taken is refused in words, and Enter on the last line says `save`.  Reaction bits. */
int form_press(struct ui *ui, struct form *f, const struct key *k, const char *save);
/** The lines of a screen's key table that are the form's; `press` calls form_press(). */
#define FORM_KEYS(press) \
	{ ON(KEY_ENTER), "next", press, 0, "On to the next line", "Next" }, \
	{ ON(KEY_TAB), "next-line", press, 0, "On to the next line", NULL }, \
	{ ON(KEY_BACKTAB), "line-before", press, 0, "Back to the line before", NULL }, \
	{ ON(KEY_UP), "up", press, 0, "Back to the line before", NULL }, \
	{ ON(KEY_DOWN), "down", press, 0, "On to the next line", NULL }, \
	{ ON(KEY_PAGE_UP), "page-up", press, 0, "A page up", NULL }, \
	{ ON(KEY_PAGE_DOWN), "page-down", press, 0, "A page down", NULL }, \
	{ ON_ANY_TEXT, "type", press, 0, "Type into the line, or choose by the first letters", NULL }, \
	{ ON(KEY_BACKSPACE), "backspace", press, 0, "Take the last letter away", NULL }, \
	{ ON(KEY_DELETE), "delete", press, 0, "Take the letter under the cursor away", NULL }, \
	{ ON(KEY_LEFT), "left", press, 0, "One letter to the left, or the choice before", NULL }, \
	{ ON(KEY_RIGHT), "right", press, 0, "One letter to the right, or the next choice", NULL }, \
	{ ON(KEY_HOME), "start", press, 0, "To the start of the line, or the first choice", NULL }, \
	{ ON(KEY_END), "end", press, 0, "To the end of the line, or the last choice", NULL }

/** Lines scroll so that the focus is in sight, the cursor in its value; its sentence stands at the foot where there is room. */
void form_draw(struct form *f, struct area *a);

#endif
