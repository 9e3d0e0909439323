/* Where each class of this year goes, year by year: what a person says, else what is proposed (H5). */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "classes_parts.h"
#include "lanes.h"
#include "rollover.h"
#include "rules/pupil.h"

int turn_line_of(const struct turn *t, int64_t group, int year)
{
	for (int i = 0; i < t->lines.count; i++)
		if (t->lines.items[i].line.map.group == group && t->lines.items[i].line.map.year == year)
			return i;
	return -1;
}

/* THE LINES: each class and year that has somebody to move */

static bool moves(const struct turn *t, const struct turn_pupil *p)
{
	return !p->joins && !p->done && turn_lasts(p->spell->to_day, t->first);
}

static int add_line(struct turn *t, int64_t group, int year)
{
	int i = turn_line_of(t, group, year);
	const struct roll_group_row *g = turn_group(t, group);

	if (i < 0) {
		i = t->lines.count;
		vec_push(&t->lines, (struct turn_line){ .line.map = { .group = group, .year = year }, .to = -1 });
		t->lines.items[i].line.name = g ? g->name : "no class";
		t->lines.items[i].folded = g ? text_fold(t->a, g->name) : "";
	}
	t->lines.items[i].line.pupils++;
	return i;
}

static int line_compare(const void *a, const void *b)
{
	const struct turn_line *x = a, *y = b;
	int by_name = strcmp(x->folded, y->folded);

	if (by_name)
		return by_name;
	if (x->line.map.group != y->line.map.group)
		return x->line.map.group < y->line.map.group ? -1 : 1;
	return x->line.map.year - y->line.map.year;
}

static void find_lines(struct turn *t)
{
	for (int i = 0; i < t->pupils.count; i++) {
		const struct turn_pupil *p = &t->pupils.items[i];

		if (!moves(t, p))
			continue;
		for (int k = 0; k < p->seat_count; k++)
			add_line(t, p->seats[k].row->roll_group, turn_year(p));
		if (p->seat_count == 0 && !p->to)
			add_line(t, 0, turn_year(p));
	}
	if (t->lines.count)
		qsort(t->lines.items, (size_t)t->lines.count, sizeof *t->lines.items, line_compare);
	for (int i = 0; i < t->pupils.count; i++) {
		struct turn_pupil *p = &t->pupils.items[i];

		for (int k = 0; k < p->seat_count; k++)
			p->seats[k].line = turn_line_of(t, p->seats[k].row->roll_group, turn_year(p));
	}
}

/* CLASSES OF THE NEW YEAR */

static bool is_there(const struct turn *t, const struct roll_group_row *g)
{
	return group_registers(g->kind) && turn_lasts(g->to_day, t->first);
}

/* The group of that name which there is then, the exact name before one that is written another way; NULL. */
static const struct roll_group_row *group_named(const struct turn *t, const char *name)
{
	const char *folded = text_fold(t->a, name);

	for (int exact = 1; exact >= 0; exact--)
		for (int i = 0; i < t->group_count; i++) {
			const struct roll_group_row *g = &t->groups[i];

			if (is_there(t, g) && (exact ? strcmp(g->name, name) == 0 : strcmp(text_fold(t->a, g->name), folded) == 0))
				return g;
		}
	return NULL;
}

static int class_of_group(struct turn *t, const struct roll_group_row *g)
{
	for (int i = 0; i < t->classes.count; i++)
		if (t->classes.items[i].id == g->id)
			return i;
	vec_push(&t->classes, (struct turn_class){ .id = g->id, .name = g->name });
	return t->classes.count - 1;
}

/* By name: one that is there, or one more to make, of the kind of the class that goes into it. */
static int class_named(struct turn *t, const char *name, const struct roll_group_row *like)
{
	const struct roll_group_row *g = group_named(t, name);
	const char *folded = text_fold(t->a, name);

	if (g)
		return class_of_group(t, g);
	for (int i = 0; i < t->classes.count; i++)
		if (!t->classes.items[i].id && strcmp(text_fold(t->a, t->classes.items[i].name), folded) == 0)
			return i;
	vec_push(&t->classes, (struct turn_class){ .name = arena_text(t->a, name), .kind = like ? like->kind : "class",
						   .order = like ? like->name_order : NULL, .site = like ? like->site : NONE });
	return t->classes.count - 1;
}

/* PROPOSALS */

/* How a class of that year may be named: what stands for the year in it, then the same for the next year. */
struct year_words {
	char now[16], next[16];
};

static int year_words(int year, struct year_words to[static 3])
{
	int n = 0;

	year_title(year, to[n].now);
	year_title(year + 1, to[n++].next);
	if (year == -1) { /* a nursery of one year is no "Nursery 2" */
		strcpy(to[n].now, "Nursery");
		year_title(0, to[n++].next);
	}
	year_name(year, to[n].now);
	year_name(year + 1, to[n++].next);
	return n;
}

/* Where in the name the word stands by itself: "3" in "3B", "Y3" and "Year 3", not in "13B"; "R" in "RB", not in "Rowan". */
static const char *word_in(const char *name, const char *word)
{
	size_t n = strlen(word);
	bool digits = isdigit((unsigned char)word[n - 1]);

	for (const char *p = name; *p; p++) {
		unsigned char before = p == name ? ' ' : (unsigned char)p[-1], after = 0;

		if (strncasecmp(p, word, n) != 0 || (isdigit((unsigned char)*word) ? isdigit(before) : isalnum(before)))
			continue;
		after = (unsigned char)p[n];
		if (digits ? !isdigit(after) : !isalpha(after) || (n == 1 && isupper(after) && !isalpha((unsigned char)p[2])))
			return p;
	}
	return NULL;
}

/* "3B" -> "4B", "Reception" -> "Year 1", where there is one of that name. */
static const struct roll_group_row *by_name(const struct turn *t, const struct turn_line *l)
{
	struct year_words words[3];
	int n = l->line.map.year == SESSION_ANY_YEAR ? 0 : year_words(l->line.map.year, words);

	for (int i = 0; i < n; i++) {
		const char *at = word_in(l->line.name, words[i].now);
		const struct roll_group_row *g = NULL;

		if (at)
			g = group_named(t, arena_printf(t->a, "%.*s%s%s", (int)(at - l->line.name), l->line.name, words[i].next,
							at + strlen(words[i].now)));
		if (g)
			return g;
	}
	return NULL;
}

/* Where the pupils of the next year sit now: the very class, where it has several years; else the one that has most of them. */
static const struct roll_group_row *by_pupils(const struct turn *t, const struct turn_line *l)
{
	int *in = arena_new(t->a, (size_t)t->group_count + 1, sizeof *in), all = 0;

	for (int i = 0; i < t->pupils.count; i++) {
		const struct turn_pupil *p = &t->pupils.items[i];

		if (p->joins || !p->from || turn_year(p) != l->line.map.year + 1)
			continue;
		in[turn_group(t, p->from) - t->groups]++;
		all++;
	}
	for (int i = 0; i < t->group_count; i++)
		if (in[i] && is_there(t, &t->groups[i]) && t->groups[i].id == l->line.map.group)
			return &t->groups[i];
	for (int i = 0; i < t->group_count; i++)
		if (in[i] * 2 > all && is_there(t, &t->groups[i]))
			return &t->groups[i];
	return NULL;
}

static void propose(struct turn *t, struct turn_line *l)
{
	const struct roll_group_row *g;

	if (l->line.map.year >= t->last_year && l->line.map.year != SESSION_ANY_YEAR) {
		l->leaves = true;
		return;
	}
	if (l->line.map.group == 0 || l->line.map.year == SESSION_ANY_YEAR)
		return;
	g = by_name(t, l);
	g = g ? g : by_pupils(t, l);
	if (g)
		l->to = class_of_group(t, g);
}

/* WHAT A PERSON SAYS */

static int take_map(struct turn *t, const struct rollover_map *m, struct err *e)
{
	int at = turn_line_of(t, m->group, m->year), r = 0;
	struct turn_line *l = at < 0 ? NULL : &t->lines.items[at];

	if (m->to && *m->to)
		r = class_name_check(m->to, e);
	if (r < 0 || !l) /* nobody is left in it: moved up already */
		return r;
	if (l->given)
		return err_usage(e, "%s is mapped twice. Give each class and year once.", l->line.name);
	l->given = true;
	l->leaves = m->to && !*m->to;
	l->to = m->to && *m->to ? class_named(t, m->to, turn_group(t, m->group)) : -1;
	return 0;
}

int turn_map(struct turn *t, struct err *e)
{
	int r = 0;

	find_lines(t);
	for (int i = 0; r == 0 && i < t->w->map_count; i++)
		r = take_map(t, &t->w->map[i], e);
	for (int i = 0; r == 0 && i < t->lines.count; i++)
		if (!t->lines.items[i].given)
			propose(t, &t->lines.items[i]);
	return r;
}
