/* What a contacts file would change, an act a pupil: adults, their numbers and addresses, and whose contact they are. */
#include <ctype.h>
#include <string.h>

#include "contact.h"
#include "import_contacts.h"

struct work {
	struct import_job *job;
	struct plan *plan;
	struct plan_act *act;
	const struct contacts_there *there;
	struct contact_people *people;
	const char *name;   /* of the adult, as the file has it */
};

#define PUT(w, thing, row) plan_put((w)->plan, (w)->act, thing, &(row), sizeof (row), 0)
#define SAY(w, format, ...) plan_say((w)->act, "%s: " format, (w)->name, __VA_ARGS__)

static const char *or_none(const char *s)
{
	return s && *s ? s : "none";
}

/* THE ADULT */

static void change_text(struct work *w, const char *what, const char **field, const char *to)
{
	if (!to || strcmp(*field ? *field : "", to) == 0)
		return;
	SAY(w, "%s %s to %s", what, or_none(*field), or_none(to));
	*field = to;
}

static void plan_adult(struct work *w, const struct contact_person *person)
{
	const struct contact_line *said = &person->said;
	struct adult_row adult = person->old ? *person->old : ADULT_NEW;

	if (!person->old) {
		adult.title = said->title;
		adult.forename = said->forename;
		adult.surname = said->surname;
		adult.email = said->email;
		adult.language = said->language;
		plan_put(w->plan, w->act, THING_ADULT, &adult, sizeof adult, person->id);
		return;
	}
	change_text(w, "title", &adult.title, said->title);
	if (!said->split && (*said->forename || *said->surname)) {
		change_text(w, "forename", &adult.forename, said->forename);
		change_text(w, "surname", &adult.surname, said->surname);
	}
	change_text(w, "email", &adult.email, said->email);
	change_text(w, "language", &adult.language, said->language);
	PUT(w, THING_ADULT, adult);
}

/* NUMBERS: one of the same kind that the file no longer has is changed, others are added; none is ever taken away */

static bool file_has(const struct contact_person *person, const char *digits)
{
	for (int i = 0; i < person->numbers.count; i++)
		if (strcmp(person->numbers.items[i].digits, digits) == 0)
			return true;
	return false;
}

/* What that number would take the place of; *ret_there: it is there already. */
static const struct adult_number_row *number_before(struct work *w, const struct contact_person *person, const struct contact_number *number,
						    bool *ret_there, int64_t *ret_rank)
{
	const struct adult_number_row *before = NULL;
	CLEAN_ARENA struct arena a = { 0 };
	int n = 0;
	const struct sorted_row *row = person->old ? sorted_of(&w->there->numbers, person->id, &n) : NULL;

	*ret_there = false;
	for (int i = 0; i < n; i++) {
		const struct adult_number_row *old = row[i].row;
		const char *digits = number_digits(&a, old->number);

		*ret_there |= strcmp(digits, number->digits) == 0;
		*ret_rank = old->rank >= *ret_rank ? old->rank + 1 : *ret_rank;
		if (!before && number->named && !old->dead && strcmp(old->kind, number->kind) == 0 && !file_has(person, digits))
			before = old;
	}
	return before;
}

static void plan_numbers(struct work *w, const struct contact_person *person)
{
	const struct adult_number_row *used[NUMBERS] = { 0 };
	int64_t rank = 1;

	for (int i = 0; i < person->numbers.count; i++) {
		const struct contact_number *number = &person->numbers.items[i];
		bool there, taken = false;
		const struct adult_number_row *before = number_before(w, person, number, &there, &rank);

		if (there)
			continue;
		for (int k = 0; k < NUMBERS; k++)
			taken |= before && used[k] == before;
		struct adult_number_row row = { .adult = person->id, .kind = number->kind, .rank = rank };

		if (before && !taken)
			row = *before;
		else
			rank++;
		if (person->old)
			SAY(w, "%s %s to %s", number->kind, or_none(row.number), number->text);
		row.number = number->text;
		PUT(w, THING_ADULT_NUMBER, row);
		used[i % NUMBERS] = before && !taken ? before : used[i % NUMBERS];
	}
}

/* ADDRESS: dated; a secret one stays secret where they moved (B19) */

static char next_sign(const char **s)
{
	while (**s && (isspace((unsigned char)**s) || **s == ','))
		(*s)++;
	return **s ? (char)tolower((unsigned char)*(*s)++) : '\0';
}

/* The same whatever the lines, commas, blanks and case. */
static bool same_place(const char *a, const char *b)
{
	for (;;) {
		char x = next_sign(&a), y = next_sign(&b);

		if (x != y)
			return false;
		if (!x)
			return true;
	}
}

static void say_address(struct work *w, const struct address_row *old, const char *to, bool to_secret)
{
	bool secret = old && secrets_mask(office_secrets(w->job->office), old->lines, old->postcode, old->secret != 0);

	to_secret = to_secret && !office_sees_secrets(w->job->office);
	SAY(w, "address %s to %s", secret ? "kept secret" : old ? or_none(old->lines) : "none", secret || to_secret ? "another" : to);
}

static bool is_there(const struct address_row *old, const char *lines, const char *postcode)
{
	return old && (!lines || same_place(lines, old->lines)) && (!postcode || same_place(postcode, old->postcode ? old->postcode : ""));
}

/* Nobody moves: it is the same place, from now on secret or not. */
static void plan_secret(struct work *w, const struct contact_person *person, const struct address_row *old)
{
	struct address_row row;

	if (!old || person->said.secret < 0 || person->said.secret == old->secret)
		return;
	row = *old;
	row.secret = person->said.secret;
	SAY(w, "address %s", row.secret ? "kept secret" : "no longer kept secret");
	PUT(w, THING_ADDRESS, row);
}

static void plan_address(struct work *w, const struct contact_person *person)
{
	const char *lines = person->said.address, *postcode = person->said.postcode;
	struct day today = w->job->today;
	const struct address_row *old = person->old ? contact_address_now(w->there, person->id, today) : NULL;
	bool secret = person->said.secret >= 0 ? person->said.secret > 0 : person->old && contact_address_secret(w->there, person->id, today);
	struct address_row next = ADDRESS_NEW;

	if ((!lines && !postcode) || is_there(old, lines, postcode)) {
		plan_secret(w, person, old);
		return;
	}
	if (person->old)
		say_address(w, old, lines ? lines : postcode, secret);
	if (old && old->from_day.n < today.n) {
		struct address_row past = *old;

		past.to_day = day_add(today, -1);
		PUT(w, THING_ADDRESS, past);
	} else if (old) {
		next = *old; /* given today: it never was theirs */
	}
	next.adult = person->id;
	next.lines = lines ? lines : old ? old->lines : "";
	next.postcode = postcode ? postcode : old && !lines ? old->postcode : NULL;
	next.secret = secret;
	next.from_day = today;
	PUT(w, THING_ADDRESS, next);
}

/* WHOSE CONTACT */

static int64_t *flag_at(struct contact_row *c, int flag)
{
	return (int64_t *)((char *)c + contact_flags[flag].at);
}

static const char *flag_words(int flag, struct arena *a)
{
	char *words = arena_text(a, file_shapes[FILE_CONTACTS].columns[contact_flags[flag].column].name);

	for (char *p = words; *p; p++)
		*p = *p == '_' ? ' ' : *p;
	return words;
}

enum { FLAG_BARRED = 2, FLAG_LETTERS, FLAG_TEXTS }; /* in the order of contact_flags */

/* What the file says of a flag, -1: nothing.  Whom nobody may contact gets no letters and no texts, whatever it says (B19). */
static int flag_said(const struct contact_line *l, const struct contact_row *c, int flag)
{
	bool barred = l->flags[FLAG_BARRED] >= 0 ? l->flags[FLAG_BARRED] : c->do_not_contact != 0;

	return barred && (flag == FLAG_LETTERS || flag == FLAG_TEXTS) ? 0 : l->flags[flag];
}

/* Where the file says nothing of it: letters and texts go to whoever has parental responsibility, and such a person may collect the child. */
static void fill_new(const struct contact_line *l, struct contact_row *c)
{
	bool parent = l->flags[1] > 0, barred = l->flags[2] > 0 || (l->court_order && *l->court_order);

	c->lives_with = l->flags[0] > 0;
	c->parental_responsibility = parent;
	c->do_not_contact = l->flags[2] > 0;
	c->letters = flag_said(l, c, FLAG_LETTERS) >= 0 ? flag_said(l, c, FLAG_LETTERS) : parent && !barred;
	c->texts = flag_said(l, c, FLAG_TEXTS) >= 0 ? flag_said(l, c, FLAG_TEXTS) : parent && !barred;
	c->may_collect = l->flags[5] >= 0 ? l->flags[5] : parent && !barred;
	c->court_order = l->court_order && *l->court_order ? l->court_order : NULL;
	c->relation = l->relation ? l->relation : "contact";
}

static void plan_new(struct work *w, const struct contact_line *l, int64_t person, int64_t priority)
{
	struct contact_row c = CONTACT_NEW;

	fill_new(l, &c);
	c.adult = person;
	c.pupil = l->pupil;
	c.priority = l->priority ? l->priority : priority;
	c.from_day = w->job->today;
	c.confirmed_day = l->confirmed;
	SAY(w, "new, %s, priority %d", c.relation, (int)c.priority);
	PUT(w, THING_CONTACT, c);
}

static void plan_old(struct work *w, const struct contact_line *l)
{
	struct contact_row c = *l->old;

	if (l->priority && l->priority != c.priority) {
		SAY(w, "priority %d to %d", (int)c.priority, l->priority);
		c.priority = l->priority;
	}
	change_text(w, "relation", &c.relation, l->relation);
	for (int i = 0; i < FLAGS; i++)
		if (flag_said(l, l->old, i) >= 0 && flag_said(l, l->old, i) != *flag_at(&c, i)) {
			CLEAN_ARENA struct arena a = { 0 };
			int yes = flag_said(l, l->old, i);

			SAY(w, "%s %s to %s", flag_words(i, &a), *flag_at(&c, i) ? "yes" : "no", yes ? "yes" : "no");
			*flag_at(&c, i) = yes;
		}
	if (l->court_order && strcmp(l->court_order, c.court_order ? c.court_order : "") != 0) {
		SAY(w, "court order %s to %s", or_none(c.court_order), or_none(l->court_order));
		c.court_order = *l->court_order ? l->court_order : NULL;
	}
	if (!day_is_none(l->confirmed) && !day_equal(l->confirmed, c.confirmed_day)) {
		char day[DAY_TEXT];

		SAY(w, "confirmed %s", day_iso(l->confirmed, day));
		c.confirmed_day = l->confirmed;
	}
	PUT(w, THING_CONTACT, c);
}

/* THE WHOLE */

static const char *name_of(struct work *w, const struct contact_person *person)
{
	const char *forename = person->old && person->said.split ? person->old->forename : person->said.forename;
	const char *surname = person->old && person->said.split ? person->old->surname : person->said.surname;

	if (person->old && !*forename && !*surname) {
		forename = person->old->forename;
		surname = person->old->surname;
	}
	return *forename && *surname ? arena_joined(&w->plan->arena, forename, ' ', surname) : *forename ? forename : surname;
}

static void plan_line(struct work *w, const struct contact_line *l, int64_t priority)
{
	struct contact_person *person = &w->people->people.items[l->person];
	size_t before = w->act->words.length;

	w->name = name_of(w, person);
	if (!person->planned) {
		plan_adult(w, person);
		plan_numbers(w, person);
		plan_address(w, person);
	}
	person->planned = true;
	if (l->old)
		plan_old(w, l);
	else
		plan_new(w, l, person->id, priority);
	*(w->act->words.length == before ? &w->plan->same : l->old ? &w->plan->changed : &w->plan->added) += 1;
}

static const struct contact_line *line_at(const struct sorted_row *line, int i)
{
	return line[i].row;
}

static int64_t next_priority(const struct work *w, int64_t pupil, const struct sorted_row *line, int count)
{
	int64_t next = 1;
	int n;
	const struct sorted_row *row = sorted_of(&w->there->contacts, pupil, &n);

	for (int i = 0; i < n; i++) {
		const struct contact_row *c = row[i].row;

		next = day_within(w->job->today, c->from_day, c->to_day) && c->priority >= next ? c->priority + 1 : next;
	}
	for (int i = 0; i < count; i++)
		next = line_at(line, i)->priority >= next ? line_at(line, i)->priority + 1 : next;
	return next;
}

/* Contacts of that pupil that the file does not have: they stay. */
static int missing(const struct work *w, int64_t pupil, const struct sorted_row *line, int count)
{
	int n, left = 0;
	const struct sorted_row *row = sorted_of(&w->there->contacts, pupil, &n);

	for (int i = 0; i < n; i++) {
		const struct contact_row *c = row[i].row;
		bool found = !day_within(w->job->today, c->from_day, c->to_day);

		for (int k = 0; k < count && !found; k++)
			found = line_at(line, k)->old == c;
		left += !found;
	}
	return left;
}

static int plan_pupil(struct work *w, int64_t pupil, const struct sorted_row *line, int count, const struct import_pupils_index *pupils)
{
	int64_t priority = next_priority(w, pupil, line, count);

	w->act = plan_act_new(w->plan, "contacts", line_at(line, 0)->from.line,
			      pupil_display_name(import_index_row(pupils, pupil), &w->plan->arena));
	for (int i = 0; i < count; i++) {
		plan_line(w, line_at(line, i), priority);
		priority += !line_at(line, i)->old && !line_at(line, i)->priority;
	}
	plan_act_keep(w->plan);
	return missing(w, pupil, line, count);
}

void contacts_plan(struct import_job *j, struct contact_line *lines, int count, const struct contacts_there *there, struct contact_people *people,
		   const struct import_pupils_index *pupils, struct plan *p)
{
	struct work w = { .job = j, .plan = p, .there = there, .people = people };
	struct sorted by_pupil = SORTED(&p->arena, lines, count, pupil);
	int left = 0;

	for (int i = 0; i < count; i++) {
		int n;
		const struct sorted_row *line = sorted_of(&by_pupil, lines[i].pupil, &n);

		if (line->row == &lines[i]) /* the first of its pupil */
			left += plan_pupil(&w, lines[i].pupil, line, n, pupils);
	}
	if (left)
		vec_push(&p->notes, arena_printf(&p->arena, "%d contact%s of these pupils %s not in the file and stay%s as %s.", left,
						 PLURAL(left), left == 1 ? "is" : "are", left == 1 ? "s" : "", left == 1 ? "it is" : "they are"));
}
