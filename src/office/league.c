/* Praise (C17): which absences break no streak, a setting; and who is left out of it, rows. */
#include "office/league.h"

#include <errno.h>
#include <string.h>

#include "internal.h"
#include "rules/code.h"
#include "school.h"

#define SETTING "league.unbroken"

/* CODES ----------------------------------------------------------------------------------------------------------------------------------- */

/* Each symbol of "C1, R": divided by commas and blanks. */
static bool next_symbol(const char **at, char to[static 8])
{
	size_t n;

	*at += strspn(*at, ", ");
	n = strcspn(*at, ", ");
	if (n == 0)
		return false;
	memcpy(to, *at, n < 7 ? n : 7);
	to[n < 7 ? n : 7] = 0;
	*at += n;
	return true;
}

void office_league_codes(struct office *o, struct day day, bool ret[static 256])
{
	struct err e = { 0 };
	const char *at = office_refresh(o, &e) < 0 ? "" : office_setting(o, SETTING, day, "");
	char symbol[8];

	memset(ret, 0, 256 * sizeof *ret);
	while (next_symbol(&at, symbol))
		ret[code_number(symbol)] = true;
	ret[CODE_NONE] = false;
}

static int symbol_check(struct office *o, const char *symbol, struct err *e)
{
	struct day today = office_today(o);
	uint8_t number;
	int r = code_read(symbol, today, SESSION_AM, &number, e);

	if (r < 0)
		return r;
	enum category c = code_category(number, today);
	if (c == CATEGORY_AUTHORISED || c == CATEGORY_UNAUTHORISED)
		return 0;
	return err_refuse(e, "%s is no absence, so it breaks no streak anyway. Leave it out.", code_symbol(number));
}

/* "C1, R": each once, as the table of codes writes them. */
static int codes_make(struct office *o, const char *symbols, struct buf *to, struct err *e)
{
	bool had[256] = { false };
	const char *at = symbols;
	char symbol[8];
	int r = 0;

	if (text_bad_utf8(symbols, strlen(symbols)) >= 0)
		return err_refuse(e, "The codes are not UTF-8 text: type them again.");
	while (r == 0 && next_symbol(&at, symbol)) {
		uint8_t number = code_number(symbol);

		r = symbol_check(o, symbol, e);
		if (r == 0 && !had[number])
			buf_printf(to, "%s%s", to->length > 0 ? ", " : "", code_symbol(number));
		had[number] = true;
	}
	return r;
}

/* The row of today is changed; what was set before stays as it was on its days. */
static int setting_put(struct office *o, const char *value, struct err *e)
{
	struct setting_row row = SETTING_NEW;
	int r;

	for (int i = 0; i < o->setting_count; i++)
		if (strcmp(o->settings[i].name, SETTING) == 0 && day_equal(o->settings[i].from_day, office_today(o)))
			row = o->settings[i];
	row.name = SETTING;
	row.from_day = office_today(o);
	row.value = value;
	r = store_act_put(o->store, THING_SETTING, &row);
	return r < 0 ? office_fail(o, r, e) : 0;
}

static int may_praise(struct office *o, struct err *e)
{
	if (office_reach(o, ACTION_REVIEW) == REACH_ALL)
		return 0;
	return err_refuse(e, "%s may not change what the school praises. Ask the office.", o->person.name);
}

static int codes_set(struct office *o, const char *symbols, int64_t *ret_act, struct err *e)
{
	CLEAN_BUF struct buf value = { 0 };
	int r = may_praise(o, e);

	if (r == 0 && store_data_version(o->store) != o->seen)
		r = office_load(o, e); /* somebody set it while we stood in the queue */
	if (r == 0)
		r = codes_make(o, symbols, &value, e);
	if (r == 0)
		r = office_act_open(o, "praise", NULL, NULL, 0, e);
	if (r == 0 && strcmp(office_setting(o, SETTING, office_today(o), ""), buf_string(&value)) != 0)
		r = setting_put(o, buf_string(&value), e);
	return r < 0 ? r : office_act_end(o, false, ret_act, e);
}

int office_league_codes_set(struct office *o, const char *symbols, int64_t *ret_act, struct err *e)
{
	IN_TRANSACTION(o, e, codes_set(o, symbols, ret_act, e));
}

/* WHO IS LEFT OUT ------------------------------------------------------------------------------------------------------------------------- */

#define WORDS_NONE "left out of praise"

/* *ret: the row that stands, or a new one. */
static int out_find(struct office *o, int64_t pupil, int64_t group, struct arena *a, struct league_out_row *ret, struct err *e)
{
	struct league_out_row *rows;
	int n = store_league_out(o->store, a, &rows);

	*ret = LEAGUE_OUT_NEW;
	ret->pupil = pupil ? pupil : NONE;
	ret->roll_group = pupil ? NONE : group;
	for (int i = 0; i < n; i++)
		if (rows[i].pupil == ret->pupil && rows[i].roll_group == ret->roll_group)
			*ret = rows[i];
	return n < 0 ? office_fail(o, n, e) : 0;
}

static int whom_check(struct office *o, int64_t pupil, int64_t group, struct arena *a, struct err *e)
{
	struct pupil_row row;
	int r = may_praise(o, e);

	if (r < 0)
		return r;
	if (!pupil)
		return group && office_group(o, group) ? 0 : err_usage(e, "Whom? Name a pupil or a class.");
	r = store_thing_get(o->store, THING_PUPIL, pupil, a, &row);
	if (r == -ENOENT)
		return err_usage(e, "There is no such pupil.");
	return r < 0 ? office_fail(o, r, e) : 0;
}

static int words_check(const char *words, struct err *e)
{
	int r = line_check("The reason", words, e);

	if (r == 0 && text_unseen(words))
		r = err_refuse(e, "The reason has a character that nobody can see. Type it again.");
	return r;
}

static int leave_out(struct office *o, int64_t pupil, int64_t group, const char *words, struct arena *a, int64_t *ret_act, struct err *e)
{
	struct league_out_row row;
	int r = whom_check(o, pupil, group, a, e);

	if (r == 0 && words)
		r = words_check(words, e);
	if (r == 0)
		r = out_find(o, pupil, group, a, &row, e);
	if (r == 0)
		r = office_act_open(o, "praise", NULL, NULL, 0, e);
	if (r < 0)
		return r;
	if (!row.id || (words && strcmp(row.words, words) != 0)) {
		row.words = words ? words : WORDS_NONE;
		r = store_act_put(o->store, THING_LEAGUE_OUT, &row);
		r = r < 0 ? office_fail(o, r, e) : 0;
	}
	return r < 0 ? r : office_act_end(o, false, ret_act, e);
}

int office_league_leave_out(struct office *o, int64_t pupil, int64_t group, const char *words, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };

	IN_TRANSACTION(o, e, leave_out(o, pupil, group, words, &a, ret_act, e));
}

static int take_back(struct office *o, int64_t pupil, int64_t group, struct arena *a, int64_t *ret_act, struct err *e)
{
	struct league_out_row row;
	int r = whom_check(o, pupil, group, a, e);

	if (r == 0)
		r = out_find(o, pupil, group, a, &row, e);
	if (r == 0)
		r = office_act_open(o, "praise", NULL, NULL, 0, e);
	if (r < 0)
		return r;
	if (row.id) {
		r = store_act_remove(o->store, THING_LEAGUE_OUT, row.id);
		r = r < 0 ? office_fail(o, r, e) : 0;
	}
	return r < 0 ? r : office_act_end(o, false, ret_act, e);
}

int office_league_take_back(struct office *o, int64_t pupil, int64_t group, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };

	IN_TRANSACTION(o, e, take_back(o, pupil, group, &a, ret_act, e));
}
