/* A pupil by the names that screens and commands use. */
#include "names.h"

#include <string.h>

#include "base/key.h"
#include "lookup.h"
#include "office/today.h"

const char *office_name_of_pupil(struct office *o, int64_t pupil, struct arena *a)
{
	return office_pupil_name(o, pupil, a);
}

int office_pupil_key(struct office *o, int64_t pupil, struct arena *a, const char **ret, struct err *e)
{
	struct pupil_row row;
	int r = store_thing_get(o->store, THING_PUPIL, pupil, a, &row);

	if (r < 0)
		return office_fail(o, r, e);
	*ret = key_hex(&row.key, arena_new(a, KEY_TEXT, 1));
	return 0;
}

/* WHICH NAME */

const char *name_known(const char *known, const char *legal)
{
	return known && *known ? known : legal;
}

const char *pupil_sort_surname(const struct pupil_row *p)
{
	return name_known(p->sort_name, name_known(p->preferred_surname, name_known(p->surname, p->forename)));
}

const char *pupil_display_name(const struct pupil_row *p, struct arena *a)
{
	const char *first = name_known(p->preferred_name, p->forename), *last = name_known(p->preferred_surname, p->surname);

	if (*last == '\0' || *first == '\0')
		return arena_text(a, *first ? first : last);
	return arena_joined(a, first, ' ', last);
}

const char *pupil_list_name(const struct pupil_row *p, struct arena *a)
{
	const char *first = name_known(p->preferred_name, p->forename), *last = name_known(p->preferred_surname, p->surname);

	if (*last == '\0' || *first == '\0')
		return arena_text(a, *first ? first : last);
	return arena_printf(a, "%s, %s", last, first);
}

struct pupil_row pupil_of_name(const struct name_row *n)
{
	return (struct pupil_row){ .id = n->pupil, .upn = n->upn, .admission_number = n->admission_number, .former_upn = n->former_upn,
				   .surname = n->surname, .forename = n->forename, .preferred_name = n->preferred_name,
				   .preferred_surname = n->preferred_surname, .middle_names = n->middle_names, .sort_name = n->sort_name,
				   .born_day = n->born };
}

const char *pupil_told(struct office *o, const struct pupil_row *p, struct day day, struct arena *a)
{
	const char *name = pupil_display_name(p, a);
	char born[DAY_TEXT];
	int64_t group = 0;

	day_long(p->born_day, born);
	if (office_pupil_group(o, p->id, day, SESSION_AM, &group, NULL) < 0 || !group)
		return arena_printf(a, "%s (born %s)", name, born + strlen("Fri "));
	return arena_printf(a, "%s (%s, born %s)", name, office_group_name(o, group), born + strlen("Fri "));
}

/* TOLD APART */

static const char *told_apart(const struct named *of, struct arena *a)
{
	char born[DAY_TEXT];

	return arena_printf(a, "%s (%s%sborn %s)", of->name, of->group ? of->group : "", of->group ? ", " : "",
			    day_long(of->born, born) + strlen("Fri "));
}

const bool *names_equal(const struct named *list, int n, struct arena *a)
{
	struct lookup *seen = lookup_new(n);
	bool *same = arena_new(a, (size_t)n + 1, sizeof *same);

	for (int i = 0; i < n; i++) {
		int first = lookup_add(seen, list[i].name, i);

		if (first >= 0)
			same[i] = same[first] = true;
	}
	lookup_free(seen);
	return same;
}

void names_tell_apart(struct named *list, int n, struct arena *a)
{
	const bool *same = names_equal(list, n, a);

	for (int i = 0; i < n; i++)
		if (same[i])
			list[i].name = told_apart(&list[i], a);
}
