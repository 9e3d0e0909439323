#ifndef UI_DESK_H
#define UI_DESK_H

#include "office/clocks.h"
#include "office/gate.h"
#include "form_screen.h"

/*
 * The late desk (A16, A17, A29): a search line with the matches below it as they are typed (desk.c, desk_tick.c), and the arrival of
 * whoever was taken from it (arrival.c, arrival_look.c, arrival_save.c).  The same search chooses who is signed out.
 */

#define DESK_HITS_MOST 60 /* two classes, a coach */

struct desk {
	struct list list;
	struct field typed;
	struct arena arena;        /* of the hits */
	const struct desk_hit *hits;
	bool moved;                /* the last key moved in the list: the cursor is there, and Space ticks */
	bool fresh;                /* somebody was just ticked: the next letter begins another name */
	struct { VEC(struct desk_hit); } ticked;
	struct arena kept;         /* their words */
};
void desk_draw(void *state, struct area *a);
bool desk_is_ticked(const struct desk *d, int64_t pupil);
void desk_tick(struct desk *d, const struct desk_hit *h);
ui_action desk_key_tick, desk_key_family, desk_key_all, desk_key_all_here;

int open_leaving(struct ui *ui); /**< who is signed out? */

/* THE ARRIVAL */

enum arrival_place { AT_MINUTE, AT_CODE, AT_REASON, AT_LIST };

/** Somebody who may have arrived. */
struct comer {
	struct desk_hit who;
	bool ticked;
	struct desk_arrival look;
};
struct coming {
	struct field minute, code, reason;
	enum arrival_place at;
	struct list list;
	struct comer *comers;      /* ticked ones, and the brothers and sisters of one alone */
	int count;
	struct arena arena, looks; /* who they are; what their arrival would be */
	const struct choice *choices;
	int choice_count;
	int chosen;                /* the reason's number among them; -1: it was typed */
	bool is_read;
	bool minute_is_typed;      /* else it is now */
	bool replaces;             /* the next letter takes the place of what stands */
	bool code_of_choice;       /* the code came with the reason */
	bool after_close;          /* of all who are ticked: a code may stand in place of U */
	const char *trouble;       /* with the time; NULL */
	void *opener;              /* the screen below, and what it does once they are saved */
	void (*saved)(void *opener);
	bool covered;              /* from the hatch: what is said of it names nobody */
};
struct arrival_about {
	const struct desk_hit *hits; /* copied */
	int count, ticked;           /* the first so many are ticked */
	void *opener;
	void (*saved)(void *opener);
	bool covered;                /* from the hatch: what is said of it names nobody */
};
int open_arrival(struct ui *ui, const struct arrival_about *about);
void arrival_draw(void *state, struct area *a);
/* What it comes to (arrival_look.c) */
int arrival_ticked(const struct coming *v);
int arrival_minute(const struct coming *v);            /**< -1: now */
int arrival_read(struct ui *ui, struct coming *v, struct err *e);
int arrival_look(struct ui *ui, struct coming *v);     /**< the same after a key; a reaction */
/** Of several, whoever is here already did not come with them: the others are recorded all the same. */
void arrival_untick(struct coming *v);
bool arrival_is_none(const struct desk_arrival *look); /**< here already, or not possible */
/** "5 ticked: 3 L, 2 U"; of one the office's words. */
void arrival_outcome(const struct coming *v, struct buf *to);

ui_action arrival_save;

/** Sends what the last arrivals were given to the printer again; REACT_... */
int slip_again(struct ui *ui, void *state, const struct key *k);
bool slip_is_kept(struct ui *ui);
#define SLIP_NOT_KEPT "You have printed no slip since you came."

#endif
