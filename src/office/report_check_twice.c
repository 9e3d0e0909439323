/* Check of the roll: one child twice, by the same birthday and the same names in any order, legal or known. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "names.h"
#include "report_check_roll.h"

struct alike {
	const char *name, *other; /* the pupil's other name, legal or known; NULL: none */
	const struct pupil_row *row;
};

static int word_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The words of a name in order, so that a surname typed as a forename is found too. */
static const char *name_key(struct check_roll *k, const struct pupil_row *p, const char *forename, const char *surname)
{
	CLEAN_BUF struct buf key = { 0 };
	const char *words[32];
	char *rest = arena_text(&k->arena, text_fold(&k->arena, arena_printf(&k->arena, "%s %s", forename, surname))), *word;
	int n = 0;

	while (n < 32 && (word = strsep(&rest, " ")))
		if (*word)
			words[n++] = word;
	qsort(words, (size_t)n, sizeof *words, word_compare);
	buf_printf(&key, "%d", p->born_day.n);
	for (int i = 0; i < n; i++)
		buf_printf(&key, " %s", words[i]);
	return arena_text(&k->arena, buf_string(&key));
}

static int alike_compare(const void *a, const void *b)
{
	const struct alike *x = a, *y = b;
	int c = strcmp(x->name, y->name);

	return c != 0 ? c : (x->row->id > y->row->id) - (x->row->id < y->row->id);
}

static bool said_to_be_two(const struct check_roll *k, int64_t a, int64_t b)
{
	for (int i = 0; i < k->pair_count; i++)
		if (strcmp(k->pairs[i].said, "not the same") == 0 && k->pairs[i].pupil == (a < b ? a : b) && k->pairs[i].other == (a < b ? b : a))
			return true;
	return false;
}

static int alike_gather(struct check_roll *k, struct alike *to)
{
	int n = 0;

	for (int i = 0; i < k->row_count; i++) {
		const struct pupil_row *p = &k->rows[i];

		if (p->merged_into != NONE)
			continue;
		const char *legal = name_key(k, p, p->forename, p->surname);
		const char *known = name_key(k, p, name_known(p->preferred_name, p->forename), name_known(p->preferred_surname, p->surname));
		bool two = strcmp(legal, known) != 0;
		to[n++] = (struct alike){ legal, two ? known : NULL, p };
		if (two)
			to[n++] = (struct alike){ known, legal, p };
	}
	qsort(to, (size_t)n, sizeof *to, alike_compare);
	return n;
}

/* Two who share both names are found under the first of them. */
static bool is_pair(const struct check_roll *k, const struct alike *x, const struct alike *y)
{
	if (x->row == y->row || said_to_be_two(k, x->row->id, y->row->id))
		return false;
	return !x->other || !y->other || strcmp(x->other, y->other) != 0 || strcmp(x->name, x->other) < 0;
}

#define ALIKE_TO_DO "Look whether they are one child: if so, make the two rows one; if not, say that they are two pupils."

/* A birthday is for those who see names. */
static void say_alike(struct check_roll *k, const struct pupil_row *x, const struct pupil_row *y)
{
	char born[DAY_TEXT];

	check_say(k->check, "pupils", CHECK_LOOK, ALIKE_TO_DO, "%s and %s, both born %s, may be one child.", check_roll_name(k, x), check_roll_name(k, y),
		  k->names ? day_long(x->born_day, born) : "on one day");
}

void check_roll_alike(struct check_roll *k)
{
	struct alike *of = arena_new(&k->arena, 2 * (size_t)k->row_count + 1, sizeof *of);
	int n = alike_gather(k, of), found = 0, on_file = 0;

	for (int i = 0; i < n; i++)
		for (int j = i + 1; j < n && strcmp(of[i].name, of[j].name) == 0; j++)
			if (is_pair(k, &of[i], &of[j]) && found++ < LISTED_MOST)
				say_alike(k, of[i].row, of[j].row);
	if (found > LISTED_MOST)
		check_say(k->check, "pupils", CHECK_LOOK, ALIKE_TO_DO, "%d more pairs of pupils may be one child.", found - LISTED_MOST);
	for (int i = 0; i < k->row_count; i++)
		on_file += k->rows[i].merged_into == NONE;
	if (found == 0)
		check_say(k->check, "pupils", CHECK_OK, NULL, "No pupil stands twice: %d on file.", on_file);
}
