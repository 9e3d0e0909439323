/* Targets, and the Department's own figure for the school (C18): each is an act. */
#include "office/targets.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "call_parts.h"
#include "measure.h"
#include "rules/compare.h"
#include "rules/period.h"
#include "targets_parts.h"

static const char *const names[TARGET_KINDS] = { [TARGET_ATTENDANCE] = "attendance", [TARGET_PERSISTENT] = "persistent", [TARGET_ABIE] = "abie" };

const char *target_kind_name(enum target_kind k)
{
	return names[k];
}

int target_kind_parse(const char *name, enum target_kind *ret)
{
	for (enum target_kind k = 0; k < TARGET_KINDS; k++)
		if (strcmp(names[k], name) == 0) {
			*ret = k;
			return 0;
		}
	return -EINVAL;
}

#define DIGITS "0123456789"

int target_percent_parse(const char *text, int *ret, struct err *e)
{
	size_t whole = strspn(text, DIGITS), part = text[whole] == '.' ? strspn(text + whole + 1, DIGITS) : 0;
	size_t n = text[whole] == '.' ? whole + 1 + part : whole;

	n += text[n] == '%';
	if (whole >= 1 && whole <= 3 && part <= 2 && (text[whole] != '.' || part > 0) && text[n] == '\0') {
		int hundredths = atoi(text) * 100 + (part > 0 ? (text[whole + 1] - '0') * 10 : 0) + (part > 1 ? text[whole + 2] - '0' : 0);

		if (hundredths <= 10000) {
			*ret = hundredths;
			return 0;
		}
	}
	return err_usage(e, "%.20s: Write a percentage from 0 to 100, with two decimals at most, like 95 or 94.5.", text);
}

int office_school_year(struct office *o, struct day d)
{
	int year, month, date;

	day_to_ymd(school_year_first(&o->calendar, d), &year, &month, &date);
	return year;
}

/* CHANGED ------------------------------------------------------------------------------------------------------------------------------ */

#define ABIE_FIRST 2026 /* the school year from which the Department gives schools their figure (C18) */
#define YEARS_APART 10

static int target_check(struct office *o, const struct target_wish *w, struct err *e)
{
	int year = office_school_year(o, office_today(o));

	if (w->group && w->pupil)
		return err_usage(e, "A target is of a class or of a pupil: not of both.");
	if (w->kind != TARGET_ATTENDANCE && (w->group || w->pupil))
		return err_usage(e, "Only attendance has targets of a class or a pupil: this one is the school's.");
	if (w->year < year - YEARS_APART || w->year > year + YEARS_APART)
		return err_usage(e, "%d is no school year near this one. Give the year in which it begins, like %d.", w->year, year);
	if (w->kind == TARGET_ABIE && w->year < ABIE_FIRST)
		return err_usage(e, "The Department gives a school its own figure from %d/%02d on.", ABIE_FIRST, (ABIE_FIRST + 1) % 100);
	if (w->hundredths < 0 || w->hundredths > 10000)
		return err_usage(e, "A target is a percentage from 0 to 100.");
	return 0;
}

static int may_target(struct office *o, const struct target_wish *w, struct arena *a, struct err *e)
{
	struct contact_work work = { o, a, NULL, e, office_today(o) };
	struct pupil_row pupil;
	int r;

	if (w->pupil) {
		r = contact_pupil_get(&work, w->pupil, &pupil);
		return r < 0 ? r : said_may(o, ACTION_REVIEW, w->pupil, work.today, e);
	}
	if (w->group && !office_group(o, w->group))
		return err_refuse(e, "There is no such class any more. Look again which there are.");
	if (w->group)
		return office_may(o, ACTION_REVIEW, w->group, e);
	r = office_may(o, ACTION_REVIEW, 0, e);
	if (r == 0 && office_reach(o, ACTION_REVIEW) != REACH_ALL)
		r = err_refuse(e, "%s may not set targets of the school. Ask the office.", o->person.name);
	return r;
}

static int64_t id_or_none(int64_t id)
{
	return id ? id : NONE;
}

static bool is_of(const struct target_row *row, const struct target_wish *w)
{
	return strcmp(row->kind, names[w->kind]) == 0 && row->roll_group == id_or_none(w->group) && row->pupil == id_or_none(w->pupil);
}

/* 1 with the row that stands, 0: none. */
static int target_find(struct office *o, const struct target_wish *w, struct arena *a, struct target_row *ret, struct err *e)
{
	struct target_row *rows;
	int n = store_targets(o->store, w->year, a, &rows);

	for (int i = 0; i < n; i++)
		if (is_of(&rows[i], w)) {
			*ret = rows[i];
			return 1;
		}
	return n < 0 ? office_fail(o, n, e) : 0;
}

static int target_write(struct office *o, struct target_row *row, bool remove, int64_t *ret_act, struct err *e)
{
	int r = office_act_open(o, "target", NULL, NULL, 0, e);

	if (r < 0)
		return r;
	r = remove ? store_act_remove(o->store, THING_TARGET, row->id) : store_act_put(o->store, THING_TARGET, row);
	return r < 0 ? office_fail(o, r, e) : office_act_end(o, false, ret_act, e);
}

static int target_put(struct office *o, const struct target_wish *w, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct target_row row = TARGET_NEW;
	const char *words;
	int r = target_check(o, w, e);

	if (r == 0)
		r = may_target(o, w, &a, e);
	if (r == 0)
		r = said_line("What is said of the target", w->words, &a, &words, e);
	if (r == 0)
		r = target_find(o, w, &a, &row, e);
	if (r < 0)
		return r;
	row.kind = names[w->kind];
	row.year = w->year;
	row.roll_group = id_or_none(w->group);
	row.pupil = id_or_none(w->pupil);
	row.hundredths = w->hundredths;
	row.words = words;
	return target_write(o, &row, false, ret_act, e);
}

int office_target_set(struct office *o, const struct target_wish *w, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(o, e, target_put(o, w, ret_act, e));
}

static int target_remove(struct office *o, const struct target_wish *w, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct target_row row;
	int r = may_target(o, w, &a, e);

	if (r == 0)
		r = target_find(o, w, &a, &row, e);
	if (r < 0)
		return r;
	if (r == 0) {
		err_refuse(e, "There is no such target in %d/%02d, so nothing to take away.", w->year, (w->year + 1) % 100);
		return -ENOENT;
	}
	return target_write(o, &row, true, ret_act, e);
}

int office_target_remove(struct office *o, const struct target_wish *w, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(o, e, target_remove(o, w, ret_act, e));
}

/* READ --------------------------------------------------------------------------------------------------------------------------------- */

bool target_is_seen(struct office *o, const struct target_row *row)
{
	if (row->pupil != NONE)
		return office_reach(o, ACTION_SEE_TOTALS) == REACH_ALL || said_may(o, ACTION_SEE_TOTALS, row->pupil, office_today(o), NULL) == 0;
	return office_may(o, ACTION_SEE_FIGURES, row->roll_group == NONE ? 0 : row->roll_group, NULL) == 0;
}

static struct target_line target_line_of(struct office *o, const struct target_row *row, struct arena *a)
{
	struct target_line line = { .year = (int)row->year, .hundredths = (int)row->hundredths, .words = row->words, .of = "the school" };

	target_kind_parse(row->kind, &line.kind);
	if (row->roll_group != NONE) {
		line.group = row->roll_group;
		line.of = office_group_name(o, row->roll_group);
	} else if (row->pupil != NONE) {
		line.pupil = row->pupil;
		line.of = office_pupil_name(o, row->pupil, a);
	}
	return line;
}

static int line_compare(const void *x, const void *y)
{
	const struct target_line *a = x, *b = y;
	int rank_a = a->pupil ? 2 : a->group != 0, rank_b = b->pupil ? 2 : b->group != 0;
	int c = rank_a != rank_b ? rank_a - rank_b : text_compare(a->of, b->of);

	return c != 0 ? c : (int)a->kind - (int)b->kind;
}

static int targets_list(struct office *o, int year, struct arena *a, struct target_line **ret, struct err *e)
{
	struct target_row *rows;
	int count = 0, n = store_targets(o->store, year, a, &rows);

	if (n < 0)
		return office_fail(o, n, e);
	struct target_line *lines = arena_new(a, (size_t)n + 1, sizeof *lines);
	for (int i = 0; i < n; i++)
		if (target_is_seen(o, &rows[i]))
			lines[count++] = target_line_of(o, &rows[i], a);
	if (count > 1)
		qsort(lines, (size_t)count, sizeof *lines, line_compare);
	*ret = lines;
	return count;
}

int office_targets(struct office *o, int year, struct arena *a, struct target_line **ret, struct err *e)
{
	int r = office_refresh(o, e);

	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = targets_list(o, year, a, ret, e);
	store_read_end(o->store);
	return r;
}

/* The policy says what its school is to reach, where the school has said nothing else: that of the year's last day, or of today. */
static int policy_target(struct office *o, int year, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct day last = day_of(year + 1, 8, 31), today = office_today(o);
	struct policy p;
	int r = report_policy_named(o, NULL, last.n < today.n ? last : today, &a, &p, e);

	return r < 0 ? r : p.target > 0 ? p.target * 100 : 0;
}

int office_target_of(struct office *o, const struct target_wish *w, int *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct target_row row;
	int r = target_find(o, w, &a, &row, e), target;

	if (r > 0) {
		*ret = (int)row.hundredths;
		return 1;
	}
	if (r < 0 || w->kind != TARGET_ATTENDANCE || w->group || w->pupil)
		return r;
	target = policy_target(o, w->year, e);
	if (target > 0)
		*ret = target;
	return target < 0 ? target : target > 0;
}

/* THE PHASE: which national figures are the school's ------------------------------------------------------------------------------------ */

static bool phase_is_known(const char *phase)
{
	for (int i = 0; i < national_figures_count; i++)
		if (strcmp(national_figures[i].phase, phase) == 0)
			return true;
	return false;
}

static int phase_put(struct office *o, const char *phase, int64_t *ret_act, struct err *e)
{
	struct school_row row = o->school;
	int r = office_may(o, ACTION_CHANGE_SCHOOL, 0, e);

	if (r == 0 && phase && !phase_is_known(phase))
		r = err_usage(e, "%.20s: Write primary, secondary, special or all.", phase);
	if (r == 0)
		r = office_act_open(o, "phase", NULL, NULL, 0, e);
	if (r < 0)
		return r;
	row.phase = phase;
	r = store_act_put(o->store, THING_SCHOOL, &row);
	return r < 0 ? office_fail(o, r, e) : office_act_end(o, false, ret_act, e);
}

int office_school_phase_set(struct office *o, const char *phase, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(o, e, phase_put(o, phase, ret_act, e));
}

const char *office_school_phase(struct office *o)
{
	return o->school.phase;
}
