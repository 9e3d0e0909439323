/* Plain mode: returns to the authority (C9), and the threshold of penalty notices (C8). */
#include "plain.h"

#include <string.h>

#include "office/returns.h"

/* RETURNS ---------------------------------------------------------------------------------------------------------------------------------- */

static const char *const states[] = { [RETURN_NEAR] = "Near", [RETURN_DUE] = "Due", [RETURN_MADE] = "Made" };

static void line_say(struct plain *p, int number, const struct return_line *l)
{
	char day[DAY_TEXT];

	plain_say(p, "%d %s: %s, %s: %s, %s%s%s%s%s%s", number, l->overdue ? "Overdue" : states[l->found.state], l->name, l->group ? l->group : "in no class",
		  return_title(l->found.kind), l->words, day_is_none(l->found.due) ? "" : ", by ", day_is_none(l->found.due) ? "" : day_long(l->found.due, day),
		  l->said ? ": " : "", l->said ? l->said : "", l->found.named ? ", a person named the pupil" : "");
}

static void return_made(struct plain *p, const struct return_line *l)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct buf nothing = { 0 };
	struct err e = { 0 };
	struct day made;
	int64_t act = 0;
	const char *typed = plain_ask(p, "To whom, and how it went (Enter: not said, n goes back): ");

	if (!typed || plain_goes_back(typed))
		return;
	const char *words = *typed ? arena_text(&a, typed) : NULL;
	if (!plain_day(p, "On which day (Enter: today, n goes back): ", &made))
		return;
	int r = office_return_made(p->office, l->pupil, l->found.kind, made, words, &act, &e);
	plain_done(p, r, &nothing, act, &e);
}

static void return_drop(struct plain *p, const struct return_line *l)
{
	const struct buf nothing = { 0 };
	struct err e = { 0 };
	int64_t act = 0;
	const char *why = plain_ask(p, "Why (n goes back): ");

	if (!why || !*why || plain_goes_back(why))
		return;
	int r = office_return_drop(p->office, l->pupil, l->found.kind, why, &act, &e);
	plain_done(p, r, &nothing, act, &e);
}

static void return_ask(struct plain *p, const struct return_line *l)
{
	const char *typed;

	while ((typed = plain_ask(p, "%s: m it was made%s, w its working, n goes back: ", l->name, l->found.named ? ", d take the pupil off" : "")) && *typed &&
	       !plain_goes_back(typed)) {
		if (strcmp(typed, "w") == 0) {
			plain_say(p, "%s", l->working);
			continue;
		}
		if (strcmp(typed, "m") == 0)
			return_made(p, l);
		else if (strcmp(typed, "d") == 0 && l->found.named)
			return_drop(p, l);
		else
			continue;
		return;
	}
}

static bool returns_choose(struct plain *p, int kind)
{
	const struct returns_wish wish = { .kind = kind };
	struct returns_view v;
	struct err e = { 0 };
	int chosen;

	if (office_returns_open(p->office, &wish, &v, &e) < 0) {
		plain_refuse(p, &e);
		return false;
	}
	plain_say(p, "Returns to the authority: due %d, near %d.", v.due, v.near);
	for (int i = 0; i < v.count; i++)
		line_say(p, i + 1, &v.lines[i]);
	bool found = v.count && plain_choose(p, v.count, &chosen);
	if (found)
		return_ask(p, &v.lines[chosen]);
	returns_view_finish(&v);
	return found;
}

static void return_add(struct plain *p, char *rest)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct buf nothing = { 0 };
	struct pupil_ids pupils = { 0 };
	struct err e = { 0 };
	const char *label, *why;
	int64_t act = 0;
	int kind;

	if (plain_whom(p, rest, "Whom (a part of the name): ", &a, &pupils, &label)) {
		for (int k = 0; k < RETURN_KINDS; k++)
			plain_say(p, "%d %s", k + 1, return_title((enum return_kind)k));
		if (plain_choose(p, RETURN_KINDS, &kind) && (why = plain_ask(p, "Why (n goes back): ")) && *why && !plain_goes_back(why)) {
			why = arena_text(&a, why);
			for (int i = 0; i < pupils.count; i++) {
				int r = office_return_add(p->office, pupils.items[i], (enum return_kind)kind, why, &act, &e);
				plain_done(p, r, &nothing, act, &e);
			}
		}
	}
	vec_finish(&pupils);
}

void plain_returns(void *state, char *rest)
{
	struct plain *p = state;
	enum return_kind kind;
	int wanted = -1;

	if (strncmp(rest, "add", 3) == 0 && (!rest[3] || rest[3] == ' ')) {
		return_add(p, rest + 3 + strspn(rest + 3, " "));
		return;
	}
	if (*rest && return_parse(rest, &kind) < 0) {
		CLEAN_BUF struct buf names = { 0 };

		for (int k = 0; k < RETURN_KINDS; k++)
			buf_printf(&names, "%s%s", k ? ", " : "", return_name((enum return_kind)k));
		plain_say(p, "\"%.40s\" is no kind of return. There are: %s.", rest, buf_string(&names));
		return;
	}
	if (*rest)
		wanted = (int)kind;
	while (returns_choose(p, wanted))
		;
}

/* PENALTY NOTICES -------------------------------------------------------------------------------------------------------------------------- */

static void penalty_say(struct plain *p, int number, const struct penalty_line *l)
{
	char day[DAY_TEXT];
	bool now = l->now >= 10;

	plain_say(p, "%d %s, %s: %d of 10%s%s, N: %d%s%s", number, l->name, l->group ? l->group : "in no class", l->now, now ? ", met on " : "",
		  now && !day_is_none(l->met) ? day_long(l->met, day) : "", l->provisional, *l->ten ? ". " : "", l->ten);
}

void plain_penalty(void *state, char *rest)
{
	struct plain *p = state;
	const struct penalty_wish wish = { .group = *rest ? rest : NULL };
	struct penalty_view v;
	struct err e = { 0 };
	char day[DAY_TEXT];
	int chosen;

	if (office_penalty_open(p->office, &wish, &v, &e) < 0) {
		plain_refuse(p, &e);
		return;
	}
	plain_say(p, "Penalty threshold, ten school weeks from %s: met %d, lacking %d or fewer %d. A notice is considered, no more.", day_long(v.from, day), v.met,
		  v.within, v.count - v.met);
	for (int i = 0; i < v.count; i++)
		penalty_say(p, i + 1, &v.lines[i]);
	if (v.count)
		plain_say(p, "A number says how that line comes about.");
	while (v.count && plain_choose(p, v.count, &chosen))
		plain_say(p, "%s: %s", v.lines[chosen].name, v.lines[chosen].working);
	penalty_view_finish(&v);
}
