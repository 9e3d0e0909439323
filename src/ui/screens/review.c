/* The fortnightly review (C19): whoever is in a stage or newly below a line; one key logs what the policy proposes, and the next is there. */
#include "review.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "figures.h"
#include "office/today.h"

extern const struct screen_kind review_screen;

/* READING ------------------------------------------------------------------------------------------------------------------------------- */

static bool is_shown(const struct review *r, const struct review_line *l)
{
	return (!r->class || (l->class && strcmp(l->class, r->class) == 0)) && (!r->only_new || l->why & (WHY_NEW | WHY_WITHDRAWN));
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

/* Which lines there are room for, and how wide their columns are. */
static int lines_keep(struct review *r)
{
	int *shown, n = 0;
	char share[SHARE_MOST];

	arena_finish(&r->arena);
	shown = arena_new(&r->arena, (size_t)r->view.count + 1, sizeof *shown);
	r->class_width = r->share_width = 5;
	for (int i = 0; i < r->view.count; i++) {
		const struct review_line *l = &r->view.lines[i];

		if (!is_shown(r, l))
			continue;
		shown[n++] = i;
		r->class_width = most(r->class_width, l->class ? text_width(l->class) : 0);
		r->share_width = most(r->share_width, text_width(share_text(l->attended, l->possible, share)));
	}
	r->class_width = r->class_width < 10 ? r->class_width : 10;
	r->shown = shown;
	return n;
}

const struct review_line *review_focused(const struct review *r)
{
	return r->list.count > 0 ? &r->view.lines[r->shown[r->list.focus]] : NULL;
}

static void focus_pupil(struct review *r, int64_t pupil)
{
	for (int i = 0; i < r->list.count; i++)
		if (r->view.lines[r->shown[i]].pupil == pupil)
			list_focus(&r->list, i);
}

static const struct review_line *line_of(const struct review_view *v, int64_t pupil)
{
	for (int i = 0; i < v->count; i++)
		if (v->lines[i].pupil == pupil)
			return &v->lines[i];
	return NULL;
}

/* Whoever takes a decision back wants that pupil again, and not the one who came next.  0: nothing was taken back. */
static int64_t taken_back(struct review *r, const struct review_view *fresh)
{
	const struct review_line *l = r->back ? line_of(fresh, r->back) : NULL;
	int64_t pupil = l && l->now.act != r->back_act ? r->back : 0;

	r->back = pupil ? 0 : r->back;
	return pupil;
}

static int review_reload(struct ui *ui, void *state, struct err *e)
{
	struct review *r = state;
	const struct review_line *was = r->is_read ? review_focused(r) : NULL;
	int64_t pupil = was && !r->on ? was->pupil : r->is_read ? 0 : r->wanted, back;
	struct review_view fresh;
	int got = office_review_open(ui->office, &(struct review_wish){ 0 }, &fresh, e);

	if (got < 0)
		return got;
	back = taken_back(r, &fresh);
	if (r->is_read)
		review_view_finish(&r->view);
	r->view = fresh;
	r->is_read = true;
	r->on = false;
	list_count(&r->list, lines_keep(r));
	if (back || pupil)
		focus_pupil(r, back ? back : pupil);
	return 0;
}

static void review_start(void *state, const void *about)
{
	((struct review *)state)->wanted = *(const int64_t *)about;
}

static void review_close(void *state)
{
	struct review *r = state;

	if (r->is_read)
		review_view_finish(&r->view);
	arena_finish(&r->arena);
	arena_finish(&r->words);
}

static struct list *review_list(void *state)
{
	return &((struct review *)state)->list;
}

static void review_title(const void *state, struct buf *to)
{
	const struct review *r = state;

	buf_printf(to, "Review: %d of %d looked at", r->view.looked, r->view.count);
	if (r->class)
		buf_printf(to, ", %s", r->class);
	if (r->only_new)
		buf_text(to, ", newly below");
}

struct review *review_below(struct ui *ui)
{
	for (int i = ui->stack.count; i-- > 0;)
		if (ui->stack.items[i].kind == &review_screen)
			return ui->stack.items[i].state;
	return NULL;
}

/* DECIDED ------------------------------------------------------------------------------------------------------------------------------- */

/* One key: as the policy proposes it. */
static int review_log(struct ui *ui, void *state, const struct key *k)
{
	struct review *r = state;
	const struct review_line *l = review_focused(r);
	struct review_decision d = { .pupil = l->pupil, .next_day = DAY_NONE, .review = r->view.review, .seen = l->now.act };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	CLEAN_ARENA struct arena words = { 0 };
	const char *name = arena_text(&words, l->name), *decided = arena_text(&words, l->proposed);

	(void)k;
	int got = office_review_log(ui->office, &d, &a.said, &a.act, &a.e);
	r->on = got == 0;
	return roll_answered(ui, got, &a, "%s: %.120s.", name, decided) | (got == -ESTALE ? REACT_RELOAD : 0);
}

static int review_decide(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_decision(ui, review_focused(state)->pupil);
}

static int review_stage(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_stage(ui, review_focused(state)->pupil);
}

/* The decision that F8 is about, if one of those seen here is: its pupil is looked at again. */
static int review_undo(struct ui *ui, void *state, const struct key *k)
{
	struct review *r = state;

	r->back = 0;
	r->back_act = ui->done.act;
	for (int i = 0; i < r->view.count; i++)
		if (r->view.lines[i].now.act == r->back_act)
			r->back = r->view.lines[i].pupil;
	return roll_undo(ui, state, k);
}

/* CLOSED -------------------------------------------------------------------------------------------------------------------------------- */

static int close_it(struct ui *ui, struct review *r, bool sure, struct roll_answer *a)
{
	return office_review_close(ui->office, &(struct review_wish){ 0 }, r->view.review, sure, &a->act, &a->e);
}

static int closed_say(struct ui *ui, const struct review *r, int got, const struct roll_answer *a)
{
	return roll_answered(ui, got, a, "The review is closed: %d of %d looked at.", r->view.looked, r->view.count) | (got == -ESTALE ? REACT_RELOAD : 0);
}

static int close_sure(struct ui *ui, void *state, const char *typed)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int got = close_it(ui, state, true, &a);

	(void)typed;
	return closed_say(ui, state, got, &a);
}

static int review_end(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	CLEAN_BUF struct buf question = { 0 };
	int got = close_it(ui, state, false, &a);

	(void)k;
	if (got != -EAGAIN)
		return closed_say(ui, state, got, &a);
	buf_printf(&question, "Close all the same? %s", a.e.text);
	return ui_confirm(ui, buf_string(&question), KEY_F(10), close_sure);
}

/* WHOM -------------------------------------------------------------------------------------------------------------------------------- */

static void narrow(struct review *r)
{
	const struct review_line *was = review_focused(r);
	int64_t pupil = was ? was->pupil : 0;

	list_count(&r->list, lines_keep(r));
	focus_pupil(r, pupil);
}

static int class_chosen(struct ui *ui, void *state, const char *typed)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct review *r = state;
	const char *folded = text_fold(&a, typed), *found = NULL;

	for (int i = 0; typed[0] && i < r->view.count && !found; i++)
		if (r->view.lines[i].class && strncmp(text_fold(&a, r->view.lines[i].class), folded, strlen(folded)) == 0)
			found = r->view.lines[i].class;
	if (typed[0] && !found)
		return ui_refuse(ui, "Nobody on this list is in a class that begins with “%s”.", typed);
	r->class = arena_text(&r->words, found);
	narrow(r);
	return REACT_NONE;
}

static int review_class(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Class (nothing typed: all):", NULL, class_chosen);
}

static int review_new(struct ui *ui, void *state, const struct key *k)
{
	struct review *r = state;

	(void)ui;
	(void)k;
	r->only_new = !r->only_new;
	narrow(r);
	return REACT_NONE;
}

/* First everybody comes back, then the screen goes: the review stays open, to be gone on with. */
static int review_back(struct ui *ui, void *state, const struct key *k)
{
	struct review *r = state;

	(void)ui;
	(void)k;
	if (!r->class && !r->only_new)
		return REACT_LEAVE;
	r->class = NULL;
	r->only_new = false;
	narrow(r);
	return REACT_NONE;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int review_pupil(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_pupil(ui, review_focused(state)->pupil);
}

static int review_working(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_working(ui, review_focused(state)->pupil, DAY_NONE, DAY_NONE);
}

enum review_need { NEED_OPEN = NEED_OWN, NEED_WHOLE = NEED_OWN << 1, NEED_DONE = NEED_OWN << 2 };

static const char *const review_refusals[] = {
	"This pupil is looked at: d puts other words in the place of what was decided.",
	"You review some classes, not the school: whoever reviews them all closes it.",
	ROLL_NOT_DONE,
};

static unsigned review_has(struct ui *ui, const void *state)
{
	const struct review *r = state;
	const struct review_line *l = review_focused(r);

	return (l && !l->now.act ? NEED_OPEN : 0) | (r->view.may_close ? NEED_WHOLE : 0) | (roll_has_done(ui) ? NEED_DONE : 0);
}

static const struct binding review_keys[] = {
	{ ON_TEXT(" "), "log", review_log, NEED_WRITE | NEED_ROW | NEED_OPEN, "Log what is proposed, and on to the next; due actions become tasks", "Log" },
	{ ON_TEXT("d"), "decide", review_decide, NEED_WRITE | NEED_ROW, "Log in your own words: what was decided, what is next and by when", "Decide" },
	{ ON(KEY_ENTER), "open", review_pupil, NEED_ROW, "Open this pupil's page", "Pupil" },
	{ ON_TEXT("s"), "stage", review_stage, NEED_WRITE | NEED_ROW, "Set this pupil's stage, or end the one that was set", NULL },
	{ ON(KEY_F(4)), "working", review_working, NEED_ROW, "How this pupil's figure comes about", NULL },
	{ ON_TEXT("n"), "new", review_new, 0, "Only those newly below a line, or all", "New" },
	{ ON_TEXT("c"), "class", review_class, 0, "Only one class, by the first letters of its name", NULL },
	{ ON(KEY_F(8)), "undo", review_undo, NEED_WRITE | NEED_DONE, "Undo your last change here", "Undo" },
	{ ON(KEY_F(10)), "close", review_end, NEED_WRITE | NEED_WHOLE, "Close the review: who was not looked at is said first", "Close" },
	{ ON(KEY_ESC), "back", review_back, 0, "Show everybody again; then go back: the review stays open", NULL },
	{ .name = NULL },
};

const struct screen_kind review_screen = {
	.name = "review",
	.help = "The fortnightly review: everyone in a stage or newly below a line since the last one, the gravest first. Space logs what the policy proposes; what "
		"is looked at moves below. Leave it and come back: it stays open until F10 closes it.",
	.keys = review_keys, .refusals = review_refusals, .has = review_has, .reload = review_reload, .title = review_title, .draw = review_draw,
	.list = review_list, .close = review_close, .state_size = sizeof(struct review),
};

/* A pupil who is not on the list is said, and the list is there. */
int open_review_at(struct ui *ui, int64_t pupil)
{
	CLEAN_ARENA struct arena a = { 0 };

	if (ui_open(ui, &review_screen, review_start, &pupil) < 0)
		return REACT_STOP;
	const struct review_line *l = review_focused(ui_state(ui));
	if (pupil && (!l || l->pupil != pupil))
		ui_say(ui, "%s is in no stage and not newly below a line: not on this list.", office_name_of_pupil(ui->office, pupil, &a));
	return REACT_NONE;
}

int open_review(struct ui *ui)
{
	return open_review_at(ui, 0);
}
