/* Whom a list of bands is about: the words that name a year or a group of pupils, and who may use them. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bands_parts.h"
#include "flags.h"
#include "presence.h"
#include "rules/pupil.h"

#define WORDS_MOST 30 /* named in a refusal */

static int text_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int refuse_flag(struct arena *a, const struct pupil_flag_row *flags, int n, const char *flag, struct err *e)
{
	CLEAN_BUF struct buf b = { 0 };
	const char **names = arena_new(a, (size_t)n + 1, sizeof *names);
	int named = 0;

	for (int i = 0; i < n; i++)
		names[i] = flags[i].flag;
	qsort(names, (size_t)n, sizeof *names, text_order);
	for (int i = 0; i < n && named < WORDS_MOST; i++)
		if (i == 0 || strcmp(names[i], names[i - 1]) != 0)
			buf_printf(&b, "%s%s", named++ > 0 ? ", " : "", names[i]);
	if (n == 0)
		return err_refuse(e, "No pupil is in a group such as fsm or sen: the roll says nothing of groups yet.");
	return err_refuse(e, "There is no group of pupils %s. There are: %s.", flag, buf_string(&b));
}

/* May the person know of the flags of pupils of that class (by index; -1: none)? */
static bool flag_sees(struct office *o, int class)
{
	return class < 0 ? office_reach(o, ACTION_SEE_FLAGS) == REACH_ALL
			 : office_may(o, ACTION_SEE_FLAGS, o->roll_groups[class].id, NULL) == 0;
}

/* By pupil; NULL where `flag` is. */
static int holders_read(struct office *o, const char *flag, struct day day, const struct roll *roll, struct arena *a, const bool **ret, struct err *e)
{
	struct pupil_flag_row *flags;
	bool *has = NULL, known = false;
	int n = 0, r = flag ? office_may(o, ACTION_SEE_FLAGS, 0, e) : 0;

	if (r == 0 && flag) {
		n = store_thing_all(o->store, THING_PUPIL_FLAG, a, &flags);
		if (n < 0)
			return office_fail(o, n, e);
		has = arena_new(a, (size_t)roll->count, sizeof *has);
	}
	for (int i = 0; i < n; i++) {
		if (strcasecmp(flags[i].flag, flag) != 0)
			continue;
		known = true;
		if (flags[i].pupil < roll->count && flag_stands(&flags[i], day))
			has[flags[i].pupil] = true;
	}
	if (r == 0 && flag && !known)
		r = refuse_flag(a, flags, n, flag, e);
	if (r == 0)
		*ret = has;
	return r;
}

static const bool *flags_seen(struct office *o, struct arena *a)
{
	bool *sees = arena_new(a, (size_t)o->roll_group_count + 1, sizeof *sees);

	for (int i = -1; i < o->roll_group_count; i++)
		sees[i + 1] = flag_sees(o, i);
	return sees;
}

int band_flag_read(struct office *o, const char *flag, struct day day, const struct roll *roll, struct arena *a, const bool **ret, struct err *e)
{
	CLEAN_ARENA struct arena work = { 0 };
	const bool *has = NULL;
	int r = holders_read(o, flag, day, roll, &work, &has, e);

	if (r < 0 || !has) {
		if (r == 0)
			*ret = NULL;
		return r;
	}
	const bool *sees = flags_seen(o, &work);
	bool *seen = arena_new(a, (size_t)roll->count, sizeof *seen);
	for (int64_t id = 1; id < roll->count; id++)
		seen[id] = has[id] && roll->pupils[id].row && sees[report_group_index(o, roll_class(&roll->pupils[id], day)) + 1];
	*ret = seen;
	return 0;
}

static void narrow(struct buf *b, const char *words)
{
	if (words)
		buf_printf(b, "%s%s", b->length > 0 ? ", " : "", words);
}

const char *band_narrowed(struct office *o, int64_t group, int year, const char *flag, struct arena *a)
{
	CLEAN_BUF struct buf b = { 0 };
	char title[16];

	narrow(&b, report_group_name(o, group));
	narrow(&b, year == SESSION_ANY_YEAR ? NULL : year_title(year, title));
	narrow(&b, flag ? flag_title(flag, a) : NULL);
	return arena_text(a, buf_string(&b));
}

enum { YEAR_LEAST = -2, YEAR_MOST = 14 };

int band_year_read(const char *words, const struct roll *roll, struct day day, int *ret, struct err *e)
{
	CLEAN_BUF struct buf b = { 0 };
	bool there[YEAR_MOST - YEAR_LEAST + 1] = { false };
	char name[8];
	int year;

	for (int64_t id = 1; id < roll->count; id++) {
		year = roll->pupils[id].row ? roll_year(&roll->pupils[id], day) : SESSION_ANY_YEAR;
		if (year >= YEAR_LEAST && year <= YEAR_MOST)
			there[year - YEAR_LEAST] = true;
	}
	if (year_parse(words, &year) == 0 && there[year - YEAR_LEAST]) {
		*ret = year;
		return 0;
	}
	for (year = YEAR_LEAST; year <= YEAR_MOST; year++)
		if (there[year - YEAR_LEAST])
			buf_printf(&b, "%s%s", b.length > 0 ? ", " : "", year_name(year, name));
	if (b.length == 0)
		return err_refuse(e, "No pupil is in a year group: the roll says nothing of years yet.");
	return err_refuse(e, "No pupil is in a year %s. The years there are: %s.", words, buf_string(&b));
}
