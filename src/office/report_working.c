/* The policy in force, and the arithmetic beside a figure (C2). */
#include <string.h>

#include "config/policy.h"
#include "report_parts.h"

int report_policy(struct office *o, struct day day, struct arena *a, struct policy *ret, struct err *e)
{
	const struct policy_row *adopted = NULL;
	struct policy_row *rows;
	int n = store_thing_all(o->store, THING_POLICY, a, &rows);

	if (n < 0)
		return office_fail(o, n, e);
	for (int i = 0; i < n; i++)
		if (rows[i].from_day.n <= day.n && (!adopted || rows[i].from_day.n >= adopted->from_day.n))
			adopted = &rows[i];
	if (adopted)
		return policy_parse(adopted->name, adopted->text, a, ret, e);
	*ret = policy_national;
	return 0;
}

sitting report_year_end(struct day d)
{
	return strip_sitting(strip_year(d) + 1, 0) - 1;
}

static bool category_possible(enum category c)
{
	return c == CATEGORY_PRESENT || c == CATEGORY_ACTIVITY || c == CATEGORY_AUTHORISED || c == CATEGORY_UNAUTHORISED;
}

static void working_count(const struct roll_at *at, uint8_t mark, enum category c, struct working *to)
{
	if (c == CATEGORY_AUTHORISED || c == CATEGORY_UNAUTHORISED)
		to->missed[mark]++;
	if (!at->held) {
		to->extra += category_possible(c);
		return;
	}
	to->held++;
	if (mark != CODE_NONE && !category_possible(c)) {
		to->left_out++;
		to->left[mark]++;
	} else if (mark == CODE_NONE && at->group == 0) {
		to->not_due++;
	} else if (mark == CODE_NONE && at->closed) {
		to->unmarked++;
	} else if (mark == CODE_NONE) {
		to->not_yet++;
	}
}

void working_add(struct roll *r, const struct roll_strip *s, struct working *to)
{
	tally_span(&s->span, &to->tally);
	for (sitting at = s->span.first; at <= s->span.last; at++) {
		uint8_t mark = s->marks[at - s->span.first];
		struct roll_at where = roll_at(r, s->pupil, at);

		working_count(&where, mark, mark == CODE_NONE ? CATEGORY_NONE : code_category(mark, sitting_day(at)), to);
	}
}

void working_rest(struct roll *r, const struct roll_pupil *p, sitting first, sitting last, sitting end, struct working *to)
{
	for (sitting s = first; s <= end; s++) {
		struct roll_at at = roll_at(r, p, s);

		if (!at.held || (at.on && s <= last))
			continue;
		to->held++;
		if (at.on)
			to->not_yet++;
		else
			to->off_roll++;
	}
}

static void put_term(struct buf *b, int n, const char *words)
{
	if (n != 0)
		buf_printf(b, " %c %d %s", n < 0 ? '+' : '-', n < 0 ? -n : n, words);
}

static void put_verdict(struct buf *b, int missed, int possible)
{
	static const struct {
		int times;
		const char *word;
	} lines[] = { { 10, "persistent" }, { 2, "severe" } }; /* domain 4 */

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		int64_t product = (int64_t)missed * lines[i].times;
		bool yes = product >= possible;

		buf_printf(b, "; %d x %d = %lld %s %d, so %s%s", missed, lines[i].times, (long long)product,
			   !yes ? "<" : product == possible ? "=" : ">", possible, yes ? "" : "not ", lines[i].word);
		if (!yes)
			break;
	}
}

const char *working_text(const struct working *w, struct arena *a)
{
	CLEAN_BUF struct buf b = { 0 };
	int possible = tally_possible(&w->tally), missed = tally_missed(&w->tally);

	buf_printf(&b, "possible %d = %d held", possible, w->held);
	put_term(&b, w->not_yet, "not yet");
	put_term(&b, w->off_roll, "not on the roll");
	put_term(&b, w->not_due, "not due");
	put_term(&b, w->unmarked, "without a mark");
	if (w->left_out > 0) {
		put_term(&b, w->left_out, "left out");
		buf_printf(&b, " (%s)", report_codes_text(a, w->left));
	}
	put_term(&b, -w->extra, "on days not held");
	buf_printf(&b, "; missed %d", missed);
	if (missed > 0)
		buf_printf(&b, " (%s)", report_codes_text(a, w->missed));
	if (possible == 0)
		buf_text(&b, "; nothing was possible, so no band");
	else
		put_verdict(&b, missed, possible);
	return arena_text(a, buf_string(&b));
}
