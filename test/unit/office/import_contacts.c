#include "import_desk.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Three children; Amara (1001) and Abe (1004) Okafor are sister and brother. */
#define PUPILS "admission_number,surname,forename,dob,sex,year,class,start_date\n"
static const char roll[] = PUPILS "1001,Okafor,Amara,2019-10-01,F,2,Maple,2026-09-02\n1002,Hall,Ben,2019-11-12,M,2,Maple,2026-09-02\n"
				  "1004,Okafor,Abe,2020-10-01,M,1,Hazel,2026-09-02\n";
#define HEADING "admission_number,priority,forename,surname,relation,mobile,home,work,email,address,postcode,lives_with,parental_responsibility," \
		"do_not_contact,letters,texts,may_collect,court_order,language,title\n"
#define GRACE "1001,1,Grace,Okafor,Mother,07700 900123,01632 960001,,grace@example.org,\"1 Quay, Saltmarsh\",SM1 1AA,yes,yes,,,,,,Igbo,Mrs\n"

static void roll_begin(struct desk *x)
{
	desk_begin(x);
	desk_take(x, FILE_PUPILS, roll);
}

static void grace_begin(struct desk *x)
{
	roll_begin(x);
	desk_take(x, FILE_CONTACTS, HEADING GRACE);
	assert_int_equal(x->got.added, 1);
}

static int64_t pupil(struct store *st, const char *number)
{
	int64_t id = 0;

	assert_int_equal(store_pupil_find(st, number, &id), 0);
	return id;
}

/* FAULTS */

static const struct desk_fault faults[] = {
	{ "nothing tells whose", "!priority,name\n1,Kate Hall\n", 1, 1, "whose contacts" },
	{ "no names", "!upn,priority\nx,1\n", 1, 1, "contacts' names" },
	{ "an unknown heading", "!admission_number,name,shoe\n1001,Kate,1\n", 1, 3, "\"shoe\"" },
	{ "a pupil that is not here", "1009,1,Kate,Hall,Mother,,,,,,,,,,,,,,,\n", 2, 1, "No pupil here has the admission number 1009" },
	{ "no pupil at all", ",1,Kate,Hall,Mother,,,,,,,,,,,,,,,\n", 2, 1, "Nothing tells whose row" },
	{ "no name", "1001,1,,,Mother,,,,,,,,,,,,,,,\n", 2, 4, "no name" },
	{ "a priority of none", "1001,0,Kate,Hall,Mother,,,,,,,,,,,,,,,\n", 2, 2, "no priority" },
	{ "a priority in words", "1001,first,Kate,Hall,Mother,,,,,,,,,,,,,,,\n", 2, 2, "no priority" },
	{ "a mobile that is words", "1001,1,Kate,Hall,Mother,ask,,,,,,,,,,,,,,\n", 2, 6, "no telephone number" },
	{ "a home number of two digits", "1001,1,Kate,Hall,Mother,,12,,,,,,,,,,,,,\n", 2, 7, "no telephone number" },
	{ "a work number that is words", "1001,1,Kate,Hall,Mother,,,none,,,,,,,,,,,,\n", 2, 8, "no telephone number" },
	{ "an email without @", "1001,1,Kate,Hall,Mother,,,,kate,,,,,,,,,,,\n", 2, 9, "no email" },
	{ "lives with, perhaps", "1001,1,Kate,Hall,Mother,,,,,,,maybe,,,,,,,,\n", 2, 12, "neither yes nor no" },
	{ "responsibility, perhaps", "1001,1,Kate,Hall,Mother,,,,,,,,maybe,,,,,,,\n", 2, 13, "neither yes nor no" },
	{ "not to be contacted, perhaps", "1001,1,Kate,Hall,Mother,,,,,,,,,maybe,,,,,,\n", 2, 14, "neither yes nor no" },
	{ "letters, perhaps", "1001,1,Kate,Hall,Mother,,,,,,,,,,maybe,,,,,\n", 2, 15, "neither yes nor no" },
	{ "texts, perhaps", "1001,1,Kate,Hall,Mother,,,,,,,,,,,maybe,,,,\n", 2, 16, "neither yes nor no" },
	{ "may collect, perhaps", "1001,1,Kate,Hall,Mother,,,,,,,,,,,,maybe,,,\n", 2, 17, "neither yes nor no" },
	{ "confirmed to-morrow", "!admission_number,name,confirmed\n1001,Kate Hall,2026-11-21\n", 2, 3, "still to come" },
	{ "secret, perhaps", "!admission_number,name,address,address_secret\n1001,Kate Hall,1 Quay,maybe\n", 2, 4, "neither yes nor no" },
	{ "nothing to keep secret", "!admission_number,name,address_secret\n1001,Kate Hall,yes\n", 2, 3, "no address to keep secret" },
	{ "a control character", "1001,1,Ka\033te,Hall,Mother,,,,,,,,,,,,,,,\n", 2, 3, "control character" },
	{ "a key that is none", "!admission_number,adult,name\n1001,zz,Kate Hall\n", 2, 2, "no key of an adult" },
	{ "a key that nobody has", "!admission_number,adult,name\n1001,00112233445566778899aabbccddeeff,Kate Hall\n", 2, 2, "No adult here has this key" },
	{ "the same adult twice", GRACE GRACE, 3, 1, "in line 2 already" },
};

static void fault_row(void **state)
{
	struct desk x;

	roll_begin(&x);
	desk_refuses(&x, FILE_CONTACTS, HEADING, *state);
	desk_end(&x);
}

/* WHAT CHANGES: a row that differs from Grace's */

static const struct change {
	const char *name, *row, *thing, *field, *after, *words;
} changes[] = {
	{ "a title", "1001,1,Grace,Okafor,Mother,,,,,,,,,,,,,,,Dr\n", "adult", "title", "Dr", "Grace Okafor: title Mrs to Dr" },
	{ "an email", "1001,1,Grace,Okafor,Mother,,,,g@example.org,,,,,,,,,,,\n", "adult", "email", "g@example.org", "email grace@example.org to g@example.org" },
	{ "a language", "1001,1,Grace,Okafor,Mother,,,,,,,,,,,,,,English,\n", "adult", "language", "English", "language Igbo to English" },
	{ "another mobile takes its place", "1001,1,Grace,Okafor,Mother,07700 900999,,,,,,,,,,,,,,\n", "adult_number", "number", "07700 900999",
	  "mobile 07700 900123 to 07700 900999" },
	{ "another home number", "1001,1,Grace,Okafor,Mother,,01632 960002,,,,,,,,,,,,,\n", "adult_number", "number", "01632 960002", "home 01632 960001 to" },
	{ "a work number more", "1001,1,Grace,Okafor,Mother,,,01632 960003,,,,,,,,,,,,\n", "adult_number", "kind", "work", "work none to 01632 960003" },
	{ "a house", "1001,1,Grace,Okafor,Mother,,,,,\"2 Quay, Saltmarsh\",SM1 1AB,,,,,,,,,\n", "address", "lines", "2 Quay, Saltmarsh", "address 1 Quay, Saltmarsh to 2 Quay" },
	{ "a priority", "1001,2,Grace,Okafor,Mother,,,,,,,,,,,,,,,\n", "contact", "priority", "2", "priority 1 to 2" },
	{ "a relation", "1001,1,Grace,Okafor,Aunt,,,,,,,,,,,,,,,\n", "contact", "relation", "Aunt", "relation Mother to Aunt" },
	{ "lives elsewhere", "1001,1,Grace,Okafor,Mother,,,,,,,no,,,,,,,,\n", "contact", "lives_with", "0", "lives with yes to no" },
	{ "no responsibility", "1001,1,Grace,Okafor,Mother,,,,,,,,no,,,,,,,\n", "contact", "parental_responsibility", "0", "parental responsibility yes to no" },
	{ "not to be contacted", "1001,1,Grace,Okafor,Mother,,,,,,,,,yes,,,,,,\n", "contact", "do_not_contact", "1", "do not contact no to yes" },
	{ "no letters", "1001,1,Grace,Okafor,Mother,,,,,,,,,,no,,,,,\n", "contact", "letters", "0", "letters yes to no" },
	{ "no texts", "1001,1,Grace,Okafor,Mother,,,,,,,,,,,false,,,,\n", "contact", "texts", "0", "texts yes to no" },
	{ "may not collect", "1001,1,Grace,Okafor,Mother,,,,,,,,,,,,n,,,\n", "contact", "may_collect", "0", "may collect yes to no" },
	{ "a court order", "1001,1,Grace,Okafor,Mother,,,,,,,,,,,,,yes,,\n", "contact", "court_order", "yes", "court order none to yes" },
	{ "a court order in words", "1001,1,Grace,Okafor,Mother,,,,,,,,,,,,,No contact order 2026,,\n", "contact", "court_order", "No contact order 2026", "court order" },
};

static bool act_has(struct store *st, int64_t act, const char *thing, const char *field, const char *after)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct change_row *items = NULL;
	int n = store_changes_of_act(st, act, &a, &items);

	for (int i = 0; i < n; i++)
		if (strcmp(store_thing_name(items[i].thing), thing) == 0 && strcmp(items[i].field, field) == 0 && items[i].after &&
		    strcmp(items[i].after, after) == 0)
			return true;
	return false;
}

static void change_row(void **state)
{
	const struct change *row = *state;
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	grace_begin(&x);
	int64_t before = desk_last_act(&x);
	buf_printf(&file, HEADING "%s", row->row);
	assert_int_equal(desk_dry(&x, FILE_CONTACTS, file.text), 0);
	assert_true(desk_heard(&x, row->words));
	assert_int_equal(desk_last_act(&x), before);
	desk_take(&x, FILE_CONTACTS, file.text);
	assert_true(desk_heard(&x, row->words));
	assert_int_equal(x.got.changed, 1);
	assert_int_equal(x.got.last_act, before + 1);
	struct store *st = desk_look(&x);
	assert_true(act_has(st, before + 1, row->thing, row->field, row->after));
	store_close(st);
	desk_take(&x, FILE_CONTACTS, file.text);
	assert_int_equal(x.got.same, 1);
	assert_int_equal(x.got.last_act, 0);
	desk_end(&x);
}

static void a_contact_is_added_whole(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_row *contacts = NULL;
	struct adult_number_row *numbers = NULL;
	struct adult_row adult;
	struct act_row act;
	struct desk x;

	grace_begin(&x);
	struct store *st = desk_look(&x);
	assert_int_equal(store_contacts_of_pupil(st, pupil(st, "1001"), &a, &contacts), 1);
	assert_string_equal(contacts[0].relation, "Mother");
	assert_int_equal(contacts[0].letters + contacts[0].texts + contacts[0].may_collect, 3); /* parental responsibility */
	assert_int_equal(contacts[0].do_not_contact, 0);
	assert_null(contacts[0].court_order);
	assert_int_equal(store_thing_get(st, THING_ADULT, contacts[0].adult, &a, &adult), 0);
	assert_string_equal(adult.title, "Mrs");
	assert_int_equal(store_numbers_of_adult(st, adult.id, &a, &numbers), 2);
	assert_string_equal(numbers[0].kind, "mobile");
	assert_string_equal(numbers[0].number, "07700 900123");
	assert_string_equal(numbers[1].kind, "home");
	assert_int_equal(store_act_get(st, x.got.last_act, &a, &act), 0);
	assert_string_equal(act.head.kind, "contacts");
	assert_string_equal(act.head.reason, "taken from contacts.csv");
	store_close(st);
	desk_verify(&x);
	desk_end(&x);
}

static void nobody_barred_gets_letters(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_row *contacts = NULL;
	struct desk x;

	roll_begin(&x);
	desk_take(&x, FILE_CONTACTS, "admission_number,name,parental_responsibility,do_not_contact\n1001,Al Okafor,yes,yes\n");
	struct store *st = desk_look(&x);
	assert_int_equal(store_contacts_of_pupil(st, pupil(st, "1001"), &a, &contacts), 1);
	assert_int_equal(contacts[0].letters + contacts[0].texts + contacts[0].may_collect, 0);
	assert_int_equal(contacts[0].do_not_contact, 1);
	store_close(st);
	desk_take(&x, FILE_CONTACTS, "admission_number,name,do_not_contact\n1001,Al Okafor,\n"); /* an empty cell sets nobody free */
	assert_int_equal(x.got.same, 1);
	desk_end(&x);
}

/* WHO IS WHO */

static const struct share {
	const char *name, *second; /**< the row of Abe */
	int adults;
} shares[] = {
	{ "the same name and mobile, written otherwise, is one", "1004,1,Grace,Okafor,Mother,+44 (0)7700 900 123,,,,,,,,,,,,,,\n", 1 },
	{ "the same name and email is one", "1004,1,grace,OKAFOR,Mother,,,,GRACE@example.org,,,,,,,,,,,\n", 1 },
	{ "the number at work of one is the other's at home", "1004,1,Grace,Okafor,Mother,,,01632960001,,,,,,,,,,,,\n", 1 },
	{ "the same name alone is two", "1004,1,Grace,Okafor,Mother,,,,,,,,,,,,,,,\n", 2 },
	{ "the same name and another number is two", "1004,1,Grace,Okafor,Mother,07700 900124,,,,,,,,,,,,,,\n", 2 },
	{ "the same number and another name is two", "1004,1,Gregory,Okafor,Father,,01632 960001,,,,,,,,,,,,,\n", 2 },
};

static int adults_of(struct desk *x)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct adult_row *rows;
	struct store *st = desk_look(x);
	int n = store_thing_all(st, THING_ADULT, &a, &rows);

	store_close(st);
	return n;
}

static void share_row(void **state)
{
	const struct share *row = *state;
	CLEAN_BUF struct buf file = { 0 };
	struct desk x;

	roll_begin(&x);
	buf_printf(&file, HEADING GRACE "%s", row->second);
	desk_take(&x, FILE_CONTACTS, file.text);
	assert_int_equal(x.got.added, 2);
	assert_int_equal(adults_of(&x), row->adults);
	desk_take(&x, FILE_CONTACTS, file.text);
	assert_int_equal(x.got.same, 2);
	assert_int_equal(x.got.last_act, 0);
	assert_int_equal(adults_of(&x), row->adults);
	desk_verify(&x);
	desk_end(&x);
}

static void a_brother_who_comes_later_shares_her(void **state)
{
	struct desk x;

	grace_begin(&x);
	desk_take(&x, FILE_CONTACTS, HEADING "1004,1,Grace,Okafor,Mother,07700900123,,,,,,,,,,,,,,\n");
	assert_int_equal(adults_of(&x), 1);
	desk_end(&x);
}

static void a_key_finds_her_whatever_her_name(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct adult_row *rows;
	char key[KEY_TEXT], file[400];
	struct desk x;

	grace_begin(&x);
	struct store *st = desk_look(&x);
	assert_int_equal(store_thing_all(st, THING_ADULT, &a, &rows), 1);
	store_close(st);
	snprintf(file, sizeof file, "admission_number,adult,forename,surname\n1001,%s,Grace,Ash\n1004,%s,Grace,Ash\n", key_hex(&rows[0].key, key), key);
	desk_take(&x, FILE_CONTACTS, file);
	assert_true(desk_heard(&x, "surname Okafor to Ash"));
	assert_int_equal(x.got.changed, 1);
	assert_int_equal(x.got.added, 1);
	assert_int_equal(adults_of(&x), 1);
	desk_end(&x);
}

static void two_of_one_name_are_told_by_priority(void **state)
{
	static const char file[] = "admission_number,priority,name,relation,phone\n1002,1,John Hall,Father,07700 900001\n1002,2,John Hall,Grandfather,07700 900002\n";
	struct desk x;

	roll_begin(&x);
	desk_take(&x, FILE_CONTACTS, file);
	assert_int_equal(adults_of(&x), 2);
	desk_take(&x, FILE_CONTACTS, file);
	assert_int_equal(x.got.same, 2);
	desk_take(&x, FILE_CONTACTS, "admission_number,priority,name,relation,phone\n1002,2,John Hall,Grandfather,07700 900009\n");
	assert_true(desk_heard(&x, "mobile none to 07700 900009"));
	assert_true(desk_heard(&x, "1 contact of these pupils is not in the file and stays as it is."));
	assert_int_equal(adults_of(&x), 2);
	desk_end(&x);
}

static void a_name_is_split_at_the_last_blank(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct adult_row *rows;
	struct desk x;

	roll_begin(&x);
	desk_take(&x, FILE_CONTACTS, "admission_number,name\n1001,Mrs Mary Ann Okafor\n1002,Kit\n");
	struct store *st = desk_look(&x);
	assert_int_equal(store_thing_all(st, THING_ADULT, &a, &rows), 2);
	assert_string_equal(rows[0].title, "Mrs");
	assert_string_equal(rows[0].forename, "Mary Ann");
	assert_string_equal(rows[0].surname, "Okafor");
	assert_string_equal(rows[1].forename, "");
	assert_string_equal(rows[1].surname, "Kit");
	store_close(st);
	desk_take(&x, FILE_CONTACTS, "admission_number,forename,surname\n1001,Mary,Ann Okafor\n");
	assert_true(desk_heard(&x, "forename Mary Ann to Mary"));
	desk_take(&x, FILE_CONTACTS, "admission_number,name\n1001,Mary Ann Okafor\n"); /* a guess changes nothing that is known */
	assert_int_equal(x.got.same, 1);
	desk_end(&x);
}

static void a_phone_is_a_mobile_or_at_home(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct adult_number_row *rows;
	struct desk x;

	roll_begin(&x);
	desk_take(&x, FILE_CONTACTS, "admission_number,name,phone\n1001,A Okafor,+44 7700 900123 (nights)\n1002,B Hall,(01632) 960001\n");
	struct store *st = desk_look(&x);
	assert_int_equal(store_thing_all(st, THING_ADULT_NUMBER, &a, &rows), 2);
	assert_string_equal(rows[0].kind, "mobile");
	assert_string_equal(rows[0].number, "+44 7700 900123 (nights)");
	assert_string_equal(rows[1].kind, "home");
	store_close(st);
	desk_end(&x);
}

/* A row of the store as another program puts it. */
static void put_row(struct store *st, enum thing thing, void *row)
{
	struct act_head head = { .kind = "row", .staff_name = "Amy Reed", .position = "", .roles = "", .terminal = "", .version = "",
				 .day = DAY_NONE, .session = -1, .at = store_now(st) };
	int64_t seq;

	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
	assert_true(store_act_put(st, thing, row) > 0);
	assert_int_equal(store_act_end(st, true, &seq), 0);
	assert_int_equal(store_commit(st), 0);
}

/* Grace's address, secret since September; of the past, where it ended. */
static void keep_secret(struct desk *x, struct day until)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct address_row *rows;
	struct store *st = desk_look(x);

	assert_int_equal(store_thing_all(st, THING_ADDRESS, &a, &rows), 1);
	rows[0].secret = 1;
	rows[0].from_day = day_of(2026, 9, 1);
	rows[0].to_day = until;
	put_row(st, THING_ADDRESS, &rows[0]);
	store_close(st);
}

/* Amy Reed is the head from now on: she sees secret addresses. */
static void be_head(struct desk *x)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct staff_row amy;
	struct staff_role_row role = STAFF_ROLE_NEW;
	struct store *st = desk_look(x);

	assert_int_equal(store_staff_by_sign_in(st, "amy", &a, &amy), 0);
	role.staff = amy.id;
	role.role = "head";
	role.from_day = day_of(2026, 9, 1);
	put_row(st, THING_STAFF_ROLE, &role);
	store_close(st);
}

#define SECRET "admission_number,priority,forename,surname,relation,address,postcode,address_secret\n1001,1,Grace,Okafor,Mother,"

static const struct secret {
	const char *name;
	bool head, was;      /* who reads the file; was it secret */
	const char *cells;   /* after her name */
	bool is;             /* afterwards */
	int rows;            /* of addresses */
	const char *words;   /* NULL: nothing is changed */
} secrets[] = {
	{ "it is not, and the file says nothing", false, false, ",,\n", false, 1, NULL },
	{ "it is not, and the file says so", false, false, "\"1 Quay, Saltmarsh\",SM1 1AA,no\n", false, 1, NULL },
	{ "it is, and the file says nothing", false, true, ",,\n", true, 1, NULL },
	{ "it is, and the file says so", false, true, ",,yes\n", true, 1, NULL },
	{ "it is from now on", false, false, ",,yes\n", true, 1, "Grace Okafor: address kept secret" },
	{ "it is from now on, by its own lines", false, false, "1 QUAY SALTMARSH,SM1 1AA,yes\n", true, 1, "Grace Okafor: address kept secret" },
	{ "they move to a secret one", false, false, "2 Quay,SM1 1AB,yes\n", true, 1, "address 1 Quay, Saltmarsh to another" },
	{ "the head is told where they move", true, false, "2 Quay,SM1 1AB,yes\n", true, 1, "address 1 Quay, Saltmarsh to 2 Quay" },
	{ "the head takes it away", true, true, ",,no\n", false, 1, "Grace Okafor: address no longer kept secret" },
	{ "the head: they move, and it is no more", true, true, "2 Quay,SM1 1AB,no\n", false, 2, "address 1 Quay, Saltmarsh to 2 Quay" },
	{ "the head: they move, and the file says nothing", true, true, "2 Quay,SM1 1AB,\n", true, 2, "address 1 Quay, Saltmarsh to 2 Quay" },
};

static void secret_row(void **state)
{
	const struct secret *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf file = { 0 };
	struct address_row *rows;
	struct desk x;

	grace_begin(&x);
	if (row->was)
		keep_secret(&x, DAY_NONE);
	if (row->head)
		be_head(&x);
	buf_printf(&file, SECRET "%s", row->cells);
	desk_take(&x, FILE_CONTACTS, file.text);
	assert_int_equal(x.got.changed, row->words != NULL);
	if (row->words)
		assert_true(desk_heard(&x, row->words));
	struct store *st = desk_look(&x);
	assert_int_equal(store_thing_all(st, THING_ADDRESS, &a, &rows), row->rows);
	assert_int_equal(rows[row->rows - 1].secret, row->is);
	assert_int_equal(rows[0].secret, row->rows > 1 ? row->was : row->is); /* what was secret then is still of then */
	store_close(st);
	desk_take(&x, FILE_CONTACTS, file.text);
	assert_int_equal(x.got.same, 1); /* read again */
	desk_verify(&x);
	desk_end(&x);
}

/* Whoever may not see it takes the mask off none: of today's, nor of the last that they had. */
static void no_clerk_takes_it_away(void **state)
{
	const struct day ends[] = { DAY_NONE, day_of(2026, 10, 1) };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct desk x;

		grace_begin(&x);
		keep_secret(&x, ends[i]);
		int64_t before = desk_last_act(&x);
		assert_int_equal(desk_import(&x, FILE_CONTACTS, SECRET "2 Quay,SM1 1AB,no\n"), -EBADMSG);
		assert_true(desk_heard(&x, "kept secret here"));
		assert_int_equal(desk_last_act(&x), before);
		desk_end(&x);
	}
}

/* The last one that they had was secret: so is the next. */
static void the_next_is_as_secret_as_the_last(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct address_row *rows;
	struct desk x;

	grace_begin(&x);
	keep_secret(&x, day_of(2026, 10, 1));
	desk_take(&x, FILE_CONTACTS, SECRET "2 Quay,SM1 1AB,\n");
	assert_null(strstr(buf_string(&x.said), "Quay"));
	struct store *st = desk_look(&x);
	assert_int_equal(store_thing_all(st, THING_ADDRESS, &a, &rows), 2);
	assert_int_equal(rows[1].secret, 1);
	store_close(st);
	desk_end(&x);
}

/* Brother and sister, one row careful and one not: the careful one is believed. */
static void of_two_rows_the_careful_one(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct address_row *rows;
	struct desk x;

	roll_begin(&x);
	desk_take(&x, FILE_CONTACTS, "admission_number,name,mobile,address,address_secret\n1001,Grace Okafor,07700 900123,1 Quay,no\n"
				     "1004,Grace Okafor,07700 900123,1 Quay,yes\n");
	struct store *st = desk_look(&x);
	assert_int_equal(store_thing_all(st, THING_ADDRESS, &a, &rows), 1);
	assert_int_equal(rows[0].secret, 1);
	store_close(st);
	desk_end(&x);
}

/* A secret address is not in any file that comes from elsewhere; where they move, the new one is as secret (B19). */
static void a_secret_address_stays_secret(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct address_row *rows;
	struct desk x;

	grace_begin(&x);
	keep_secret(&x, DAY_NONE);
	desk_take(&x, FILE_CONTACTS, HEADING "1001,1,Grace,Okafor,Mother,,,,,9 Hill,SM2 2AA,,,,,,,,,\n");
	assert_null(strstr(buf_string(&x.said), "Quay"));
	assert_null(strstr(buf_string(&x.said), "Hill"));
	struct store *st = desk_look(&x);
	assert_int_equal(store_thing_all(st, THING_ADDRESS, &a, &rows), 2);
	assert_int_equal(rows[0].to_day.n, day_of(2026, 11, 19).n);
	assert_int_equal(rows[1].from_day.n, day_of(2026, 11, 20).n);
	assert_int_equal(rows[1].secret, 1);
	store_close(st);
	desk_end(&x);
}

static void rows_that_differ_say_the_same_twice(void **state)
{
	static const char file[] = HEADING "1001,1,Grace,Okafor,Mother,07700 900123,,,a@example.org,1 Quay,,,,,,,,,,\n"
					   "1004,1,Grace,Okafor,Mother,07700 900123,,,b@example.org,2 Quay,,,,,,,,,,\n";
	struct desk x;

	roll_begin(&x);
	desk_take(&x, FILE_CONTACTS, file);
	desk_take(&x, FILE_CONTACTS, file);
	assert_int_equal(x.got.same, 2);
	assert_int_equal(x.got.last_act, 0);
	desk_end(&x);
}

static void one_bad_row_stops_all(void **state)
{
	struct desk x;

	roll_begin(&x);
	int64_t before = desk_last_act(&x);
	assert_int_equal(desk_import(&x, FILE_CONTACTS, HEADING GRACE "1009,1,Kate,Hall,Mother,,,,,,,,,,,,,,,\n"), -EBADMSG);
	assert_int_equal(desk_last_act(&x), before);
	assert_int_equal(adults_of(&x), 0);
	desk_end(&x);
}

/* The family said on that day that all of it is right; an empty cell takes no such word back. */
static void a_day_of_word_is_kept(void **state)
{
	static const char *const days[] = { "2026-11-20", "", "2026-10-01" }; /* the school's own list is the newer word, even of an older day */
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_row *contacts = NULL;
	struct desk x;

	grace_begin(&x);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		CLEAN_BUF struct buf file = { 0 };

		buf_printf(&file, "admission_number,name,confirmed\n1001,Grace Okafor,%s\n", days[i]);
		desk_take(&x, FILE_CONTACTS, file.text);
		struct store *st = desk_look(&x);
		assert_int_equal(store_contacts_of_pupil(st, pupil(st, "1001"), &a, &contacts), 1);
		assert_true(day_equal(contacts[0].confirmed_day, i == 2 ? day_of(2026, 10, 1) : day_of(2026, 11, 20)));
		store_close(st);
	}
	desk_end(&x);
}

static struct rows cases;

int main(void)
{
	struct err e = { 0 };

	if (seal_start(&e) < 0)
		return 1;
	rows_add(&cases, fault_row, faults);
	rows_add(&cases, change_row, changes);
	rows_add(&cases, share_row, shares);
	rows_add(&cases, secret_row, secrets);
	rows_case(&cases, "a contact is added whole", a_contact_is_added_whole, NULL);
	rows_case(&cases, "nobody barred gets letters", nobody_barred_gets_letters, NULL);
	rows_case(&cases, "a brother who comes later shares her", a_brother_who_comes_later_shares_her, NULL);
	rows_case(&cases, "a key finds her whatever her name", a_key_finds_her_whatever_her_name, NULL);
	rows_case(&cases, "two of one name are told by priority", two_of_one_name_are_told_by_priority, NULL);
	rows_case(&cases, "a name is split at the last blank", a_name_is_split_at_the_last_blank, NULL);
	rows_case(&cases, "a phone is a mobile or at home", a_phone_is_a_mobile_or_at_home, NULL);
	rows_case(&cases, "a secret address stays secret", a_secret_address_stays_secret, NULL);
	rows_case(&cases, "no clerk takes it away", no_clerk_takes_it_away, NULL);
	rows_case(&cases, "the next is as secret as the last", the_next_is_as_secret_as_the_last, NULL);
	rows_case(&cases, "of two rows the careful one", of_two_rows_the_careful_one, NULL);
	rows_case(&cases, "rows that differ say the same twice", rows_that_differ_say_the_same_twice, NULL);
	rows_case(&cases, "a day of word is kept", a_day_of_word_is_kept, NULL);
	rows_case(&cases, "one bad row stops all", one_bad_row_stops_all, NULL);
	return rows_run(&cases, "office/import_contacts");
}
