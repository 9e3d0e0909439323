/* In which order the names of a class stand in its register (A9). */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "names.h"
#include "register_view.h"

#define LAST INT64_MAX

/* Numbers as numbers; those with letters after them, as text. */
static int64_t number_of(const char *number)
{
	char *end;
	int64_t n;

	if (!number || *number < '0' || *number > '9')
		return LAST;
	n = strtoll(number, &end, 10);
	return *end ? LAST : n;
}

static int compare(const void *a, const void *b)
{
	const struct register_seen *x = a, *y = b;
	int c = (x->number > y->number) - (x->number < y->number);

	if (c == 0)
		c = strcmp(x->first, y->first);
	if (c == 0)
		c = strcmp(x->second, y->second);
	return c ? c : (x->row.id > y->row.id) - (x->row.id < y->row.id);
}

static void by_surname(struct register_seen *s, struct arena *a)
{
	s->number = 0;
	s->first = text_fold(a, pupil_sort_surname(&s->row));
	s->second = text_fold(a, s->row.forename);
}

static void by_forename(struct register_seen *s, struct arena *a)
{
	by_surname(s, a);
	s->second = s->first;
	s->first = text_fold(a, name_known(s->row.preferred_name, name_known(s->row.forename, s->row.surname)));
}

static void by_number(struct register_seen *s, struct arena *a)
{
	by_surname(s, a);
	s->number = number_of(s->row.admission_number);
	s->first = s->number == LAST && s->row.admission_number ? s->row.admission_number : s->first;
}

/* Those without a place come after, by name. */
static void by_line(struct register_seen *s, struct arena *a)
{
	by_surname(s, a);
	s->number = s->place == NONE ? LAST : s->place;
}

static const struct {
	const char *name;
	void (*key)(struct register_seen *s, struct arena *a);
} orders[] = { { "surname", by_surname }, { "forename", by_forename }, { "admission_number", by_number }, { "line", by_line } };

static int read_places(struct office *o, const struct register_ref *ref, struct register_seen *list, int n, struct arena *a)
{
	struct membership_row *rows;
	int count = store_memberships_of_group(o->store, ref->roll_group, ref->day, a, &rows);

	for (int i = 0; i < n; i++) {
		list[i].place = NONE;
		for (int k = 0; k < count; k++)
			if (rows[k].pupil == list[i].row.id && rows[k].place != NONE)
				list[i].place = rows[k].place;
	}
	return count < 0 ? count : 0;
}

int register_order(struct office *o, const struct register_ref *ref, struct register_seen *list, int n, struct arena *a)
{
	const struct roll_group_row *group = office_group(o, ref->roll_group);
	const char *order = group && group->name_order ? group->name_order : "surname";
	void (*key)(struct register_seen *s, struct arena *a) = by_surname;
	int r = strcmp(order, "line") == 0 ? read_places(o, ref, list, n, a) : 0;

	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
		if (strcmp(orders[i].name, order) == 0)
			key = orders[i].key;
	for (int i = 0; i < n; i++)
		key(&list[i], a);
	if (n > 1)
		qsort(list, (size_t)n, sizeof *list, compare);
	return r;
}
