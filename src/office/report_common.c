/* What a report is asked for, and the parts that every report has. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "measure.h"
#include "report_parts.h"
#include "rules/period.h"

int report_group_index(const struct office *o, int64_t id)
{
	for (int i = 0; i < o->roll_group_count; i++)
		if (o->roll_groups[i].id == id)
			return i;
	return -1;
}

const char *report_group_name(struct office *o, int64_t id)
{
	const struct roll_group_row *g = id == 0 ? NULL : office_group(o, id);

	return g ? g->name : NULL;
}

bool report_sees_index(const struct report_asked *k, int index)
{
	return k->everything || (index >= 0 && k->groups[index]);
}

bool report_sees(const struct office *o, const struct report_asked *k, int64_t group)
{
	return report_sees_index(k, report_group_index(o, group));
}

static int ask_groups(struct office *o, struct report_asked *k, struct arena *a, struct err *e)
{
	bool *groups = arena_new(a, (size_t)o->roll_group_count, sizeof *groups);
	bool all = k->group == 0 && office_reach(o, k->action) == REACH_ALL, any = all;
	int r = 0;

	if (k->group != 0)
		r = office_may(o, k->action, k->group, e);
	for (int i = 0; r == 0 && i < o->roll_group_count; i++) {
		int64_t id = o->roll_groups[i].id;

		groups[i] = (k->group == 0 || k->group == id) && office_may(o, k->action, id, NULL) == 0;
		all = all && groups[i];
		any = any || groups[i];
	}
	/* "Nobody is absent" would be a lie to a supply teacher whose cover was not entered. */
	if (r == 0 && !any && !all && k->group == 0)
		r = err_refuse(e, "%s has no class today, so there is nothing to show. Ask the office.", o->person.name);
	k->groups = groups;
	k->everything = all;
	return r;
}

/* Reviewed within that class, or with everybody. */
static int ask_review(struct office *o, const struct report_wish *w, struct day day, struct day *ret, struct err *e)
{
	struct review_last last;
	int64_t group = 0;
	int r = w->group ? office_group_find(o, w->group, day, &group, e) : 0;

	if (r < 0)
		return r;
	r = review_last(o, group, &last);
	if (r < 0 && r != -ENOENT)
		return office_fail(o, r, e);
	*ret = r == 0 ? last.day : DAY_NONE;
	return 0;
}

static int ask_period(struct office *o, const struct report_wish *w, const char *words, struct report_asked *k, struct arena *a, struct err *e)
{
	struct day reviewed = DAY_NONE;
	struct period period;
	int r = period_parse(words, &period, e);

	if (r == 0 && period.kind == PERIOD_REVIEW)
		r = ask_review(o, w, k->date, &reviewed, e);
	if (r == 0)
		r = period_days(&period, &o->calendar, k->date, reviewed, &k->from, &k->to, e);
	if (r < 0)
		return r;
	k->period = period_title(&period, k->from, k->to, arena_new(a, PERIOD_TITLE, 1));
	k->to_date = day_is_none(w->date) && day_equal(k->to, k->date);
	return 0;
}

/* What the policy's figures are of (domain 6.4), for what is judged by it: bands and stages.  Where the calendar has no such time yet, the
 * school year: nobody asked for more. */
static int ask_judged(struct office *o, const struct report_wish *w, struct report_asked *k, struct arena *a, struct err *e)
{
	struct policy p;
	int r = report_policy_named(o, w->policy, k->date, a, &p, e);

	if (r == 0 && p.period && ask_period(o, w, p.period, k, a, NULL) == 0)
		k->policy_day = k->date;
	return r;
}

/* The days asked for: a period by its name, else --from and --to, else what the policy's figures are of, else the school year. */
static int ask_days(struct office *o, const struct report_wish *w, struct report_asked *k, struct arena *a, struct err *e)
{
	bool said = !day_is_none(w->from) || !day_is_none(w->to);

	k->to_date = day_is_none(w->to) && day_is_none(w->date);
	k->to = !day_is_none(w->to) ? w->to : k->date;
	k->from = !day_is_none(w->from) ? w->from : school_year_first(&o->calendar, k->to);
	if (w->period && said)
		return err_usage(e, "Give --period, or --from and --to: not both.");
	if (w->period)
		return ask_period(o, w, w->period, k, a, e);
	return w->judged && !said ? ask_judged(o, w, k, a, e) : 0;
}

static int ask_range(struct office *o, const struct report_wish *w, struct day today, struct report_asked *k, struct arena *a, struct err *e)
{
	int r = ask_days(o, w, k, a, e);

	if (r < 0)
		return r;
	if (k->from.n > k->to.n)
		return err_usage(e, "The first day is after the last: give --from the earlier date and --to the later one.");
	if (k->from.n > today.n)
		return err_refuse(e, "That time has not come yet: there are no marks to report on.");
	if (day_is_none(k->policy_day))
		k->policy_day = k->to;
	k->first = sitting_of(k->from, SESSION_AM);
	k->last = sitting_of(k->to, SESSION_PM);
	return 0;
}

static int report_ask(struct office *o, const struct report_wish *w, enum action action, struct arena *a, struct report_asked *ret,
		      struct err *e)
{
	int r = office_refresh(o, e);
	struct day today = office_today(o);
	struct report_asked k = { .wish = w, .action = action, .date = day_is_none(w->date) ? today : w->date, .policy_day = DAY_NONE };

	if (r == 0)
		r = office_may(o, action, 0, e);
	if (r == 0)
		r = ask_range(o, w, today, &k, a, e);
	if (r == 0 && w->group)
		r = office_group_find(o, w->group, k.to, &k.group, e);
	if (r == 0 && w->pupil)
		r = office_pupil_find(o, w->pupil, true, &k.pupil, e);
	if (r == 0)
		r = ask_groups(o, &k, a, e);
	if (r < 0)
		return r;
	k.session = w->session >= 0 ? (enum session)w->session : day_equal(k.date, today) ? office_session_now(o) : SESSION_PM;
	*ret = k;
	return 0;
}

int report_read(struct office *o, const struct report_wish *w, enum action action, asked_reader *read, void *ctx, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct report_asked k;
	int r = store_read_begin(o->store);

	if (r < 0)
		return office_fail(o, r, e);
	r = report_ask(o, w, action, &a, &k, e);
	if (r == 0)
		r = read(o, &k, ctx, e);
	store_read_end(o->store);
	return r;
}

struct making {
	report_filler *fill;
	struct report report;
};

static int make_report(struct office *o, const struct report_asked *k, void *ctx, struct err *e)
{
	struct making *m = ctx;

	return m->fill(o, k, &m->report, e);
}

int report_make(struct office *o, const struct report_wish *w, enum action action, report_filler *fill, struct report *ret, struct err *e)
{
	struct making m = { .fill = fill };
	int r = report_read(o, w, action, make_report, &m, e);

	if (r < 0)
		report_finish(&m.report);
	else
		*ret = m.report;
	return r;
}

sitting report_end(const struct office *o, const struct report_asked *k)
{
	return k->to_date ? sitting_of(school_year_last(&o->calendar, k->to), SESSION_PM) : k->last;
}

void report_period_line(struct report *r, const struct report_asked *k)
{
	if (k->period)
		report_line(r, "%c%s.", *k->period >= 'a' && *k->period <= 'z' ? *k->period - 'a' + 'A' : *k->period, k->period + 1);
}

void report_start(struct office *o, struct report *r, const char *name, const struct report_column *columns, size_t count)
{
	r->name = name;
	r->school = arena_text(&r->arena, office_school_name(o));
	r->banner = arena_text(&r->arena, office_banner(o));
	r->columns = columns;
	r->column_count = (int)count;
}

#define SEAL_GROUPS 8 /* of four digits: half the hash, enough to know it by */

int report_seal(struct office *o, struct report *r, struct err *e)
{
	CLEAN_BUF struct buf b = { 0 };
	char hex[2 * sizeof(struct hash) + 1];
	struct hash head;
	int64_t seq;
	int got = store_act_last(o->store, &seq, &head);

	if (got < 0)
		return office_fail(o, got, e);
	if (seq == 0)
		return 0;
	hex_write(head.bytes, sizeof head.bytes, hex);
	for (int i = 0; i < SEAL_GROUPS; i++)
		buf_printf(&b, " %.4s", hex + 4 * i);
	report_note(r, "Seal: %lld acts,%s", (long long)seq, buf_string(&b));
	return 0;
}

struct ranked {
	const char *name;
	int index;
};

static int ranked_compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int c = text_compare(x->name, y->name);

	return c != 0 ? c : x->index - y->index;
}

const int *report_group_ranks(const struct office *o, struct arena *a)
{
	size_t n = (size_t)o->roll_group_count;
	struct ranked *ranked = arena_new(a, n, sizeof *ranked);
	int *ranks = arena_new(a, n, sizeof *ranks);

	for (int i = 0; i < o->roll_group_count; i++)
		ranked[i] = (struct ranked){ o->roll_groups[i].name, i };
	qsort(ranked, n, sizeof *ranked, ranked_compare);
	for (int i = 0; i < o->roll_group_count; i++)
		ranks[ranked[i].index] = i;
	return ranks;
}

struct cell report_cell_moment(struct report *r, struct moment m)
{
	char text[28];

	return cell_text(r, moment_iso(m, text));
}

struct cell report_cell_key(struct report *r, const struct key *key)
{
	return cell_kept(key_hex(key, arena_new(&r->arena, KEY_TEXT, 1)));
}

struct cell report_cell_codes(struct report *r, const int32_t count[static 256])
{
	struct cell_pair *pairs = arena_new(&r->arena, 256, sizeof *pairs);
	int n = 0;

	for (int i = CODE_NONE + 1; i < 256; i++)
		if (count[i] > 0)
			pairs[n++] = (struct cell_pair){ code_symbol((uint8_t)i), count[i] };
	return (struct cell){ .pairs = pairs, .pair_count = n };
}

const char *report_codes_text(struct arena *a, const int32_t count[static 256])
{
	CLEAN_BUF struct buf b = { 0 };
	bool done[256] = { false };

	for (;;) {
		int most = 0;

		for (int i = 1; i < 256; i++)
			if (!done[i] && count[i] > (most ? count[most] : 0))
				most = i;
		if (most == 0)
			return arena_text(a, buf_string(&b));
		done[most] = true;
		buf_printf(&b, "%s%s %d", b.length > 0 ? ", " : "", code_symbol((uint8_t)most), count[most]);
	}
}

const char *report_session_text(struct arena *a, struct day day, enum session session)
{
	char text[DAY_TEXT];

	return arena_printf(a, "%s of %s", session == SESSION_AM ? "morning" : "afternoon", day_long(day, text));
}

const char *report_share_text(struct arena *a, int64_t part, int64_t of)
{
	char share[3 * TEXT_NUMBER], percent[8], *p = share;

	if (of == 0)
		return "–";
	p = stpcpy(text_number(p, part), " of ");
	p = stpcpy(text_number(p, of), " (");
	p = stpcpy(stpcpy(p, percent_text(percent_tenths(part, of), percent)), "%)");
	return arena_text_n(a, share, (size_t)(p - share));
}

const char *report_points_text(struct arena *a, int tenths)
{
	const char *sign = tenths > 0 ? "+" : tenths < 0 ? "-" : "";

	return arena_printf(a, "%s%d.%d", sign, abs(tenths) / 10, abs(tenths) % 10);
}

const char *report_grouped_text(struct arena *a, int64_t n)
{
	char digits[TEXT_NUMBER], out[2 * TEXT_NUMBER];
	size_t length = (size_t)(text_number(digits, n) - digits), at = 0;

	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	return arena_text_n(a, out, at);
}
