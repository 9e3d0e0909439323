/* Plain mode: out of the gate, and back (A18, B19). */
#include "plain.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "office/gate.h"

/* OUT --------------------------------------------------------------------------------------------------------------------------------------- */

struct leaving {
	struct plain *p;
	struct arena arena;
	struct pupil_ids pupils;
	const char *who;
	struct sign_out_wish wish;
};

static bool leaving_ask(struct leaving *l, char *rest)
{
	struct plain *p = l->p;

	return plain_whom(p, rest, "Who goes out (a part of the name): ", &l->arena, &l->pupils, &l->who) &&
	       plain_reason(p, CHOICES_OUT, true, &l->arena, &l->wish.reason, &l->wish.code) &&
	       plain_minute(p, arena_printf(&l->arena, "%s, out at (Enter: now, n goes back): ", l->who), &l->wish.minute) &&
	       plain_minute(p, "Back at (Enter: not today, n goes back): ", &l->wish.due_back) &&
	       plain_contact(p, l->pupils.items[0], "Fetched by, a number or a name (Enter: alone, n goes back): ", false, &l->arena, &l->wish.adult,
			     &l->wish.collected_by);
}

static int leaving_save(struct leaving *l, struct buf *said, int64_t *ret_act, struct err *e)
{
	buf_reset(said);
	return office_gate_out(l->p->office, &l->wish, said, ret_act, e);
}

/* A court order is not passed by with an Enter too many. */
static void leaving_do(struct leaving *l)
{
	CLEAN_BUF struct buf said = { 0 };
	struct plain *p = l->p;
	struct err e = { 0 };
	int64_t act = 0;

	l->wish.pupils = l->pupils.items;
	l->wish.count = l->pupils.count;
	int r = leaving_save(l, &said, &act, &e);
	if (r == -EEXIST) {
		const char *typed;

		plain_refuse(p, &e);
		typed = plain_ask(p, "Type sure to sign out in spite of it; anything else goes back: ");
		if (!typed || strcasecmp(typed, "sure") != 0) {
			if (typed)
				plain_say(p, "Nobody was signed out.");
			return;
		}
		e = (struct err){ 0 };
		l->wish.sure = true;
		r = leaving_save(l, &said, &act, &e);
	}
	plain_done(p, r, &said, act, &e);
}

void plain_out(void *state, char *rest)
{
	struct leaving l = { .p = state, .wish = SIGN_OUT_WISH };

	if (leaving_ask(&l, rest))
		leaving_do(&l);
	else if (l.pupils.count && !l.p->over)
		plain_say(l.p, "Nobody was signed out.");
	vec_finish(&l.pupils);
	arena_finish(&l.arena);
}

/* IN ---------------------------------------------------------------------------------------------------------------------------------------- */

/* Those who are out, by number. */
static bool choose_out(struct plain *p, struct arena *a, struct pupil_ids *ret, const char **ret_who)
{
	struct gate_view v;
	struct err e = { 0 };
	char out[8], due[8];
	int chosen, n = 0;

	if (office_gate_open(p->office, &v, &e) < 0) {
		plain_refuse(p, &e);
		return false;
	}
	while (n < v.count && v.lines[n].in < 0) {
		const struct gate_line *line = &v.lines[n++];
		plain_say(p, "%d %s%s, %s, out since %s, %s%s%s", n, line->overdue ? "Overdue: " : "", line->name, line->group ? line->group : "in no class",
			  minute_text(line->out, out), line->reason, line->due >= 0 ? ", due back " : "", line->due >= 0 ? minute_text(line->due, due) : "");
	}
	if (n == 0)
		plain_say(p, "Nobody is signed out.");
	bool found = n > 0 && plain_choose(p, n, &chosen);
	if (found) {
		vec_push(ret, v.lines[chosen].pupil);
		*ret_who = arena_text(a, v.lines[chosen].name);
	}
	gate_view_finish(&v);
	return found;
}

void plain_in(void *state, char *rest)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf said = { 0 };
	struct plain *p = state;
	const char *who = "";
	struct pupil_ids pupils = { 0 };
	struct err e = { 0 };
	int64_t act = 0;
	int minute;

	bool found = *rest ? plain_whom(p, rest, "", &a, &pupils, &who) : choose_out(p, &a, &pupils, &who);
	if (found && plain_minute(p, arena_printf(&a, "%s%sback at (Enter: now, n goes back): ", who, *who ? ", " : ""), &minute)) {
		int r = office_gate_back(p->office, pupils.items, pupils.count, minute, &said, &act, &e);
		plain_done(p, r, &said, act, &e);
	}
	vec_finish(&pupils);
}
