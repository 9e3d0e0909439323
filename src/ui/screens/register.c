/* The Register screen: what it shows, as it is read.  Nothing is read again for a key: only after a sending, or another's change. */
#include "register.h"

#include <string.h>

#include "base/text.h"
#include "office/today.h"

/* WHAT A ROW IS --------------------------------------------------------------------------------------------------------------------- */

struct taking_row *taking_row(struct taking *t, int64_t pupil)
{
	for (int i = 0; i < t->view.count; i++)
		if (t->rows[i].line->pupil == pupil)
			return &t->rows[i];
	return NULL;
}

uint8_t taking_mark(const struct taking_row *r)
{
	return r->typed.is ? r->typed.code : r->line->mark;
}

bool taking_is_stale(const struct taking_row *r)
{
	return r->typed.is && r->line->mark != r->typed.before && r->line->mark != r->typed.code;
}

bool taking_needs_note(const struct taking *t, const struct taking_row *r)
{
	if (!r->typed.is)
		return r->line->needs_note;
	const struct code *c = code_on(r->typed.code, t->ref.day);
	return c && c->needs_note && !r->typed.note;
}

int taking_unsent(const struct taking *t)
{
	int n = 0;

	for (int i = 0; i < t->view.count; i++)
		n += t->rows[i].typed.is;
	return n;
}

bool taking_is_expected(const struct taking_row *r)
{
	return taking_mark(r) == CODE_NONE && r->line->expected != CODE_NONE;
}

int taking_blank(const struct taking *t)
{
	int n = 0;

	for (int i = 0; i < t->view.count; i++)
		n += taking_mark(&t->rows[i]) == CODE_NONE && !taking_is_expected(&t->rows[i]);
	return n;
}

/* The office's change of a register that was sent is no sending: what is expected stays as it is then. */
static uint8_t mark_when_sent(const struct taking *t, const struct taking_row *r)
{
	bool changes = t->view.facts.sent && t->all_codes;

	return taking_is_expected(r) && !r->line->expected_waits && !changes ? r->line->expected : taking_mark(r);
}

void taking_counts(const struct taking *t, struct buf *to)
{
	int at[3] = { 0 }, blank = 0, waits = 0;

	for (int i = 0; i < t->view.count; i++) {
		const struct taking_row *r = &t->rows[i];
		const struct code *c = code_on(mark_when_sent(t, r), t->ref.day);

		if (c)
			at[c->physical]++;
		blank += !c;
		waits += !c && taking_is_expected(r) && r->line->expected_waits;
	}
	buf_printf(to, "%d here, %d absent", at[PHYSICAL_IN], at[PHYSICAL_OUT]);
	if (at[PHYSICAL_ELSEWHERE])
		buf_printf(to, ", %d elsewhere", at[PHYSICAL_ELSEWHERE]);
	buf_printf(to, ", %d blank", blank);
	if (waits)
		buf_printf(to, " (%d expected)", waits);
}

bool taking_is_closed(struct ui *ui, const struct taking *t)
{
	struct civil now = moment_civil(office_now(ui->office));

	return t->view.closed || t->ref.day.n < now.day.n || (t->view.times && now.minute > t->view.times->closes);
}

const char *taking_closes(const struct taking *t, char to[static 8])
{
	return t->view.times ? minute_text(t->view.times->closes, to) : "an earlier time";
}

/* READING --------------------------------------------------------------------------------------------------------------------------- */

static void read_rights(struct ui *ui, struct taking *t)
{
	t->past = t->ref.day.n < office_today(ui->office).n;
	t->may_take = office_may(ui->office, ACTION_TAKE_REGISTER, t->ref.roll_group, NULL) == 0;
	t->may_amend = office_may(ui->office, ACTION_AMEND, t->ref.roll_group, NULL) == 0;
	t->all_codes = office_may(ui->office, ACTION_ALL_CODES, t->ref.roll_group, NULL) == 0;
	t->sent = office_act_to_undo(ui->office, &t->ref) != 0;
	t->allowed_count = office_codes_allowed(ui->office, &t->ref, t->allowed, TAKING_CODES_MOST);
}

static const struct taking_row *row_before(const struct taking_row *rows, int count, int64_t pupil)
{
	for (int i = 0; i < count; i++)
		if (rows[i].line->pupil == pupil)
			return &rows[i];
	return NULL;
}

/* The rows of the view as it is now; what was typed stays with its pupil. */
static struct taking_row *rows_make(struct taking *t, const struct register_view *fresh, struct arena *a)
{
	struct taking_row *rows = arena_new(a, (size_t)fresh->count + 1, sizeof *rows);

	for (int i = 0; i < fresh->count; i++) {
		const struct taking_row *old = row_before(t->rows, t->view.count, fresh->lines[i].pupil);

		rows[i].line = &fresh->lines[i];
		rows[i].folded = text_fold(a, fresh->lines[i].name);
		if (!old)
			continue;
		rows[i].typed = old->typed;
		if (!t->own && old->line->mark != fresh->lines[i].mark)
			rows[i].changed = "";
	}
	return rows;
}

/* A21: seen at once, in the row and in words; the cursor stays where it is. */
static void say_changes(struct ui *ui, struct taking *t)
{
	const struct taking_row *one = NULL;
	int changes = 0;

	for (int i = 0; i < t->view.count; i++) {
		struct taking_row *r = &t->rows[i];
		CLEAN_BUF struct buf by = { 0 };
		bool fresh = r->changed != NULL;

		if (!fresh && !taking_is_stale(r))
			continue;
		r->changed = office_mark_changed_by(ui->office, &t->ref, r->line->pupil, &by) ? arena_text(&t->rows_arena, buf_string(&by)) : NULL;
		changes += fresh;
		one = fresh ? r : one;
	}
	if (changes == 1)
		ui_say(ui, "%s: %s", one->line->name, one->changed ? one->changed : "changed by somebody else");
	else if (changes > 1)
		ui_say(ui, "%d marks were changed by somebody else: they say so beside the name.", changes);
}

static void focus_on(struct taking *t, int64_t pupil)
{
	const struct taking_row *r = taking_row(t, pupil);

	list_count(&t->list, t->view.count);
	if (r)
		list_focus(&t->list, (int)(r - t->rows));
}

/* The first that nobody knows anything of; where there is none, the first row. */
static void focus_first(struct taking *t)
{
	focus_on(t, t->open_at);
	for (int i = 0; t->open_at == 0 && i < t->view.count; i++)
		if (taking_mark(&t->rows[i]) == CODE_NONE && !taking_is_expected(&t->rows[i])) {
			list_focus(&t->list, i);
			return;
		}
}

static void take_over(struct taking *t, const struct register_view *fresh)
{
	struct arena a = { 0 };
	struct taking_row *rows = rows_make(t, fresh, &a);
	int64_t pupil = t->view.count ? t->rows[t->list.focus].line->pupil : 0;

	register_view_finish(&t->view);
	arena_finish(&t->rows_arena);
	t->view = *fresh;
	t->rows = rows;
	t->rows_arena = a;
	taking_measure(t);
	focus_on(t, pupil);
}

static bool is_another_register(const struct today_due *d, const struct register_ref *ref)
{
	if (d->done || (d->kind != DUE_REGISTER && d->kind != DUE_BLANKS && d->kind != DUE_PAST_REGISTER))
		return false;
	return d->ref.roll_group != ref->roll_group || d->ref.session != ref->session || !day_equal(d->ref.day, ref->day);
}

static void others_say(struct taking *t, const struct today_view *v)
{
	const char *first = NULL;
	int n = 0;

	for (int i = 0; i < v->due_count; i++) {
		if (!is_another_register(&v->due[i], &t->ref))
			continue;
		first = first ? first : v->due[i].text;
		n++;
	}
	if (n == 1)
		t->others = arena_printf(&t->words, "Yours too: %s", first);
	else if (n > 1)
		t->others = arena_printf(&t->words, "Yours too: %s, and %d more", first, n - 1);
}

/* Where a teacher begins in a register, it says which others of hers wait; once, and after each of her own sendings. */
static void read_others(struct ui *ui, struct taking *t)
{
	struct today_view v;
	bool first = ui->stack.count == 0 || ui->stack.items[0].state == t;

	if (!first || (t->is_read && !t->own) || office_reach(ui->office, ACTION_TAKE_REGISTER) != REACH_OWN)
		return;
	t->others = NULL;
	if (office_today_open(ui->office, office_today(ui->office), office_session_now(ui->office), &v, NULL) < 0)
		return;
	others_say(t, &v);
	today_view_finish(&v);
}

static int taking_reload(struct ui *ui, void *state, struct err *e)
{
	struct taking *t = state;
	struct register_view fresh;
	int r = office_register_open(ui->office, &t->ref, &fresh, e);

	if (r < 0)
		return r;
	take_over(t, &fresh);
	read_rights(ui, t);
	if (t->allowed_count > 0 && !office_read_only(ui->office))
		taking_offer(ui, t);
	say_changes(ui, t);
	read_others(ui, t);
	if (!t->is_read)
		focus_first(t);
	t->is_read = true;
	t->own = false;
	return 0;
}

/* ITS LIFE -------------------------------------------------------------------------------------------------------------------------- */

static void taking_title(const void *state, struct buf *to)
{
	const struct taking *t = state;

	buf_text(to, t->view.title);
}

static unsigned taking_has(struct ui *ui, const void *state)
{
	const struct taking *t = state;
	unsigned met = t->view.count > 0 ? NEED_PUPIL : 0;

	(void)ui;
	if (!t->past || t->may_amend || !t->may_take)
		met |= NEED_DAY;
	if (t->may_take)
		met |= NEED_MARKER;
	if (t->steps.count > 0 || t->waiting || t->sent)
		met |= NEED_DONE;
	return met;
}

static const char *const taking_refusals[] = {
	"Nobody is due in this register.",
	"This day is past: the office changes its marks.",
	"You can look at this register: its teacher and the office mark it.",
	"Nothing that you did in this register is left to undo.",
};

static void taking_rest(struct ui *ui, void *state)
{
	struct taking *t = state;

	(void)ui;
	if (t->draft)
		draft_rest(t->draft);
}

static void taking_close(void *state)
{
	struct taking *t = state;

	draft_close(t->draft);
	register_view_finish(&t->view);
	arena_finish(&t->rows_arena);
	arena_finish(&t->words);
	vec_finish(&t->steps);
}

const struct screen_kind register_screen = {
	.name = "register",
	.help = "Type each pupil's code: / or Space is present, N no reason yet, L late. The cursor moves down by itself. Marks with a * are not "
		"sent yet: F10 sends them.",
	.keys = taking_keys, .typing = true, .refusals = taking_refusals, .has = taking_has, .reload = taking_reload, .title = taking_title,
	.draw = taking_draw, .rest = taking_rest, .close = taking_close, .state_size = sizeof(struct taking),
};

struct opening_wish {
	const struct register_ref *ref;
	int64_t pupil;
};

static void taking_start(void *state, const void *about)
{
	const struct opening_wish *wish = about;
	struct taking *t = state;

	t->ref = *wish->ref;
	t->open_at = wish->pupil;
}

/* One that is open below: what was typed in it is there, and nowhere else. */
static struct taking *opened_before(struct ui *ui, const struct register_ref *ref)
{
	for (int i = 0; i < ui->stack.count; i++) {
		struct taking *t = ui->stack.items[i].state;

		if (ui->stack.items[i].kind == &register_screen && t->ref.roll_group == ref->roll_group && day_equal(t->ref.day, ref->day) &&
		    t->ref.session == ref->session)
			return t;
	}
	return NULL;
}

int open_register(struct ui *ui, const struct register_ref *ref, int64_t pupil)
{
	struct taking *before = opened_before(ui, ref);

	if (before) {
		focus_on(before, pupil);
		ui_back_to(ui, before);
		return REACT_NONE;
	}
	struct opening_wish wish = { ref, pupil };

	return ui_open(ui, &register_screen, taking_start, &wish) < 0 ? REACT_STOP : REACT_NONE;
}
