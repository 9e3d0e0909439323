/* Plain mode: the close of a session (A27): who is not known comes first, by name; N is given only because a person said so. */
#include "plain.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

struct to_close {
	struct plain *p;
	struct register_ref ref; /* roll_group 0: each that is due */
	int due, blank, planned;
};

/* What each part is called in front of a line. */
static const char *const parts[CLOSE_PARTS] = {
	[CLOSE_NOT_KNOWN] = "Not known", [CLOSE_MISSING] = "Missing", [CLOSE_BLANK] = "Not known", [CLOSE_EXPECTED] = "Expected", [CLOSE_ABSENT] = "Absent",
};

static void line_say(struct plain *p, enum close_part part, const struct close_line *l)
{
	bool named = l->pupil && l->group, words = part != CLOSE_BLANK && l->words;

	plain_say(p, "%s: %s%s%s%s%s", parts[part], l->name, named ? ", " : "", named ? l->group : "", words ? ", " : "", words ? l->words : "");
}

/* How many of that part it is about. */
static int part_say(struct to_close *c, const struct close_view *v, enum close_part part)
{
	int n = 0;

	for (int i = 0; i < v->of[part].count; i++) {
		const struct close_line *l = &v->of[part].lines[i];

		if (c->ref.roll_group && l->ref.roll_group != c->ref.roll_group)
			continue;
		line_say(c->p, part, l);
		n++;
	}
	return n;
}

static int view_say(struct to_close *c, struct err *e)
{
	struct close_view v;
	int of[CLOSE_PARTS], r = office_close_open(c->p->office, c->ref.day, c->ref.session, &v, e);

	if (r < 0)
		return r;
	for (int part = 0; part < CLOSE_PARTS; part++)
		of[part] = part_say(c, &v, (enum close_part)part);
	c->due = c->ref.roll_group ? of[CLOSE_MISSING] == 0 : v.to_close;
	c->blank = c->ref.roll_group ? of[CLOSE_BLANK] : v.to_n;
	c->planned = c->ref.roll_group ? 0 : v.to_planned;
	close_view_finish(&v);
	return 0;
}

static void close_now(struct to_close *c, bool confirm_n)
{
	CLEAN_BUF struct buf summary = { 0 };
	struct mark_result done = { 0 };
	struct err e = { 0 };

	if (office_session_close(c->p->office, &c->ref, confirm_n, &summary, &done, &e) < 0) {
		plain_refuse(c->p, &e);
		return;
	}
	if (done.act) {
		c->p->c->saved = done.act;
		plain_say(c->p, "Closed. %d given N. Act %" PRId64 " is saved.", done.entries - done.planned, done.act);
	} else
		plain_say(c->p, "Nothing was closed:");
	cli_lines(c->p->c, &summary);
}

static void close_ask(struct to_close *c)
{
	const char *typed;

	if (c->planned)
		plain_say(c->p, "%d become%s what was planned or reported.", c->planned, c->planned == 1 ? "s" : "");
	if (c->blank == 0) {
		if (plain_agree(c->p, "Close %d register%s? Enter closes, n goes back: ", c->due, PLURAL(c->due)))
			close_now(c, false);
		return;
	}
	while ((typed = plain_ask(c->p, "%d without a mark. N gives them N, Enter leaves them blank, back goes back: ", c->blank))) {
		if (strcasecmp(typed, "back") == 0)
			return;
		if (!*typed || strcasecmp(typed, "n") == 0) {
			close_now(c, *typed);
			return;
		}
		plain_say(c->p, "Nothing was closed yet: N, Enter alone, or back.");
	}
}

void plain_close(void *state, char *rest)
{
	const struct plain_which which = plain_which(rest);
	struct to_close c = { .p = state };
	struct err e = { 0 };
	int r = plain_ref(c.p, &which, &c.ref, &e);

	if (r == 0)
		r = view_say(&c, &e);
	if (r < 0)
		plain_refuse(c.p, &e);
	else if (c.due)
		close_ask(&c);
	else
		close_now(&c, false); /* it says why there is nothing to close */
}
