/* Plain mode: the pupil's page, bands by what is asked for, the school's page; targets and praise. */
#include "plain.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "office/league.h"
#include "office/pupil_page.h"
#include "office/reports.h"
#include "office/targets.h"
#include "office/today.h"

/* THE PUPIL'S PAGE ------------------------------------------------------------------------------------------------------------------------- */

static void page_say(struct plain *p, const struct pupil_page *v)
{
	int attended = tally_attended(&v->tally), possible = tally_possible(&v->tally);
	char percent[8], from[DAY_TEXT], to[DAY_TEXT];

	plain_say(p, "%s, %s%s%s.", v->name, v->class ? v->class : "in no class", v->status ? ", " : "", v->status ? v->status : "");
	plain_say(p, "Attended %d of %d (%s%%), missed %d, from %s to %s.", attended, possible, percent_text(percent_tenths(attended, possible), percent),
		  tally_missed(&v->tally), day_long(v->from, from), day_long(v->to, to));
	if (v->band >= 0)
		plain_say(p, "Band: %s.%s", v->policy.bands[v->band], v->severe ? " Severe absence." : v->persistent ? " Persistent absence." : "");
	if (v->unmarked)
		plain_say(p, "Without a mark, and in no figure: %d.", v->unmarked);
}

static const struct pupil_fact *fact_of(const struct pupil_page *v, int number)
{
	return number < v->ahead.count ? &v->ahead.of[number] : &v->habits.of[number - v->ahead.count];
}

static void fact_working(struct plain *p, const struct pupil_page *v, const struct pupil_fact *f)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .kind = f->name };
	struct err e = { 0 };

	if (!f->name)
		plain_say(p, "That line has no working.");
	else if (office_pupil_key(p->office, v->pupil, &a, &wish.pupil, &e) < 0)
		plain_refuse(p, &e);
	else
		plain_report_say(p, report_fill_pupil_steps, &wish);
}

void plain_pupil_say(struct plain *p, int64_t pupil)
{
	struct pupil_page v;
	struct err e = { 0 };
	int n, chosen;

	if (office_pupil_page_open(p->office, pupil, DAY_NONE, &v, &e) < 0) {
		plain_refuse(p, &e);
		return;
	}
	page_say(p, &v);
	n = v.ahead.count + v.habits.count;
	for (int i = 0; i < n; i++)
		plain_say(p, "%d %s: %s", i + 1, fact_of(&v, i)->label, fact_of(&v, i)->text);
	if (n)
		plain_say(p, "A number says how that line comes about.");
	while (n && plain_choose(p, n, &chosen))
		fact_working(p, &v, fact_of(&v, chosen));
	pupil_page_finish(&v);
}

void plain_pupil(void *state, char *rest)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_ids pupils = { 0 };
	const char *label;

	if (plain_whom(state, rest, "Whose page (a part of the name): ", &a, &pupils, &label))
		for (int i = 0; i < pupils.count; i++)
			plain_pupil_say(state, pupils.items[i]);
	vec_finish(&pupils);
}

/* BANDS AND THE SCHOOL --------------------------------------------------------------------------------------------------------------------- */

static bool is(const char *word, const char *name)
{
	return strcasecmp(word, name) == 0;
}

/* A filter that needs a value, and where it goes; NULL: it is none of them. */
static const char **filter_of(struct report_wish *w, const char *word)
{
	struct {
		const char *name, **to;
	} const filters[] = { { "stage", &w->stage }, { "year", &w->year }, { "group", &w->flag }, { "policy", &w->policy }, { "period", &w->period } };

	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
		if (is(word, filters[i].name))
			return filters[i].to;
	return NULL;
}

#define NEAR_MOST 400 /* sessions: more than a school year has */

static int near_of(const char *typed)
{
	long n = strtol(typed, NULL, 10);

	return n < NEAR_MOST ? (int)n : NEAR_MOST;
}

/* "Beech near 3 new stage severe dfe": what is no filter is the class; a number behind near, not a class. */
static bool filters_read(struct plain *p, char *rest, struct report_wish *w, struct buf *class)
{
	for (char *word; (word = strsep(&rest, " \t"));) {
		const char **to = *word ? filter_of(w, word) : NULL;
		bool numbered = is(word, "near") && rest && *rest >= '1' && *rest <= '9';
		char *value = to || numbered ? strsep(&rest, " \t") : NULL;

		if (to && !value) {
			plain_say(p, "Write what it is behind %s, such as: b %s.", word, is(word, "period") ? "period half-term" : "stage support");
			return false;
		}
		if (to)
			*to = value;
		else if (is(word, "near"))
			w->within = value ? near_of(value) : 3;
		else if (is(word, "new"))
			w->new_only = true;
		else if (is(word, "dfe"))
			w->as_dfe = true;
		else if (*word)
			buf_printf(class, "%s%s", class->length ? " " : "", word);
	}
	return true;
}

void plain_bands(void *state, char *rest)
{
	CLEAN_BUF struct buf class = { 0 };
	struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };

	if (!filters_read(state, rest, &wish, &class))
		return;
	if (class.length)
		wish.group = buf_string(&class);
	plain_report_say(state, report_fill_bands, &wish);
}

void plain_school(void *state, char *rest)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };

	(void)rest;
	plain_report_say(state, report_fill_school_page, &wish);
}

/* TARGETS ---------------------------------------------------------------------------------------------------------------------------------- */

static void targets_say(struct plain *p, int year)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct target_line *lines;
	struct err e = { 0 };
	int n = office_targets(p->office, year, &a, &lines, &e);

	if (n < 0)
		plain_refuse(p, &e);
	if (n == 0)
		plain_say(p, "No target was set for the school year from %d.", year);
	for (int i = 0; i < n; i++)
		plain_say(p, "%s of %s: %d.%02d%s%s", target_kind_name(lines[i].kind), lines[i].of, lines[i].hundredths / 100, lines[i].hundredths % 100,
			  lines[i].words ? ", " : "", lines[i].words ? lines[i].words : "");
}

/* Nobody named: the school. */
static bool target_of(struct plain *p, struct arena *a, struct target_wish *w)
{
	struct pupil_ids pupils = { 0 };
	struct err e = { 0 };
	const char *label;
	char *typed = plain_ask(p, "Of whom (Enter: the school; a class; a dot and a name: a pupil; n goes back): ");
	bool found = typed && !plain_goes_back(typed);

	if (found && *typed == '.') {
		found = plain_whom(p, typed + 1, "", a, &pupils, &label) && pupils.count == 1;
		w->pupil = found ? pupils.items[0] : 0;
	} else if (found && *typed && office_group_find(p->office, typed, office_today(p->office), &w->group, &e) < 0) {
		plain_refuse(p, &e);
		found = false;
	}
	vec_finish(&pupils);
	return found;
}

static void target_put(struct plain *p, struct target_wish *w)
{
	const struct buf nothing = { 0 };
	struct err e = { 0 };
	int64_t act = 0;
	const char *typed = plain_ask(p, "Percent, such as 95.5 (- takes it away, n goes back): ");

	if (!typed || !*typed || plain_goes_back(typed))
		return;
	bool remove = strcmp(typed, "-") == 0;
	int r = remove ? 0 : target_percent_parse(typed, &w->hundredths, &e);
	if (r == 0 && !remove) {
		w->words = plain_ask(p, "Who agreed it, or where it comes from (Enter: not said, n goes back): ");
		if (!w->words || plain_goes_back(w->words))
			return;
		w->words = *w->words ? w->words : NULL;
	}
	if (r == 0)
		r = remove ? office_target_remove(p->office, w, &act, &e) : office_target_set(p->office, w, &act, &e);
	plain_done(p, r, &nothing, act, &e);
}

void plain_targets(void *state, char *rest)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct plain *p = state;
	struct target_wish w = { .year = office_school_year(p->office, office_today(p->office)) };
	const char *typed;

	(void)rest;
	targets_say(p, w.year);
	typed = plain_ask(p, "Set attendance, persistent or abie (Enter goes back): ");
	if (!typed || !*typed || plain_goes_back(typed))
		return;
	if (target_kind_parse(typed, &w.kind) < 0)
		plain_say(p, "\"%.40s\" is no kind of target. There are: attendance, persistent, abie.", typed);
	else if (target_of(p, &a, &w))
		target_put(p, &w);
}

/* PRAISE ----------------------------------------------------------------------------------------------------------------------------------- */

/* A class by its name, else a pupil. */
static bool league_whom(struct plain *p, char *rest, struct arena *a, int64_t *ret_pupil, int64_t *ret_group)
{
	struct pupil_ids pupils = { 0 };
	struct err e = { 0 };
	const char *label;
	bool found = *rest && office_group_find(p->office, rest, office_today(p->office), ret_group, &e) == 0;

	if (!found && plain_whom(p, rest, "Whom, a class or a part of the name: ", a, &pupils, &label)) {
		found = pupils.count == 1;
		*ret_pupil = found ? pupils.items[0] : 0;
		if (!found)
			plain_say(p, "One pupil at a time.");
	}
	vec_finish(&pupils);
	return found;
}

static void league_leave_out(struct plain *p, char *rest)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct buf nothing = { 0 };
	struct err e = { 0 };
	int64_t pupil = 0, group = 0, act = 0;
	const char *why;

	if (!league_whom(p, rest, &a, &pupil, &group) || !(why = plain_ask(p, "Left out because (n goes back): ")) || !*why || plain_goes_back(why))
		return;
	int r = office_league_leave_out(p->office, pupil, group, why, &act, &e);
	plain_done(p, r, &nothing, act, &e);
}

static void league_take_back(struct plain *p, char *rest)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct buf nothing = { 0 };
	struct err e = { 0 };
	int64_t pupil = 0, group = 0, act = 0;

	if (!league_whom(p, rest, &a, &pupil, &group))
		return;
	int r = office_league_take_back(p->office, pupil, group, &act, &e);
	plain_done(p, r, &nothing, act, &e);
}

static void league_codes(struct plain *p, char *rest)
{
	const struct buf nothing = { 0 };
	struct err e = { 0 };
	int64_t act = 0;
	const char *typed = *rest ? rest : plain_ask(p, "Absences that break no streak, such as C1, R (- for none, n goes back): ");

	if (!typed || !*typed || strcasecmp(typed, "n") == 0)
		return;
	int r = office_league_codes_set(p->office, strcmp(typed, "-") == 0 ? "" : typed, &act, &e);
	plain_done(p, r, &nothing, act, &e);
}

/* "leave NAME", "back NAME", "codes C1, R"; else a list of it. */
void plain_praise(void *state, char *rest)
{
	static const struct {
		const char *word;
		void (*run)(struct plain *p, char *rest);
	} words[] = { { "leave", league_leave_out }, { "back", league_take_back }, { "codes", league_codes } };
	struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
	size_t n = strcspn(rest, " \t");

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i].word) == n && strncasecmp(rest, words[i].word, n) == 0) {
			words[i].run(state, rest + n + strspn(rest + n, " \t"));
			return;
		}
	wish.kind = *rest ? rest : "classes";
	plain_report_say(state, report_fill_league, &wish);
}
