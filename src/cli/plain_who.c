/* Plain mode: which child, when, why, and with whom. */
#include "plain.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "office/gate.h"

#define HITS_MOST 20

bool plain_goes_back(const char *typed)
{
	return strcasecmp(typed, "n") == 0 || strcasecmp(typed, "no") == 0 || strcasecmp(typed, "back") == 0;
}

/* A number from 1 to `most`, or 0. */
static int number_of(const char *typed, int most)
{
	size_t n = strlen(typed);
	long number = n > 0 && n < 6 && strspn(typed, "0123456789") == n ? strtol(typed, NULL, 10) : 0;

	return number <= most ? (int)number : 0;
}

bool plain_choose(struct plain *p, int most, int *ret)
{
	const char *typed;

	while ((typed = plain_ask(p, "Which, 1 to %d (Enter goes back): ", most)) && *typed && !plain_goes_back(typed)) {
		int number = number_of(typed, most);

		if (number) {
			*ret = number - 1;
			return true;
		}
		plain_say(p, "Type a number from 1 to %d, or Enter.", most);
	}
	return false;
}

/* WHO --------------------------------------------------------------------------------------------------------------------------------------- */

static void hit_say(struct plain *p, int number, const struct desk_hit *h)
{
	plain_say(p, "%d %s, %s%s%s%s%s%s", number, h->name, h->group ? h->group : "in no class", h->remark ? ", " : "", h->remark ? h->remark : "",
		  h->sibling ? ", brother or sister" : "", h->state ? ", " : "", h->state ? h->state : "");
}

static void add_once(struct pupil_ids *to, int64_t pupil)
{
	for (int i = 0; i < to->count; i++)
		if (to->items[i] == pupil)
			return;
	vec_push(to, pupil);
}

/* "1 3", "all"; false, and nobody is taken, where one of them is no number. */
static bool numbers_take(char *typed, const struct desk_hit *hits, int n, struct pupil_ids *ret)
{
	int before = ret->count;

	for (int i = 0; strcasecmp(typed, "all") == 0 && i < n; i++)
		add_once(ret, hits[i].pupil);
	if (ret->count > before)
		return true;
	for (char *rest = typed, *one; (one = strsep(&rest, " ,\t"));) {
		int number = *one ? number_of(one, n) : 0;
		if (*one && !number) {
			ret->count = before;
			return false;
		}
		if (*one)
			add_once(ret, hits[number - 1].pupil);
	}
	return ret->count > before;
}

static bool choose_several(struct plain *p, const struct desk_hit *hits, int n, struct pupil_ids *ret)
{
	char *typed;

	for (int i = 0; i < n; i++)
		hit_say(p, i + 1, &hits[i]);
	while ((typed = plain_ask(p, "Which, 1 to %d, several with blanks between, or all (Enter goes back): ", n)) && *typed && !plain_goes_back(typed)) {
		if (numbers_take(typed, hits, n, ret))
			return true;
		plain_say(p, "Type numbers from 1 to %d, or Enter.", n);
	}
	return false;
}

/* "Amara Okafor, Willow" of one, "3 pupils" of more. */
static const char *label_of(const struct desk_hit *hits, int n, const struct pupil_ids *chosen, struct arena *a)
{
	for (int i = 0; chosen->count == 1 && i < n; i++)
		if (hits[i].pupil == chosen->items[0])
			return arena_printf(a, "%s, %s", hits[i].name, hits[i].group ? hits[i].group : "in no class");
	return arena_printf(a, "%d pupils", chosen->count);
}

bool plain_whom(struct plain *p, char *rest, const char *question, struct arena *a, struct pupil_ids *ret, const char **ret_label)
{
	struct desk_hit *hits;
	struct err e = { 0 };

	if (!*rest)
		rest = plain_ask(p, "%s", question);
	if (!rest || !*rest)
		return false;
	int n = office_desk_search(p->office, rest, HITS_MOST, a, &hits, &e);
	if (n < 0)
		plain_refuse(p, &e);
	else if (n == 0)
		plain_say(p, "Nobody on roll is found by \"%.60s\".", rest);
	if (n == 1)
		add_once(ret, hits[0].pupil);
	if (n < 1 || (n > 1 && !choose_several(p, hits, n, ret)))
		return false;
	*ret_label = label_of(hits, n, ret, a);
	return true;
}

/* WHEN -------------------------------------------------------------------------------------------------------------------------------------- */

bool plain_minute(struct plain *p, const char *question, int *ret)
{
	const char *typed;

	*ret = -1;
	while ((typed = plain_ask(p, "%s", question))) {
		if (!*typed || minute_parse(typed, ret) == 0)
			return true;
		if (plain_goes_back(typed))
			return false;
		plain_say(p, "Write a time of today, like 9:12.");
	}
	return false;
}

bool plain_day(struct plain *p, const char *question, struct day *ret)
{
	const char *typed;

	*ret = DAY_NONE;
	while ((typed = plain_ask(p, "%s", question))) {
		if (!*typed || day_parse_english(typed, ret) == 0)
			return true;
		if (plain_goes_back(typed))
			return false;
		plain_say(p, "Write a day like 2026-11-24 or 24/11/2026.");
	}
	return false;
}

/* WHY --------------------------------------------------------------------------------------------------------------------------------------- */

static void choices_say(struct plain *p, const struct choice *choices, int n)
{
	for (int i = 0; i < n; i++)
		plain_say(p, "%d %s%s%s", i + 1, choices[i].words, choices[i].code ? ", " : "", choices[i].code ? choices[i].code : "");
}

bool plain_reason(struct plain *p, enum choices list, bool needed, struct arena *a, const char **ret_words, const char **ret_code)
{
	struct choice *choices;
	int n = office_choices(p->office, list, a, &choices, NULL);
	const char *typed, *question = needed ? "Reason (? lists some, n goes back): " : "Reason (Enter: none, ? lists some, n goes back): ";

	*ret_words = *ret_code = NULL;
	while ((typed = plain_ask(p, "%s", question))) {
		int number = n > 0 ? number_of(typed, n) : 0;

		if (plain_goes_back(typed))
			return false;
		if (strcmp(typed, "?") == 0) {
			choices_say(p, choices, n);
		} else if (number) {
			*ret_words = choices[number - 1].words;
			*ret_code = choices[number - 1].code;
			return true;
		} else if (*typed || !needed) {
			*ret_words = *typed ? arena_text(a, typed) : NULL;
			return true;
		} else {
			plain_say(p, "A reason is needed here.");
		}
	}
	return false;
}

/* WITH WHOM --------------------------------------------------------------------------------------------------------------------------------- */

bool plain_contact(struct plain *p, int64_t pupil, const char *question, bool needed, struct arena *a, int64_t *ret_adult, const char **ret_name)
{
	struct collector *contacts;
	struct err e = { 0 };
	const char *typed;
	int n = office_collectors(p->office, pupil, a, &contacts, &e);

	if (n < 0)
		plain_refuse(p, &e);
	for (int i = 0; i < n; i++)
		plain_say(p, "%d %s%s%s%s%s%s", i + 1, contacts[i].warning ? contacts[i].warning : "", contacts[i].warning ? ": " : "", contacts[i].name,
			  contacts[i].relation ? " (" : "", contacts[i].relation ? contacts[i].relation : "", contacts[i].relation ? ")" : "");
	*ret_adult = 0;
	*ret_name = NULL;
	while ((typed = plain_ask(p, "%s", question))) {
		int number = n > 0 ? number_of(typed, n) : 0;

		if (plain_goes_back(typed))
			return false;
		if (number)
			*ret_adult = contacts[number - 1].adult;
		else if (*typed)
			*ret_name = arena_text(a, typed);
		if (*typed || !needed)
			return true;
		plain_say(p, "Somebody has to be named here.");
	}
	return false;
}

/* HOW IT ENDED ------------------------------------------------------------------------------------------------------------------------------ */

void plain_done(struct plain *p, int r, const struct buf *said, int64_t act, const struct err *e)
{
	if (r < 0)
		plain_refuse(p, e);
	cli_lines(p->c, said);
	if (r < 0)
		return;
	if (act == 0) {
		plain_say(p, "Nothing to change: it stands so already.");
		return;
	}
	p->c->saved = act;
	plain_say(p, "Act %" PRId64 " is saved.", act);
}
