/* The contacts check (feature B18): whom there is nobody to call for, and why; who needs nothing is counted, not listed. */
#include <stdlib.h>
#include <string.h>

#include "contact_check.h"
#include "report_parts.h"

enum { COL_PUPIL, COL_UPN, COL_ADMISSION, COL_NAME, COL_CLASS, COL_NUMBERS, COL_DEAD, COL_FINDINGS, COLUMNS_ALL };

static const struct report_column columns[] = {
	[COL_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_UPN] = { "upn", "UPN", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_ADMISSION] = { "admission_number", "Admission number", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[COL_NAME] = { "name", "Name", CELL_TEXT, 24, COLUMN_BOTH },
	[COL_CLASS] = { "class", "Class", CELL_TEXT, 10, COLUMN_BOTH },
	[COL_NUMBERS] = { "numbers", "Numbers", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_DEAD] = { "dead_numbers", "Dead", CELL_INTEGER, 0, COLUMN_BOTH },
	[COL_FINDINGS] = { "findings", "To be put right", CELL_LIST, 0, COLUMN_BOTH, .whole = true },
};

/* A pupil about whom something is to be put right. */
struct found {
	const struct family_pupil *pupil;
	struct contacts_checked checked;
	struct pupil_row row;
	const char *sort;
};

static int found_compare(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	const char *of = x->pupil->group ? x->pupil->group : "", *with = y->pupil->group ? y->pupil->group : "";
	int c = strcmp(of, with);

	if (c == 0)
		c = strcmp(x->sort, y->sort);
	return c != 0 ? c : (x->pupil->id > y->pupil->id) - (x->pupil->id < y->pupil->id);
}

static const char *findings(uint32_t remarks, struct arena *a)
{
	CLEAN_BUF struct buf b = { 0 };

	for (enum contact_remark r = 0; r < CONTACT_REMARKS; r++)
		if (remarks & 1u << r)
			buf_printf(&b, "%s%s", b.length ? "; " : "", contact_remark_words(r));
	return arena_text(a, buf_string(&b));
}

static void add_row(struct report *r, const struct found *f)
{
	struct cell *c = report_row_add(r, NULL);

	c[COL_PUPIL] = report_cell_key(r, &f->row.key);
	c[COL_UPN] = cell_text(r, f->row.upn);
	c[COL_ADMISSION] = cell_text(r, f->row.admission_number);
	c[COL_NAME] = cell_text(r, f->pupil->name);
	c[COL_CLASS] = cell_text(r, f->pupil->group);
	c[COL_NUMBERS] = cell_integer(f->checked.numbers);
	c[COL_DEAD] = cell_integer(f->checked.dead);
	c[COL_FINDINGS] = cell_kept(findings(f->checked.remarks, &r->arena));
}

static void say_lines(struct report *r, int found, const int *of, int all)
{
	if (found == 0)
		return;
	report_line(r, "Of %d pupil%s something is to be put right for %d.", all, PLURAL(all), found);
	for (enum contact_remark k = 0; k < CONTACT_REMARKS; k++)
		if (of[k])
			report_line(r, "%d: %s.", of[k], contact_remark_words(k));
}

/* "Everybody has two numbers" would be a lie of a pupil who is not here, or who is not for the person to see. */
static int none_listed(const struct report_asked *k, const struct families *f, struct report *r, struct err *e)
{
	const struct family_pupil *p = k->pupil ? families_pupil(f, k->pupil) : NULL;

	if (p && !report_sees(f->office, k, p->group_now))
		return err_refuse(e, "That pupil is not in one of your classes. Ask the office.");
	r->none = p ? "That pupil has left: there is nobody to telephone." : "Nobody is on the roll.";
	return 0;
}

static int list(const struct report_asked *k, const struct families *f, struct report *r, struct arena *a, struct err *e)
{
	struct found *found = arena_new(a, (size_t)f->pupil_count + 1, sizeof *found);
	int of[CONTACT_REMARKS] = { 0 }, n = 0, all = 0;

	for (int i = 0; i < f->pupil_count; i++) {
		const struct family_pupil *p = &f->pupils[i];

		if (!p->here || !report_sees(f->office, k, p->group_now) || (k->pupil && k->pupil != p->id))
			continue;
		all++;
		found[n] = (struct found){ .pupil = p, .checked = contacts_checked_of(f, p) };
		if (found[n].checked.remarks == 0)
			continue;
		int got = store_thing_get(f->office->store, THING_PUPIL, p->id, a, &found[n].row);
		if (got < 0)
			return office_fail(f->office, got, e);
		found[n].sort = roll_sort_key(&found[n].row, a);
		for (enum contact_remark x = 0; x < CONTACT_REMARKS; x++)
			of[x] += (found[n].checked.remarks >> x & 1) != 0;
		n++;
	}
	qsort(found, (size_t)n, sizeof *found, found_compare);
	for (int i = 0; i < n; i++)
		add_row(r, &found[i]);
	say_lines(r, n, of, all);
	return all == 0 ? none_listed(k, f, r, e) : 0;
}

static int contacts_fill(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_FAMILIES struct families f = { 0 };
	char day[DAY_TEXT];

	report_start(o, r, "contacts", columns, COLUMNS_ALL);
	r->title = arena_printf(&r->arena, "Contacts to be put right, %s", day_long(office_today(o), day));
	r->none = "Everybody has two numbers, a home, and somebody with parental responsibility, confirmed this school year.";
	int got = families_read(o, k->pupil, &f);
	if (got < 0)
		return office_fail(o, got, e);
	got = list(k, &f, r, &a, e);
	return got < 0 ? got : report_seal(o, r, e);
}

int report_fill_contacts(struct office *o, const struct report_wish *w, struct report *ret, struct err *e)
{
	return report_make(o, w, ACTION_SEE_CONTACTS, contacts_fill, ret, e);
}
