/* The screen of every form of the roll. */
#include "form_screen.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "office/today.h"

extern const struct screen_kind form_screen;

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

/* What was typed stands, whatever has changed in the store: only the choices are read again. */
static int form_screen_reload(struct ui *ui, void *state, struct err *e)
{
	struct form_screen *s = state;
	bool first = !s->is_read;

	s->form.today = office_today(ui->office);
	if (first && s->of != 0)
		s->name = office_name_of_pupil(ui->office, s->of, &s->arena);
	int r = s->use->read(ui, s, first, e);
	s->is_read = s->is_read || r == 0;
	return r;
}

static void form_screen_start(void *state, const void *about)
{
	const struct form_about *from = about;
	struct form_screen *s = state;

	s->use = from->use;
	s->of = from->of;
	s->also = from->also;
	s->pupil_count = from->pupil_count;
	s->pupils = arena_new(&s->arena, (size_t)from->pupil_count + 1, sizeof *s->pupils);
	for (int i = 0; i < from->pupil_count; i++)
		s->pupils[i] = from->pupils[i];
	form_start(&s->form, s->use->lines, s->use->count);
	if (from->line > 0)
		form_focus(&s->form, from->line);
}

static void form_screen_close(void *state)
{
	struct form_screen *s = state;

	form_finish(&s->form);
	buf_finish(&s->said);
	arena_finish(&s->arena);
}

int open_form(struct ui *ui, const struct form_about *about)
{
	return ui_open(ui, &form_screen, form_screen_start, about) < 0 ? REACT_STOP : REACT_NONE;
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void form_screen_title(const void *state, struct buf *to)
{
	const struct form_screen *s = state;

	s->use->title(s, to);
}

/* From line `top` on, each in the rows that it takes while there is room; *ret_rest: how many there was none for.  Answers the rows. */
static int said_draw(const struct form_screen *s, struct area *a, int top, int most, int *ret_rest)
{
	CLEAN_FREE char *text = mem_text(buf_string(&s->said));
	struct area none = area_part(a, 0, 0, 0, a->cols);
	char *rest = text, *line;
	int row = 0, i = 0;

	*ret_rest = 0;
	while ((line = strsep(&rest, "\n"))) {
		int rows = area_paragraph(&none, 0, 0, a->cols, PAINT_MESSAGE, line);

		if (!*line || i++ < top)
			continue;
		if (*ret_rest > 0 || (row > 0 && row + rows > most))
			(*ret_rest)++;
		else
			row += area_paragraph(a, row, 0, a->cols, PAINT_MESSAGE, line);
	}
	return row;
}

/* At the foot, half of the window at most; what has no room there is a page further. */
static int below_draw(struct form_screen *s, struct area *a)
{
	struct area none = area_part(a, 0, 0, 0, a->cols);
	int most = a->rows / 2, rows = said_draw(s, &none, s->said_top, most, &s->said_rest), more = s->said_rest > 0 || s->said_top > 0;

	if (rows + more > most) {
		most -= more;
		rows = said_draw(s, &none, s->said_top, most, &s->said_rest);
		rows = rows < most ? rows : most;
	}
	struct area below = area_part(a, a->rows - rows - more, 0, rows, a->cols);
	said_draw(s, &below, s->said_top, most, &s->said_rest);
	if (more && s->said_rest > 0)
		area_printf(a, a->rows - 1, 0, a->cols, PAINT_DIM, "PgDn: %d more", s->said_rest);
	else if (more)
		area_put(a, a->rows - 1, 0, a->cols, PAINT_DIM, "PgUp: what stands before");
	return rows + more;
}

static void form_screen_draw(void *state, struct area *a)
{
	struct form_screen *s = state;
	int said = s->said.length > 0 ? below_draw(s, a) : 0;
	struct area lines = area_part(a, 0, 0, a->rows - said, a->cols);

	form_draw(&s->form, &lines);
}

void form_unsay(struct form_screen *s)
{
	buf_reset(&s->said);
	s->said_top = s->said_rest = 0;
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

/* What the office said goes by pages where it is longer than its place. */
static bool said_page(struct form_screen *s, const struct key *k)
{
	if (k->code == KEY_PAGE_DOWN && s->said_rest > 0) {
		s->said_top++;
		return true;
	}
	if (k->code == KEY_PAGE_UP && s->said_top > 0) {
		s->said_top--;
		return true;
	}
	return false;
}

static int form_screen_press(struct ui *ui, void *state, const struct key *k)
{
	struct form_screen *s = state;

	if (said_page(s, k))
		return REACT_NONE;
	int before = s->form.list.focus, reaction = form_press(ui, &s->form, k, s->use->saves);

	if (s->form.list.focus != before && s->use->moved)
		s->use->moved(ui, s);
	return reaction;
}

static int form_screen_save(struct ui *ui, void *state, const struct key *k)
{
	struct form_screen *s = state;

	(void)k;
	form_unsay(s);
	return s->use->save(ui, s, false);
}

static int answer_sure(struct ui *ui, void *state, const char *typed)
{
	struct form_screen *s = state;

	(void)typed;
	return s->use->save(ui, s, true);
}

int form_sure(struct ui *ui, const char *format, ...)
{
	char question[240];
	va_list args;

	va_start(args, format);
	vsnprintf(question, sizeof question, format, args);
	va_end(args);
	return ui_confirm(ui, question, KEY_F(10), answer_sure);
}

static const char *form_screen_unsaved(const void *state)
{
	const struct form_screen *s = state;

	return form_any_changed(&s->form) ? s->use->what : NULL;
}

static int form_screen_back(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return ui_leave_unsaved(ui, form_screen_unsaved(state));
}

static const struct binding form_screen_keys[] = {
	{ ON(KEY_F(10)), "save", form_screen_save, NEED_WRITE, "Save these lines", "Save" },
	FORM_KEYS(form_screen_press),
	{ ON(KEY_ESC), "back", form_screen_back, 0, "Go back; what is not saved asks first", "Back" },
	{ .name = NULL },
};

const struct screen_kind form_screen = {
	.name = "form",
	.help = "Lines to fill in. Enter goes on to the next, F10 saves them all. A date may be typed as 3/9/2026, 030926, 3 Sep or today.",
	.keys = form_screen_keys, .typing = true, .reload = form_screen_reload, .title = form_screen_title, .draw = form_screen_draw,
	.unsaved = form_screen_unsaved, .close = form_screen_close, .state_size = sizeof(struct form_screen),
};

/* WHAT THE USES SHARE ----------------------------------------------------------------------------------------------------------------- */

const char *form_given(const struct form *f, int line)
{
	return *form_text(f, line) ? form_text(f, line) : NULL;
}

int form_classes(struct ui *ui, struct form *f, int line, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct group_line *groups = NULL;
	int n = office_groups(ui->office, office_today(ui->office), &a, &groups, e);

	if (n < 0)
		return n;
	const char **names = arena_new(&a, (size_t)n + 1, sizeof *names);
	for (int i = 0; i < n; i++)
		names[i] = groups[i].name;
	form_choices(f, line, names, n);
	return 0;
}

/* ANSWERS ----------------------------------------------------------------------------------------------------------------------------- */

void roll_answer_finish(struct roll_answer *a)
{
	buf_finish(&a->said);
}

/* The lines in one: each but the last ends with a stop. */
static void said_put(const struct roll_answer *a, struct buf *to)
{
	for (const char *at = buf_string(&a->said); *at;) {
		size_t length = strcspn(at, "\n");
		const char *next = at + length + strspn(at + length, "\n");

		buf_text(to, " ");
		buf_put(to, at, length);
		if (*next && length > 0 && !strchr(".:;,?", at[length - 1]))
			buf_text(to, ".");
		at = next;
	}
}

static void keep_act(struct ui *ui, const struct roll_answer *a, const char *words)
{
	ui->done.act = a->act;
	ui->done.staff = office_person(ui->office)->staff;
	buf_reset(&ui->done.words);
	buf_text(&ui->done.words, words);
}

static int answered(struct ui *ui, int r, const struct roll_answer *a, const char *words)
{
	CLEAN_BUF struct buf message = { 0 };

	if (r < 0)
		return ui_refuse_err(ui, &a->e);
	if (a->act == 0)
		buf_text(&message, "Nothing to change.");
	else if (a->told && a->said.length > 0)
		buf_printf(&message, "Act %lld.", (long long)a->act);
	else
		buf_printf(&message, "%s Act %lld.", words, (long long)a->act);
	said_put(a, &message);
	if (a->act != 0)
		keep_act(ui, a, words);
	ui_say(ui, "%s", buf_string(&message));
	return a->act == 0 ? REACT_NONE : REACT_RELOAD;
}

int roll_answered(struct ui *ui, int r, const struct roll_answer *a, const char *format, ...)
{
	char words[240];
	va_list args;

	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	return answered(ui, r, a, words);
}

int form_answered(struct ui *ui, struct form_screen *s, int r, const struct roll_answer *a, const char *format, ...)
{
	char words[240];
	va_list args;

	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	int reaction = answered(ui, r, a, words);
	if (r < 0)
		buf_text(&s->said, buf_string(&a->said));
	return reaction & REACT_RELOAD ? reaction | REACT_LEAVE : reaction;
}

/* F8 ---------------------------------------------------------------------------------------------------------------------------------- */

static int undo_answer(struct ui *ui, void *state, const char *typed);

/* What touches marks of a closed register is not undone without a reason. */
static int undo_refused(struct ui *ui, const struct err *e, const char *reason)
{
	char prompt[80];

	if (*reason || !strstr(e->text, "needs a reason"))
		return ui_refuse_err(ui, e);
	snprintf(prompt, sizeof prompt, "The register is closed. Why is act %lld undone?", (long long)ui->done.act);
	return ui_ask_reason(ui, prompt, undo_answer);
}

void undone_say(struct ui *ui, int64_t act, const struct mark_result *done)
{
	CLEAN_BUF struct buf words = { 0 };
	int marks = done->entries - done->facts;

	buf_printf(&words, "Act %lld undid act %lld", (long long)done->act, (long long)act);
	if (done->opened > 0)
		buf_text(&words, ": the register is open again");
	if (marks > 0)
		buf_printf(&words, "%s %d %s put back", done->opened > 0 ? "," : ":", marks, marks == 1 ? "mark" : "marks");
	if (done->standing > 0)
		buf_printf(&words, "%s %d left as %s now", marks + done->opened > 0 ? "," : ":", done->standing, done->standing == 1 ? "it is" : "they are");
	ui_say(ui, "%s.", buf_string(&words));
}

static int undo_answer(struct ui *ui, void *state, const char *typed)
{
	CLEAN_BUF struct buf left = { 0 };
	struct mark_result done = { 0 };
	struct err e = { 0 };

	(void)state;
	if (office_undo(ui->office, ui->done.act, *typed ? typed : NULL, &left, &done, &e) < 0)
		return undo_refused(ui, &e, typed);
	undone_say(ui, ui->done.act, &done);
	ui->done.act = 0;
	return REACT_RELOAD;
}

bool roll_has_done(struct ui *ui)
{
	return ui->done.act != 0 && ui->done.staff == office_person(ui->office)->staff;
}

int roll_undo(struct ui *ui, void *state, const struct key *k)
{
	char question[200];

	(void)state;
	(void)k;
	snprintf(question, sizeof question, "Undo act %lld? %.80s Enter undoes it.", (long long)ui->done.act, buf_string(&ui->done.words));
	return ui_confirm(ui, question, KEY_F(8), undo_answer);
}
