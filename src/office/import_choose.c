/* Which header map a file is read by: the one named, our own headings, or the one that fits best; never a guess between two. */
#include <errno.h>
#include <string.h>

#include "import_job.h"

/* FITTING */

#define FIT_LEAST 2 /* headings that a map must know, so that one heading which all products share decides nothing */

static int fit(const struct header_map *map, enum file_kind kind, const struct csv_row *heading, int *ret_known)
{
	struct header_match m = { 0 };

	header_match(map, kind, heading, &m);
	int score = m.known + m.left_out.count + (m.wide ? 1 : 0);
	*ret_known = m.known + (m.wide ? 1 : 0);
	header_match_finish(&m);
	return score;
}

static bool codes_alike(const struct header_map *a, const struct header_map *b)
{
	for (int i = 0; i < a->codes.count; i++)
		if (strcmp(header_map_code(b, a->codes.items[i].theirs), a->codes.items[i].ours) != 0)
			return false;
	return true;
}

/* Would both read that file as the same? */
static bool reads_alike(const struct header_map *a, const struct header_map *b, enum file_kind kind, const struct csv_row *heading)
{
	struct header_match m = { 0 }, n = { 0 };

	header_match(a, kind, heading, &m);
	header_match(b, kind, heading, &n);
	bool same = memcmp(m.column, n.column, (size_t)file_shapes[kind].count * sizeof *m.column) == 0;
	header_match_finish(&m);
	header_match_finish(&n);
	return same && (kind != FILE_MARKS || (codes_alike(a, b) && codes_alike(b, a)));
}

/* What a file must have to say anything: one of each line's columns. */
#define HAS(column) (UINT64_C(1) << (column))
#define HAS_WIDE HAS(63)
#define HAS_NUMBER (HAS(PUPIL_KEY) | HAS(PUPIL_UPN) | HAS(PUPIL_ADMISSION_NUMBER))
static const struct {
	enum file_kind kind;
	uint64_t any;
} needs[] = {
	{ FILE_PUPILS, HAS_NUMBER | HAS(PUPILS_DOB) },
	{ FILE_PUPILS, HAS(PUPILS_SURNAME) },
	{ FILE_PUPILS, HAS(PUPILS_FORENAME) },
	{ FILE_PUPILS, HAS(PUPILS_SEX) },
	{ FILE_PUPILS, HAS(PUPILS_YEAR) },
	{ FILE_PUPILS, HAS(PUPILS_CLASS) },
	{ FILE_CONTACTS, HAS_NUMBER },
	{ FILE_CONTACTS, HAS(CONTACTS_NAME) | HAS(CONTACTS_SURNAME) },
	{ FILE_GROUPS, HAS_NUMBER },
	{ FILE_GROUPS, HAS(GROUPS_GROUP) },
	{ FILE_STAFF, HAS(STAFF_NAME) | HAS(STAFF_SURNAME) },
	{ FILE_MARKS, HAS_NUMBER | HAS(MARKS_SURNAME) },
	{ FILE_MARKS, HAS_NUMBER | HAS(MARKS_FORENAME) },
	{ FILE_MARKS, HAS_NUMBER | HAS(MARKS_DOB) },
	{ FILE_MARKS, HAS_WIDE | HAS(MARKS_DATE) },
	{ FILE_MARKS, HAS_WIDE | HAS(MARKS_SESSION) | HAS(MARKS_AM) | HAS(MARKS_PM) },
	{ FILE_MARKS, HAS_WIDE | HAS(MARKS_CODE) | HAS(MARKS_AM) | HAS(MARKS_PM) },
	{ FILE_FIGURES, HAS_NUMBER | HAS(FIGURES_SURNAME) },
	{ FILE_FIGURES, HAS(FIGURES_POSSIBLE) | HAS(FIGURES_ATTENDED) | HAS(FIGURES_ATTENDANCE_PERCENT) | HAS(FIGURES_ABSENCE_PERCENT) },
};

/* Some headings of another product are any product's: a map is taken by itself if it knows all, or all that matter and most. */
static bool knows_enough(enum file_kind kind, const struct header_match *m)
{
	uint64_t has = m->wide ? HAS_WIDE : 0;

	for (int i = 0; i < file_shapes[kind].count; i++)
		has |= m->column[i] >= 0 ? HAS(i) : 0;
	for (size_t i = 0; m->unknown.count && i < sizeof needs / sizeof *needs; i++)
		if (needs[i].kind == kind && !(has & needs[i].any))
			return false;
	return 2 * m->unknown.count <= m->known + m->left_out.count + m->wide;
}

static bool map_knows_enough(const struct header_map *map, enum file_kind kind, const struct csv_row *heading)
{
	struct header_match m = { 0 };

	header_match(map, kind, heading, &m);
	bool enough = knows_enough(kind, &m);
	header_match_finish(&m);
	return enough;
}

static int refuse_two(const struct header_map *a, const struct header_map *b, const struct csv_row *heading, const char *file, struct err *e)
{
	return err_input(e, file, heading->line, 1, "These headings fit %s and %s alike, which do not read them as the same. Say which: "
			 "--map %s, or --map %s.",
			 a->title, b->title, a->name, b->name);
}

int import_maps_fit(const struct import_maps *m, enum file_kind kind, const struct csv_row *heading, const char *file, int *ret, struct err *e)
{
	int known, most_known, most = fit(NULL, kind, heading, &most_known), best = IMPORT_FIT_OWN;

	for (int i = 0; i < m->maps.count; i++) {
		int score = fit(&m->maps.items[i], kind, heading, &known);

		if (score > most && known >= FIT_LEAST) {
			most = score;
			best = i;
		}
	}
	if (best == IMPORT_FIT_OWN) {
		*ret = most_known ? IMPORT_FIT_OWN : IMPORT_FIT_NONE;
		return 0;
	}
	for (int i = best + 1; i < (best < m->own ? m->own : m->maps.count); i++)
		if (fit(&m->maps.items[i], kind, heading, &known) == most && map_knows_enough(&m->maps.items[best], kind, heading) &&
		    !reads_alike(&m->maps.items[best], &m->maps.items[i], kind, heading))
			return refuse_two(&m->maps.items[best], &m->maps.items[i], heading, file, e);
	*ret = best;
	return 0;
}

/* CHOOSING */

/* The last column of a file of refused rows that was put right is ours, too: nobody need take it out. */
static void leave_refused(struct import_job *j)
{
	const struct csv_row *heading = csv_heading(j->csv);
	int last = j->match.unknown.count - 1;

	if (last < 0 || j->match.unknown.items[last] != heading->count - 1 || strcmp(heading->fields[heading->count - 1], "refused") != 0)
		return;
	vec_push(&j->match.left_out, heading->count - 1);
	j->match.unknown.count--;
}

static void rematch(struct import_job *j)
{
	header_match_finish(&j->match);
	memset(&j->match, 0, sizeof j->match);
	header_match(j->mapped ? &j->map : NULL, j->wish.kind, csv_heading(j->csv), &j->match);
	leave_refused(j);
}

#define NAMES_MOST 5

static const char *names_of(struct import_job *j, const int *fields, int count)
{
	const struct csv_row *heading = csv_heading(j->csv);
	CLEAN_BUF struct buf list = { 0 };

	for (int i = 0; i < count; i++)
		buf_printf(&list, "%s%s", i ? ", " : "", heading->fields[fields[i]]);
	return arena_text(&j->arena, buf_string(&list));
}

/* A word of a command line. */
static const char *shell_word(struct arena *a, const char *text)
{
	CLEAN_BUF struct buf quoted = { 0 };

	if (text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/+-")] == '\0' && *text != '-')
		return text;
	if (strcmp(text, "-") == 0)
		return "FILE"; /* what came through standard input cannot be looked at again */
	buf_text(&quoted, *text == '-' ? "./'" : "'");
	for (; *text; text++)
		buf_text(&quoted, *text == '\'' ? "'\\''" : (char[]){ *text, '\0' });
	buf_char(&quoted, '\'');
	return arena_text(a, buf_string(&quoted));
}

#define FILE_SHOWN 160 /* bytes of a path that a sentence has room for */

static const char *what_to_do(struct import_job *j)
{
	const char *file = shell_word(&j->arena, j->wish.file);

	return arena_printf(&j->arena, "`firstbell import map %s %s`, or Tab on the Import screen.", strlen(file) > FILE_SHOWN ? "FILE" : file,
			    file_shapes[j->wish.kind].name);
}

static int refuse_unknown(struct import_job *j, struct err *e)
{
	const struct csv_row *heading = csv_heading(j->csv);
	int first = j->match.unknown.items[0], count = j->match.unknown.count;
	const char *more = count > 1 ? arena_printf(&j->arena, ", nor: %s",
						    names_of(j, j->match.unknown.items + 1, count > NAMES_MOST ? NAMES_MOST : count - 1)) : "";

	return err_input(e, j->name, heading->line, first + 1,
			 "firstbell knows no column \"%.60s\"%.100s. Take it out, name it as firstbell-data(7) does, or say what it is: %s",
			 heading->fields[first], more, what_to_do(j));
}

static int refuse_none(struct import_job *j, struct err *e)
{
	int count = j->match.unknown.count;

	return err_input(e, j->name, csv_heading(j->csv)->line, j->match.unknown.items[0] + 1,
			 "No header map fits these headings (not known: %.120s%s). Say what they are: %s",
			 names_of(j, j->match.unknown.items, count > NAMES_MOST ? NAMES_MOST : count), count > NAMES_MOST ? " ..." : "", what_to_do(j));
}

/* Nobody can say which product the file came from where several maps read it as the same. */
static int count_alike(struct import_job *j, const struct import_maps *m, int best)
{
	const struct csv_row *heading = csv_heading(j->csv);
	int known, most = fit(&m->maps.items[best], j->wish.kind, heading, &known), count = 1;

	for (int i = best + 1; i < (best < m->own ? m->own : m->maps.count); i++)
		count += fit(&m->maps.items[i], j->wish.kind, heading, &known) == most;
	return count;
}

static int choose_best(struct import_job *j, struct err *e)
{
	struct import_maps maps;
	int best, r = import_maps_read(j->office, &j->arena, &maps, e);

	if (r < 0)
		return r;
	r = import_maps_fit(&maps, j->wish.kind, csv_heading(j->csv), j->name, &best, e);
	if (r == 0 && best >= 0) {
		j->alike = count_alike(j, &maps, best);
		j->map = import_maps_take(&maps, best);
		j->mapped = true;
		rematch(j);
	}
	import_maps_finish(&maps);
	if (r < 0 || (best >= 0 && knows_enough(j->wish.kind, &j->match)))
		return r;
	return best == IMPORT_FIT_OWN ? refuse_unknown(j, e) : refuse_none(j, e);
}

int import_choose(struct import_job *j, struct err *e)
{
	int r = 0;

	if (j->wish.map) {
		r = import_map_find(j->office, &j->arena, j->wish.map, &j->map, e);
		j->mapped = r == 0;
	} else {
		rematch(j);
		if (j->match.unknown.count)
			r = choose_best(j, e);
	}
	if (r < 0)
		return r;
	rematch(j);
	if (j->match.twice >= 0)
		return err_input(e, j->name, csv_heading(j->csv)->line, j->match.twice + 1,
				 "\"%.60s\" stands for a column that another heading stands for already. Take one of the two out.",
				 csv_heading(j->csv)->fields[j->match.twice]);
	j->source = j->mapped && j->alike <= 1 ? arena_printf(&j->arena, "%s (%s)", j->name, j->map.title) : j->name;
	j->reason = j->wish.reason ? j->wish.reason : arena_printf(&j->arena, "taken from %s", j->source);
	return 0;
}

/* SAYING */

const char *import_headings_words(struct import_job *j)
{
	char delimiter = csv_delimiter(j->csv);
	CLEAN_BUF struct buf words = { 0 };

	if (j->mapped && j->alike > 1)
		buf_printf(&words, "headings known from %d products, all read alike (%s)", j->alike, j->map.name);
	else if (j->mapped)
		buf_printf(&words, "headings of %s (%s)", j->map.title, j->map.name);
	else
		buf_text(&words, "firstbell's own headings");
	buf_printf(&words, ", %s, %s", delimiter == ';' ? "semicolon" : delimiter == '\t' ? "tab" : "comma",
		   j->wish.form.encoding == CSV_WINDOWS_1252 ? "Windows-1252" : "UTF-8");
	if (j->match.left_out.count)
		buf_printf(&words, "; left out: %s", names_of(j, j->match.left_out.items, j->match.left_out.count));
	if (j->match.unknown.count)
		buf_printf(&words, "; not known and left out: %s", names_of(j, j->match.unknown.items, j->match.unknown.count));
	return arena_text(&j->arena, buf_string(&words));
}
