/* The cells of a contacts file: what each may hold (H3). */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "import_contacts.h"

#define NUMBER_MOST 60 /* bytes */
#define DIGITS_LEAST 3

const struct contact_flag contact_flags[FLAGS] = {
	{ CONTACTS_LIVES_WITH, offsetof(struct contact_row, lives_with) },
	{ CONTACTS_PARENTAL_RESPONSIBILITY, offsetof(struct contact_row, parental_responsibility) },
	{ CONTACTS_DO_NOT_CONTACT, offsetof(struct contact_row, do_not_contact) },
	{ CONTACTS_LETTERS, offsetof(struct contact_row, letters) },
	{ CONTACTS_TEXTS, offsetof(struct contact_row, texts) },
	{ CONTACTS_MAY_COLLECT, offsetof(struct contact_row, may_collect) },
};

/* NAMES */

static const char *const titles[] = { "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "lady" };

static bool is_title(const char *word, size_t n)
{
	if (n && word[n - 1] == '.')
		n--;
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (strlen(titles[i]) == n && strncasecmp(word, titles[i], n) == 0)
			return true;
	return false;
}

void contact_name_split(const char *name, struct arena *a, const char **title, const char **forename, const char **surname)
{
	size_t first = strcspn(name, " ");

	if (name[first] && is_title(name, first)) {
		if (!*title)
			*title = arena_text_n(a, name, first);
		name += first + strspn(name + first, " ");
	}
	const char *blank = strrchr(name, ' ');
	*forename = blank ? text_trim(arena_text_n(a, name, (size_t)(blank - name))) : "";
	*surname = arena_text(a, blank ? blank + 1 : name);
}

static void read_name(struct import_job *j, const struct csv_row *from, struct contact_line *l, struct arena *a)
{
	const char *forename = import_cell(j, from, CONTACTS_FORENAME), *surname = import_cell(j, from, CONTACTS_SURNAME);
	const char *name = import_cell(j, from, CONTACTS_NAME);

	l->forename = arena_text(a, forename);
	l->surname = arena_text(a, surname);
	l->split = !*forename && !*surname && *name;
	if (l->split)
		contact_name_split(name, a, &l->title, &l->forename, &l->surname);
	if (!*l->forename && !*l->surname && !*import_cell(j, from, CONTACTS_ADULT))
		import_refuse(j, from, import_has(j, CONTACTS_NAME) ? CONTACTS_NAME : CONTACTS_SURNAME,
			      "This contact has no name. Give forename and surname, or the whole name.");
	l->folded = text_fold(a, arena_joined(a, l->forename, ' ', l->surname));
}

/* NUMBERS */

const char *number_digits(struct arena *a, const char *text)
{
	char *digits = arena_new(a, strlen(text) + 2, 1), *to = digits;
	bool plus = text[strspn(text, " (")] == '+';

	for (; *text; text++)
		if (isdigit((unsigned char)*text))
			*to++ = *text;
	if (strncmp(digits, "0044", 4) == 0)
		digits += 4;
	else if (plus && strncmp(digits, "44", 2) == 0)
		digits += 2;
	else
		return digits;
	if (*digits == '0') /* "+44 (0)7700" */
		return digits;
	*--digits = '0';
	return digits;
}

bool number_is_one(const char *text)
{
	CLEAN_ARENA struct arena a = { 0 };

	return strlen(text) <= NUMBER_MOST && strlen(number_digits(&a, text)) >= DIGITS_LEAST;
}

static void read_number(struct import_job *j, const struct csv_row *from, int column, const char *kind, struct contact_line *l, struct arena *a)
{
	const char *cell = import_cell(j, from, column);

	if (!*cell)
		return;
	const char *digits = number_digits(a, cell);
	if (!number_is_one(cell)) {
		import_refuse(j, from, column, "\"%.40s\" is no telephone number. Write it like 07700 900123.", cell);
		return;
	}
	for (int i = 0; i < l->number_count; i++)
		if (strcmp(l->numbers[i].digits, digits) == 0)
			return;
	if (!kind)
		kind = strncmp(digits, "07", 2) == 0 ? "mobile" : "home";
	l->numbers[l->number_count++] = (struct contact_number){ kind, arena_text(a, cell), digits, column != CONTACTS_PHONE };
}

/* THE REST */

static int read_priority(struct import_job *j, const struct csv_row *from)
{
	const char *cell = import_cell(j, from, CONTACTS_PRIORITY);
	char *end;
	long n = strtol(cell, &end, 10);

	if (*cell && (*end || n < 1 || n > CONTACT_PRIORITY_MOST)) {
		import_refuse(j, from, CONTACTS_PRIORITY, "\"%.20s\" is no priority. Write 1 for whom to telephone first, then 2, 3 ...", cell);
		return 0;
	}
	return *cell ? (int)n : 0;
}

/* An empty cell says nothing: what stands of a child's safety is never taken away by it. */
static int read_flag(struct import_job *j, const struct csv_row *from, int column)
{
	const char *cell = import_cell(j, from, column);
	int yes = *cell ? import_yes_no(cell) : -1;

	if (*cell && yes < 0)
		import_refuse(j, from, column, "\"%.40s\" is neither yes nor no. Write yes or no.", cell);
	return yes;
}

static const char *read_court_order(struct import_job *j, const struct csv_row *from, struct arena *a)
{
	const char *cell = import_cell(j, from, CONTACTS_COURT_ORDER);

	if (!*cell)
		return NULL;
	return import_yes_no(cell) == 0 ? "" : import_yes_no(cell) == 1 ? "yes" : arena_text(a, cell);
}

void contact_read(struct import_job *j, const struct csv_row *from, struct arena *a, struct contact_line *ret)
{
	struct contact_line l = { .from = import_row_keep(a, from) };

	import_check_letters(j, from);
	from = &l.from;
	l.adult = import_key(j, from, CONTACTS_ADULT, "an adult", a);
	l.title = import_text(j, from, CONTACTS_TITLE, a);
	read_name(j, from, &l, a);
	l.email = import_text(j, from, CONTACTS_EMAIL, a);
	if (l.email && !strchr(l.email, '@'))
		import_refuse(j, from, CONTACTS_EMAIL, "\"%.60s\" is no email address: it has no @. Correct it.", l.email);
	l.language = import_text(j, from, CONTACTS_LANGUAGE, a);
	l.relation = import_text(j, from, CONTACTS_RELATION, a);
	l.address = import_text(j, from, CONTACTS_ADDRESS, a);
	l.postcode = import_text(j, from, CONTACTS_POSTCODE, a);
	l.court_order = read_court_order(j, from, a);
	l.priority = read_priority(j, from);
	l.confirmed = import_day(j, from, CONTACTS_CONFIRMED);
	if (!day_is_none(l.confirmed) && l.confirmed.n > j->today.n)
		import_refuse(j, from, CONTACTS_CONFIRMED, "This day is still to come. Give the day on which the family last said that it is right.");
	read_number(j, from, CONTACTS_MOBILE, "mobile", &l, a);
	read_number(j, from, CONTACTS_HOME, "home", &l, a);
	read_number(j, from, CONTACTS_WORK, "work", &l, a);
	read_number(j, from, CONTACTS_PHONE, NULL, &l, a);
	for (int i = 0; i < FLAGS; i++)
		l.flags[i] = read_flag(j, from, contact_flags[i].column);
	l.secret = read_flag(j, from, CONTACTS_ADDRESS_SECRET);
	*ret = l;
}
