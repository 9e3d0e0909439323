/* What a row of a pupils file would change, judged before anything is written (E10): one list for the dry run and the real one. */
#include <stdio.h>
#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "import.h"
#include "rules/pupil.h"

/* A change being put together. */
struct work {
	struct import_plan *plan;
	const struct import_map *map;
	const struct import_roll *roll;
	const struct import_row *row;
	struct import_change change;
	struct day today;
};

static void put(struct work *w, enum thing thing, const void *row, size_t size, int group)
{
	void *kept = arena_new(&w->plan->arena, 1, size);

	memcpy(kept, row, size);
	vec_push(&w->change.puts, (struct import_put){ .thing = thing, .row = kept, .group = group });
}

static void __attribute__((format(printf, 2, 3))) say(struct work *w, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_printf(&w->change.words, "%s%s", w->change.words.length ? "; " : "", text);
}

static bool has(const struct work *w, enum import_column column)
{
	return w->map->column[column] >= 0;
}

static const char *or_none(const char *s)
{
	return s && *s ? s : "none";
}

/* THE PUPIL */

static void change_text(struct work *w, const char *what, const char **field, const char *to)
{
	if (strcmp(*field ? *field : "", to ? to : "") == 0)
		return;
	say(w, "%s %s to %s", what, or_none(*field), or_none(to));
	*field = to;
}

/* A cell that is empty takes nothing away, but a name that is one of two, or the name a child is called by, can go. */
static void change_pupil(struct work *w)
{
	const struct import_row *row = w->row;
	struct pupil_row *p = &w->change.pupil;
	const char *old_upn = p->upn;
	char from[DAY_TEXT], to[DAY_TEXT];

	if (row->upn) {
		change_text(w, "UPN", &p->upn, row->upn);
		if (old_upn && p->upn != old_upn)
			p->former_upn = old_upn;
	}
	if (row->admission_number)
		change_text(w, "admission number", &p->admission_number, row->admission_number);
	if (has(w, IMPORT_SURNAME))
		change_text(w, "surname", &p->surname, row->surname ? row->surname : "");
	if (has(w, IMPORT_FORENAME))
		change_text(w, "forename", &p->forename, row->forename ? row->forename : "");
	if (has(w, IMPORT_PREFERRED_NAME))
		change_text(w, "preferred name", &p->preferred_name, row->preferred_name);
	if (row->sex)
		change_text(w, "sex", &p->sex, row->sex);
	if (!day_is_none(row->dob) && !day_equal(row->dob, p->born_day)) {
		say(w, "date of birth %s to %s", day_iso(p->born_day, from), day_iso(row->dob, to));
		p->born_day = row->dob;
	}
}

/* A legal name that was changed is kept (H4). */
static void keep_former_name(struct work *w, const struct pupil_row *old)
{
	struct pupil_name_row name = PUPIL_NAME_NEW;
	const struct pupil_row *now = &w->change.pupil;

	if (strcmp(old->surname, now->surname) == 0 && strcmp(old->forename, now->forename) == 0)
		return;
	name.pupil = old->id;
	name.surname = old->surname;
	name.forename = old->forename;
	name.preferred_name = old->preferred_name;
	name.to_day = day_add(w->today, -1);
	put(w, THING_PUPIL_NAME, &name, sizeof name, -1);
}

/* THE SPELL ON THE ROLL */

static void add_spell(struct work *w)
{
	struct enrolment_row spell = ENROLMENT_NEW;
	char text[DAY_TEXT];

	spell.pupil = w->row->pupil;
	spell.kind = "single";
	spell.from_day = day_is_none(w->row->start) ? w->today : w->row->start;
	spell.to_day = w->row->leave;
	spell.to_session = day_is_none(w->row->leave) ? NONE : SESSION_PM;
	say(w, "starts %s", day_iso(spell.from_day, text));
	put(w, THING_ENROLMENT, &spell, sizeof spell, -1);
}

static void change_leave(struct work *w, struct enrolment_row *spell)
{
	char text[DAY_TEXT];

	if (day_equal(w->row->leave, spell->to_day) || !has(w, IMPORT_LEAVE_DATE))
		return;
	/* An empty cell takes back a leaving that is still to come, and leaves the past as it is. */
	if (day_is_none(w->row->leave) && spell->to_day.n < w->today.n)
		return;
	spell->to_day = w->row->leave;
	spell->to_session = day_is_none(spell->to_day) ? NONE : SESSION_PM;
	if (day_is_none(spell->to_day))
		say(w, "does not leave");
	else
		say(w, "leaves %s", day_iso(spell->to_day, text));
}

static void change_spell(struct work *w, const struct enrolment_row *old)
{
	struct enrolment_row spell = *old;
	char from[DAY_TEXT], to[DAY_TEXT];

	if (!day_is_none(w->row->start) && !day_is_none(old->to_day) && w->row->start.n > old->to_day.n) {
		add_spell(w);
		return;
	}
	if (!day_is_none(w->row->start) && !day_equal(w->row->start, spell.from_day)) {
		say(w, "start %s to %s", day_iso(spell.from_day, from), day_iso(w->row->start, to));
		spell.from_day = w->row->start;
	}
	change_leave(w, &spell);
	put(w, THING_ENROLMENT, &spell, sizeof spell, -1);
}

/* CLASS AND YEAR: the old row ends the day before the new one begins */

static struct day begins(const struct work *w)
{
	return !day_is_none(w->row->start) && w->row->start.n > w->today.n ? w->row->start : w->today;
}

/* Index of a class among those that the file makes; -1 if the school has it: its id in *ret. */
static int class_find(struct work *w, int64_t *ret)
{
	for (int i = 0; i < w->roll->group_count; i++) {
		const struct roll_group_row *g = &w->roll->groups[i];

		if (strcasecmp(g->name, w->row->class) == 0 && (day_is_none(g->to_day) || g->to_day.n >= w->today.n)) {
			*ret = g->id;
			return -1;
		}
	}
	*ret = 0;
	for (int i = 0; i < w->plan->classes.count; i++)
		if (strcasecmp(w->plan->classes.items[i], w->row->class) == 0)
			return i;
	vec_push(&w->plan->classes, w->row->class);
	return w->plan->classes.count - 1;
}

static const char *class_name(const struct work *w, int64_t id)
{
	for (int i = 0; i < w->roll->group_count; i++)
		if (w->roll->groups[i].id == id)
			return w->roll->groups[i].name;
	return "none";
}

static void change_class(struct work *w, const struct membership_row *old, struct day from)
{
	struct membership_row next = MEMBERSHIP_NEW;
	int64_t id;

	if (!w->row->class)
		return;
	int made = class_find(w, &id);
	if (old && made < 0 && old->roll_group == id)
		return;
	if (w->row->pupil)
		say(w, "class %s to %s", old ? class_name(w, old->roll_group) : "none", w->row->class);
	if (old && old->from_day.n >= from.n) {
		next = *old; /* begun today or later: nobody was ever there */
	} else {
		struct membership_row past = old ? *old : next;

		past.to_day = day_add(from, -1);
		if (old)
			put(w, THING_MEMBERSHIP, &past, sizeof past, -1);
		next.pupil = w->row->pupil;
		next.weekdays = old ? old->weekdays : 31;
		next.sessions = old ? old->sessions : 3;
		next.from_day = from;
	}
	next.roll_group = id;
	put(w, THING_MEMBERSHIP, &next, sizeof next, made);
}

static void change_year(struct work *w, const struct pupil_year_row *old, struct day from)
{
	struct pupil_year_row next = PUPIL_YEAR_NEW;
	char was[8], is[8];

	if (w->row->year == IMPORT_NO_YEAR || (old && old->year == w->row->year))
		return;
	if (w->row->pupil)
		say(w, "year %s to %s", old ? year_name((int)old->year, was) : "none", year_name(w->row->year, is));
	if (old && old->from_day.n >= from.n) {
		next = *old;
	} else {
		struct pupil_year_row past = old ? *old : next;

		past.to_day = day_add(from, -1);
		if (old)
			put(w, THING_PUPIL_YEAR, &past, sizeof past, -1);
		next.pupil = w->row->pupil;
		next.from_day = from;
	}
	next.year = w->row->year;
	put(w, THING_PUPIL_YEAR, &next, sizeof next, -1);
}

/* FLAGS: given and ended by the day, never rewritten */

static void end_flag(struct work *w, const struct pupil_flag_row *old)
{
	struct pupil_flag_row past = *old;

	if (old->from_day.n >= w->today.n) {
		vec_push(&w->change.puts, (struct import_put){ .thing = THING_PUPIL_FLAG, .remove = old->id, .group = -1 });
		return;
	}
	past.to_day = day_add(w->today, -1);
	put(w, THING_PUPIL_FLAG, &past, sizeof past, -1);
}

static void change_flag(struct work *w, int flag, const struct pupil_flag_row *old, struct day from)
{
	const char *value = w->row->flags[flag];
	struct pupil_flag_row next = PUPIL_FLAG_NEW;

	if (w->map->flag[flag] < 0 || (!value && !old) || (value && old && strcmp(value, old->value) == 0))
		return;
	if (w->row->pupil)
		say(w, "%s %s to %s", import_flags[flag], old ? old->value : "no", value ? value : "no");
	if (old)
		end_flag(w, old);
	if (!value)
		return;
	next.pupil = w->row->pupil;
	next.flag = import_flags[flag];
	next.value = value;
	next.from_day = from;
	put(w, THING_PUPIL_FLAG, &next, sizeof next, -1);
}

/* THE WHOLE */

static void plan_new(struct work *w)
{
	struct pupil_row *p = &w->change.pupil;
	struct day from = day_is_none(w->row->start) ? w->today : w->row->start;

	*p = PUPIL_NEW;
	p->upn = w->row->upn;
	p->admission_number = w->row->admission_number;
	p->surname = w->row->surname ? w->row->surname : "";
	p->forename = w->row->forename ? w->row->forename : "";
	p->preferred_name = w->row->preferred_name;
	p->born_day = w->row->dob;
	p->sex = w->row->sex;
	say(w, "new in %s", w->row->class);
	add_spell(w);
	change_class(w, NULL, from);
	change_year(w, NULL, from);
	for (int i = 0; i < IMPORT_FLAGS; i++)
		change_flag(w, i, NULL, from);
}

static void plan_known(struct work *w)
{
	int k = w->row->known;
	const struct pupil_row *old = &w->roll->pupils[k];

	w->change.pupil = *old;
	change_pupil(w);
	keep_former_name(w, old);
	if (w->roll->enrolments[k])
		change_spell(w, w->roll->enrolments[k]);
	else
		add_spell(w);
	change_class(w, w->roll->memberships[k], begins(w));
	change_year(w, w->roll->years[k], begins(w));
	for (int i = 0; i < IMPORT_FLAGS; i++)
		change_flag(w, i, w->roll->flags[k][i], begins(w));
}

void import_plan_make(const struct import_row *rows, int count, const struct import_map *map, const struct import_roll *roll, struct day today,
		      struct import_plan *ret)
{
	*ret = (struct import_plan){ 0 };
	for (int i = 0; i < count; i++) {
		struct work w = { .plan = ret, .map = map, .roll = roll, .row = &rows[i], .today = today };

		w.change.row = &rows[i];
		(rows[i].known < 0 ? plan_new : plan_known)(&w);
		if (w.change.words.length == 0) {
			vec_finish(&w.change.puts);
			ret->same++;
			continue;
		}
		*(rows[i].known < 0 ? &ret->added : &ret->changed) += 1;
		vec_push(&ret->changes, w.change);
	}
}

void import_plan_finish(struct import_plan *p)
{
	for (int i = 0; i < p->changes.count; i++) {
		vec_finish(&p->changes.items[i].puts);
		buf_finish(&p->changes.items[i].words);
	}
	vec_finish(&p->changes);
	vec_finish(&p->classes);
	arena_finish(&p->arena);
}
