/* What a person says of a pupil and a spell, judged thing by thing; and what the use cases of the roll read first. */
#include "pupils_parts.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "names.h"
#include "rules/pupil.h"
#include "school.h"

struct day day_or_today(struct office *o, struct day d)
{
	return day_is_none(d) ? office_today(o) : d;
}

const char *day_short(struct day d, struct arena *a)
{
	char text[DAY_TEXT];

	return arena_text(a, day_long(d, text) + strlen("Fri "));
}

int pupil_act_end(struct office *o, int64_t *ret_act, struct err *e)
{
	return office_act_end(o, false, ret_act, e);
}

/* READING */

int pupil_row_get(struct office *o, int64_t pupil, struct arena *a, struct pupil_row *ret, struct err *e)
{
	int r = store_thing_get(o->store, THING_PUPIL, pupil, a, ret);

	if (r == 0 && ret->merged_into == NONE)
		return 0;
	if (r < 0 && r != -ENOENT)
		return office_fail(o, r, e);
	err_refuse(e, r == 0 ? "That row was merged into another of the same child: look for the name again."
			     : "There is no such pupil: look for the name again.");
	return -ENOENT;
}

const struct enrolment_row *spell_on(const struct enrolment_row *rows, int n, struct day day)
{
	const struct enrolment_row *found = NULL;

	for (int i = 0; i < n; i++)
		if (day_within(day, rows[i].from_day, rows[i].to_day))
			found = &rows[i];
	return found;
}

const struct enrolment_row *spell_about(const struct enrolment_row *rows, int n, struct day day)
{
	const struct enrolment_row *found = spell_on(rows, n, day);

	for (int i = 0; !found && i < n; i++)
		if (rows[i].from_day.n > day.n)
			found = &rows[i];
	return found || n == 0 ? found : &rows[n - 1];
}

const struct enrolment_row *spell_going_on(const struct enrolment_row *rows, int n, const struct enrolment_row *spell)
{
	for (int i = 0; i < n; i++)
		if (spell_goes_on(spell, &rows[i]))
			return &rows[i];
	return NULL;
}

/* TEXTS */

int pupil_line(const char *what, const char *text, struct arena *a, const char **ret, struct err *e)
{
	char *line = arena_text(a, text);

	if (!line || *text_trim(line) == '\0') {
		*ret = line ? "" : NULL;
		return 0;
	}
	line = text_trim(line);
	int r = line_check(what, line, e);
	if (r == 0 && text_unseen(line))
		r = err_usage(e, "%s has a character that nobody can see, or that is no letter. Type it again.", what);
	if (r == 0)
		*ret = text_cleaned(a, line);
	return r;
}

/** A text of a wish and where it is kept. */
struct line {
	const char *what, *text;
	const char **to;
};

static int lines_read(const struct line *lines, size_t n, struct arena *a, struct err *e)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < n; i++)
		r = pupil_line(lines[i].what, lines[i].text, a, lines[i].to, e);
	return r;
}

/* A PUPIL */

static int sex_read(const char *sex, const char **ret, struct err *e)
{
	static const struct { const char *theirs, *ours; } words[] = { { "f", "F" }, { "m", "M" }, { "female", "F" }, { "male", "M" }, { "", "" } };

	for (size_t i = 0; sex && i < sizeof words / sizeof *words; i++)
		if (strcasecmp(sex, words[i].theirs) == 0) {
			*ret = words[i].ours;
			return 0;
		}
	*ret = NULL;
	return sex ? err_usage(e, "\"%.20s\" is no sex. Type F or M, or leave it empty while it is not known.", sex) : 0;
}

static int refuse_taken(struct office *o, const char *what, const char *number, int64_t by, struct arena *a, struct err *e)
{
	struct pupil_row row;
	int r = store_thing_get(o->store, THING_PUPIL, by, a, &row);

	if (r < 0)
		return office_fail(o, r, e);
	err_refuse(e, "%s %.40s is taken: it is that of %.200s. Check which of the two is right.", what, number,
		   pupil_told(o, &row, office_today(o), a));
	return -EEXIST;
}

/* Nobody else's; a number may look like another pupil's UPN no more than like their number.  That of a row merged into theirs is theirs. */
static int number_free(struct office *o, const char *what, const char *number, int64_t self, struct arena *a, struct err *e)
{
	struct err none = { 0 };
	int64_t by = 0;
	int r = number && *number ? office_pupil_find(o, number, false, &by, &none) : -ENOENT;

	if (r == -ENOENT || (r == 0 && by == self))
		return 0;
	if (r < 0 && e)
		*e = none;
	return r < 0 ? r : refuse_taken(o, what, number, by, a, e);
}

int pupil_upn_say(struct office *o, const char *upn, int64_t self, struct arena *a, struct buf *said, struct err *e)
{
	struct name_row *rows;
	struct pupil_row row;
	int n = upn && *upn ? store_names_now(o->store, a, &rows) : 0, r = n < 0 ? n : 0;

	for (int i = 0; r == 0 && i < n; i++) {
		if (rows[i].pupil == self || !rows[i].former_upn || strcmp(rows[i].former_upn, upn) != 0)
			continue;
		r = store_thing_get(o->store, THING_PUPIL, rows[i].pupil, a, &row);
		if (r == 0)
			buf_printf(said, "UPN %s was that of %s before. Check which of the two is right.\n", upn, pupil_told(o, &row, office_today(o), a));
	}
	return r < 0 ? office_fail(o, r, e) : 0;
}

static int upn_read(const char **upn, struct arena *a, struct err *e)
{
	enum upn_kind kind;
	char *capitals = arena_text(a, *upn);

	if (!capitals || *capitals == '\0')
		return 0;
	for (char *p = capitals; *p; p++)
		*p = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
	*upn = capitals;
	return upn_check(capitals, &kind, e);
}

#define AGE_LEAST 2
#define AGE_MOST 19

int pupil_born_check(struct office *o, struct day born, struct day start, struct err *e)
{
	if (born.n > office_today(o).n)
		return err_usage(e, "This date of birth is still to come. Check it.");
	int age = age_on(born, start);
	if (age < AGE_LEAST || age > AGE_MOST)
		return err_usage(e, "A pupil born on this day is %d years old at the start. Check the year.", age);
	return 0;
}

int pupil_wish_read(struct office *o, const struct pupil_wish *w, int64_t self, struct arena *a, struct pupil_wish *ret, struct err *e)
{
	struct pupil_wish read = { .born = w->born, .boarder = w->boarder };
	const struct line lines[] = {
		{ "The surname", w->surname, &read.surname }, { "The forename", w->forename, &read.forename },
		{ "The middle name", w->middle_names, &read.middle_names },
		{ "The name they are called by", w->preferred_name, &read.preferred_name },
		{ "The surname they are called by", w->preferred_surname, &read.preferred_surname },
		{ "The sort name", w->sort_name, &read.sort_name }, { "The sex", w->sex, &read.sex }, { "The UPN", w->upn, &read.upn },
		{ "The admission number", w->admission_number, &read.admission_number },
	};
	int r = lines_read(lines, sizeof lines / sizeof *lines, a, e);

	if (r == 0)
		r = sex_read(read.sex, &read.sex, e);
	if (r == 0)
		r = upn_read(&read.upn, a, e);
	if (r == 0)
		r = number_free(o, "UPN", read.upn, self, a, e);
	if (r == 0)
		r = number_free(o, "Admission number", read.admission_number, self, a, e);
	if (r == 0)
		*ret = read;
	return r;
}

/* A SPELL */

static int word_check(const char *word, const char *const *words, size_t n, const char *sentence, const char **ret, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (strcasecmp(word, words[i]) == 0) {
			*ret = words[i];
			return 0;
		}
	return err_usage(e, "\"%.40s\" %s", word, sentence);
}

static int kind_read(const char *kind, const char **ret, struct err *e)
{
	static const char *const kinds[] = { "single", "main", "subsidiary", "guest" };

	return word_check(kind, kinds, 4, "is no way to be on the roll. Type single, main, subsidiary or guest.", ret, e);
}

static int arrangement_read(const char *text, const char **ret, struct err *e)
{
	static const char *const arrangements[] = { "dual registration", "managed move", "off-site direction", "mobile child" };

	if (*text == '\0') {
		*ret = NULL;
		return 0;
	}
	return word_check(text, arrangements, 4, "is no arrangement. Type dual registration, managed move, off-site direction or mobile child.", ret,
			  e);
}

/* A pupil who leaves is for another use case: it asks for the ground. */
static int spell_end(const struct spell_wish *w, struct enrolment_row *row, struct err *e)
{
	if (day_is_none(w->to))
		return 0;
	if (strcmp(row->kind, "guest") != 0 && !row->arrangement)
		return err_usage(e, "A last day goes with a guest, or with an arrangement that ends. Record a leaver when the day is known.");
	if (w->to.n < row->from_day.n)
		return err_usage(e, "The last day is before the first. Check both.");
	row->to_day = w->to;
	row->to_session = SESSION_PM;
	return 0;
}

int spell_wish_read(const struct spell_wish *w, struct arena *a, struct enrolment_row *row, struct err *e)
{
	const char *texts[3] = { NULL, NULL, NULL };
	const struct line lines[] = {
		{ "The last school", w->last_school, &texts[0] }, { "The other school", w->other_school, &texts[1] },
		{ "The other school's contact", w->other_school_contact, &texts[2] },
	};
	const char **fields[] = { &row->last_school, &row->other_school, &row->other_school_contact };
	int r = lines_read(lines, sizeof lines / sizeof *lines, a, e);

	if (r == 0 && w->kind)
		r = kind_read(w->kind, &row->kind, e);
	if (r == 0 && w->arrangement)
		r = arrangement_read(w->arrangement, &row->arrangement, e);
	if (r < 0)
		return r;
	for (int i = 0; i < 3; i++)
		if (texts[i])
			*fields[i] = *texts[i] ? texts[i] : NULL;
	if (!day_is_none(w->from))
		row->from_day = w->from;
	if (w->from_session >= 0)
		row->from_session = w->from_session;
	if (!day_is_none(w->review))
		row->review_day = w->review;
	return spell_end(w, row, e);
}
