/* What the forms of plans ask, and how an answer is read. */
#include <stdio.h>
#include <string.h>

#include "exchange/columns.h"
#include "office/today.h"
#include "plans.h"
#include "rules/code.h"
#include "rules/pupil.h"

const char *const half_choices[] = { "morning", "afternoon", NULL };

static const struct form_line every_line[PLAN_FIELDS] = {
	[PLAN_FOR] = { "For", FORM_CHOICE, true, "A class, a year, a group, or everybody who is on the roll on the first day.", NULL },
	[PLAN_CODE] = { "Code", FORM_CHOICE, true, "Its first letter, then Right for the next one of that letter.", NULL },
	[PLAN_NAME] = { "Trip", FORM_TEXT, true, "As families know it: Hever Castle.", NULL },
	[PLAN_PLACE] = { "Place", FORM_TEXT, false, "Where it is, and how to ring there.", NULL },
	[PLAN_LEADER] = { "Who confirms", FORM_TEXT, false, "The leader or provider: nobody is marked before they say who came.", NULL },
	[PLAN_FOR_WHAT] = { "What for", FORM_TEXT, false, "In the family's words: orthodontist. Some codes must say what kind.", NULL },
	[PLAN_GRANTED] = { "Granted by", FORM_TEXT, false, "Of leave: who granted it. Only the head, or whom the head has authorised.", NULL },
	[PLAN_FROM] = { "From", FORM_DAY, true, NULL, NULL },
	[PLAN_FROM_SESSION] = { "Beginning with the", FORM_CHOICE, false, NULL, half_choices },
	[PLAN_TO] = { "Until", FORM_DAY, false, "The last day of it. Empty: that day alone.", NULL },
	[PLAN_TO_SESSION] = { "Ending with the", FORM_CHOICE, false, NULL, half_choices },
	[PLAN_LEAVES] = { "Leaves at", FORM_TEXT, false, "Like 9:20. Today says when it is to be confirmed.", NULL },
	[PLAN_RETURNS] = { "Back at", FORM_TEXT, false, "Like 15:10.", NULL },
	[PLAN_DAYS] = { "Weekdays", FORM_TEXT, false, "Like mon wed fri. Empty: every day.", NULL },
	[PLAN_SESSIONS] = { "Sessions", FORM_CHOICE, false, NULL, session_choices },
	[PLAN_REVIEW] = { "Review on", FORM_DAY, false, "C2 and every pattern are looked at again on that day.", NULL },
	[PLAN_WHY] = { "Why changed", FORM_TEXT, false, "The reason, for the history. It may stay empty.", NULL },
};

static const enum plan_field absence_fields[] = { PLAN_FOR, PLAN_CODE, PLAN_FOR_WHAT, PLAN_FROM, PLAN_FROM_SESSION, PLAN_TO, PLAN_TO_SESSION,
						  PLAN_GRANTED, PLAN_REVIEW, PLAN_PLACE, PLAN_LEADER, PLAN_WHY };
static const enum plan_field pattern_fields[] = { PLAN_FOR, PLAN_CODE, PLAN_FOR_WHAT, PLAN_DAYS, PLAN_SESSIONS, PLAN_FROM, PLAN_TO, PLAN_REVIEW,
						  PLAN_GRANTED, PLAN_PLACE, PLAN_LEADER, PLAN_WHY };
static const enum plan_field trip_fields[] = { PLAN_NAME, PLAN_FOR, PLAN_CODE, PLAN_LEADER, PLAN_PLACE, PLAN_FROM, PLAN_LEAVES, PLAN_FROM_SESSION,
					       PLAN_TO, PLAN_RETURNS, PLAN_TO_SESSION, PLAN_FOR_WHAT, PLAN_WHY };

static const struct {
	const enum plan_field *fields;
	int count;
} kinds[PLAN_KINDS] = {
	[PLAN_ABSENCE] = { absence_fields, (int)(sizeof absence_fields / sizeof *absence_fields) },
	[PLAN_PATTERN] = { pattern_fields, (int)(sizeof pattern_fields / sizeof *pattern_fields) },
	[PLAN_TRIP] = { trip_fields, (int)(sizeof trip_fields / sizeof *trip_fields) },
};

const struct plan_lines *plan_lines_of(enum plan_kind kind)
{
	static struct plan_lines made[PLAN_KINDS];
	struct plan_lines *l = &made[kind];

	if (l->count > 0)
		return l;
	for (int i = 0; i < kinds[kind].count; i++) {
		l->fields[i] = kinds[kind].fields[i];
		l->lines[i] = every_line[l->fields[i]];
	}
	l->count = kinds[kind].count;
	return l;
}

int plan_line_of(const struct plan_lines *l, enum plan_field field)
{
	for (int i = 0; i < l->count; i++)
		if (l->fields[i] == field)
			return i;
	return -1;
}

/* FOR WHOM ---------------------------------------------------------------------------------------------------------------------------- */

#define EVERYBODY "everybody"
enum { YEAR_LEAST = -2, YEAR_MOST = 14, YEARS = YEAR_MOST - YEAR_LEAST + 1 }; /* N1 .. 14 */

/* Which years there is anybody in: a primary school is not asked about Year 14. */
static int years_read(struct ui *ui, bool has[YEARS], struct err *e)
{
	struct pupils_view v;
	int r = office_pupils_open(ui->office, &(struct pupils_wish){ .year = SESSION_ANY_YEAR, .day = DAY_NONE }, &v, e);

	if (r < 0)
		return r;
	for (int i = 0; i < v.count; i++)
		if (v.lines[i].year >= YEAR_LEAST && v.lines[i].year <= YEAR_MOST)
			has[v.lines[i].year - YEAR_LEAST] = true;
	pupils_view_finish(&v);
	return 0;
}

int plan_for_choices(struct ui *ui, struct form *f, int line, const char *first, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct group_line *groups = NULL;
	bool has[YEARS] = { 0 };
	char year[16];
	int n = office_groups(ui->office, office_today(ui->office), &a, &groups, e), count = 0, r = n < 0 ? n : years_read(ui, has, e);

	if (r < 0)
		return r;
	const char **names = arena_new(&a, (size_t)n + YEARS + FILE_COLUMNS_MOST + 3, sizeof *names);
	if (first)
		names[count++] = first;
	for (int i = 0; i < n; i++)
		names[count++] = groups[i].name;
	for (int y = YEAR_LEAST; y <= YEAR_MOST; y++)
		if (has[y - YEAR_LEAST])
			names[count++] = arena_text(&a, year_title(y, year));
	for (int i = PUPILS_SEN; i <= PUPILS_SERVICE; i++)
		names[count++] = arena_printf(&a, "group %s", file_shapes[FILE_PUPILS].columns[i].name);
	names[count++] = EVERYBODY;
	form_choices(f, line, names, count);
	return 0;
}

static int year_titled(const char *text)
{
	char year[16];
	int y = YEAR_LEAST;

	while (y < YEAR_MOST && strcmp(year_title(y, year), text) != 0)
		y++;
	return y;
}

/* Classes come first, in their order; what else there is goes by its words. */
int plan_for_chosen(struct ui *ui, const struct form *f, int line, bool first, struct arena *a, struct plan_wish *w, struct err *e)
{
	struct group_line *groups = NULL;
	int n = office_groups(ui->office, office_today(ui->office), a, &groups, e), chosen = form_choice(f, line) - first;
	const char *text = arena_text(a, form_text(f, line));

	if (n < 0)
		return n;
	if (chosen < 0)
		return first && chosen == -1 ? 0 : err_usage(e, "Choose for whom it is.");
	if (strcmp(text, EVERYBODY) == 0)
		w->everybody = true;
	else if (chosen < n)
		w->group = text;
	else if (strncmp(text, "group ", 6) == 0)
		w->flag = text + 6;
	else
		w->year = year_titled(text);
	return 0;
}

/* CODES ------------------------------------------------------------------------------------------------------------------------------- */

enum { FIRST_MOST = 5 };

/* What a trip is, what a pattern is for the most part, and the rest; the office says what may not be planned. */
static const char *const first_codes[PLAN_KINDS] = { [PLAN_ABSENCE] = "M I C R T", [PLAN_PATTERN] = "C2 B K D X", [PLAN_TRIP] = "V P B" };

/* Its place among these, or behind all of them. */
static int place_among(const char *symbols, const char *symbol)
{
	size_t n = strlen(symbol);
	int place = 0;

	for (const char *at = symbols; *at; at += strcspn(at, " "), at += strspn(at, " "), place++)
		if (strcspn(at, " ") == n && strncmp(at, symbol, n) == 0)
			return place;
	return FIRST_MOST;
}

/* A present child is not planned, nor is an absence that nobody has explained or granted (domain 2.3, 2.4); a closure has a form of its own. */
static bool may_be_planned(const struct code *c)
{
	return c->physical != PHYSICAL_IN && c->category != CATEGORY_UNAUTHORISED && c->category != CATEGORY_ADMINISTRATIVE && c->number != CODE_Y3 &&
	       c->number != CODE_Y4;
}

const char *plan_code_text(const struct code *c, struct arena *a)
{
	return c ? arena_printf(a, "%s %s", c->symbol, c->words) : "";
}

void plan_code_choices(struct form *f, int line, enum plan_kind kind, struct day today)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char **choices = arena_new(&a, (size_t)codes_count + 1, sizeof *choices);
	int n = 0;

	for (int place = 0; place <= FIRST_MOST; place++)
		for (int i = 0; i < codes_count; i++) {
			const struct code *c = &codes[i];

			if (code_on(c->number, today) == c && may_be_planned(c) && place_among(first_codes[kind], c->symbol) == place &&
			    (kind != PLAN_TRIP || c->confirm))
				choices[n++] = plan_code_text(c, &a);
		}
	form_choices(f, line, choices, n);
}

const char *plan_code_chosen(const struct form *f, int line, char to[static 8])
{
	snprintf(to, 8, "%.*s", (int)strcspn(form_text(f, line), " "), form_text(f, line));
	return to;
}

/* WEEKDAYS ------------------------------------------------------------------------------------------------------------------------------------- */

const char *weekdays_text(int bits, struct arena *a)
{
	static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	CLEAN_BUF struct buf words = { 0 };

	for (int i = 0; i < 7; i++)
		if (bits >> i & 1 && (bits & 127) != 127)
			buf_printf(&words, "%s%s", words.length ? " " : "", names[i]);
	return arena_text(a, buf_string(&words));
}
