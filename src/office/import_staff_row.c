/* The cells of a staff file: who, what they are, what they may do. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "import_staff.h"
#include "rules/pupil.h"
#include "school.h"

#define SIGN_IN_MOST 28 /* of a name that is made, so that a number fits behind it */

/* NAMES */

/* First letter and surname, in small letters without marks: "khall". */
static const char *made_sign_in(struct arena *a, const char *forename, const char *surname)
{
	const char *first = text_fold(a, forename), *rest = text_fold(a, surname);
	CLEAN_BUF struct buf to = { 0 };

	if (*rest == '\0') {
		rest = first;
		first = "";
	}
	if (islower((unsigned char)*first))
		buf_char(&to, *first);
	for (; *rest && to.length < SIGN_IN_MOST; rest++)
		if (islower((unsigned char)*rest) || (to.length && isdigit((unsigned char)*rest)))
			buf_char(&to, *rest);
	return to.length ? arena_text(a, buf_string(&to)) : "staff";
}

static void read_name(struct import_job *j, const struct csv_row *from, struct staff_line *l, struct arena *a)
{
	const char *forename = import_cell(j, from, STAFF_FORENAME), *surname = import_cell(j, from, STAFF_SURNAME);
	const char *name = import_cell(j, from, STAFF_NAME), *blank = strrchr(name, ' ');

	const char *one = *forename ? forename : surname;

	l->name = *name ? arena_text(a, name) : *forename && *surname ? arena_joined(a, forename, ' ', surname) : arena_text(a, one);
	l->folded = text_fold(a, l->name);
	if (*forename || *surname)
		l->made = made_sign_in(a, forename, surname);
	else
		l->made = made_sign_in(a, blank ? name : "", blank ? blank + 1 : name);
	if (!*l->name && !*import_cell(j, from, STAFF_SIGN_IN))
		import_refuse(j, from, import_has(j, STAFF_NAME) ? STAFF_NAME : STAFF_SURNAME,
			      "This member of staff has no name. Give it, or take the row out.");
}

static const char *read_sign_in(struct import_job *j, const struct csv_row *from, struct arena *a)
{
	const char *cell = import_cell(j, from, STAFF_SIGN_IN);
	struct err why = { 0 };

	if (!*cell)
		return NULL;
	if (sign_in_check(cell, &why) < 0)
		import_refuse(j, from, STAFF_SIGN_IN, "%s", why.text);
	return arena_text(a, cell);
}

static const char *read_kind(struct import_job *j, const struct csv_row *from)
{
	const char *cell = import_cell(j, from, STAFF_KIND);

	if (strcasecmp(cell, "person") == 0)
		return "person";
	if (strcasecmp(cell, "machine") == 0)
		return "machine";
	if (*cell)
		import_refuse(j, from, STAFF_KIND, "\"%.40s\" is no kind of staff. Write person, or machine for a job that runs by itself.",
			      cell);
	return NULL;
}

/* ROLES: "office; head_of_year 4; pastoral Willow" */

static bool same_sign(char ours, char theirs)
{
	return ours == '_' ? theirs == '_' || theirs == ' ' || theirs == '-' : ours == (char)tolower((unsigned char)theirs);
}

/* How much of the word is that role's name; 0: it is not. */
static size_t role_length(const char *word, const char *role)
{
	size_t n = 0;

	while (role[n] && same_sign(role[n], word[n]))
		n++;
	return role[n] || (word[n] && word[n] != ' ') ? 0 : n;
}

static void read_role(struct import_job *j, const struct csv_row *from, const char *word, struct staff_line *l, struct arena *a)
{
	struct staff_gift gift = { .year = NONE, .group = NONE, .words = word };
	size_t longest = 0;
	int year;

	for (enum role role = 0; role < ROLES; role++)
		if (role_length(word, role_name(role)) > longest) {
			gift.role = role_name(role);
			longest = role_length(word, role_name(role));
		}
	if (!longest) {
		import_refuse(j, from, STAFF_ROLES, "\"%.40s\" is no role. There are teacher, supply, pastoral, head_of_year, office, "
			      "attendance_officer, "
			      "champion, head, dsl, governor, inspector and admin.", word);
		return;
	}
	const char *scope = word + longest + strspn(word + longest, " ");
	if (*scope && year_parse(scope, &year) == 0)
		gift.year = year;
	else if (*scope)
		gift.words = arena_text(a, scope); /* a class: found when the file is judged */
	if (*scope && gift.year == NONE)
		gift.group = 0;
	vec_push(&l->gifts, gift);
}

static void read_class(struct import_job *j, const struct csv_row *from, const char *word, struct staff_line *l, struct arena *a)
{
	vec_push(&l->gifts, (struct staff_gift){ .year = NONE, .group = 0, .words = word });
}

static void each_word(struct import_job *j, const struct csv_row *from, int column, struct staff_line *l, struct arena *a,
		      void (*f)(struct import_job *, const struct csv_row *, const char *, struct staff_line *, struct arena *))
{
	char *rest = arena_text(a, import_cell(j, from, column)), *word;

	while ((word = strsep(&rest, ";"))) {
		word = text_trim(word);
		if (*word)
			f(j, from, word, l, a);
	}
}

void staff_read(struct import_job *j, const struct csv_row *from, struct arena *a, struct staff_line *ret)
{
	struct staff_line l = { .from = import_row_keep(a, from) };

	import_check_letters(j, from);
	from = &l.from;
	l.sign_in = read_sign_in(j, from, a);
	read_name(j, from, &l, a);
	l.position = import_text(j, from, STAFF_POSITION, a);
	l.kind = read_kind(j, from);
	l.first = import_day(j, from, STAFF_FROM_DATE);
	l.last = import_day(j, from, STAFF_TO_DATE);
	if (!day_is_none(l.first) && !day_is_none(l.last) && l.last.n < l.first.n)
		import_refuse(j, from, STAFF_TO_DATE, "The last day is before the first. Check both.");
	each_word(j, from, STAFF_ROLES, &l, a, read_role);
	each_word(j, from, STAFF_CLASSES, &l, a, read_class);
	*ret = l;
}
