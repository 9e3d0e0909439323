/* What the Bands screen is narrowed to or counted by, beyond its keys: stage, policy, period, as the Department counts (C3, C7, C21). */
#include <string.h>

#include "bands.h"
#include "form_screen.h"
#include "office/clocks.h"

enum { BY_STAGE, BY_POLICY, BY_PERIOD, BY_DFE, BY_LINES };

static const char *const period_offers[] = {
	"term", "half-term", "previous half-term", "previous term", "fortnight", "6 weeks", "10 weeks", "review", "previous year", NULL,
};

static const struct form_line by_lines[BY_LINES] = {
	[BY_STAGE] = { "Stage", FORM_CHOICE, false, "Only pupils in that stage of the policy.", NULL },
	[BY_POLICY] = { "Policy", FORM_CHOICE, false, "Lines and stages of another policy than the one that is adopted.", NULL },
	[BY_PERIOD] = { "Period", FORM_TEXT, false, "term, half-term, previous half-term, 6 weeks, fortnight, review. Empty: the year.", period_offers },
	[BY_DFE] = { "As DfE counts", FORM_YES_NO, true, "Pupils of 5 to 15, days up to 31 July, as the Department counts them.", NULL },
};

static void by_title(const struct form_screen *s, struct buf *to)
{
	(void)s;
	buf_text(to, "Bands: which, and by what");
}

static void stages_offer(struct form_screen *s, const struct bands *b)
{
	const struct policy *p = &b->view.policy;
	const char **names = arena_new(&s->arena, (size_t)p->stage_count + 2, sizeof *names);

	names[0] = "all";
	for (int i = 0; i < p->stage_count; i++)
		names[i + 1] = p->stages[i].name;
	form_choices(&s->form, BY_STAGE, names, p->stage_count + 1);
}

static int policies_offer(struct ui *ui, struct form_screen *s, struct err *e)
{
	struct policy_line *lines;
	int n = office_policies(ui->office, &s->arena, &lines, e);

	if (n < 0)
		return n;
	const char **names = arena_new(&s->arena, (size_t)n + 2, sizeof *names);
	names[0] = "the one adopted";
	for (int i = 0; i < n; i++)
		names[i + 1] = lines[i].name;
	form_choices(&s->form, BY_POLICY, names, n + 1);
	return 0;
}

static int by_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	const struct bands *b = bands_below(ui);
	int r = policies_offer(ui, s, e);

	if (r < 0 || !b)
		return r;
	stages_offer(s, b);
	if (!first)
		return 0;
	form_set(&s->form, BY_STAGE, b->shown.stage ? b->shown.stage : "all");
	form_set(&s->form, BY_POLICY, b->shown.policy ? b->shown.policy : "the one adopted");
	form_set(&s->form, BY_PERIOD, b->shown.period);
	form_choose(&s->form, BY_DFE, b->shown.as_dfe);
	return 0;
}

static const char *chosen(struct form_screen *s, struct bands *b, int line)
{
	return form_choice(&s->form, line) > 0 ? arena_text(&b->words, form_text(&s->form, line)) : NULL;
}

/* A stage is one of its policy's: another policy has others. */
static int by_save(struct ui *ui, struct form_screen *s, bool sure)
{
	struct bands *b = bands_below(ui);
	const char *period = form_given(&s->form, BY_PERIOD);

	(void)sure;
	if (!b)
		return REACT_LEAVE;
	b->asked.policy = chosen(s, b, BY_POLICY);
	b->asked.stage = chosen(s, b, BY_STAGE);
	b->asked.period = period ? arena_text(&b->words, period) : NULL;
	b->asked.as_dfe = form_yes(&s->form, BY_DFE);
	ui_leave(ui);
	return REACT_RELOAD;
}

static const struct form_use by_use = {
	.lines = by_lines, .count = BY_LINES, .what = "what is asked for", .saves = "That is the last line: F10 shows them.",
	.title = by_title, .read = by_read, .save = by_save,
};

int open_bands_form(struct ui *ui)
{
	return open_form(ui, &(struct form_about){ .use = &by_use });
}
