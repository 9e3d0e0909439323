/* Dated rows that exclude one another: what a file says takes the place of what stood, and only there. */
#include "stretch.h"

bool stretches_meet(const struct stretch *a, const struct stretch *b)
{
	return a->from <= b->to && b->from <= a->to && (a->weekdays & b->weekdays) && (a->sessions & b->sessions);
}

void stretches_finish(struct stretches *s)
{
	vec_finish(&s->of);
}

static bool alike(const struct stretch *a, const struct stretch *b)
{
	return a->what == b->what && a->weekdays == b->weekdays && a->sessions == b->sessions;
}

/* Does that row say all that the file does? */
static bool covers(const struct stretch *row, const struct stretch *file)
{
	return row->what == file->what && row->from <= file->from && row->to >= file->to && !(file->weekdays & ~row->weekdays) &&
	       !(file->sessions & ~row->sessions) && !(file->ends && row->to > file->to);
}

static bool covered(const struct stretches *rows, const struct stretch *file)
{
	for (int i = 0; i < rows->of.count; i++)
		if (covers(&rows->of.items[i], file))
			return true;
	return false;
}

/* The day before the next one of the file that would stand in its way. */
static int32_t free_until(const struct stretches *file, const struct stretch *of)
{
	int32_t until = STRETCH_OPEN;

	for (int i = 0; i < file->of.count; i++) {
		const struct stretch *next = &file->of.items[i];

		if (next->from > of->to && next->from <= until && (next->weekdays & of->weekdays) && (next->sessions & of->sessions))
			until = next->from - 1;
	}
	return until;
}

void stretches_go_on(const struct stretches *old, struct stretches *file)
{
	for (int i = 0; i < file->of.count; i++) {
		struct stretch *f = &file->of.items[i];
		int32_t until = free_until(file, f), to = f->to;

		for (int k = 0; f->goes_on && k < old->of.count; k++) {
			const struct stretch *was = &old->of.items[k];

			if (was->from <= f->to && was->to > to && stretches_meet(was, f))
				to = was->to < until ? was->to : until;
		}
		f->to = to;
	}
}

/* A piece of a row: the first one keeps the row's id. */
static void piece(struct stretches *to, struct stretch *of, int32_t from, int32_t until, int64_t weekdays, int64_t sessions)
{
	struct stretch p = *of;

	if (from > until || !weekdays || !sessions)
		return;
	p.from = from;
	p.to = until;
	p.weekdays = weekdays;
	p.sessions = sessions;
	vec_push(&to->of, p);
	of->id = 0;
}

static void cut(struct stretch row, struct stretch *file, struct stretches *to)
{
	int32_t from = row.from > file->from ? row.from : file->from, until = row.to < file->to ? row.to : file->to;
	bool same = alike(&row, file);

	if (!stretches_meet(&row, file)) {
		vec_push(&to->of, row);
		return;
	}
	if (row.from < file->from)
		piece(to, &row, row.from, file->from - 1, row.weekdays, row.sessions);
	piece(to, &row, from, until, row.weekdays & ~file->weekdays, row.sessions);
	piece(to, &row, from, until, row.weekdays & file->weekdays, row.sessions & ~file->sessions);
	if (row.to > file->to && !(same && file->ends))
		piece(to, &row, file->to + 1, row.to, row.weekdays, row.sessions);
	if (row.id && file->id == 0 && row.what == file->what)
		file->id = row.id; /* nothing is left of it: the file's row takes its place */
}

/* What stood goes on before or behind the same in the file: one row. */
static void join(struct stretches *rows, struct stretch *file)
{
	int kept = 0;

	for (int i = 0; i < rows->of.count; i++) {
		struct stretch row = rows->of.items[i];
		bool before = row.to != STRETCH_OPEN && row.to + 1 == file->from, behind = file->to != STRETCH_OPEN && file->to + 1 == row.from;

		if (!row.old || !alike(&row, file) || !(before || behind)) {
			rows->of.items[kept++] = row;
			continue;
		}
		file->from = before ? row.from : file->from;
		file->to = behind ? row.to : file->to;
		file->id = file->id ? file->id : row.id;
	}
	rows->of.count = kept;
}

static void insert(struct stretches *rows, const struct stretch *said)
{
	struct stretches cuts = { 0 };
	struct stretch file = *said;

	for (int i = 0; i < rows->of.count; i++)
		cut(rows->of.items[i], &file, &cuts);
	join(&cuts, &file);
	vec_push(&cuts.of, file);
	stretches_finish(rows);
	*rows = cuts;
}

void stretches_settle(const struct stretches *old, struct stretches *file, struct stretches *ret)
{
	struct stretches rows = { 0 };

	for (int i = 0; i < old->of.count; i++) {
		struct stretch row = old->of.items[i];

		row.old = true;
		vec_push(&rows.of, row);
	}
	for (int i = 0; i < file->of.count; i++) {
		file->of.items[i].same = covered(&rows, &file->of.items[i]);
		if (!file->of.items[i].same)
			insert(&rows, &file->of.items[i]);
	}
	/* What stood for one row of the file may have been ended by another. */
	for (int i = 0; i < file->of.count; i++)
		if (!covered(&rows, &file->of.items[i]) && file->of.items[i].same) {
			file->of.items[i].same = false;
			insert(&rows, &file->of.items[i]);
		}
	*ret = rows;
}
