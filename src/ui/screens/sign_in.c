/* Signing in (design 4), and the cover over a screen that somebody has left: nothing of the school is to be seen here. */
#include <errno.h>
#include <string.h>

#include "ui.h"

struct sign_in {
	struct field name, password;
	bool at_password;
	char *covered;      /* who was at the keys: their screens wait below; NULL: nobody */
	bool asks;          /* that name needs a password */
};

static void sign_in_start(void *state, const void *about)
{
	struct sign_in *s = state;
	struct ui *ui = *(struct ui *const *)about;

	s->password.secret = true;
	if (!office_is_signed_in(ui->office))
		return;
	s->covered = mem_text(office_person(ui->office)->sign_in);
	s->asks = office_asks_password(ui->office, s->covered);
	field_set(&s->name, s->covered);
	s->at_password = s->asks;
}

static void sign_in_close(void *state)
{
	struct sign_in *s = state;

	field_finish(&s->name);
	field_finish(&s->password);
	mem_cleanup(&s->covered);
}

static void sign_in_title(const void *state, struct buf *to)
{
	buf_text(to, ((const struct sign_in *)state)->covered ? "Covered" : "Sign in");
}

static void sign_in_draw(void *state, struct area *a)
{
	const struct sign_in *s = state;
	int room = a->cols < 60 ? a->cols - 15 : 30, top = a->rows > 12 ? 4 : 0;
	const char *what = s->covered ? "Sign in again to go on, or as somebody else to begin anew." : "Sign in to go on.";

	int row = top + area_paragraph(a, top, 0, a->cols, PAINT_TEXT, what) + (a->rows > 6);
	area_put(a, row, 0, 14, PAINT_LABEL, "Sign-in name:");
	field_draw(&s->name, a, row, 15, room, !s->at_password);
	area_put(a, row + 1, 0, 14, PAINT_LABEL, "Password:");
	field_draw(&s->password, a, row + 1, 15, room, s->at_password);
}

static struct field *focused(struct sign_in *s)
{
	return s->at_password ? &s->password : &s->name;
}

/* The same person goes on where they were; anybody else begins anew, and nothing of the former one stays. */
static int go_on(struct ui *ui, struct sign_in *s)
{
	bool same = s->covered && strcmp(s->covered, office_person(ui->office)->sign_in) == 0 && ui->stack.count > 1;

	if (same)
		return REACT_LEAVE;
	ui_home(ui);
	return REACT_NONE;
}

static int try_it(struct ui *ui, struct sign_in *s)
{
	struct err e = { 0 };
	const char *password = s->asks ? field_text(&s->password) : NULL;
	int r = office_sign_in(ui->office, field_text(&s->name), password, password ? strlen(password) : 0, &e);

	if (r < 0) {
		field_set(&s->password, "");
		return ui_refuse_err(ui, &e);
	}
	buf_reset(&ui->last_message);
	ui_say(ui, "Signed in as %s.", office_person(ui->office)->name);
	return go_on(ui, s);
}

static int key_enter(struct ui *ui, void *state, const struct key *k)
{
	struct sign_in *s = state;

	(void)k;
	if (s->name.text.length == 0)
		return ui_refuse(ui, "Type your sign-in name.");
	s->asks = office_asks_password(ui->office, field_text(&s->name));
	if (!s->asks || s->at_password)
		return try_it(ui, s);
	s->at_password = true;
	return REACT_NONE;
}

static int key_other_field(struct ui *ui, void *state, const struct key *k)
{
	struct sign_in *s = state;

	(void)ui;
	(void)k;
	s->at_password = !s->at_password;
	return REACT_NONE;
}

static int key_edit(struct ui *ui, void *state, const struct key *k)
{
	return field_key(focused(state), k) ? REACT_NONE : ui_refuse(ui, "That is longer than any sign-in name or password here.");
}

/* Nobody goes back under the cover; leaving the program is asked for twice, as everywhere. */
static int key_leave(struct ui *ui, void *state, const struct key *k)
{
	struct sign_in *s = state;

	(void)k;
	if (ui->leaving)
		ui->over = true;
	ui->leaving = true;
	if (s->covered)
		ui_say(ui, "The screen is covered. Esc again leaves firstbell; what was typed is kept.");
	else
		ui_say(ui, "Press Esc again to leave firstbell.");
	return REACT_NONE;
}

static int key_again(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	ui->repaint = true;
	return REACT_NONE;
}

/* Not from under a cover: whoever is covered is still at the keys there. */
static int key_schools(struct ui *ui, void *state, const struct key *k)
{
	const struct sign_in *s = state;

	(void)k;
	if (s->covered)
		return ui_refuse(ui, "The screen is covered: sign in first.");
	return open_schools(ui);
}

static const struct binding sign_in_keys[] = {
	{ ON(KEY_ENTER), "enter", key_enter, 0, "Go on", "Go on" },
	{ ON(KEY_TAB), "field", key_other_field, 0, "To the other line", "Other line" },
	{ ON(KEY_DOWN), "down", key_other_field, 0, "To the other line", NULL },
	{ ON(KEY_UP), "up", key_other_field, 0, "To the other line", NULL },
	{ ON_ANY_TEXT, "type", key_edit, 0, "Type your name or password", NULL },
	{ ON(KEY_BACKSPACE), "backspace", key_edit, 0, "Take the last letter away", NULL },
	{ ON(KEY_DELETE), "delete", key_edit, 0, "Take the letter under the cursor away", NULL },
	{ ON(KEY_LEFT), "left", key_edit, 0, "One letter to the left", NULL },
	{ ON(KEY_RIGHT), "right", key_edit, 0, "One letter to the right", NULL },
	{ ON(KEY_HOME), "start", key_edit, 0, "To the start of the line", NULL },
	{ ON(KEY_END), "end", key_edit, 0, "To the end of the line", NULL },
	{ ON(KEY_CTRL('Y')), "schools", key_schools, 0, "Go to another of your schools", NULL },
	{ ON(KEY_CTRL('L')), "repaint", key_again, 0, "Paint the screen anew", NULL },
	{ ON(KEY_ESC), "leave", key_leave, 0, "Leave firstbell, asked for twice", "Leave" },
	{ .name = NULL },
};

const struct screen_kind sign_in_screen = {
	.name = "sign-in", .help = "Who is at the keys? Every mark says who gave it.", .keys = sign_in_keys, .typing = true, .sealed = true,
	.title = sign_in_title, .draw = sign_in_draw, .close = sign_in_close, .state_size = sizeof(struct sign_in),
};

int open_sign_in(struct ui *ui)
{
	return ui_open(ui, &sign_in_screen, sign_in_start, &ui) < 0 ? REACT_STOP : REACT_NONE;
}
