/* What a review decides in a person's own words, and the stage that a person sets (C19; domain 6.5). */
#include <errno.h>
#include <string.h>

#include "review.h"

/* A DECISION ---------------------------------------------------------------------------------------------------------------------------- */

enum { DECISION_WHAT, DECISION_NEXT, DECISION_DAY, DECISION_LINES };

static const struct form_line decision_lines[DECISION_LINES] = {
	[DECISION_WHAT] = { "Decided", FORM_WORD, true, "In one line: letter 1 sent; no action: back since Monday. Letters take its place.", NULL },
	[DECISION_NEXT] = { "Next step", FORM_WORD, false, "What was agreed. Empty: nothing.", NULL },
	[DECISION_DAY] = { "By", FORM_DAY, false, "By when. Empty: no day.", NULL },
};

/* What the person saw when the form was opened: another's decision since is told, and never written over. */
struct decision_seen {
	int64_t review, act;
};

static void decision_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Review: %s", s->name);
}

/* As decided, or as proposed. */
static void decision_begin(struct form_screen *s, const struct review_view *v, const struct review_line *l)
{
	struct decision_seen *seen = arena_new(&s->arena, 1, sizeof *seen);
	bool now = l->now.act != 0;

	*seen = (struct decision_seen){ v->review, l->now.act };
	s->kept = seen;
	form_set(&s->form, DECISION_WHAT, now ? l->now.decision : l->proposed);
	form_set(&s->form, DECISION_NEXT, now ? l->now.next : l->next);
	form_set_day(&s->form, DECISION_DAY, now ? l->now.next_day : l->next_day);
}

static int decision_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	const struct review *r = review_below(ui);

	(void)e;
	for (int i = 0; first && r && i < r->view.count; i++)
		if (r->view.lines[i].pupil == s->of)
			decision_begin(s, &r->view, &r->view.lines[i]);
	return 0;
}

static int decision_save(struct ui *ui, struct form_screen *s, bool sure)
{
	const struct decision_seen *seen = s->kept;
	struct review_decision d = { .pupil = s->of, .decision = form_text(&s->form, DECISION_WHAT), .next = form_text(&s->form, DECISION_NEXT),
				     .next_day = DAY_NONE, .review = seen ? seen->review : REVIEW_ANY, .seen = seen ? seen->act : REVIEW_ANY };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct review *r = review_below(ui);
	int got = form_complete(&s->form, &a.e);

	(void)sure;
	if (got == 0)
		got = form_day(&s->form, DECISION_DAY, office_today(ui->office), &d.next_day, &a.e);
	if (got == 0)
		got = office_review_log(ui->office, &d, &a.said, &a.act, &a.e);
	if (got == 0 && r && seen && seen->act == 0)
		r->on = true;
	return form_answered(ui, s, got, &a, "%s: %.120s.", s->name, form_text(&s->form, DECISION_WHAT));
}

static const struct form_use decision_use = {
	.lines = decision_lines, .count = DECISION_LINES, .what = "what was decided", .saves = "That is the last line: F10 logs it.",
	.title = decision_title, .read = decision_read, .save = decision_save,
};

int open_decision(struct ui *ui, int64_t pupil)
{
	return open_form(ui, &(struct form_about){ .use = &decision_use, .of = pupil });
}

/* A STAGE ------------------------------------------------------------------------------------------------------------------------------- */

enum { STAGE_WHICH, STAGE_WHY, STAGE_FROM, STAGE_LINES };

static const struct form_line stage_lines[STAGE_LINES] = {
	[STAGE_WHICH] = { "Stage", FORM_CHOICE, true, "Left and Right go through them. The first ends the one that was set.", NULL },
	[STAGE_WHY] = { "Why", FORM_TEXT, false, "In one line: agreed with the head on Monday.", NULL },
	[STAGE_FROM] = { "From", FORM_DAY, true, NULL, NULL },
};

static void stage_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Stage: %s", s->name);
}

static int stage_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct stage_choice *choices = NULL;
	int n = office_stages(ui->office, NULL, &s->arena, &choices, e);

	if (n < 0)
		return n;
	if (n == 0)
		return err_refuse(e, "The policy has no stages. Policy and clocks adopts one that has.");
	const char **names = arena_new(&s->arena, (size_t)n + 2, sizeof *names);
	names[0] = "as the figures say";
	for (int i = 0; i < n; i++)
		names[i + 1] = choices[i].title;
	s->kept = choices;
	form_choices(&s->form, STAGE_WHICH, names, n + 1);
	if (first)
		form_set_day(&s->form, STAGE_FROM, office_today(ui->office));
	return 0;
}

static int stage_save(struct ui *ui, struct form_screen *s, bool sure)
{
	const struct stage_choice *choices = s->kept;
	int chosen = form_choice(&s->form, STAGE_WHICH);
	struct stage_wish w = { .pupil = s->of, .stage = chosen > 0 ? choices[chosen - 1].name : NULL, .words = form_text(&s->form, STAGE_WHY) };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int got = form_complete(&s->form, &a.e);

	(void)sure;
	if (got == 0)
		got = form_day(&s->form, STAGE_FROM, office_today(ui->office), &w.from, &a.e);
	if (got == 0)
		got = office_stage_put(ui->office, &w, &a.act, &a.e);
	return form_answered(ui, s, got, &a, "%s: %s.", s->name, form_text(&s->form, STAGE_WHICH));
}

static const struct form_use stage_use = {
	.lines = stage_lines, .count = STAGE_LINES, .what = "the stage", .saves = "That is the last line: F10 sets the stage.",
	.title = stage_title, .read = stage_read, .save = stage_save,
};

int open_stage(struct ui *ui, int64_t pupil)
{
	return open_form(ui, &(struct form_about){ .use = &stage_use, .of = pupil });
}
