/* Who is in a report of pupils, in which order, and what the report is called. */
#include "report_listed.h"

#include <string.h>

#include "bands_parts.h"
#include "names.h"
#include "rules/pupil.h"

void listed_make(struct listed *to, const struct measured *p, struct arena *a)
{
	*to = (struct listed){ .id = p->id, .pupil = p->pupil, .class = p->class, .class_rank = p->class_rank };
	to->sort_key = roll_sort_key(p->pupil->row, a);
	to->name = pupil_display_name(p->pupil->row, a);
}

int listed_compare(const struct listed *a, const struct listed *b)
{
	if (a->class_rank != b->class_rank)
		return a->class_rank < b->class_rank ? -1 : 1;
	int c = strcmp(a->sort_key, b->sort_key);
	return c != 0 ? c : a->id < b->id ? -1 : a->id > b->id;
}

void listed_tell_apart(struct office *o, void *items, int count, size_t size, struct arena *a)
{
	struct named *names = arena_new(a, (size_t)count + 1, sizeof *names);
	char *at = items;

	for (int i = 0; i < count; i++) {
		const struct listed *l = (const struct listed *)(at + (size_t)i * size);

		names[i] = (struct named){ l->name, l->class < 0 ? NULL : o->roll_groups[l->class].name, l->pupil->row->born_day };
	}
	names_tell_apart(names, count, a);
	for (int i = 0; i < count; i++)
		((struct listed *)(at + (size_t)i * size))->name = names[i].name;
}

int school_day_minutes(struct office *o, struct day day)
{
	int minutes = 0;

	for (enum session s = SESSION_AM; s <= SESSION_PM; s++) {
		const struct session_times *t = office_times_for(o, day, s, 0, SESSION_ANY_YEAR);

		minutes += t ? t->ends - t->starts : 0;
	}
	return minutes;
}

static const char *class_name(struct office *o, struct report *r, const struct listed *l)
{
	return l->class < 0 ? NULL : arena_text(&r->arena, o->roll_groups[l->class].name);
}

void listed_cells(struct office *o, struct report *r, struct cell *cells, const struct listed *l)
{
	const struct pupil_row *row = l->pupil->row;

	cells[MEASURED_PUPIL] = report_cell_key(r, &row->key);
	cells[MEASURED_UPN] = cell_text(r, row->upn);
	cells[MEASURED_NUMBER] = cell_text(r, row->admission_number);
	cells[MEASURED_NAME] = cell_text(r, l->name);
	cells[MEASURED_CLASS] = cell_kept(class_name(o, r, l));
}

const char *listed_heading(struct office *o, struct report *r, const struct listed *l, const struct listed *before)
{
	if (before && before->class_rank == l->class_rank)
		return NULL;
	const char *name = class_name(o, r, l);
	return name ? name : "No class";
}

void report_titled(struct office *o, const struct report_asked *k, struct report *r, const char *what)
{
	char from[DAY_TEXT], to[DAY_TEXT];
	int year = SESSION_ANY_YEAR;

	if (k->wish->year)
		year_parse(k->wish->year, &year);
	const char *of = band_narrowed(o, k->group, year, k->wish->flag, &r->arena);
	r->title = arena_printf(&r->arena, "%s%s%s, %s to %s", what, *of ? " of " : "", of, day_long(k->from, from), day_long(k->to, to));
}

void report_left_out(struct report *r, const struct report_asked *k, const struct measure *m)
{
	if (m->boarders > 0)
		report_line(r, "Boarders are in no figure: %d.", m->boarders);
	report_dfe_line(r, k, m->dfe_why);
}

void report_dfe_line(struct report *r, const struct report_asked *k, const int why[static DFE_OUTS])
{
	CLEAN_BUF struct buf said = { 0 };
	int out = 0;

	for (int i = 0; i < DFE_OUTS; i++) {
		out += why[i];
		if (why[i] > 0)
			buf_printf(&said, "%s%s %d", said.length > 0 ? ", " : ": ", dfe_out_words((enum dfe_out)i), why[i]);
	}
	if (k->wish->as_dfe)
		report_line(r, "As the Department counts: left out %d%s.", out, buf_string(&said));
}

enum action figures_action(struct office *o)
{
	return office_may(o, ACTION_SEE_TOTALS, 0, NULL) == 0 ? ACTION_SEE_TOTALS : ACTION_SEE_FIGURES;
}

struct measure_wish listed_wish(const struct report_asked *k, unsigned int parts)
{
	return (struct measure_wish){ .asked = k, .parts = parts, .policy = k->wish->policy, .as_dfe = k->wish->as_dfe, .year = SESSION_ANY_YEAR,
				      .year_words = k->wish->year, .flag = k->wish->flag, .listed = true };
}
