/* Absentees: who is not here, the ones nobody knows about first, and what their families said so far (B1; design 5 "Not known"). */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "exchange/csv.h"
#include "office/gate.h"
#include "print/text.h"
#include "table_screen.h"

static void absentees_start(void *state, const void *about)
{
	struct table_screen *t = state;

	(void)about;
	t->width = -1;
	t->wish = (struct report_wish){ .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
}

static int absentees_reload(struct ui *ui, void *state, struct err *e)
{
	return table_screen_fill(ui, state, report_fill_absentees, "pupil", e);
}

static void absentees_close(void *state)
{
	table_screen_finish(state);
}

static void absentees_title(const void *state, struct buf *to)
{
	buf_text(to, ((const struct table_screen *)state)->report.title);
}

static void absentees_draw(void *state, struct area *a)
{
	table_screen_draw(state, a);
}

static struct list *absentees_list(void *state)
{
	return &((struct table_screen *)state)->list;
}

/* The mark behind the focused row: 0 and what it is, or the refusal, said. */
static int mark_behind(struct ui *ui, struct table_screen *t, struct register_ref *ret_ref, int64_t *ret_pupil)
{
	struct err e = { 0 };

	if (table_screen_pupil(ui, t, ret_pupil, &e) < 0 || table_screen_register(ui, t, ret_ref, &e) < 0)
		return ui_refuse_err(ui, &e);
	return 0;
}

static int absentees_open(struct ui *ui, void *state, const struct key *k)
{
	struct register_ref ref;
	int64_t pupil;
	int refused = mark_behind(ui, state, &ref, &pupil);

	(void)k;
	return refused ? refused : open_register(ui, &ref, pupil);
}

static int absentees_history(struct ui *ui, void *state, const struct key *k)
{
	struct register_ref ref;
	int64_t pupil;
	int refused = mark_behind(ui, state, &ref, &pupil);

	(void)k;
	return refused ? refused : open_mark_history(ui, &ref, pupil);
}

static int absentees_pupil(struct ui *ui, void *state, const struct key *k)
{
	struct err e = { 0 };
	int64_t pupil;

	(void)k;
	return table_screen_pupil(ui, state, &pupil, &e) < 0 ? ui_refuse_err(ui, &e) : open_pupil(ui, pupil);
}

static int absentees_call(struct ui *ui, void *state, const struct key *k)
{
	struct table_screen *t = state;
	struct err e = { 0 };
	int64_t pupil;

	(void)k;
	return table_screen_pupil(ui, t, &pupil, &e) < 0 ? ui_refuse_err(ui, &e) : open_call(ui, pupil, t->wish.date);
}

/* ON PAPER AND IN A FILE ------------------------------------------------------------------------------------------------------------ */

#define PAPER_CELLS 80

static int absentees_print(struct ui *ui, void *state, const struct key *k)
{
	struct table_screen *t = state;
	CLEAN_BUF struct buf text = { 0 }, said = { 0 };
	struct err e = { 0 };

	(void)k;
	print_report(&t->report, PAPER_CELLS, &text);
	if (office_paper_text(ui->office, "absentees", buf_string(&text), 1, &said, &e) < 0)
		return ui_refuse_err(ui, &e);
	ui_say_lines(ui, buf_string(&said));
	return REACT_RELOAD;
}

static bool ends_in(const char *path, const char *end)
{
	size_t n = strlen(path), m = strlen(end);

	return n > m && strcasecmp(path + n - m, end) == 0;
}

static int file_answer(struct ui *ui, void *state, const char *typed)
{
	struct table_screen *t = state;
	CLEAN_BUF struct buf path = { 0 }, text = { 0 };
	struct err e = { 0 };

	if (!*typed)
		return ui_refuse(ui, "Nothing was written: give the file a name.");
	ui_path(typed, &path);
	if (ends_in(typed, ".csv"))
		csv_report(&t->report, &text);
	else
		print_report(&t->report, PAPER_CELLS, &text);
	if (office_output_write(ui->office, buf_string(&path), buf_string(&text), text.length, &e) < 0)
		return ui_refuse_err(ui, &e);
	ui_say(ui, "Written: %s. It holds children's names: keep it where only you can read it.", buf_string(&path));
	return REACT_NONE;
}

static int absentees_file(struct ui *ui, void *state, const struct key *k)
{
	char name[40], day[DAY_TEXT];

	(void)state;
	(void)k;
	snprintf(name, sizeof name, "~/absentees-%s.csv", day_iso(office_today(ui->office), day));
	return ui_ask(ui, "File (.csv, or .txt for text):", name, file_answer);
}

static int absentees_session(struct ui *ui, void *state, const struct key *k)
{
	struct table_screen *t = state;
	enum session shown = t->wish.session < 0 ? office_session_now(ui->office) : (enum session)t->wish.session;

	(void)k;
	t->wish.session = shown == SESSION_AM ? SESSION_PM : SESSION_AM;
	return REACT_RELOAD;
}

enum absentees_need { NEED_CALLER = NEED_OWN };

static const char *const absentees_refusals[] = { "The office rings families: ask them." };

static unsigned absentees_has(struct ui *ui, const void *state)
{
	(void)state;
	return office_may(ui->office, ACTION_CALL, 0, NULL) == 0 ? NEED_CALLER : 0;
}

static const struct binding absentees_keys[] = {
	{ ON(KEY_ENTER), "open", absentees_open, NEED_ROW, "Open the register that this pupil is in", "Register" },
	{ ON_TEXT("c"), "call", absentees_call, NEED_ROW | NEED_CALLER, "Ring this pupil's family", "Ring" },
	{ ON_TEXT("l"), "print", absentees_print, 0, "Print this list, or put it as text into out/", "Print" },
	{ ON_TEXT("x"), "file", absentees_file, 0, "Write this list to a file: CSV, or text", "File" },
	{ ON_TEXT("p"), "pupil", absentees_pupil, NEED_ROW, "Open this pupil's page", NULL },
	{ ON(KEY_F(4)), "history", absentees_history, NEED_ROW, "Every change to this mark", NULL },
	{ ON(KEY_TAB), "session", absentees_session, NEED_AFTERNOON, "Turn between morning and afternoon", NULL },
	{ .name = NULL },
};

const struct screen_kind absentees_screen = {
	.name = "absentees", .help = "Everybody who is not here: not known first, then without a reason, then by code, then late.",
	.keys = absentees_keys, .refusals = absentees_refusals, .has = absentees_has, .reload = absentees_reload,
	.title = absentees_title, .draw = absentees_draw,
	.list = absentees_list, .close = absentees_close, .state_size = sizeof(struct table_screen),
};

int open_absentees(struct ui *ui)
{
	return ui_open(ui, &absentees_screen, absentees_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
