/* Plain mode: a register sent, each thing said before it is done. */
#include "plain.h"
#include "base/text.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <strings.h>

/* The office's change of a register that was sent is no sending: what is expected stays as it is then. */
static uint8_t mark_when_sent(const struct plain_taking *t, int row)
{
	const struct register_line *l = &t->view.lines[row];
	bool changes = t->view.facts.sent && t->all_codes;

	return plain_is_expected(t, row) && !l->expected_waits && !changes ? l->expected : plain_mark(t, row);
}

static void counts_put(const struct plain_taking *t, struct buf *to)
{
	int at[3] = { 0 }, blank = 0, waits = 0;

	for (int i = 0; i < t->view.count; i++) {
		const struct code *c = code_on(mark_when_sent(t, i), t->ref.day);

		if (c)
			at[c->physical]++;
		blank += !c;
		waits += !c && plain_is_expected(t, i) && t->view.lines[i].expected_waits;
	}
	buf_printf(to, "%d here, %d absent", at[PHYSICAL_IN], at[PHYSICAL_OUT]);
	if (at[PHYSICAL_ELSEWHERE])
		buf_printf(to, ", %d elsewhere", at[PHYSICAL_ELSEWHERE]);
	buf_printf(to, ", %d blank", blank);
	if (waits)
		buf_printf(to, " (%d expected)", waits);
}

static int wishes_make(const struct plain_taking *t, struct mark_wish *to)
{
	int n = 0;

	for (int i = 0; i < t->view.count; i++) {
		const struct draft_mark *m = plain_typed(t, i);

		if (m)
			to[n++] = (struct mark_wish){ .pupil = m->pupil, .code = m->code, .before = m->before, .minutes_late = m->minutes_late,
						      .note = m->note, .line = i + 1 };
	}
	return n;
}

/* CHANGED BY SOMEBODY ELSE (A21) --------------------------------------------------------------------------------------------------- */

/* What stands now was said, and it was agreed that this goes over it. */
static int stale_agreed(struct plain_taking *t, struct err *e)
{
	int r = 0;

	t->step++;
	for (int i = 0; r == 0 && i < t->view.count; i++) {
		if (!plain_is_stale(t, i))
			continue;
		struct draft_mark m = *plain_typed(t, i);
		m.note = arena_text(&t->words, m.note);
		m.before = t->view.lines[i].mark;
		r = plain_put(t, i, &m, e);
	}
	return r;
}

static int stale_say(struct plain_taking *t)
{
	int n = 0;

	for (int i = t->view.count; i-- > 0;) {
		CLEAN_BUF struct buf by = { 0 };

		if (!plain_is_stale(t, i))
			continue;
		office_mark_changed_by(t->p->office, &t->ref, t->view.lines[i].pupil, &by);
		plain_say(t->p, "Row %d, %s: %s. You typed %s.", i + 1, t->view.lines[i].name,
			  by.length ? buf_string(&by) : "changed by somebody else", plain_typed(t, i)->code);
		t->at = i;
		n++;
	}
	return n;
}

/* True: nothing is stale any more. */
static bool stale_ask(struct plain_taking *t)
{
	struct err e = { 0 };
	int n = stale_say(t);

	if (n == 0)
		return true;
	if (!plain_agree(t->p, "Enter sends %s over %s, n goes back: ", n == 1 ? "yours" : "all of yours", n == 1 ? "it" : "them"))
		return false;
	if (stale_agreed(t, &e) == 0)
		return true;
	plain_refuse(t->p, &e);
	return false;
}

/* SENDING -------------------------------------------------------------------------------------------------------------------------- */

static void say_sent(struct plain_taking *t, const char *summary, const struct mark_result *sent)
{
	const char *done = t->view.facts.sent && t->all_codes ? "Changed" : "Sent";

	if (sent->act == 0) {
		plain_say(t->p, "Nothing to change: %s.", summary);
		return;
	}
	t->p->c->saved = sent->act;
	plain_say(t->p, "%s: %s. Act %" PRId64 " is saved.", done, summary, sent->act);
	if (sent->attempts)
		plain_say(t->p, "Signed in by the office, and not in class: %d. Find out where the child is.", sent->attempts);
	if (sent->needs_note)
		plain_say(t->p, "%d mark%s must say what kind: open the register and type a note.", sent->needs_note,
			  PLURAL(sent->needs_note));
	if (sent->expected)
		plain_say(t->p, "%d expected elsewhere: whoever has them confirms it.", sent->expected);
}

static void sent(struct plain_taking *t)
{
	struct err e = { 0 };

	if (t->draft && draft_discard(t->draft, &e) < 0)
		plain_refuse(t->p, &e);
	t->steps.count = 0;
	t->done = true;
}

static void not_sent(struct plain_taking *t, int r, const struct err *e)
{
	struct err again = { 0 };

	plain_refuse(t->p, e);
	if (e->line > 0)
		t->at = e->line - 1;
	if (r == -ESTALE && plain_reload(t, true, &again) < 0)
		plain_refuse(t->p, &again);
}

/* NULL: none was given, and it was said that nothing is sent. */
static const char *ask_reason(struct plain_taking *t, const char *why)
{
	const char *reason;

	plain_say(t->p, "%s", why);
	reason = plain_ask(t->p, "Why (n goes back): ");
	if (reason && *reason && strcasecmp(reason, "n") != 0)
		return reason;
	if (reason)
		plain_say(t->p, "Nothing was sent: a change after the close needs a reason.");
	return NULL;
}

static void submit(struct plain_taking *t)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf why = { 0 }, summary = { 0 };
	struct mark_wish *wishes = arena_new(&a, (size_t)t->view.count + 1, sizeof *wishes);
	struct mark_result result = { 0 };
	struct err e = { 0 };
	const char *reason = NULL;
	int n = wishes_make(t, wishes);

	if (office_register_asks_reason(t->p->office, &t->ref, wishes, n, &why)) {
		reason = ask_reason(t, buf_string(&why));
		if (!reason)
			return;
	}
	int r = office_register_submit(t->p->office, &t->ref, wishes, n, reason, &summary, &result, &e);
	if (r < 0) {
		not_sent(t, r, &e);
		return;
	}
	say_sent(t, buf_string(&summary), &result);
	sent(t);
}

void plain_send(void *state, char *rest)
{
	CLEAN_BUF struct buf counts = { 0 };
	struct plain_taking *t = state;

	(void)rest;
	plain_look_again(t);
	if (t->done)
		return;
	if (!t->draft) {
		plain_refuse(t->p, &t->no_draft);
		return;
	}
	if (!stale_ask(t))
		return;
	counts_put(t, &counts);
	if (plain_agree(t->p, "%s. Enter sends, n goes back: ", buf_string(&counts)))
		submit(t);
}
