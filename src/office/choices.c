/* Short lists of reasons that a school sets: as shipped until it does (A17, A18, A20, B5). */
#include <errno.h>
#include <string.h>

#include "internal.h"
#include "office/clocks.h"
#include "rules/code.h"
#include "school.h"

#define CHOICES_MOST 24
#define WORDS_MOST 60 /* bytes: a row of a list holds it */

/* As they are kept, too: "overslept; appointment = M".  An amendment's reason has no code: the mark that is typed is the code. */
static const struct {
	const char *name, *setting;
	bool codes;
	const char *shipped;
} kinds[CHOICES_KINDS] = {
	[CHOICES_LATE] = { "late", "choices.late", true,
			   "overslept; traffic; bus or train late; family reason; appointment = M; school transport failed = Y1" },
	[CHOICES_AMEND] = { "amend", "choices.amend", false,
			    "parent rang; note from parent; came after the register; wrong pupil marked; marked by mistake; evidence seen" },
	[CHOICES_OUT] = { "out", "choices.out", true, "dentist = M; doctor = M; hospital = M; gone home ill = I; family reason" },
	[CHOICES_ABSENT] = { "absent", "choices.absent", true,
			     "ill = I; appointment = M; religious observance = R; exceptional leave = C; school transport failed = Y1; holiday = G" },
};

const char *choices_name(enum choices c)
{
	return kinds[c].name;
}

/* READ ----------------------------------------------------------------------------------------------------------------------------- */

static char *trim(char *s)
{
	char *end = s + strlen(s);

	s += strspn(s, " \t\r");
	while (end > s && strchr(" \t\r", end[-1]))
		*--end = '\0';
	return s;
}

/* "dentist = M": changes its text. */
static struct choice choice_split(char *text)
{
	char *code = strrchr(text, '=');

	if (code)
		*code++ = '\0';
	code = code ? trim(code) : NULL;
	return (struct choice){ trim(text), code && *code ? code : NULL };
}

/* Parted by any of `parts`; empty ones are left out. */
static int choices_split(const char *text, const char *parts, struct arena *a, struct choice *to, int most)
{
	char *rest = arena_text(a, text), *one;
	int n = 0;

	while ((one = strsep(&rest, parts))) {
		if (*trim(one) == '\0')
			continue;
		if (n < most)
			to[n] = choice_split(one);
		n++;
	}
	return n;
}

int office_choices(struct office *o, enum choices c, struct arena *a, struct choice **ret, struct err *e)
{
	int r = office_refresh(o, e);

	if (r < 0)
		return r;
	const char *set = office_setting(o, kinds[c].setting, office_today(o), "");
	struct choice *items = arena_new(a, CHOICES_MOST + 1, sizeof *items);
	int n = choices_split(*set ? set : kinds[c].shipped, ";", a, items, CHOICES_MOST);
	*ret = items;
	return n < CHOICES_MOST ? n : CHOICES_MOST;
}

/* SET ------------------------------------------------------------------------------------------------------------------------------ */

static int code_check(struct office *o, enum choices c, const struct choice *item, struct err *e)
{
	struct day today = office_today(o);
	uint8_t number;
	int r;

	if (!item->code)
		return 0;
	if (!kinds[c].codes)
		return err_refuse(e, "%s: no code goes with why a mark is changed: the code is the new mark.", item->words);
	r = code_read(item->code, today, SESSION_AM, &number, e);
	if (r == 0 && (code_is_in(number, today) || number == CODE_N))
		r = err_refuse(e, "%s: %s says nothing of why a child is away. Give the code of an absence.", item->words, item->code);
	return r;
}

static int choice_check(struct office *o, enum choices c, const struct choice *items, int at, struct arena *a, struct err *e)
{
	const struct choice *item = &items[at];
	int r = line_check("A reason", item->words, e);

	if (r == 0 && text_unseen(item->words))
		r = err_refuse(e, "A reason has a character that nobody can see. Type it again.");
	if (r == 0 && (strlen(item->words) > WORDS_MOST || strchr(item->words, ';')))
		r = err_refuse(e, "%.80s: a reason of the list is at most %d letters long, and has no semicolon.", item->words, WORDS_MOST);
	for (int i = 0; r == 0 && i < at; i++)
		if (strcmp(text_fold(a, items[i].words), text_fold(a, item->words)) == 0)
			r = err_refuse(e, "%s is in the list twice. Leave one out.", item->words);
	return r == 0 ? code_check(o, c, item, e) : r;
}

/* As it is kept. */
static int list_make(struct office *o, enum choices c, const char *lines, struct arena *a, struct buf *to, struct err *e)
{
	struct choice *items = arena_new(a, CHOICES_MOST, sizeof *items);
	int n, r = 0;

	if (text_bad_utf8(lines, strlen(lines)) >= 0)
		return err_refuse(e, "The list is not UTF-8 text: type it again.");
	n = choices_split(lines, "\n", a, items, CHOICES_MOST);
	if (n > CHOICES_MOST)
		return err_refuse(e, "The list has %d reasons; at most %d can be chosen from. Shorten it.", n, CHOICES_MOST);
	for (int i = 0; r == 0 && i < n; i++) {
		uint8_t number = items[i].code ? code_number(items[i].code) : CODE_NONE;

		r = choice_check(o, c, items, i, a, e);
		buf_printf(to, "%s%s%s%s", i > 0 ? "; " : "", items[i].words, items[i].code ? " = " : "", items[i].code ? code_symbol(number) : "");
	}
	return r;
}

static int may_set(struct office *o, struct err *e)
{
	if (office_reach(o, ACTION_PLAN) == REACH_ALL || office_may(o, ACTION_CHANGE_SCHOOL, 0, NULL) == 0)
		return 0;
	return err_refuse(e, "%s may not change the lists of reasons. Ask the office.", o->person.name);
}

/* The row of today is changed; what was set before stays as it was on its days. */
static int put_setting(struct office *o, const char *name, const char *value, struct err *e)
{
	struct setting_row row = SETTING_NEW;
	int r;

	for (int i = 0; i < o->setting_count; i++)
		if (strcmp(o->settings[i].name, name) == 0 && day_equal(o->settings[i].from_day, office_today(o)))
			row = o->settings[i];
	row.name = name;
	row.from_day = office_today(o);
	row.value = value;
	r = store_act_put(o->store, THING_SETTING, &row);
	return r < 0 ? office_fail(o, r, e) : 0;
}

static int use_case(struct office *o, enum choices c, const char *lines, struct arena *a, int64_t *ret_act, struct err *e)
{
	CLEAN_BUF struct buf value = { 0 };
	int r = may_set(o, e);

	if (r == 0 && store_data_version(o->store) != o->seen)
		r = office_load(o, e); /* somebody set it while we stood in the queue */
	if (r == 0)
		r = list_make(o, c, lines, a, &value, e);
	if (r == 0)
		r = office_act_open(o, "list of reasons", NULL, NULL, 0, e);
	if (r == 0 && strcmp(office_setting(o, kinds[c].setting, office_today(o), ""), buf_string(&value)) != 0)
		r = put_setting(o, kinds[c].setting, buf_string(&value), e);
	return r < 0 ? r : office_act_end(o, false, ret_act, e);
}

int office_choices_put(struct office *o, enum choices c, const char *lines, int64_t *ret_act, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };

	IN_TRANSACTION(o, e, use_case(o, c, lines, &a, ret_act, e));
}
