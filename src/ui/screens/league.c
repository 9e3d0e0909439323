/* League and praise (C17): classes, the week's trophy, pupils at 100%, most improved, longest streaks; whom the school leaves out, and what breaks no streak. */
#include <stdio.h>
#include <string.h>

#include "office/gate.h"
#include "office/league.h"
#include "print/text.h"
#include "table_screen.h"

/* What Tab turns through: `report league --kind`. */
static const struct {
	const char *kind, *title;
} turns[] = {
	{ "classes", "League: classes" },
	{ "weeks", "League: the trophy, week by week" },
	{ "full", "Praise: pupils at 100%" },
	{ "improved", "Praise: most improved" },
	{ "streaks", "Praise: longest streaks" },
	{ "out", "League and praise: left out" },
};
enum { TURNS = sizeof turns / sizeof *turns };

struct league {
	struct table_screen table; /* first: what shows tables is given it */
	int turn;
};

static void league_start(void *state, const void *about)
{
	struct league *l = state;

	(void)about;
	l->table.width = -1;
	l->table.wish = (struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
}

static int league_reload(struct ui *ui, void *state, struct err *e)
{
	struct league *l = state;

	l->table.wish.kind = turns[l->turn].kind;
	return table_screen_fill(ui, &l->table, report_fill_league, "pupil", e);
}

static void league_close(void *state)
{
	table_screen_finish(&((struct league *)state)->table);
}

static void league_title(const void *state, struct buf *to)
{
	buf_text(to, turns[((const struct league *)state)->turn].title);
}

static void league_draw(void *state, struct area *a)
{
	table_screen_draw(&((struct league *)state)->table, a);
}

static struct list *league_list(void *state)
{
	return &((struct league *)state)->table.list;
}

static int league_turn(struct ui *ui, void *state, const struct key *k)
{
	struct league *l = state;

	(void)ui;
	(void)k;
	l->turn = (l->turn + 1) % TURNS;
	list_focus(&l->table.list, 0);
	return REACT_RELOAD;
}

static const char *text_or_none(const struct cell *c)
{
	return c->text ? c->text : "";
}

/* WHO THE ROW IS OF ---------------------------------------------------------------------------------------------------------------------------- */

/* A pupil, or a class: 0, or the refusal, said. */
static int league_whom(struct ui *ui, struct league *l, int64_t *ret_pupil, int64_t *ret_group)
{
	const struct cell *pupil = table_screen_cell(&l->table, "pupil"), *class = table_screen_cell(&l->table, "class");
	struct err e = { 0 };
	int r;

	*ret_pupil = *ret_group = 0;
	if (!pupil->empty && pupil->text && *pupil->text)
		r = office_pupil_find(ui->office, pupil->text, false, ret_pupil, &e);
	else
		r = class->empty ? err_refuse(&e, "This row is of no pupil and no class.")
				 : office_group_find(ui->office, class->text, office_today(ui->office), ret_group, &e);
	return r < 0 ? ui_refuse_err(ui, &e) : 0;
}

static int league_pupil(struct ui *ui, void *state, const struct key *k)
{
	int64_t pupil, group;
	int refused = league_whom(ui, state, &pupil, &group);

	(void)k;
	if (refused)
		return refused;
	return pupil ? open_pupil(ui, pupil) : open_bands_of(ui, table_screen_cell(&((struct league *)state)->table, "class")->text, SESSION_ANY_YEAR);
}

static int said(struct ui *ui, int r, int64_t act, const char *what, const struct err *e)
{
	if (r < 0)
		return ui_refuse_err(ui, e);
	ui_say(ui, act ? "Saved: %s." : "Nothing to change: %s already.", what);
	return REACT_RELOAD;
}

static int out_answer(struct ui *ui, void *state, const char *typed)
{
	struct err e = { 0 };
	int64_t pupil, group, act = 0;
	int refused = league_whom(ui, state, &pupil, &group);

	if (refused)
		return refused;
	if (!*typed)
		return ui_refuse(ui, "Nothing was changed: say why.");
	int r = office_league_leave_out(ui->office, pupil, group, typed, &act, &e);
	return said(ui, r, act, "left out of league and praise", &e);
}

static int league_out(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Left out of league and praise, because:", NULL, out_answer);
}

static int league_in(struct ui *ui, void *state, const struct key *k)
{
	struct err e = { 0 };
	int64_t pupil, group, act = 0;
	int refused = league_whom(ui, state, &pupil, &group);

	(void)k;
	if (refused)
		return refused;
	int r = office_league_take_back(ui->office, pupil, group, &act, &e);
	return said(ui, r, act, "in again", &e);
}

static int codes_answer(struct ui *ui, void *state, const char *typed)
{
	struct err e = { 0 };
	int64_t act = 0;

	int r = office_league_codes_set(ui->office, typed, &act, &e);

	(void)state;
	return said(ui, r, act, *typed ? "these break no streak" : "every absence breaks a streak", &e);
}

static int league_codes(struct ui *ui, void *state, const struct key *k)
{
	bool unbroken[256];
	CLEAN_BUF struct buf now = { 0 };

	(void)state;
	(void)k;
	office_league_codes(ui->office, office_today(ui->office), unbroken);
	for (int i = 1; i < 256; i++)
		if (unbroken[i])
			buf_printf(&now, "%s%s", now.length > 0 ? ", " : "", code_symbol((uint8_t)i));
	return ui_ask(ui, "Absences that break no streak, such as C1, R:", buf_string(&now), codes_answer);
}

/* Filled once with its working and once more without: the rows stay as they are. */
static int league_working(struct ui *ui, void *state, const struct key *k)
{
	struct league *l = state;
	CLEAN_BUF struct buf words = { 0 }, of = { 0 };
	struct err e = { 0 };

	l->table.wish.working = true;
	int r = league_reload(ui, l, &e);
	if (r == 0) {
		buf_text(&words, text_or_none(table_screen_cell(&l->table, "working")));
		buf_text(&of, text_or_none(table_screen_cell(&l->table, "name")));
	}
	l->table.wish.working = false;
	if (r == 0)
		r = league_reload(ui, l, &e);
	if (r < 0)
		return ui_refuse_err(ui, &e);
	if (words.length == 0)
		return ui_refuse(ui, "Who is left out has no figure here.");
	const struct report_wish steps = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .kind = buf_string(&words) };
	(void)k;
	return open_working_filled(ui, buf_string(&of), &steps, report_fill_said);
}

#define PAPER_CELLS 80

static int league_print(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_BUF struct buf text = { 0 }, words = { 0 };
	struct err e = { 0 };

	(void)k;
	print_report(&((struct league *)state)->table.report, PAPER_CELLS, &text);
	if (office_paper_text(ui->office, "league", buf_string(&text), 1, &words, &e) < 0)
		return ui_refuse_err(ui, &e);
	ui_say_lines(ui, buf_string(&words));
	return REACT_RELOAD;
}

enum league_need { NEED_PRAISE = NEED_OWN, NEED_IN = 2 * NEED_OWN, NEED_OUT = 4 * NEED_OWN };

static const char *const league_refusals[] = {
	"The office says who is left out, and what breaks no streak: ask them.",
	"This list is of those who are left out already.",
	"Tab turns to those who are left out: take them back in there.",
};

static unsigned league_has(struct ui *ui, const void *state)
{
	const struct league *l = state;
	unsigned has = strcmp(turns[l->turn].kind, "out") == 0 ? NEED_OUT : NEED_IN;

	return has | (office_reach(ui->office, ACTION_REVIEW) == REACH_ALL ? NEED_PRAISE : 0);
}

static const struct binding league_keys[] = {
	{ ON(KEY_ENTER), "open", league_pupil, NEED_ROW, "Open the pupil's page, or the class's bands", "Open" },
	{ ON(KEY_TAB), "turn", league_turn, 0, "Turn: classes, trophy, 100%, improved, streaks, left out", "Turn" },
	{ ON(KEY_F(4)), "working", league_working, NEED_ROW, "How the figure of this row comes about", "Working" },
	{ ON_TEXT("o"), "leave-out", league_out, NEED_ROW | NEED_WRITE | NEED_PRAISE | NEED_IN, "Leave this pupil or class out of league and praise", "Leave out" },
	{ ON_TEXT("b"), "take-back", league_in, NEED_ROW | NEED_WRITE | NEED_PRAISE | NEED_OUT, "Take this pupil or class back in", "Back in" },
	{ ON_TEXT("c"), "codes", league_codes, NEED_WRITE | NEED_PRAISE, "Say which absences break no streak", "Codes" },
	{ ON_TEXT("p"), "print", league_print, 0, "Print this list, or put it as text into out/", "Print" },
	{ .name = NULL },
};

const struct screen_kind league_screen = {
	.name = "league",
	.help = "Classes by attended of possible sessions, so that a class is not behind for a child who comes part of the week; the week's trophy; pupils at 100%, most "
		"improved, longest streaks. The school says which absences break no streak, and whom to leave out.",
	.keys = league_keys, .refusals = league_refusals, .has = league_has, .reload = league_reload, .title = league_title, .draw = league_draw,
	.list = league_list, .close = league_close, .state_size = sizeof(struct league),
};

int open_league(struct ui *ui)
{
	return ui_open(ui, &league_screen, league_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
