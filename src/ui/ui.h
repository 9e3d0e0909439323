#ifndef UI_INTERNAL_H
#define UI_INTERNAL_H

/*
 * The frame that every screen stands in: one stack of screens, one key table a screen (dispatch, footer, help, command list, rebinding,
 * the manual and the tests all read it), one place for messages.  It knows no terminal: keys come in, a canvas comes out.
 */
#include "base/day.h"
#include "base/err.h"
#include "base/mem.h"
#include "canvas.h"
#include "field.h"
#include "key.h"
#include "list.h"
#include "office/office.h"
#include "office/register.h"
#include "office/schools.h"
#include "ui/ui.h"

/** What must happen after an action: bits. */
enum reaction {
	REACT_NONE = 0,
	REACT_RELOAD = 1,  /**< what the screen shows has changed in the store */
	REACT_LEAVE = 2,   /**< back one level */
	REACT_STOP = 4,    /**< refused: a bell, and what was typed ahead is not taken for something else */
	REACT_PASS = 8,    /**< not a key of mine: the next table may have it */
};

/** What an action needs; bits from NEED_OWN up are the screen's own. */
enum need {
	NEED_WRITE = 1,   /**< the school can be written */
	NEED_ROW = 2,     /**< a row of the list is focused */
	NEED_LATE = 4,    /**< the person may record arrivals */
	NEED_NAMES = 8,   /**< the person may see pupils by name */
	NEED_AFTERNOON = 16, /**< the register of the afternoon has begun */
	NEED_OWN = 256,
};

typedef int ui_action(struct ui *ui, void *state, const struct key *k); /**< reaction bits, or -errno after ui_refuse() */

/** The action `name` of a key that opens another screen: `open` says which, and may use `ui` and `s`, the state of its own screen (a `type`). */
#define OPENS(name, type, open) \
	static int name(struct ui *ui, void *state, const struct key *k) \
	{ \
		const type *s = state; \
		(void)s; \
		(void)k; \
		return open; \
	}

struct binding {
	struct key key;        /**< code KEY_TEXT with text "": any character */
	const char *name;      /**< "send": register.send in firstbell.conf */
	ui_action *action;
	unsigned needs;
	const char *help;      /**< "Send the register to the office" */
	const char *footer;    /**< "Send"; NULL: not in the footer */
};
#define ON(k) { .code = (k) }
#define ON_TEXT(s) { .code = KEY_TEXT, .text = s }
#define ON_ANY_TEXT { .code = KEY_TEXT }

struct screen_kind {
	const char *name;      /**< "register" */
	const char *help;      /**< what it is for, in a sentence or two */
	const struct binding *keys; /**< ended by a NULL name */
	ui_action *other;      /**< for every key that has no binding here; NULL: it is refused */
	bool typing;           /**< letters are codes or text here, so they are never keys */
	bool overlay;          /**< drawn over the screen below: a question in the message line */
	int (*rows)(const void *state, int cols); /**< of an overlay: how many it needs, where there are as many; NULL: one */
	bool sealed;           /**< the keys of every screen do not work here: nobody is at the keys */
	const char *const *refusals; /**< a sentence for each bit from NEED_OWN up */
	unsigned (*has)(struct ui *ui, const void *state); /**< needs of its own that hold now; NULL: none */
	int (*reload)(struct ui *ui, void *state, struct err *e); /**< reads what it shows; the focus stays on the same thing.  NULL: shows nothing of the store */
	void (*title)(const void *state, struct buf *to);
	void (*draw)(void *state, struct area *a); /**< no I/O; puts the cursor on the focus; changes nothing but what is in sight of a list */
	struct list *(*list)(void *state); /**< its list: the keys that move are the frame's; NULL: none */
	void (*rest)(struct ui *ui, void *state); /**< the keyboard has rested for a second; NULL */
	/** A twentieth of a second of something long, between keys, under other screens too; false: there was nothing to do.  NULL */
	bool (*work)(struct ui *ui, void *state);
	/** What would be lost, or stopped half way, if everything were left now: "a new pupil"; NULL: nothing.  NULL: there never is any. */
	const char *(*unsaved)(const void *state);
	void (*close)(void *state);            /**< frees the state */
	size_t state_size; /**< the frame makes it, zeroed, and frees it after `close` */
};

struct screen {
	const struct screen_kind *kind;
	void *state;
	int64_t version;       /**< office_version() and `written` when it was read */
	unsigned written;
	int64_t minute;        /**< by office_now(), when it was read */
};

struct ui {
	struct office *office;
	struct canvas canvas;
	struct { VEC(struct screen); } stack;
	struct buf message, last_message; /**< shown now; what F9 says again */
	struct buf next;      /**< what is due next, as Today last read it; "" where nothing is */
	struct school_list schools; /**< those that the person switches between, as they were when this one was opened or they were last looked at */
	int school;           /**< this one among them; -1: it is not in the list */
	char *going;          /**< the directory of the school to go to; NULL: they stay */
	char *going_name;
	struct { int64_t act, staff; struct buf words; } done; /**< the last change of the roll at these keys: F8 undoes it */
	struct { struct buf text; int pages; int64_t staff; } slip; /**< the last late slips at these keys, to be printed again */
	struct buf went;      /**< the message that the key being taken took away */
	bool went_alert;
	bool alert, bell;
	bool over;            /**< the person has left */
	bool leaving;         /**< Esc was pressed on the first screen: once more leaves */
	bool repaint;         /**< ^L: the terminal is to be painted anew */
	unsigned written;     /**< how often this person has saved */
	int idle;             /**< seconds without a key */
};

/** Takes one key: finds its binding, acts, applies the reaction.  What the loop and the tests call. */
void ui_key(struct ui *ui, const struct key *k);
/** Draws everything on ui->canvas. */
void ui_draw(struct ui *ui);
bool ui_is_low(const struct ui *ui); /**< has the window room for one line of messages and no more? */

/* THE STACK */
/** Makes the state, zeroed; `start` fills in what it is about (may be NULL); reads; shows.  0, or -errno with the refusal said and nothing shown. */
int ui_open(struct ui *ui, const struct screen_kind *kind, void (*start)(void *state, const void *about), const void *about);
void *ui_state(struct ui *ui);                       /**< of the screen on top */
const struct screen_kind *ui_kind(const struct ui *ui);
void ui_leave(struct ui *ui);                        /**< the top one goes; the one below is read again if anything was saved since */
void ui_leave_all(struct ui *ui);                    /**< every one of them */
void ui_back_to(struct ui *ui, const void *state);   /**< all above the screen of that state go */
void ui_home(struct ui *ui);                         /**< all go; the person's first screen comes (office_home) */
void ui_lock(struct ui *ui);                         /**< covers the names: by key, or when nobody has pressed one for a while */

/* MESSAGES: one line, one place; F9 says the last again (reliability 6) */
void ui_say(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ui_say_lines(struct ui *ui, const char *lines); /**< what the office said, a sentence a line, in one */
/** A refusal: shown as such, with a bell.  @return REACT_STOP */
int ui_refuse(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
int ui_refuse_err(struct ui *ui, const struct err *e); /**< what the office said; REACT_STOP */

/* SEVERAL SCHOOLS (F17) */
/** Reads the list anew: which of them this is.  0, or -errno with `e`: then it is as it was. */
int ui_schools_read(struct ui *ui, struct err *e);
bool ui_has_schools(const struct ui *ui);            /**< is there any other than this? */
const char *ui_school_name(const struct ui *ui);     /**< what the list calls it, else what it calls itself */
/** The name of the school in at most so many cells, so that it is not taken for any other of the list. */
void ui_school_fit(const struct ui *ui, int cells, struct buf *to);
/** The same of `names[0..count-1]`, for number `which`; in ASCII a name that is cut has three dots. */
void school_name_fit(const char *const *names, int count, int which, int cells, bool ascii, struct buf *to);
void ui_school_line_fit(const struct ui *ui, int line, int cells, struct buf *to); /**< of a line of the list */
/** Begins going to that school: the loop does it, after this key. */
void ui_go(struct ui *ui, const char *directory, const char *name);
void ui_stay(struct ui *ui);                         /**< not after all */

/* QUESTIONS: a screen of one line over the one that asks */
typedef int ui_answer(struct ui *ui, void *state, const char *typed); /**< called with the asking screen's state when Enter was pressed; reaction bits */
/** "Why? " and a line to type.  Esc goes back and asks nothing.  The prompt stands in the message line, the answer beside it. */
int ui_ask(struct ui *ui, const char *prompt, const char *given, ui_answer *answer);
/** Why a mark is changed after the close (A20): the school's short list stands below, a number takes the reason of that number into the line. */
int ui_ask_reason(struct ui *ui, const char *prompt, ui_answer *answer);
/** A question that Enter (or the key that asked, again) answers with yes, and Esc or any other key with no: `27 here, 2 absent, 0 blank.` */
int ui_confirm(struct ui *ui, const char *question, enum key_code again, ui_answer *answer);

/** Back from what is not saved, "a new pupil": asked once, and nothing of it stays.  @return REACT_LEAVE where `what` is NULL */
int ui_leave_unsaved(struct ui *ui, const char *what);

/** A file as a person types it: "~/marks.csv" is in the home of whoever is at this computer, as in a shell. */
void ui_path(const char *typed, struct buf *to);

/* KEYS */
const struct binding *keymap_find(const struct ui *ui, const struct screen_kind *kind, const struct key *k);
/** The key a binding has now, rebound or not; `screen` "" for one of every screen.  And its name: "F10". */
struct key keymap_key(const struct ui *ui, const char *screen, const struct binding *b);
const char *keymap_key_name(const struct ui *ui, const char *screen, const struct binding *b, char to[static 16]);
/** May firstbell.conf give it another key?  Not what moves, edits or types.  `kind` NULL: a key of every screen. */
bool keymap_may_change(const struct screen_kind *kind, const struct binding *b);
/** Does every key of firstbell.conf name what there is, and a key that is free for it?  0, or -EINVAL with its line said. */
int keymap_check(const struct office_hands *hands, struct err *e);
/** The refusal for what a binding needs and is not so, NULL if it may be pressed. */
const char *ui_refusal(struct ui *ui, const struct screen *s, const struct binding *b);
extern const struct binding global_keys[]; /**< on every screen: help, commands, find, say again, lock, repaint, back */
extern const struct binding list_keys[];   /**< on every screen with a list: the keys that move */
/** Every key that works now, or those with a word for the footer, screen's first: f is called with its name as it is pressed. */
void ui_keys_each(struct ui *ui, bool footer, void (*f)(void *ctx, const char *key, const struct binding *b), void *ctx);

/* SCREENS: each opens by one function (src/ui/screens) */
extern const struct screen_kind *const screen_kinds[]; /**< all of them, ended by NULL: for the manual, the rebinding and the tests */
extern const struct screen_kind sign_in_screen;
/** Covers everything until the same person is back, or somebody else signs in and begins anew. */
int open_sign_in(struct ui *ui);
int open_today(struct ui *ui);
int open_morning(struct ui *ui);
int open_registers(struct ui *ui);                                   /**< choose a class, day and session */
int open_register(struct ui *ui, const struct register_ref *ref, int64_t pupil); /**< pupil 0: the first blank, else the first row */
int open_missing(struct ui *ui);
int open_missing_past(struct ui *ui);                                /**< of past days too */
int open_close(struct ui *ui);                                       /**< close the session */
int open_absentees(struct ui *ui);
int open_history(struct ui *ui, int64_t pupil, int64_t act);         /**< of a pupil, of one act, or (0, 0) of today */
int open_mark_history(struct ui *ui, const struct register_ref *ref, int64_t pupil);
int open_bands(struct ui *ui);
int open_bands_of(struct ui *ui, const char *class, int year);        /**< NULL, SESSION_ANY_YEAR: all */
int open_bands_filtered(struct ui *ui, const char *class, int year, const char *flag, int band); /**< NULL, SESSION_ANY_YEAR, NULL, -1: all */
int open_review(struct ui *ui);                                      /**< the fortnightly review */
int open_review_at(struct ui *ui, int64_t pupil);                    /**< with the focus on that pupil */
int open_stage(struct ui *ui, int64_t pupil);                        /**< the stage that a person sets */
int open_pupil(struct ui *ui, int64_t pupil);
int open_working(struct ui *ui, int64_t pupil, struct day from, struct day to); /**< DAY_NONE: of 1 September to today */
int open_working_of(struct ui *ui, const char *class, const char *year); /**< one of them; NULL, NULL: of the school */
struct report_wish;
int open_working_wish(struct ui *ui, const char *of, const struct report_wish *wish); /**< of any figure; `of` names it */
struct report;
/** The same by another report of steps (columns step, number, words). */
int open_working_filled(struct ui *ui, const char *of, const struct report_wish *wish,
			int (*fill)(struct office *, const struct report_wish *, struct report *, struct err *));
int open_school(struct ui *ui);
int open_class_sheet(struct ui *ui);                                  /**< the week of one's class */
int open_school_page(struct ui *ui);                                  /**< the head's page */
int open_trend(struct ui *ui);                                       /**< week by week: of the school, else of your classes */
int open_trend_of(struct ui *ui, const char *class, int year, const char *flag); /**< NULL, SESSION_ANY_YEAR, NULL: all */
int open_league(struct ui *ui);                                      /**< praise (C17) */
int open_late(struct ui *ui);                                        /**< the late desk (F7) */
int open_hatch(struct ui *ui);                                       /**< F11: names are covered, only the search line is there; F11 again brings all back */
int open_gate(struct ui *ui);                                        /**< who is out, and back */
int open_sign_out(struct ui *ui, const int64_t *pupils, int count);  /**< the form; count 0: asks who */
int open_onsite(struct ui *ui);                                      /**< the evacuation list */
int open_plans(struct ui *ui);                                       /**< planned absence, patterns, trips, closures */
int open_plan(struct ui *ui, int64_t plan, int64_t pupil);           /**< the form; 0: a new one (for that pupil) */
int open_confirm(struct ui *ui, int64_t plan);                       /**< who is expected elsewhere today, and came; 0: all */
int open_closure_new(struct ui *ui);                                  /**< the school, a year or a class is shut (A13) */
int open_notes_lacking(struct ui *ui);
int open_returns(struct ui *ui);                                     /**< what the authority is to be told */
int open_targets(struct ui *ui);                                     /**< what is to be reached, and the Department's own figure (C18) */
int open_penalty(struct ui *ui);                                     /**< who meets the threshold of penalty notices, or lacks few */
int open_calls(struct ui *ui);                                       /**< first-day calls */
int open_call(struct ui *ui, int64_t pupil, struct day day);         /**< one family on the telephone */
int open_visit(struct ui *ui, int64_t pupil, struct day day);        /**< a home visit */
int open_reports(struct ui *ui);                                     /**< every report by its name */
int open_report(struct ui *ui, const char *name, const struct report_wish *wish); /**< one, looked at; NULL: of the school, or your classes */
int open_reported(struct ui *ui);                                    /**< what families said today */
int open_reported_new(struct ui *ui, int64_t pupil);                 /**< pupil 0: asks who */
int open_class_note(struct ui *ui, int64_t pupil, const char *group);
int open_looked_after(struct ui *ui);                                /**< today's marks of the looked-after, for the daily caller (B10) */
int open_tasks(struct ui *ui);
int open_task(struct ui *ui, int64_t pupil);                         /**< a new one */
int open_watch(struct ui *ui, int kind);                             /**< what is to be settled; -1: from the first */
int open_clocks(struct ui *ui);                                      /**< the policy's clocks, the short lists of reasons */
int open_find(struct ui *ui);                                        /**< a pupil from anywhere */
int open_import(struct ui *ui);                                      /**< a file of pupils, contacts, groups, staff or marks comes in */
int open_compare(struct ui *ui);                                     /**< asks for a file of another product's figures, and lays them beside ours */
int open_pupils(struct ui *ui);                                      /**< the roll */
int open_pupil_new(struct ui *ui);
int open_record(struct ui *ui, int64_t pupil);                       /**< what the admission register holds of a pupil, and what changes it */
int open_families(struct ui *ui);
int open_family(struct ui *ui, int64_t pupil);                       /**< contacts, homes, siblings */
int open_classes(struct ui *ui);                                     /**< classes and staff */
int open_staff(struct ui *ui);
int open_school_year(struct ui *ui);
int open_rollover(struct ui *ui);
int open_schools(struct ui *ui);                                     /**< another school of the same person (F17) */
int open_help(struct ui *ui);
int open_commands(struct ui *ui);

/** The command list: what can be done by name, with the words people bring from elsewhere (design 5). */
struct ui_command {
	const char *name;   /**< "Absentees" */
	const char *words;  /**< "fire list; truancy call" */
	int (*open)(struct ui *ui);
	enum action action; /**< only for who may; ACTIONS: for everybody */
};
extern const struct ui_command ui_commands[]; /**< ended by a NULL name */

#endif
