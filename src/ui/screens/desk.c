/* The late desk's search line: part of a name, best match first, brothers and sisters behind it; one or several are taken. */
#include "desk.h"

#include <string.h>

#include "base/text.h"

/* WHO IS FOUND --------------------------------------------------------------------------------------------------------------------- */

/* Where nothing is typed, those who are ticked stand here: the exceptions are unticked. */
static int desk_reload(struct ui *ui, void *state, struct err *e)
{
	struct desk *d = state;
	struct desk_hit *hits = NULL;

	list_count(&d->list, 0);
	arena_finish(&d->arena);
	d->hits = d->ticked.items;
	if (d->typed.text.length == 0) {
		list_count(&d->list, d->ticked.count);
		return 0;
	}
	int n = office_desk_search(ui->office, field_text(&d->typed), DESK_HITS_MOST, &d->arena, &hits, e);
	if (n < 0)
		return n;
	d->hits = hits;
	list_count(&d->list, n);
	return 0;
}

/* The focus stays on the same child through a reading that nobody asked for. */
static int desk_read_again(struct ui *ui, void *state, struct err *e)
{
	struct desk *d = state;
	int64_t pupil = d->list.count > 0 ? d->hits[d->list.focus].pupil : 0;
	int r = desk_reload(ui, d, e);

	for (int i = 0; r == 0 && i < d->list.count; i++)
		if (d->hits[i].pupil == pupil)
			list_focus(&d->list, i);
	return r;
}

static int search(struct ui *ui, struct desk *d)
{
	struct err e = { 0 };

	d->list.focus = 0;
	return desk_reload(ui, d, &e) < 0 ? ui_refuse_err(ui, &e) : REACT_NONE;
}

/* Ready for the next child. */
static void desk_clear(struct desk *d)
{
	field_set(&d->typed, "");
	d->ticked.count = 0;
	arena_finish(&d->kept);
	d->moved = d->fresh = false;
	d->hits = NULL;
	list_count(&d->list, 0);
}

static void desk_saved(void *opener)
{
	desk_clear(opener);
}

static void desk_close(void *state)
{
	struct desk *d = state;

	field_finish(&d->typed);
	arena_finish(&d->arena);
	arena_finish(&d->kept);
	vec_finish(&d->ticked);
}

static struct list *desk_list(void *state)
{
	return &((struct desk *)state)->list;
}

/* TYPING --------------------------------------------------------------------------------------------------------------------------- */

static int key_type(struct ui *ui, void *state, const struct key *k)
{
	struct desk *d = state;

	if (d->fresh && k->code == KEY_TEXT)
		field_set(&d->typed, "");
	d->moved = d->fresh = false;
	if (!field_key(&d->typed, k))
		return ui_refuse(ui, "That is longer than any name here.");
	return search(ui, d);
}

/* In the list Space ticks; in what is typed it divides words. */
static int key_space(struct ui *ui, void *state, const struct key *k)
{
	const struct desk *d = state;

	if (d->typed.text.length > 0 && !d->moved)
		return key_type(ui, state, k);
	return d->list.count > 0 ? desk_key_tick(ui, state, k) : ui_refuse(ui, "Type a part of the name first.");
}

static int key_move(struct ui *ui, void *state, const struct key *k)
{
	((struct desk *)state)->moved = true;
	return REACT_PASS;
}

/* First the ticks go, then the screen. */
static int key_back(struct ui *ui, void *state, const struct key *k)
{
	struct desk *d = state;

	if (d->ticked.count == 0)
		return REACT_LEAVE;
	desk_clear(d);
	ui_say(ui, "Nobody is ticked now. Esc goes back.");
	return REACT_NONE;
}

/* Who presses it again means the next child, and goes on typing: on another screen each letter would be a key. */
static int key_anew(struct ui *ui, void *state, const struct key *k)
{
	struct desk *d = state;

	d->moved = d->fresh = false;
	field_set(&d->typed, "");
	return search(ui, d);
}

/* TAKING --------------------------------------------------------------------------------------------------------------------------- */

/* Whoever was looked for since the last tick, and not ticked, was meant too. */
static void tick_meant(struct desk *d)
{
	if (d->ticked.count > 0 && d->typed.text.length > 0 && !d->fresh && d->list.count > 0)
		desk_tick(d, &d->hits[d->list.focus]);
}

/* One alone, and behind them the brothers and sisters who were found: they may have come together. */
static int with_family(const struct desk *d, struct arena *a, struct desk_hit **ret)
{
	const struct desk_hit *one = &d->hits[d->list.focus];
	struct desk_hit *who = arena_new(a, (size_t)d->list.count, sizeof *who);
	int n = 0;

	who[n++] = *one;
	for (int i = 0; one->family != 0 && i < d->list.count; i++)
		if (d->hits[i].family == one->family && d->hits[i].pupil != one->pupil)
			who[n++] = d->hits[i];
	*ret = who;
	return n;
}

static int late_take(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct desk *d = state;
	struct desk_hit *who = NULL;

	tick_meant(d);
	if (d->ticked.count > 0)
		return open_arrival(ui, &(struct arrival_about){ d->ticked.items, d->ticked.count, d->ticked.count, d, desk_saved });
	int n = with_family(d, &a, &who);
	return open_arrival(ui, &(struct arrival_about){ who, n, 1, d, desk_saved });
}

/* Those who are ticked, else the focused one: how many. */
static int taken(struct desk *d, struct arena *a, int64_t **ret)
{
	int64_t *pupils = arena_new(a, (size_t)d->ticked.count + 2, sizeof *pupils);

	tick_meant(d);
	for (int i = 0; i < d->ticked.count; i++)
		pupils[i] = d->ticked.items[i].pupil;
	if (d->ticked.count == 0)
		pupils[0] = d->hits[d->list.focus].pupil;
	*ret = pupils;
	return d->ticked.count > 0 ? d->ticked.count : 1;
}

/* The desk stays below, for the next. */
static int late_out(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t *pupils;
	int n = taken(state, &a, &pupils);

	return open_sign_out(ui, pupils, n);
}

static int out_take(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_ARENA struct arena a = { 0 };
	int64_t *pupils;
	int n = taken(state, &a, &pupils);

	ui_leave(ui);
	return open_sign_out(ui, pupils, n);
}

/* THE TWO SCREENS ------------------------------------------------------------------------------------------------------------------ */

enum desk_need { NEED_SLIP = NEED_OWN, NEED_DONE = NEED_OWN << 1, NEED_FAMILY = NEED_OWN << 2 };

static const char *const desk_refusals[] = {
	SLIP_NOT_KEPT, "You have recorded nothing since you came: History undoes older acts.", "This child has no brother or sister on roll here.",
};

static unsigned desk_has(struct ui *ui, const void *state)
{
	const struct desk *d = state;
	bool family = d->list.count > 0 && d->hits[d->list.focus].family != 0;

	return (slip_is_kept(ui) ? NEED_SLIP : 0) | (roll_has_done(ui) ? NEED_DONE : 0) | (family ? NEED_FAMILY : 0);
}

#define SEARCHING \
	{ ON_TEXT(" "), "tick-too", key_space, 0, "In the list: tick; in a name: a blank", NULL }, \
	{ ON_ANY_TEXT, "type", key_type, 0, "Narrow the list to names that begin so; a class, or a number", NULL }, \
	{ ON(KEY_BACKSPACE), "backspace", key_type, 0, "Take the last letter away", NULL }, \
	{ ON(KEY_LEFT), "left", key_type, 0, "One letter to the left", NULL }, \
	{ ON(KEY_RIGHT), "right", key_type, 0, "One letter to the right", NULL }, \
	{ ON(KEY_UP), "up", key_move, 0, "One line up", NULL }, \
	{ ON(KEY_DOWN), "down", key_move, 0, "One line down", NULL }

#define TICKING \
	{ ON(KEY_TAB), "tick", desk_key_tick, NEED_ROW, "Tick this child, to take several at once", "Tick" }, \
	{ ON(KEY_F(5)), "family", desk_key_family, NEED_ROW | NEED_FAMILY, "Tick this child with brothers and sisters", "Family" }

static const struct binding late_keys[] = {
	{ ON(KEY_ENTER), "take", late_take, NEED_ROW | NEED_WRITE, "This child has come, or those who are ticked", "Arrived" },
	TICKING,
	{ ON(KEY_F(6)), "all", desk_key_all, NEED_ROW, "Tick all that are shown, or none of them", "All" },
	{ ON(KEY_F(4)), "sign-out", late_out, NEED_ROW | NEED_WRITE, "Sign this child out, or those who are ticked", "Out" },
	{ ON(KEY_F(8)), "undo", roll_undo, NEED_WRITE | NEED_DONE, "Undo what you recorded last", "Undo" },
	{ ON(KEY_F(10)), "slip", slip_again, NEED_SLIP, "Print the last slip again", "Slip again" },
	{ ON(KEY_ESC), "back", key_back, 0, "Untick everybody; then go back to where you were", "Back" },
	{ ON(KEY_F(7)), "anew", key_anew, 0, "The next child: what is typed goes, ticks stay", NULL },
	SEARCHING,
	{ .name = NULL },
};

static void late_title(const void *state, struct buf *to)
{
	buf_text(to, "Late desk");
}

const struct screen_kind late_screen = {
	.name = "late",
	.help = "Type a part of the name, Enter. The time is now, and the school's clock says what it is: L, U, or just a slip. Tab ticks several "
		"who came together.",
	.keys = late_keys, .refusals = desk_refusals, .has = desk_has, .typing = true, .reload = desk_read_again, .title = late_title,
	.draw = desk_draw, .list = desk_list, .close = desk_close, .state_size = sizeof(struct desk),
};

int open_late(struct ui *ui)
{
	struct err e = { 0 };

	if (office_may(ui->office, ACTION_RECORD_LATE, 0, &e) < 0)
		return ui_refuse_err(ui, &e);
	return ui_open(ui, &late_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}

static const struct binding leaving_keys[] = {
	{ ON(KEY_ENTER), "take", out_take, NEED_ROW | NEED_WRITE, "Sign this child out, or those who are ticked", "Sign out" },
	TICKING,
	{ ON(KEY_F(6)), "all", desk_key_all_here, NEED_ROW, "Tick all shown who are here, or none of them", "All here" },
	{ ON(KEY_ESC), "back", key_back, 0, "Untick everybody; then go back to where you were", "Back" },
	SEARCHING,
	{ .name = NULL },
};

static void leaving_title(const void *state, struct buf *to)
{
	buf_text(to, "Sign out: who leaves?");
}

const struct screen_kind leaving_screen = {
	.name = "leaving",
	.help = "Type a part of the name, or a class; Enter. Tab ticks several who go together, F6 all that are shown.",
	.keys = leaving_keys, .refusals = desk_refusals, .has = desk_has, .typing = true, .reload = desk_read_again, .title = leaving_title,
	.draw = desk_draw, .list = desk_list, .close = desk_close, .state_size = sizeof(struct desk),
};

int open_leaving(struct ui *ui)
{
	struct err e = { 0 };

	if (office_may(ui->office, ACTION_RECORD_LATE, 0, &e) < 0)
		return ui_refuse_err(ui, &e);
	return ui_open(ui, &leaving_screen, NULL, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
