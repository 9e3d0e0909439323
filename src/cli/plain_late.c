/* Plain mode: a late arrival (A16). */
#include "plain.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "office/today.h"

#define HITS_MOST 20

/* The one that is meant, or NULL. */
static const struct pupil_hit *choose(struct plain *p, const struct pupil_hit *hits, int n)
{
	const char *typed;

	for (int i = 0; i < n; i++)
		plain_say(p, "%d %s, %s%s%s", i + 1, hits[i].name, hits[i].group ? hits[i].group : "in no class", hits[i].remark ? ", " : "",
			  hits[i].remark ? hits[i].remark : "");
	while ((typed = plain_ask(p, "Which, 1 to %d (Enter goes back): ", n)) && *typed) {
		long number = strspn(typed, "0123456789") == strlen(typed) ? strtol(typed, NULL, 10) : 0;

		if (number >= 1 && number <= n)
			return &hits[number - 1];
		plain_say(p, "Type a number from 1 to %d, or Enter.", n);
	}
	return NULL;
}

static bool goes_back(const char *typed)
{
	return strcasecmp(typed, "n") == 0 || strcasecmp(typed, "back") == 0;
}

/* False: not recorded after all. */
static bool ask_minute(struct plain *p, const struct pupil_hit *h, int *ret)
{
	const char *typed;

	*ret = -1;
	while ((typed = plain_ask(p, "%s, %s, arrived at (Enter: now, n goes back): ", h->name, h->group ? h->group : "in no class"))) {
		if (!*typed || minute_parse(typed, ret) == 0)
			return true;
		if (goes_back(typed))
			return false;
		plain_say(p, "Write when the child came, like 9:12.");
	}
	return false;
}

static void record(struct plain *p, const struct pupil_hit *h)
{
	CLEAN_BUF struct buf slip = { 0 };
	struct late_wish wish = { .pupil = h->pupil, .day = DAY_NONE, .session = -1 };
	struct mark_result done = { 0 };
	struct err e = { 0 };
	const char *why = ask_minute(p, h, &wish.minute) ? plain_ask(p, "Reason (Enter: none, n goes back): ") : NULL;

	if (!why || goes_back(why)) {
		if (!p->over)
			plain_say(p, "Nothing was recorded.");
		return;
	}
	wish.why = *why ? why : NULL;
	if (office_late(p->office, &wish, &slip, &done, &e) < 0) {
		plain_refuse(p, &e);
		return;
	}
	if (done.act) {
		p->c->saved = done.act;
		plain_say(p, "Arrived: %s. Act %" PRId64 " is saved.", h->name, done.act);
	} else
		plain_say(p, "Nothing to change: the mark of %s stands.", h->name);
	cli_lines(p->c, &slip);
}

void plain_late(void *state, char *rest)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct plain *p = state;
	struct pupil_hit *hits;
	struct err e = { 0 };

	if (!*rest)
		rest = plain_ask(p, "Who is late (a part of the name): ");
	if (!rest || !*rest)
		return;
	int n = office_pupil_search(p->office, rest, HITS_MOST, &a, &hits, &e);
	if (n < 0)
		plain_refuse(p, &e);
	else if (n == 0)
		plain_say(p, "Nobody on roll is found by \"%.60s\".", rest);
	const struct pupil_hit *one = n == 1 ? hits : n > 1 ? choose(p, hits, n) : NULL;
	if (one)
		record(p, one);
}
