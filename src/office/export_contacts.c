/* Contacts, out again (E3): a row a pupil and adult, whose secret address stays in the house (B19) unless a named role takes it out. */
#include "contact.h"
#include "export.h"

#include <string.h>

static const char *name_text(const struct adult_row *adult, struct arena *a)
{
	if (!*adult->forename || !*adult->surname)
		return *adult->forename ? adult->forename : adult->surname;
	return arena_joined(a, adult->forename, ' ', adult->surname);
}

/* Lines of an address are one cell. */
static const char *one_line(const char *lines, struct arena *a)
{
	CLEAN_BUF struct buf text = { 0 };

	for (; *lines; lines++) {
		if (*lines == '\n')
			buf_text(&text, ", ");
		else if (*lines != '\r')
			buf_char(&text, *lines);
	}
	return arena_text(a, buf_string(&text));
}

static int number_fields(struct exporting *x, int64_t adult, const char **fields, struct arena *a)
{
	static const struct { const char *kind; int column; } kinds[] = {
		{ "mobile", CONTACTS_MOBILE }, { "home", CONTACTS_HOME }, { "work", CONTACTS_WORK },
	};
	struct adult_number_row *rows;
	int n = store_numbers_of_adult(x->office->store, adult, a, &rows);

	for (int i = 0; i < n; i++) {
		if (rows[i].dead)
			continue;
		if (!*fields[CONTACTS_PHONE])
			fields[CONTACTS_PHONE] = rows[i].number;
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			if (strcmp(rows[i].kind, kinds[k].kind) == 0 && !*fields[kinds[k].column])
				fields[kinds[k].column] = rows[i].number;
	}
	return n;
}

static int address_fields(struct exporting *x, int64_t adult, const char **fields, int *secrets, struct arena *a)
{
	struct address_row *rows;
	int n = store_addresses_of_adult(x->office->store, adult, a, &rows);

	for (int i = n - 1; i >= 0; i--) {
		if (!day_within(x->today, rows[i].from_day, rows[i].to_day))
			continue;
		bool masked = secrets_mask(office_secrets(x->office), rows[i].lines, rows[i].postcode, rows[i].secret != 0);
		*secrets += masked || rows[i].secret;
		if (masked)
			return n;
		fields[CONTACTS_ADDRESS] = one_line(rows[i].lines, a);
		fields[CONTACTS_POSTCODE] = export_text(rows[i].postcode);
		fields[CONTACTS_ADDRESS_SECRET] = export_flag(rows[i].secret);
		return n;
	}
	return n;
}

static void contact_fields(const struct contact_row *c, const struct adult_row *adult, const char **fields, struct arena *a)
{
	fields[CONTACTS_PRIORITY] = arena_printf(a, "%d", (int)c->priority);
	fields[CONTACTS_NAME] = name_text(adult, a);
	fields[CONTACTS_RELATION] = c->relation;
	fields[CONTACTS_EMAIL] = export_text(adult->email);
	fields[CONTACTS_LIVES_WITH] = export_flag(c->lives_with);
	fields[CONTACTS_PARENTAL_RESPONSIBILITY] = export_flag(c->parental_responsibility);
	fields[CONTACTS_ADULT] = key_hex(&adult->key, arena_new(a, KEY_TEXT, 1));
	fields[CONTACTS_TITLE] = export_text(adult->title);
	fields[CONTACTS_FORENAME] = adult->forename;
	fields[CONTACTS_SURNAME] = adult->surname;
	fields[CONTACTS_DO_NOT_CONTACT] = export_flag(c->do_not_contact);
	fields[CONTACTS_LETTERS] = export_flag(c->letters);
	fields[CONTACTS_TEXTS] = export_flag(c->texts);
	fields[CONTACTS_MAY_COLLECT] = export_flag(c->may_collect);
	fields[CONTACTS_COURT_ORDER] = export_text(c->court_order);
	fields[CONTACTS_LANGUAGE] = export_text(adult->language);
	fields[CONTACTS_CONFIRMED] = export_day(c->confirmed_day, a);
}

static int put_contact(struct exporting *x, const struct export_pupil *p, const struct contact_row *c, int *secrets, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *fields[CONTACTS_COLUMNS];
	struct adult_row adult;
	int r = store_thing_get(x->office->store, THING_ADULT, c->adult, &a, &adult);

	for (int i = 0; i < CONTACTS_COLUMNS; i++)
		fields[i] = "";
	export_who(p, fields);
	if (r == 0)
		contact_fields(c, &adult, fields, &a);
	if (r == 0)
		r = number_fields(x, c->adult, fields, &a);
	if (r >= 0)
		r = address_fields(x, c->adult, fields, secrets, &a);
	return r < 0 ? office_fail(x->office, r, e) : export_row(x, fields, CONTACTS_COLUMNS, e);
}

static int put_contacts(struct exporting *x, const struct export_pupil *p, int *secrets, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_row *rows;

	if (!day_is_none(p->row->died_day))
		return 0; /* letters and messages go by this file */
	int n = store_contacts_of_pupil(x->office->store, p->row->id, &a, &rows), r = 0;
	if (n < 0)
		return office_fail(x->office, n, e);
	for (int i = 0; r == 0 && i < n; i++)
		if (day_within(x->today, rows[i].from_day, rows[i].to_day))
			r = put_contact(x, p, &rows[i], secrets, e);
	return r;
}

int export_contacts(struct exporting *x, struct err *e)
{
	int secrets = 0, r = export_heading(x, e);

	for (int i = 0; r == 0 && i < x->pupil_count; i++)
		r = put_contacts(x, x->pupils[i], &secrets, e);
	if (secrets)
		export_say(x, "%d address%s kept secret, and %s.", secrets, secrets == 1 ? " is" : "es are",
			   office_sees_secrets(x->office) ? "in this file all the same" : "left out");
	return r;
}
