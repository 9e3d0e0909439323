/* An arrival is recorded, and its slip goes to paper (A17). */
#include <string.h>

#include "base/text.h"
#include "desk.h"

#define NAMED_MOST 3 /* above that a count says more than names do */

/* "Amara Okafor: L, 7 minutes late"; of many "12 children: 9 L, 3 U". */
static void words_put(const struct coming *v, const struct buf *said, struct buf *to)
{
	CLEAN_FREE char *lines = mem_text(buf_string(said));
	char *rest = lines, *line;

	if (v->covered || arrival_ticked(v) > NAMED_MOST || !*text_trim(lines)) {
		arrival_outcome(v, to);
		return;
	}
	while ((line = strsep(&rest, "\n")))
		if (*line)
			buf_printf(to, "%s%s", to->length ? "; " : "", line);
}

#define SLIP "late slip"

/* On paper after it is saved; where it went, or why it went nowhere, is said beside what was recorded. */
static void slips_print(struct ui *ui, const struct buf *slips, struct buf *to)
{
	struct err e = { 0 };
	int pages = 1;

	if (slips->length == 0)
		return;
	for (const char *at = buf_string(slips); (at = strchr(at, '\f')) && at[1]; at++)
		pages++;
	buf_reset(&ui->slip.text);
	buf_text(&ui->slip.text, buf_string(slips));
	ui->slip.pages = pages;
	ui->slip.staff = office_person(ui->office)->staff;
	if (office_paper_text(ui->office, SLIP, buf_string(slips), pages, to, &e) < 0)
		buf_printf(to, "No slip: %s", e.text);
}

static void dot_put(struct buf *b)
{
	if (b->length > 0 && b->text[b->length - 1] != '.')
		buf_char(b, '.');
}

static int saved(struct ui *ui, struct coming *v, const struct buf *slips, const struct buf *said, struct roll_answer *a)
{
	CLEAN_BUF struct buf words = { 0 };

	words_put(v, said, &words);
	dot_put(&words);
	if (a->act == 0)
		buf_text(&a->said, buf_string(&words));
	else
		slips_print(ui, slips, &a->said);
	if (a->act != 0 && !v->covered)
		buf_text(&a->said, "\nF8 undoes it.");
	v->saved(v->opener);
	return roll_answered(ui, 0, a, "%s", buf_string(&words)) | REACT_LEAVE;
}

int arrival_save(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf slips = { 0 }, said = { 0 };
	CLEAN_ANSWER struct roll_answer answer = { 0 };
	struct coming *v = state;
	struct mark_result done = { 0 };
	int64_t *pupils = arena_new(&a, (size_t)v->count + 1, sizeof *pupils);
	struct arrivals_wish w = { .pupils = pupils, .day = DAY_NONE, .session = -1, .minute = arrival_minute(v) };

	if (v->trouble || arrival_ticked(v) == 0)
		return ui_refuse(ui, "%s", v->trouble ? v->trouble : "Nobody is ticked: Space ticks, Esc goes back.");
	for (int i = 0; i < v->count; i++)
		if (v->comers[i].ticked)
			pupils[w.count++] = v->comers[i].who.pupil;
	w.code = v->code.text.length ? field_text(&v->code) : NULL;
	w.why = v->reason.text.length ? field_text(&v->reason) : NULL;
	if (office_arrivals(ui->office, &w, &slips, &said, &done, &answer.e) < 0)
		return ui_refuse_err(ui, &answer.e);
	answer.act = done.act;
	return saved(ui, v, &slips, &said, &answer);
}

/* THE SLIP, AGAIN ------------------------------------------------------------------------------------------------------------------ */

bool slip_is_kept(struct ui *ui)
{
	return ui->slip.text.length > 0 && ui->slip.staff == office_person(ui->office)->staff;
}

int slip_again(struct ui *ui, void *state, const struct key *k)
{
	CLEAN_BUF struct buf said = { 0 };
	struct err e = { 0 };

	if (office_paper_text(ui->office, SLIP, buf_string(&ui->slip.text), ui->slip.pages, &said, &e) < 0)
		return ui_refuse_err(ui, &e);
	ui_say_lines(ui, buf_string(&said));
	return REACT_RELOAD;
}
