#ifndef UI_CALLS_H
#define UI_CALLS_H

#include "office/calls.h"
#include "office/clocks.h"
#include "roll.h"

/* The screens of the calls, of what families say, of tasks and of what is to be settled open one another. */

/** Why a child is away, by one key: `chosen` is called with the screen that asked, once that is on top again; `code` NULL: none goes with it. */
typedef int reason_chosen(struct ui *ui, void *asker, const char *code, const char *words);
int open_reason_pick(struct ui *ui, const char *of, reason_chosen *chosen);

int open_tasks_at(struct ui *ui, int64_t task);            /**< with the focus on it; 0: on the first */
int open_task_of(struct ui *ui, int64_t pupil, bool ring_back);
int open_choices(struct ui *ui, enum choices kind);        /**< one of the short lists, to be changed */

struct today_due;
int open_due(struct ui *ui, const struct today_due *due);  /**< the screen that does what is due */

/** "Grace Okafor (mother)". */
void adult_put(struct buf *to, const char *name, const char *relation);
/** A number to dial from: its digits in groups; `wide`: each with a blank behind it. */
void number_spaced(const char *number, bool wide, struct buf *to);

/** The code of a mark, or "no mark". */
const char *mark_words(uint8_t mark, char to[static 12]);

/* One family on the telephone: its keys (call_page.c), what is read (call_read.c), logged (call_log.c) and seen (call_draw.c). */
enum page_kind { PAGE_NUMBER, PAGE_CHILD, PAGE_STEP, PAGE_LOG };
struct page_row {
	enum page_kind kind;
	const struct call_contact *contact;
	const struct contact_number_line *number; /**< NULL: the contact has none */
	const struct call_child *child;
	const struct call_step *step;
	const struct call_entry *entry;
};
struct page_given {
	int64_t pupil;
	bool ticked;           /**< the call does for this child too */
	char code[8];          /**< its own; "": what the call gives */
};
struct page_seen {
	int64_t pupil;
	uint8_t mark;
};
struct call_screen {
	struct list list;
	struct office *office; /**< at the end the ringing is over */
	int64_t pupil;
	struct day day;
	struct call_page page;
	struct call_child self; /**< the child itself, as its siblings are */
	bool is_read, rings, anew; /**< anew: the next reading leads the focus to the next number */
	struct { VEC(struct page_row); } rows;
	struct { VEC(struct page_given); } given;
	struct { VEC(struct page_seen); } seen; /**< the marks as the person saw them when the call began: another clerk's since is no reason to change */
	bool see_anew;         /**< the next reading is looked at anew */
	int rung;              /**< row of the number to dial while the focus is on none; -1: nobody is left to ring */
	bool spoken;           /**< to the child */
	struct buf seen_by, words; /**< for the call that is logged next */
};
/** What a key logs. */
struct page_logged {
	enum call_kind kind;
	enum call_outcome outcome;
	bool dead;
	const char *code, *words; /**< NULL: none; what was typed before */
	const char *said;         /**< "no reply" */
};
int call_page_log(struct ui *ui, struct call_screen *s, const struct page_logged *l);
int call_page_reload(struct ui *ui, void *state, struct err *e);
void call_page_see(struct call_screen *s);           /**< the marks of the page are those that the person has seen */
struct page_given *page_given_for(struct call_screen *s, int64_t pupil); /**< made where there is none */
const struct page_given *page_given(const struct call_screen *s, int64_t pupil);
/** Nobody can be rung, nobody was, and so the DSL was not told: a call of that is still to be logged. */
static inline bool call_page_unreachable(const struct call_screen *s) { return s->page.line.state == CALL_FAILED && !s->page.line.last; }
const struct page_row *page_rung(const struct call_screen *s); /**< the number that is dialled: of the focus; NULL: nobody is left to ring */
void call_page_draw(void *state, struct area *a);

#endif
