/* The arithmetic beside a figure (C2). */
#include "report_count.h"

sitting report_year_end(struct day d)
{
	return strip_sitting(strip_year(d) + 1, 0) - 1;
}

struct adding {
	struct roll *roll;
	struct mark_counts *counts;
};

static void add_stretch(void *ctx, const struct roll_strip *s, const struct roll_stretch *t)
{
	const struct adding *a = ctx;

	mark_counts_add(a->roll, s, t, a->counts);
}

void working_add(struct roll *r, const struct roll_strip *s, struct working *to)
{
	struct mark_counts counts = { 0 };

	roll_stretches(s, add_stretch, &(struct adding){ r, &counts });
	mark_counts_work(&counts, true, to);
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
