#ifndef UI_REGISTER_H
#define UI_REGISTER_H

#include "ui.h"
#include "office/draft.h"

/* The Register screen, in parts: what is read (register.c), seen (register_draw.c), typed (register_keys.c, register_find.c), kept until it is
 * sent (register_draft.c), and sent, undone or overwritten (register_send.c). */

/** A mark that is typed and not sent. */
struct typed_mark {
	bool is;
	uint8_t code, before;   /**< before: what stood when it was typed */
	int minutes_late;       /**< -1: none */
	const char *note;       /**< NULL: none */
};

/** A pupil's row. */
struct taking_row {
	const struct register_line *line; /**< as it stands */
	struct typed_mark typed;
	const char *folded;     /**< the name, to be searched */
	const char *changed;    /**< who changed the mark while it was in sight: "Priya Nair at 09:14: N to I"; NULL */
};

/** One row as it was before a change; those of one number go back together. */
struct taking_step {
	int number;
	int64_t pupil;
	struct typed_mark was;
};

#define TAKING_CODES_MOST 64
#define TAKING_WEEKS 20 /**< sessions of the last two weeks (A23) */

/** A register being taken. */
struct taking {
	struct register_ref ref;
	int64_t open_at;          /**< the pupil to begin with; 0: the first blank */
	bool is_read;
	struct register_view view;
	struct arena rows_arena;  /**< as old as the view */
	struct taking_row *rows;
	int name_width, weeks_width; /**< cells of the longest name, and of the last two weeks with a gap between weeks */
	bool has_more;            /**< something is known of a row that may be longer than its cells: the focused one's stands at the foot */
	bool begins_week[TAKING_WEEKS];
	struct list list;
	struct arena words;       /**< notes typed; as old as the screen */
	const char *others;       /**< of a teacher's first screen: other registers of hers that are due; NULL: none */
	struct draft *draft;      /**< NULL: nothing can be typed, and why is in no_draft */
	struct err no_draft;
	struct { VEC(struct taking_step); } steps;
	int step;                 /**< the number of the last */
	const struct code *allowed[TAKING_CODES_MOST];
	int allowed_count;
	bool past, may_take, may_amend, all_codes;
	bool sent;                /**< this person sent something of it that is left to undo */
	bool own;                 /**< what the next reading finds changed, this person did */
	char waiting;             /**< J or Y, on the focused row, until its digit comes; 0: none */
	int64_t just;             /**< the pupil that the last key marked: a digit or F6 may still be about it; 0: none */
	int64_t asked;            /**< the pupil, or the act, that a question is about */
	uint8_t asked_code;       /**< to overwrite with */
};

enum taking_need {
	NEED_PUPIL = NEED_OWN,
	NEED_DAY = NEED_OWN << 1,   /**< the register's day may be changed */
	NEED_MARKER = NEED_OWN << 2,
	NEED_DONE = NEED_OWN << 3,  /**< something typed or sent can be taken back */
};
#define NEED_TO_MARK (NEED_WRITE | NEED_PUPIL | NEED_DAY | NEED_MARKER)

extern const struct binding taking_keys[];
extern const struct screen_kind register_screen, register_find_screen;

/* WHAT A ROW IS */
struct taking_row *taking_row(struct taking *t, int64_t pupil);   /**< NULL: not in this register */
uint8_t taking_mark(const struct taking_row *r);                  /**< typed, else what stands */
bool taking_is_stale(const struct taking_row *r);                 /**< typed over what somebody else has changed since (A21) */
bool taking_needs_note(const struct taking *t, const struct taking_row *r);
int taking_unsent(const struct taking *t);
int taking_blank(const struct taking *t);                         /**< of whom nothing is expected */
bool taking_is_expected(const struct taking_row *r);              /**< no mark, and not blank: a plan, a report or a closure says what it would be */
/** "27 here, 2 absent, 0 blank": as it would be sent, with what is planned or reported. */
void taking_counts(const struct taking *t, struct buf *to);
/** Is it closed by now? */
bool taking_is_closed(struct ui *ui, const struct taking *t);
const char *taking_closes(const struct taking *t, char to[static 8]); /**< "09:15" */

/* TYPED, AND KEPT */
/** Opens the draft at the first reading; the marks in it are shown as typed, and said. */
void taking_offer(struct ui *ui, struct taking *t);
/** A new step: what is put from now on is taken back together. */
void taking_step_begin(struct taking *t);
/** In the draft first, then on the row; a typed mark that is none takes what was typed away. */
int taking_put(struct taking *t, struct taking_row *r, const struct typed_mark *typed, struct err *e);
/** Takes the last step back; how many rows, 0 if there is none, or -errno. */
int taking_step_back(struct taking *t, struct err *e);
/** All of it is sent: the file goes. */
int taking_all_sent(struct taking *t, struct err *e);

/* KEYS */
/** The next key is not about the last mark any more, nor is any change new. */
void taking_settle(struct taking *t);
ui_action taking_send, taking_undo, taking_overwrite;
/** F3: over the register, whose cursor moves as it is typed. */
int open_register_find(struct ui *ui, struct taking *t);

/* SEEN */
void taking_measure(struct taking *t);
void taking_draw(void *state, struct area *a);

#endif
