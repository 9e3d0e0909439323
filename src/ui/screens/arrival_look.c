/* What an arrival comes to by the school's clock, read for whoever is ticked or might be (A16; domain 2.3). */
#include <string.h>

#include "desk.h"
#include "minute.h"

int arrival_ticked(const struct coming *v)
{
	int n = 0;

	for (int i = 0; i < v->count; i++)
		n += v->comers[i].ticked;
	return n;
}

int arrival_minute(const struct coming *v)
{
	int minute;

	return v->minute_is_typed && minute_typed(field_text(&v->minute), &minute) == 0 ? minute : -1;
}

/* A code stands in place of U, never of L (domain 2.3): one that comes with a reason is given only then. */
static int read_after_close(struct ui *ui, struct coming *v, int minute, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct desk_arrival look;
	bool all = true;

	for (int i = 0; i < v->count; i++) {
		int r = v->comers[i].ticked ? office_desk_look(ui->office, v->comers[i].who.pupil, minute, NULL, &a, &look, e) : 0;

		if (r < 0)
			return r;
		all = all && (!v->comers[i].ticked || look.outcome == DESK_AFTER_CLOSE);
	}
	v->after_close = all && arrival_ticked(v) > 0;
	return 0;
}

static void code_of_choice(struct coming *v)
{
	const char *code = v->chosen >= 0 && v->after_close ? v->choices[v->chosen].code : NULL;

	if (code && (v->code_of_choice || v->code.text.length == 0)) {
		field_set(&v->code, code);
		v->code_of_choice = true;
	} else if (v->code_of_choice && !code) {
		field_set(&v->code, "");
		v->code_of_choice = false;
	}
}

/* Read anew beside what is shown: where it cannot be read that stays. */
static int read_looks(struct ui *ui, struct coming *v, int minute, struct err *e)
{
	const char *code = v->code.text.length ? field_text(&v->code) : NULL;
	struct arena fresh = { 0 };
	struct desk_arrival *looks = arena_new(&fresh, (size_t)v->count + 1, sizeof *looks);
	int r = 0;

	for (int i = 0; r == 0 && i < v->count; i++)
		r = office_desk_look(ui->office, v->comers[i].who.pupil, minute, code, &fresh, &looks[i], e);
	if (r < 0) {
		arena_finish(&fresh);
		return r;
	}
	for (int i = 0; i < v->count; i++)
		v->comers[i].look = looks[i];
	arena_finish(&v->looks);
	v->looks = fresh;
	return 0;
}

int arrival_read(struct ui *ui, struct coming *v, struct err *e)
{
	int minute = arrival_minute(v), r = read_after_close(ui, v, minute, e);

	v->trouble = v->minute_is_typed && minute < 0 ? "Write when the child came, like 9:12." : NULL;
	if (r < 0)
		return r;
	code_of_choice(v);
	return read_looks(ui, v, minute, e);
}

int arrival_look(struct ui *ui, struct coming *v)
{
	struct err e = { 0 };

	return arrival_read(ui, v, &e) < 0 ? ui_refuse_err(ui, &e) : REACT_NONE;
}

struct tally {
	const char *what;
	int count;
};

static void tally_add(struct tally *t, int *n, const char *what)
{
	for (int i = 0; i < *n; i++)
		if (strcmp(t[i].what, what) == 0) {
			t[i].count++;
			return;
		}
	t[(*n)++] = (struct tally){ what, 1 };
}

static const char *outcome_word(const struct desk_arrival *look)
{
	switch (look->outcome) {
	case DESK_BACK:         return "back";
	case DESK_HERE_ALREADY: return "here already";
	case DESK_REFUSED:      return "not possible";
	default:                return look->code ? code_symbol(look->code) : "?";
	}
}

void arrival_outcome(const struct coming *v, struct buf *to)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct tally *tallies = arena_new(&a, (size_t)v->count + 1, sizeof *tallies);
	const struct comer *one = NULL;
	int n = 0, ticked = arrival_ticked(v);

	for (int i = 0; i < v->count; i++)
		if (v->comers[i].ticked) {
			one = &v->comers[i];
			tally_add(tallies, &n, outcome_word(&one->look));
		}
	if (v->trouble || ticked == 0)
		buf_text(to, v->trouble ? v->trouble : "Nobody is ticked.");
	else if (ticked == 1)
		buf_text(to, one->look.words);
	else
		buf_printf(to, "%d children: ", ticked);
	for (int i = 0; ticked > 1 && !v->trouble && i < n; i++)
		buf_printf(to, "%s%d %s", i > 0 ? ", " : "", tallies[i].count, tallies[i].what);
}

bool arrival_is_none(const struct desk_arrival *look)
{
	return look->outcome == DESK_HERE_ALREADY || look->outcome == DESK_REFUSED;
}

void arrival_untick(struct coming *v)
{
	int n = 0;

	for (int i = 0; i < v->count; i++)
		n += v->comers[i].ticked && !arrival_is_none(&v->comers[i].look);
	for (int i = 0; n > 0 && i < v->count; i++)
		v->comers[i].ticked = v->comers[i].ticked && !arrival_is_none(&v->comers[i].look);
}
