/* Pupils by what a file calls them: the permanent key, UPN, admission number, or name and date of birth. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "import_job.h"
#include "lookup.h"

enum { IDENTIFIERS = 3 };

struct import_pupils_index {
	struct arena arena;
	struct pupil_row *pupils;       /* by id */
	int count;
	struct lookup *by[IDENTIFIERS]; /* key, UPN, admission number */
	struct lookup *former, *name;
	bool *shared;                   /* another has the same name and date of birth */
	struct buf last[IDENTIFIERS];   /* what the row before had: a pupil's rows follow one another */
	int64_t last_pupil;
};

static const char *name_key(struct arena *a, const char *surname, const char *forename, struct day dob)
{
	return arena_printf(a, "%d\x1f%s\x1f%s", dob.n, text_fold(a, surname), text_fold(a, forename));
}

static int index_of(const struct import_pupils_index *x, int64_t id)
{
	int low = 0, high = x->count;

	while (low < high) {
		int middle = (low + high) / 2;

		if (x->pupils[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < x->count && x->pupils[low].id == id ? low : -1;
}

/* A row that was merged stands for the one that stays. */
static int standing(const struct import_pupils_index *x, int i)
{
	for (int hops = 0; i >= 0 && x->pupils[i].merged_into != NONE && hops < 16; hops++)
		i = index_of(x, x->pupils[i].merged_into);
	return i;
}

static void add_name(struct import_pupils_index *x, int i, const char *surname, const char *forename)
{
	const struct pupil_row *p = &x->pupils[i];
	int same = forename && *forename ? lookup_add(x->name, name_key(&x->arena, surname, forename, p->born_day), i) : -1;

	if (same >= 0 && same != i)
		x->shared[same] = true;
}

/* Legal or known, first name and last: another product may write either. */
static void add_names(struct import_pupils_index *x, int i)
{
	const struct pupil_row *p = &x->pupils[i];
	const char *first[] = { p->forename, p->preferred_name }, *last[] = { p->surname, p->preferred_surname };

	for (int k = 0; k < 4; k++)
		if (last[k / 2])
			add_name(x, i, last[k / 2], first[k % 2]);
}

static void add_pupil(struct import_pupils_index *x, int i)
{
	const struct pupil_row *p = &x->pupils[i];
	char key[KEY_TEXT];
	int as = standing(x, i);

	if (as < 0)
		return;
	lookup_add(x->by[PUPIL_KEY], arena_text(&x->arena, key_hex(&p->key, key)), as);
	lookup_add(x->by[PUPIL_UPN], p->upn, as);
	lookup_add(x->former, p->former_upn, as);
	lookup_add(x->by[PUPIL_ADMISSION_NUMBER], p->admission_number, as);
	if (as != i)
		return;
	add_names(x, i);
}

int import_index_open(struct import_job *j, struct import_pupils_index **ret, struct err *e)
{
	struct import_pupils_index *x = mem_new(1, sizeof *x);

	x->count = store_thing_all(j->office->store, THING_PUPIL, &x->arena, &x->pupils);
	if (x->count < 0) {
		int r = x->count;

		x->count = 0;
		import_index_close(x);
		return office_fail(j->office, r, e);
	}
	for (int i = 0; i < IDENTIFIERS; i++)
		x->by[i] = lookup_new(x->count);
	x->former = lookup_new(x->count);
	x->name = lookup_new(4 * x->count);
	x->shared = arena_new(&x->arena, (size_t)x->count + 1, sizeof *x->shared);
	for (int i = 0; i < x->count; i++)
		add_pupil(x, i);
	*ret = x;
	return 0;
}

void import_index_close(struct import_pupils_index *x)
{
	if (!x)
		return;
	for (int i = 0; i < IDENTIFIERS; i++) {
		lookup_free(x->by[i]);
		buf_finish(&x->last[i]);
	}
	lookup_free(x->former);
	lookup_free(x->name);
	arena_finish(&x->arena);
	free(x);
}

const struct pupil_row *import_index_row(const struct import_pupils_index *x, int64_t pupil)
{
	int i = index_of(x, pupil);

	return i < 0 ? NULL : &x->pupils[i];
}

/* FINDING */

static const char *const words[IDENTIFIERS] = { "key", "UPN", "admission number" };

/* As the roll has it: a UPN in capitals, a key in small letters. */
static void canonical(int which, const char *cell, struct buf *to)
{
	buf_reset(to);
	for (const char *p = cell; *p; p++) {
		char c = *p;

		if (which == PUPIL_UPN && c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		else if (which == PUPIL_KEY && c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		buf_char(to, c);
	}
}

static int find_identifier(const struct import_pupils_index *x, int which)
{
	const char *text = buf_string(&x->last[which]);
	int i = lookup_get(x->by[which], text);

	return i < 0 && which == PUPIL_UPN ? lookup_get(x->former, text) : i;
}

/* -1: the row has none of them; -2: refused. */
static int find_by_identifiers(struct import_pupils_index *x, struct import_job *j, const struct csv_row *row)
{
	int found = -1, by = -1, missing = -1;

	for (int which = 0; which < IDENTIFIERS; which++) {
		if (x->last[which].length == 0)
			continue;
		int i = find_identifier(x, which);
		if (i < 0) {
			missing = missing < 0 ? which : missing;
		} else if (found >= 0 && found != i) {
			import_refuse(j, row, which, "This row fits two pupils: the %s is one's, the %s another's. Correct one.", words[by],
				      words[which]);
			return -2;
		} else {
			found = i;
			by = which;
		}
	}
	if (found >= 0 || missing < 0)
		return found;
	import_refuse(j, row, missing, "No pupil here has the %s %.60s. Import the pupil first, or correct it.", words[missing],
		      buf_string(&x->last[missing]));
	return -2;
}

static int find_by_name(struct import_pupils_index *x, struct import_job *j, const struct csv_row *row, const int columns[3])
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *surname = import_cell(j, row, columns[0]), *forename = import_cell(j, row, columns[1]);
	const char *dob = import_cell(j, row, columns[2]);
	struct day born;

	if ((!*surname && !*forename) || !*dob) {
		import_refuse(j, row, -1, "Nothing tells whose row this is. Give the UPN or the admission number.");
		return -2;
	}
	if (day_parse_english(dob, &born) < 0) {
		import_refuse(j, row, columns[2], "\"%s\" is no date. Write it like 2026-09-02 or 02/09/2026.", dob);
		return -2;
	}
	int i = lookup_get(x->name, name_key(&a, surname, forename, born));
	if (i < 0)
		import_refuse(j, row, columns[0] >= 0 ? columns[0] : columns[1],
			      "No pupil here has that name and date of birth. Import the pupil first, or correct them.");
	else if (x->shared[i])
		import_refuse(j, row, -1, "This row fits two pupils of one name and date of birth. Give the UPN or the admission number.");
	return i < 0 || x->shared[i] ? -2 : i;
}

/* Has the row the same identifiers as the one before? */
static bool as_before(struct import_pupils_index *x, const struct import_job *j, const struct csv_row *row)
{
	bool same = true, any = false;

	for (int which = 0; which < IDENTIFIERS; which++) {
		const char *cell = import_cell(j, row, which);

		any |= *cell != '\0';
		if (strcmp(cell, buf_string(&x->last[which])) == 0)
			continue;
		same = false;
		canonical(which, cell, &x->last[which]);
	}
	return same && any && x->last_pupil;
}

int64_t import_index_find(struct import_pupils_index *x, struct import_job *j, const struct csv_row *row, const int columns[3])
{
	if (as_before(x, j, row))
		return x->last_pupil;
	int i = find_by_identifiers(x, j, row);
	if (i == -1)
		i = find_by_name(x, j, row, columns);
	x->last_pupil = i >= 0 ? x->pupils[i].id : 0;
	return x->last_pupil;
}
