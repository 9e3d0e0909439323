/* Marks typed and not sent: in the draft before they are on the screen (design 2), and taken back step by step. */
#include <errno.h>
#include <string.h>

#include "register.h"
#include "base/text.h"

#define STEPS_MOST 2000 /* rows */

static int draft_keep(struct taking *t, int64_t pupil, const struct typed_mark *typed, struct err *e)
{
	struct draft_mark m = { .pupil = pupil, .before = typed->before, .minutes_late = typed->minutes_late, .note = typed->note };

	if (!t->draft) {
		*e = t->no_draft;
		return -EPERM;
	}
	if (!typed->is)
		return draft_drop(t->draft, pupil, e);
	strncpy(m.code, code_symbol(typed->code), sizeof m.code - 1);
	return draft_put(t->draft, &m, e);
}

/* The older half, whole steps: what was typed 1,000 marks ago is not taken back one by one. */
static void steps_forget(struct taking *t)
{
	int n = STEPS_MOST / 2;

	if (t->steps.count < STEPS_MOST)
		return;
	while (n < t->steps.count && t->steps.items[n].number == t->steps.items[n - 1].number)
		n++;
	t->steps.count -= n;
	memmove(t->steps.items, t->steps.items + n, (size_t)t->steps.count * sizeof *t->steps.items);
}

void taking_step_begin(struct taking *t)
{
	steps_forget(t);
	t->step++;
}

int taking_put(struct taking *t, struct taking_row *r, const struct typed_mark *typed, struct err *e)
{
	int result = draft_keep(t, r->line->pupil, typed, e);

	if (result < 0)
		return result;
	vec_push(&t->steps, (struct taking_step){ t->step, r->line->pupil, r->typed });
	r->typed = *typed;
	return 0;
}

int taking_step_back(struct taking *t, struct err *e)
{
	int rows = 0, number = t->steps.count ? t->steps.items[t->steps.count - 1].number : 0;
	int64_t last = 0;

	while (t->steps.count && t->steps.items[t->steps.count - 1].number == number) {
		const struct taking_step *s = &t->steps.items[t->steps.count - 1];
		struct taking_row *r = taking_row(t, s->pupil);
		int result = draft_keep(t, s->pupil, &s->was, e);

		if (result < 0)
			return result;
		if (r) {
			r->typed = s->was;
			list_focus(&t->list, (int)(r - t->rows));
			rows += s->pupil != last; /* C, then C1, is one mark */
		}
		last = s->pupil;
		t->steps.count--;
	}
	return rows;
}

int taking_all_sent(struct taking *t, struct err *e)
{
	for (int i = 0; i < t->view.count; i++)
		t->rows[i].typed = (struct typed_mark){ 0 };
	t->steps.count = 0;
	return t->draft ? draft_discard(t->draft, e) : 0;
}

/* OFFERED BACK ---------------------------------------------------------------------------------------------------------------------- */

static bool is_change(const struct draft_mark *m)
{
	return m->before != code_number(m->code);
}

static bool stands(const struct draft_mark *m, const struct register_line *l)
{
	return code_number(m->code) == l->mark && (!m->note || (l->note && strcmp(m->note, l->note) == 0));
}

/* A sending lands whole: where each change of it stands, the marks that changed nothing were sent too. */
static bool changes_stand(struct taking *t, const struct draft_mark *marks, int n)
{
	int changes = 0;

	for (int i = 0; i < n; i++) {
		const struct taking_row *r = taking_row(t, marks[i].pupil);

		if (!r || !is_change(&marks[i]))
			continue;
		if (!stands(&marks[i], r->line))
			return false;
		changes++;
	}
	return changes > 0;
}

static int offer_marks(struct taking *t, struct moment *ret_since)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct draft_mark *marks;
	int n = draft_marks(t->draft, &marks, ret_since), offered = 0;
	struct draft_mark *kept = arena_new(&a, (size_t)n + 1, sizeof *kept);
	bool whole = changes_stand(t, marks, n);

	/* a drop may move them */
	for (int i = 0; i < n; i++) {
		kept[i] = marks[i];
		kept[i].note = arena_text(&t->words, marks[i].note);
	}
	taking_step_begin(t);
	for (int i = 0; i < n; i++) {
		struct taking_row *r = taking_row(t, kept[i].pupil);

		if (!r)
			continue;
		/* a program may be stopped between the act and the end of its draft */
		if (stands(&kept[i], r->line) && (whole || is_change(&kept[i]))) {
			draft_drop(t->draft, kept[i].pupil, NULL);
			continue;
		}
		vec_push(&t->steps, (struct taking_step){ t->step, kept[i].pupil, { 0 } });
		r->typed = (struct typed_mark){ true, code_number(kept[i].code), (uint8_t)kept[i].before, kept[i].minutes_late, kept[i].note };
		offered++;
	}
	return offered;
}

void taking_offer(struct ui *ui, struct taking *t)
{
	struct moment since = { 0 };
	char time[8];

	if (t->draft)
		return;
	if (office_draft_open(ui->office, &t->ref, &t->draft, &t->no_draft) < 0) {
		ui_refuse_err(ui, &t->no_draft);
		return;
	}
	int n = offer_marks(t, &since), elsewhere = draft_elsewhere(t->draft);
	if (elsewhere > 0)
		ui_say(ui, "%d mark%s of this register %s not sent on another terminal of yours.", elsewhere, PLURAL(elsewhere),
		       elsewhere == 1 ? "is" : "are");
	if (n > 0)
		ui_say(ui, "%d mark%s not sent from %s %s here: F10 sends %s, F8 takes %s back.", n, PLURAL(n),
		       minute_text(moment_civil(since).minute, time), n == 1 ? "is" : "are", n == 1 ? "it" : "them", n == 1 ? "it" : "them");
}
