/* A home visit: who went, when, who was seen, what comes next (B16). */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "calls.h"
#include "office/today.h"

enum { VISIT_WENT, VISIT_TIME, VISIT_OUTCOME, VISIT_SEEN, VISIT_SPOKEN, VISIT_WORDS, VISIT_REST, VISIT_NEXT, VISIT_NEXT_DAY, VISIT_NEXT_TIME,
       VISIT_LINES };

static const char *const visit_outcomes[] = { "nobody was in", "the child was seen", "spoken to an adult, child not seen", NULL };
static const enum call_outcome outcome_of[] = { CALL_NOBODY_IN, CALL_SEEN, CALL_SPOKE };

#define ASK_TIME "a time, like 10:40"

static const struct form_line visit_lines[VISIT_LINES] = {
	[VISIT_WENT] = { "Who went", FORM_TEXT, true, "Two people go together: Priya Nair and Tom Bell.", NULL },
	[VISIT_TIME] = { "At", FORM_TEXT, false, "The time today, like 10:40. Empty: now.", NULL },
	[VISIT_OUTCOME] = { "Outcome", FORM_CHOICE, true, NULL, visit_outcomes },
	[VISIT_SEEN] = { "Seen by", FORM_TEXT, false, "Who of us saw the child with their own eyes. Empty: nobody did.", NULL },
	[VISIT_SPOKEN] = { "Child spoken to", FORM_YES_NO, false, NULL, NULL },
	[VISIT_WORDS] = { "What was said", FORM_TEXT, false, "In one line: what was seen and said.", NULL },
	[VISIT_REST] = { "What comes next", FORM_HEADING, false, NULL, NULL },
	[VISIT_NEXT] = { "Next step", FORM_TEXT, false, "Like: police welfare check, or ring again.", NULL },
	[VISIT_NEXT_DAY] = { "On", FORM_DAY, false, "The day of the next step. Empty: none is set.", NULL },
	[VISIT_NEXT_TIME] = { "By", FORM_TEXT, false, "Its time, like 13:00. Empty: that day.", NULL },
};

static void visit_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Home visit: %s", s->name);
}

static int visit_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	int r = first ? office_may(ui->office, ACTION_CALL, 0, e) : 0;

	if (r == 0 && first)
		form_choose(&s->form, VISIT_SPOKEN, 0);
	return r;
}

static int visit_wish(struct ui *ui, struct form_screen *s, struct call_wish *w, struct err *e)
{
	struct form *f = &s->form;
	int r = form_complete(f, e);

	*w = CALL_WISH;
	w->day = (struct day){ (int32_t)s->also };
	w->kind = CALL_VISIT;
	w->went = form_given(f, VISIT_WENT);
	w->outcome = form_choice(f, VISIT_OUTCOME) < 0 ? CALL_NOBODY_IN : outcome_of[form_choice(f, VISIT_OUTCOME)];
	w->child_seen_by = form_given(f, VISIT_SEEN);
	w->child_spoken = form_yes(f, VISIT_SPOKEN);
	w->words = form_given(f, VISIT_WORDS);
	w->next = form_given(f, VISIT_NEXT);
	if (r == 0)
		r = form_minute(f, VISIT_TIME, ASK_TIME, &w->minute, e);
	if (r == 0)
		r = form_day(f, VISIT_NEXT_DAY, office_today(ui->office), &w->next_day, e);
	if (r == 0)
		r = form_minute(f, VISIT_NEXT_TIME, ASK_TIME, &w->next_minute, e);
	return r;
}

static int visit_save(struct ui *ui, struct form_screen *s, bool sure)
{
	const struct call_given child = { .pupil = s->of };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	struct mark_result done = { 0 };
	struct call_wish w;
	int r = visit_wish(ui, s, &w, &a.e);

	(void)sure;
	w.children = &child;
	w.count = 1;
	if (r == 0)
		r = office_call_log(ui->office, &w, &a.said, &done, &a.e);
	a.act = done.act;
	return form_answered(ui, s, r, &a, "The visit to %s is recorded.", s->name);
}

static const struct form_use visit_use = {
	.lines = visit_lines, .count = VISIT_LINES, .what = "the visit", .saves = "That is the last line: F10 records the visit.",
	.title = visit_title, .read = visit_read, .save = visit_save,
};

int open_visit(struct ui *ui, int64_t pupil, struct day day)
{
	struct day about = day_is_none(day) ? office_today(ui->office) : day;

	return open_form(ui, &(struct form_about){ .use = &visit_use, .of = pupil, .also = about.n });
}
