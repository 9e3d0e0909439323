#ifndef UI_FORM_H
#define UI_FORM_H

#include "base/day.h"
#include "../ui.h"

/*
 * A page of lines that a person fills in: label, value beside it, and a sentence about the line with the focus.  Typing goes into the line at
 * once; Enter, Tab and Down go on to the next, Up back; F10 is the screen's own.  Nothing is read or written here.
 */
enum form_kind {
	FORM_TEXT,
	FORM_DAY,      /**< "3/9/2026", "2026-09-03", "today", "yesterday" */
	FORM_CHOICE,   /**< one of a list: its first letters, or Left and Right */
	FORM_YES_NO,   /**< y, n, or Left and Right */
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
};
void form_start(struct form *f, const struct form_line *lines, int count);
void form_finish(struct form *f);
/** What a line begins with: it is not changed by it. */
void form_set(struct form *f, int line, const char *text);
void form_set_day(struct form *f, int line, struct day d);
void form_choose(struct form *f, int line, int choice);
/** Choices that are known only now; copied. */
void form_choices(struct form *f, int line, const char *const *choices, int count);

const char *form_text(const struct form *f, int line);           /**< "" for nothing */
/** For a change: NULL where the line stands as it began. */
const char *form_changed(const struct form *f, int line);
bool form_any_changed(const struct form *f);
int form_choice(const struct form *f, int line);                 /**< -1: none */
bool form_yes(const struct form *f, int line);
/** 0 and DAY_NONE for an empty line; -EINVAL with `e`, and the focus on it. */
int form_day(struct form *f, int line, struct day today, struct day *ret, struct err *e);
/** Is each line that is needed filled in?  -EINVAL with `e` naming the first that is not, and the focus on it. */
int form_complete(struct form *f, struct err *e);

/** @return false: not a key of a form (Esc, F10 ...) */
bool form_key(struct form *f, const struct key *k);
/** Lines scroll so that the focus is in sight; the sentence of the focused line stands at the foot where there is room; the cursor is in its value. */
void form_draw(struct form *f, struct area *a);

#endif
