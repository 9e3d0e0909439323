/* Plain mode: the fortnightly review (C19), line by line; and a stage that a person sets. */
#include "plain.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "office/review.h"
#include "rules/span.h"

struct reviewing {
	struct plain *p;
	struct review_wish wish;
	struct review_view view;
	int at;                 /* the line asked about; view.count: past the last */
	bool read, done;
};

/* READING ---------------------------------------------------------------------------------------------------------------------------------- */

/* Those looked at are below the others: the first of the list is the next to be looked at. */
static bool review_read_again(struct reviewing *g, int64_t pupil)
{
	struct review_view fresh;
	struct err e = { 0 };

	if (office_review_open(g->p->office, &g->wish, &fresh, &e) < 0) {
		plain_refuse(g->p, &e);
		return false;
	}
	if (g->read)
		review_view_finish(&g->view);
	g->view = fresh;
	g->read = true;
	g->at = 0;
	for (int i = 0; i < fresh.count; i++)
		if (fresh.lines[i].pupil == pupil)
			g->at = i;
	return true;
}

static const struct review_line *line_of(const struct reviewing *g)
{
	return g->at < g->view.count ? &g->view.lines[g->at] : NULL;
}

/* SAYING ----------------------------------------------------------------------------------------------------------------------------------- */

static void share_put(struct buf *to, int part, int of)
{
	char percent[8];

	buf_printf(to, "%d of %d (%s%%)", part, of, percent_text(percent_tenths(part, of), percent));
}

static void since_put(struct buf *to, const char *what, int days)
{
	if (days < 0)
		buf_printf(to, "%s not known", what);
	else if (days == 0)
		buf_printf(to, "%s today", what);
	else
		buf_printf(to, "%s %d day%s ago", what, days, PLURAL(days));
}

static void by_put(struct buf *to, struct day d)
{
	char day[DAY_TEXT];

	if (!day_is_none(d))
		buf_printf(to, ", by %s", day_long(d, day));
}

/* "1 of 77, Amara Okafor, Willow: 342 of 381 (89.8%), -1.4 in ten school days. Support, 8 school days." */
static void who_say(const struct reviewing *g, const struct review_line *l)
{
	CLEAN_BUF struct buf b = { 0 };
	int size = abs(l->change);

	buf_printf(&b, "%d of %d, %s, %s: ", g->at + 1, g->view.count, l->name, l->class ? l->class : "in no class");
	share_put(&b, l->attended, l->possible);
	if (l->change != INT_MIN)
		buf_printf(&b, ", %s%d.%d in ten school days", l->change < 0 ? "-" : "+", size / 10, size % 10);
	buf_char(&b, '.');
	if (l->stage_title)
		buf_printf(&b, " %s, %d school day%s%s%s.", l->stage_title, l->stage_days, PLURAL(l->stage_days), l->by_person ? ", set by a person: " : "",
			   l->by_person && l->stage_words ? l->stage_words : "");
	if (l->crossed)
		buf_printf(&b, " N%s.", l->crossed + 1);
	if (l->withdrawn)
		buf_printf(&b, " Withdrawn: %s.", l->withdrawn);
	plain_say(g->p, "%s", buf_string(&b));
}

static void known_say(const struct reviewing *g, const struct review_line *l)
{
	CLEAN_BUF struct buf b = { 0 };

	buf_printf(&b, "Last %d sessions: %s. Unauthorised: %d of 10", REVIEW_SESSIONS, l->sessions, l->unauthorised);
	if (l->provisional > 0)
		buf_printf(&b, " (N: %d)", l->provisional);
	since_put(&b, ". Seen", l->seen_days);
	since_put(&b, "; spoken to", l->spoken_days);
	buf_text(&b, ". Week by week:");
	for (int i = 0; i < l->week_count; i++)
		buf_printf(&b, " %d of %d%s", l->weeks[i].attended, l->weeks[i].possible, i + 1 < l->week_count ? "," : ".");
	plain_say(g->p, "%s", buf_string(&b));
}

static void said_say(const struct reviewing *g, const char *when, const struct review_said *s)
{
	CLEAN_BUF struct buf b = { 0 };
	char day[DAY_TEXT];

	if (!s->act)
		return;
	buf_printf(&b, "%s, %s, %s%s%s: %s", when, day_long(s->day, day), s->who, s->of ? ", in the review of " : "", s->of ? s->of : "", s->decision);
	if (s->next)
		buf_printf(&b, "; agreed: %s", s->next);
	by_put(&b, s->next_day);
	plain_say(g->p, "%s.", buf_string(&b));
}

static void line_say(const struct reviewing *g)
{
	const struct review_line *l = line_of(g);

	if (!l)
		return;
	who_say(g, l);
	known_say(g, l);
	said_say(g, "Last time", &l->last);
	said_say(g, "Decided", &l->now);
}

static void head_say(const struct reviewing *g)
{
	const struct review_view *v = &g->view;
	char day[DAY_TEXT];

	plain_say(g->p, "Review: %d of %d looked at. Policy: %s.", v->looked, v->count, v->policy.title);
	if (v->policy_note)
		plain_say(g->p, "%s", v->policy_note);
	if (v->review)
		plain_say(g->p, "Open since %s.", day_long(v->opened, day));
	if (!day_is_none(v->last_closed))
		plain_say(g->p, "The last review was closed on %s.", day_long(v->last_closed, day));
	if (v->beside)
		plain_say(g->p, "%s", v->beside);
	if (v->count == 0)
		plain_say(g->p, "Nobody is in a stage or newly below a line.");
}

/* DECIDING --------------------------------------------------------------------------------------------------------------------------------- */

static void log_it(struct reviewing *g, const struct review_decision *d)
{
	CLEAN_BUF struct buf said = { 0 };
	struct err e = { 0 };
	int64_t act = 0, next = g->at + 1 < g->view.count ? g->view.lines[g->at + 1].pupil : 0;
	int r = office_review_log(g->p->office, d, &said, &act, &e);

	plain_done(g->p, r, &said, act, &e);
	g->done = !review_read_again(g, r < 0 ? d->pupil : next);
}

static struct review_decision decision_of(const struct reviewing *g)
{
	const struct review_line *l = line_of(g);

	return (struct review_decision){ .group = g->wish.group, .policy = g->wish.policy, .pupil = l->pupil, .next_day = DAY_NONE, .review = g->view.review,
					 .seen = l->now.act };
}

static bool nobody(const struct reviewing *g)
{
	if (!line_of(g))
		plain_say(g->p, "No line is left: a number goes to one, close closes the review.");
	return !line_of(g);
}

static void yes_word(void *state, char *rest)
{
	struct reviewing *g = state;

	(void)rest;
	if (nobody(g))
		return;
	const struct review_decision d = decision_of(g);
	log_it(g, &d);
}

static void decide_word(void *state, char *rest)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct reviewing *g = state;
	struct plain *p = g->p;

	if (nobody(g))
		return;
	struct review_decision d = decision_of(g);
	const char *typed = *rest ? rest : plain_ask(p, "What was decided (n goes back): ");
	if (!typed || !*typed || plain_goes_back(typed))
		return;
	d.decision = arena_text(&a, typed);
	if (!(typed = plain_ask(p, "What was agreed (Enter: nothing, n goes back): ")) || plain_goes_back(typed))
		return;
	d.next = arena_text(&a, typed);
	if (*d.next && !plain_day(p, "By when (Enter: not said, n goes back): ", &d.next_day))
		return;
	typed = plain_ask(p, "Enter makes the policy's actions tasks, x leaves them, n goes back: ");
	if (!typed || plain_goes_back(typed))
		return;
	d.no_tasks = strcmp(typed, "x") == 0;
	log_it(g, &d);
}

/* STAGES ----------------------------------------------------------------------------------------------------------------------------------- */

static bool stage_put(struct plain *p, int64_t pupil, const char *policy, const char *name)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct buf nothing = { 0 };
	struct stage_choice *stages;
	struct stage_wish wish = { .pupil = pupil, .policy = policy, .from = DAY_NONE };
	struct err e = { 0 };
	int64_t act = 0;
	int n = office_stages(p->office, policy, &a, &stages, &e), chosen;

	if (n <= 0) {
		plain_say(p, "%s", n < 0 ? e.text : "The policy has no stages.");
		return false;
	}
	for (int i = 0; i < n; i++)
		plain_say(p, "%d %s%s", i + 1, stages[i].title, stages[i].by_person ? ", a person alone sets it" : "");
	plain_say(p, "%d none: the one that was set for %s ends", n + 1, name);
	if (!plain_choose(p, n + 1, &chosen))
		return false;
	const char *why = plain_ask(p, chosen < n ? "Why (n goes back): " : "Why (Enter: not said, n goes back): ");
	if (!why || plain_goes_back(why) || (!*why && chosen < n))
		return false;
	wish.stage = chosen < n ? stages[chosen].name : NULL;
	wish.words = *why ? why : NULL;
	int r = office_stage_put(p->office, &wish, &act, &e);
	plain_done(p, r, &nothing, act, &e);
	return r == 0;
}

static void stage_word(void *state, char *rest)
{
	struct reviewing *g = state;

	(void)rest;
	if (nobody(g))
		return;
	int64_t pupil = line_of(g)->pupil;
	if (stage_put(g->p, pupil, g->view.policy.name, line_of(g)->name))
		g->done = !review_read_again(g, pupil);
}

void plain_stage(void *state, char *rest)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct plain *p = state;
	struct pupil_ids pupils = { 0 };
	const char *label;

	if (plain_whom(p, rest, "Of whom (a part of the name): ", &a, &pupils, &label)) {
		if (pupils.count == 1)
			stage_put(p, pupils.items[0], NULL, label);
		else
			plain_say(p, "A stage is set for one pupil at a time.");
	}
	vec_finish(&pupils);
}

/* CLOSING AND GOING ABOUT ------------------------------------------------------------------------------------------------------------------ */

static void close_word(void *state, char *rest)
{
	const struct buf nothing = { 0 };
	struct reviewing *g = state;
	struct err e = { 0 };
	int64_t act = 0;
	int r = office_review_close(g->p->office, &g->wish, g->view.review, false, &act, &e);

	(void)rest;
	if (r == -EAGAIN) {
		if (!plain_agree(g->p, "%s Enter closes it all the same, n goes back: ", e.text))
			return;
		r = office_review_close(g->p->office, &g->wish, g->view.review, true, &act, &e);
	}
	plain_done(g->p, r, &nothing, act, &e);
	g->done = r == 0;
}

static void list_word(void *state, char *rest)
{
	const struct reviewing *g = state;

	(void)rest;
	for (int i = 0; i < g->view.count; i++) {
		const struct review_line *l = &g->view.lines[i];
		CLEAN_BUF struct buf b = { 0 };

		share_put(&b, l->attended, l->possible);
		plain_say(g->p, "%d %s%s, %s: %s, %s", i + 1, l->now.act ? "looked at: " : "", l->name, l->class ? l->class : "in no class", buf_string(&b),
			  l->now.act ? l->now.decision : l->proposed);
	}
}

static void page_word(void *state, char *rest)
{
	struct reviewing *g = state;

	(void)rest;
	if (!nobody(g))
		plain_pupil_say(g->p, line_of(g)->pupil);
}

static void back_word(void *state, char *rest)
{
	(void)rest;
	((struct reviewing *)state)->done = true;
}

static void help_word(void *state, char *rest);

static const struct plain_word words[] = {
	{ "y", "yes", "", "log what the policy proposes, and go on", yes_word },
	{ "d", "decide", "[TEXT]", "log a decision of your own, and what was agreed", decide_word },
	{ "s", "stage", "", "set the stage of this pupil, or end the one that was set", stage_word },
	{ "f", "page", "", "the page of this pupil", page_word },
	{ NULL, "list", "", "every line, one a line", list_word },
	{ NULL, "close", "", "close the review", close_word },
	{ NULL, "back", "", "leave; the review stays open", back_word },
	{ "?", "help", "", "these lines", help_word },
	{ .word = NULL },
};

static void help_word(void *state, char *rest)
{
	struct plain *p = ((struct reviewing *)state)->p;

	(void)rest;
	plain_say(p, "Enter alone: the next line, nothing is logged. A number: that line.");
	plain_words_say(p, words);
}

static void answer(struct reviewing *g, char *typed)
{
	const struct plain_word *w;
	size_t digits = strspn(typed, "0123456789");
	char *rest;
	long number;

	if (!*typed) {
		g->at += g->at < g->view.count;
		line_say(g);
	} else if (digits < 6 && !typed[digits] && (number = strtol(typed, NULL, 10)) >= 1 && number <= g->view.count) {
		g->at = (int)number - 1;
		line_say(g);
	} else if ((w = plain_word_find(words, typed, &rest))) {
		int64_t before = line_of(g) ? line_of(g)->pupil : 0;

		w->run(g, rest);
		if (!g->done && line_of(g) && line_of(g)->pupil != before)
			line_say(g);
	} else {
		plain_say(g->p, "\"%.40s\" is nothing that can be done here. ? lists what you can type.", typed);
	}
}

static char *line_ask(const struct reviewing *g)
{
	const struct review_line *l = line_of(g);

	if (!l)
		return plain_ask(g->p, "After the last line, %d of %d looked at: ", g->view.looked, g->view.count);
	if (l->now.act)
		return plain_ask(g->p, "%s, looked at. Enter goes on: ", l->name);
	return plain_ask(g->p, "%s. y logs: %s. Enter goes on: ", l->name, l->proposed);
}

void plain_review(void *state, char *rest)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct reviewing g = { .p = state, .wish = { .group = *rest ? arena_text(&a, rest) : NULL } };
	char *typed;

	if (!review_read_again(&g, 0))
		return;
	head_say(&g);
	line_say(&g);
	while (!g.done && g.view.count && (typed = line_ask(&g)))
		answer(&g, typed);
	if (g.read)
		review_view_finish(&g.view);
}
