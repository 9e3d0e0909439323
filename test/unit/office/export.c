#include "rows.h"

#include <errno.h>
#include <stdio.h>

#include "office/export.h"
#include "office/import.h"
#include "world.h"

static struct buf out, said;
static int64_t rows_out, act;

static int keep(void *ctx, const char *bytes, size_t n, struct err *e)
{
	buf_put(&out, bytes, n);
	return 0;
}

static int export(struct world *w, enum file_kind kind, const char *group, struct day from, struct day to, bool wide)
{
	struct export_wish wish = { .kind = kind, .group = group, .from = from, .to = to, .wide = wide, .said = &said, .rows = &rows_out };

	buf_reset(&out);
	buf_reset(&said);
	rows_out = 0;
	act = -1;
	err_clear(&w->e);
	return office_export(w->o, &wish, keep, NULL, &act, &w->e);
}

static int export_now(struct world *w, enum file_kind kind)
{
	return export(w, kind, NULL, DAY_NONE, DAY_NONE, false);
}

#define assert_has(part) assert_words(buf_string(&out), part)
#define assert_said(part) assert_words(buf_string(&said), part)

static void assert_lacks_at(const char *part, const char *file, int line)
{
	if (!strstr(buf_string(&out), part))
		return;
	print_error("in it: %s\nis: %s\n", part, buf_string(&out));
	_fail(file, line);
}
#define assert_lacks(part) assert_lacks_at(part, __FILE__, __LINE__)

/* WHAT IS IN IT */

#define PUPIL_HEADING "pupil,upn,admission_number,surname,forename,preferred_name,dob,sex,year,class,start_date,start_session,leave_date,leave_session,enrolment," \
	"middle_names,preferred_surname,last_school,other_school,other_school_contact,arrangement"

static void pupils_in_order(struct world *w)
{
	as(w, "ann");
	assert_done(export_now(w, FILE_PUPILS));
	assert_has(PUPIL_HEADING ",sen,fsm,looked_after,cp,eal,social_worker,yot_worker,traveller,young_carer,service\r\n"
		   "01040200000000000000000000000000,,102,Ash,Ben,,2019-05-04,F,2,Willow,2026-09-01,am,,,single,,,,,,,no,no,no,no,no,no,no,no,no,no\r\n");
	assert_has(",103,Dunn,Chloé,,2022-06-01,F,R,Willow,");
	assert_has(",104,Rao,Dev,,2019-05-06,F,2,Willow,2026-11-20,pm,,,single,");
	assert_lacks("Left"); /* left a week ago */
	assert_int_equal(rows_out, 6);
}

static void who_has_left(struct world *w)
{
	as(w, "ann");
	assert_done(export(w, FILE_PUPILS, NULL, day_of(2026, 11, 13), day_of(2026, 11, 13), false));
	assert_has(",105,Left,Ed,,2019-05-07,F,2,Willow,2026-09-01,am,2026-11-13,pm,single,");
	assert_lacks("Dev"); /* had not come yet */
	assert_done(export(w, FILE_PUPILS, NULL, day_of(2026, 11, 14), DAY_NONE, false));
	assert_lacks("Left");
	assert_has("Dev");
}

static void is_to_come(struct world *w)
{
	struct enrolment_row spell = ENROLMENT_NEW;

	spell.pupil = ED;
	spell.kind = "single";
	spell.from_day = day_of(2027, 1, 4);
	world_put(w, THING_ENROLMENT, &spell);
	as(w, "ann");
	assert_done(export_now(w, FILE_PUPILS));
	assert_has(",105,Left,Ed,,2019-05-07,F,2,Willow,2027-01-04,am,,,single,");
}

static void merged_row(struct world *w)
{
	struct pupil_row row = PUPIL_NEW;

	row.id = GIA;
	row.key = (struct key){ { 1, 4, GIA } };
	row.surname = "Oakley";
	row.forename = "Finn";
	row.born_day = day_of(2020, 10, 1);
	row.sex = "F";
	row.merged_into = FINN;
	world_put(w, THING_PUPIL, &row);
	as(w, "ann");
	assert_done(export_now(w, FILE_PUPILS));
	assert_int_equal(rows_out, 5);
}

static void formulas(struct world *w)
{
	struct pupil_row row = PUPIL_NEW;

	row.id = BEN;
	row.key = (struct key){ { 1, 4, BEN } };
	row.surname = "=HYPERLINK(\"http://x\")";
	row.forename = "@SUM(A1)";
	row.born_day = day_of(2019, 5, 4);
	row.sex = "M";
	world_put(w, THING_PUPIL, &row);
	as(w, "ann");
	assert_done(export_now(w, FILE_PUPILS));
	assert_has(",\"'=HYPERLINK(\"\"http://x\"\")\",'@SUM(A1),");
}

static void groups_with_years(struct world *w)
{
	struct membership_row part = MEMBERSHIP_NEW;

	part.pupil = BEN;
	part.roll_group = OAK;
	part.weekdays = 1 | 4;
	part.sessions = 2;
	part.from_day = day_of(2026, 11, 2);
	part.to_day = day_of(2026, 12, 18);
	world_put(w, THING_MEMBERSHIP, &part);
	as(w, "ann");
	assert_done(export_now(w, FILE_GROUPS));
	assert_has("pupil,upn,admission_number,group,kind,from_date,to_date,school_year,year,weekdays,sessions\r\n"
		   "01040200000000000000000000000000,,102,Willow,class,2026-09-01,,,2,mon tue wed thu fri,\r\n");
	assert_has(",,102,Oak,class,2026-11-02,2026-12-18,,2,mon wed,pm\r\n");
	assert_done(export(w, FILE_GROUPS, "Oak", DAY_NONE, DAY_NONE, false));
	assert_lacks("Willow");
	assert_has(",102,Oak,");
}

static void staff_roles(struct world *w)
{
	as(w, "ada");
	assert_done(export_now(w, FILE_STAFF));
	assert_has("sign_in,name,forename,surname,position,kind,roles,classes,from_date,to_date\r\n");
	assert_has("tom,Tom Bell,,,teacher,person,teacher,Willow,2020-09-01,\r\n");
	assert_has("lou,Lou Nash,,,attendance_officer,person,attendance_officer,,2020-09-01,2026-07-31\r\n");
	assert_int_equal(rows_out, 11);
}

/* CONTACTS */

static int64_t adult_make(struct world *w, int id, bool secret)
{
	struct adult_row adult = ADULT_NEW;
	struct adult_number_row number = ADULT_NUMBER_NEW;
	struct address_row address = ADDRESS_NEW;

	adult.id = id;
	adult.key = (struct key){ { 9, (uint8_t)id } };
	adult.title = "Ms";
	adult.forename = "Joy";
	adult.surname = "Okafor";
	adult.email = "joy@example.org";
	world_put(w, THING_ADULT, &adult);
	number.adult = id;
	number.kind = "home";
	number.number = "01632 960001";
	number.rank = 1;
	world_put(w, THING_ADULT_NUMBER, &number);
	number = (struct adult_number_row){ .adult = id, .kind = "mobile", .number = "07700 900001", .rank = 2 };
	world_put(w, THING_ADULT_NUMBER, &number);
	number = (struct adult_number_row){ .adult = id, .kind = "work", .number = "01632 960002", .rank = 3, .dead = 1 };
	world_put(w, THING_ADULT_NUMBER, &number);
	address.adult = id;
	address.lines = "3 Quay Street\nMarlow";
	address.postcode = "SL7 1AA";
	address.secret = secret;
	address.from_day = day_of(2026, 9, 1);
	world_put(w, THING_ADDRESS, &address);
	return id;
}

static void contact_make(struct world *w, int64_t adult, int64_t pupil, struct day to)
{
	struct contact_row contact = CONTACT_NEW;

	contact.adult = adult;
	contact.pupil = pupil;
	contact.priority = 1;
	contact.relation = "Mother";
	contact.lives_with = contact.parental_responsibility = contact.letters = 1;
	contact.from_day = day_of(2026, 9, 1);
	contact.to_day = to;
	contact.confirmed_day = adult < 10 ? DAY_NONE : day_of(2026, 10, (int)adult);
	world_put(w, THING_CONTACT, &contact);
}

static void contacts_whole(struct world *w)
{
	contact_make(w, adult_make(w, 1, false), AMARA, DAY_NONE);
	contact_make(w, 1, BEN, day_of(2026, 11, 19)); /* no more */
	as(w, "ann");
	assert_done(export_now(w, FILE_CONTACTS));
	assert_has(",A823432120001,101,1,Joy Okafor,Mother,01632 960001,joy@example.org,yes,yes,09010000000000000000000000000000,Ms,Joy,Okafor,"
		   "\"3 Quay Street, Marlow\",SL7 1AA,07700 900001,01632 960001,,no,yes,no,no,,,,no\r\n");
	assert_int_equal(rows_out, 1);
	assert_string_equal(buf_string(&said), "");
}

static void secret_address(struct world *w)
{
	contact_make(w, adult_make(w, 1, true), AMARA, DAY_NONE);
	as(w, "ann");
	assert_done(export_now(w, FILE_CONTACTS));
	assert_has(",Joy,Okafor,,,07700 900001,");
	assert_has(",no,yes,no,no,,,,\r\n"); /* not even that it is secret */
	assert_lacks("Quay");
	assert_lacks("SL7");
	assert_string_equal(buf_string(&said), "1 address is kept secret, and left out.\n");
	as(w, "hal");
	assert_done(export_now(w, FILE_CONTACTS));
	assert_has(",Joy,Okafor,\"3 Quay Street, Marlow\",SL7 1AA,07700 900001,");
	assert_has(",no,yes,no,no,,,,yes\r\n");
}

/* MARKS */

static void marks_made(struct world *w)
{
	as(w, "ann");
	at(w, "2026-11-20T09:12");
	assert_done(mark(w, WILLOW_AM, AMARA, "/", NULL));
	assert_done(late(w, BEN, -1, NULL, "=the bus was late"));
	at(w, "2026-11-20T13:05");
	assert_done(mark(w, WILLOW_PM, AMARA, "M", NULL));
	assert_done(mark(w, WILLOW_PM, DEV, "\\", NULL));
	assert_done(mark(w, WILLOW_PM, BEN, "I", NULL));
	assert_done(mark(w, WILLOW_PM, BEN, "", NULL));
}

static void marks_long(struct world *w)
{
	marks_made(w);
	assert_done(export_now(w, FILE_MARKS));
	assert_has("pupil,upn,admission_number,surname,forename,dob,date,session,code,minutes_late,note\r\n");
	assert_has(",A823432120001,101,Okafor,Amara,2019-05-03,2026-11-20,am,/,,\r\n");
	assert_has(",A823432120001,101,Okafor,Amara,2019-05-03,2026-11-20,pm,M,,\r\n");
	assert_has(",,102,Ash,Ben,2019-05-04,2026-11-20,am,L,12,'=the bus was late\r\n");
	assert_lacks("Ben,2019-05-04,2026-11-20,pm"); /* taken away again */
	assert_int_equal(rows_out, 4);
}

static void marks_wide(struct world *w)
{
	marks_made(w);
	assert_done(export(w, FILE_MARKS, NULL, day_of(2026, 11, 19), DAY_NONE, true));
	assert_has("pupil,upn,admission_number,surname,forename,dob,2026-11-19 am,2026-11-19 pm,2026-11-20 am,2026-11-20 pm\r\n");
	assert_has(",101,Okafor,Amara,2019-05-03,,,/,M\r\n");
	assert_has(",104,Rao,Dev,2019-05-06,,,,\\\r\n");
	assert_int_equal(rows_out, 3);
}

static void marks_of_a_class(struct world *w)
{
	marks_made(w);
	assert_done(export(w, FILE_MARKS, "Oak", DAY_NONE, DAY_NONE, false));
	assert_int_equal(rows_out, 0);
	assert_done(export(w, FILE_MARKS, "Willow", DAY_NONE, DAY_NONE, false));
	assert_int_equal(rows_out, 4);
}

static void marks_of_days(struct world *w)
{
	marks_made(w);
	assert_done(export(w, FILE_MARKS, NULL, day_of(2026, 9, 1), day_of(2026, 11, 19), false));
	assert_int_equal(rows_out, 0);
	assert_int_equal(export(w, FILE_MARKS, NULL, day_of(2026, 11, 20), day_of(2026, 11, 19), false), -EINVAL);
}

static void too_wide(struct world *w)
{
	struct term_row years = { .name = "Years", .from_day = day_of(2020, 9, 1), .to_day = day_of(2026, 7, 20) };

	world_put(w, THING_TERM, &years);
	as(w, "ann");
	assert_int_equal(export(w, FILE_MARKS, NULL, day_of(2020, 9, 1), DAY_NONE, true), -EINVAL);
	assert_words(w->e.text, "at most 506");
	assert_int_equal(out.length, 0);
}

/* THE ACT */

static void an_act_says_so(struct world *w)
{
	as(w, "ann");
	assert_done(export_now(w, FILE_PUPILS));
	int64_t first = act;
	assert_true(first > 0);
	assert_done(export(w, FILE_MARKS, "Willow", DAY_NONE, DAY_NONE, false));
	assert_int_equal(act, first + 1);
}

/* WHO MAY */

static const struct may_row {
	const char *name, *sign_in, *group;
	enum file_kind kind;
	const char *refusal; /* NULL: they may */
} may_rows[] = {
	{ "the office exports pupils", "ann", NULL, FILE_PUPILS, NULL },
	{ "the head exports marks", "hal", NULL, FILE_MARKS, NULL },
	{ "the safeguarding lead exports contacts", "des", NULL, FILE_CONTACTS, NULL },
	{ "an inspector exports marks", "ina", NULL, FILE_MARKS, NULL },
	{ "an inspector exports contacts: they are of the admission register", "ina", NULL, FILE_CONTACTS, NULL },
	{ "a governor exports no contacts", "gus", NULL, FILE_CONTACTS, "may not see contacts" },
	{ "a governor exports nothing with names", "gus", NULL, FILE_PUPILS, "may not see pupils' figures" },
	{ "an administrator exports no pupils", "ada", NULL, FILE_PUPILS, "may not see pupils' figures" },
	{ "an administrator exports staff", "ada", NULL, FILE_STAFF, NULL },
	{ "the office exports no staff", "ann", NULL, FILE_STAFF, "may not change staff" },
	{ "a teacher exports her class", "tom", "Willow", FILE_PUPILS, NULL },
	{ "a teacher exports her class's marks", "tom", "Willow", FILE_MARKS, NULL },
	{ "a teacher exports her class's contacts", "tom", "Willow", FILE_CONTACTS, NULL },
	{ "a teacher exports no other class", "tom", "Oak", FILE_PUPILS, "may not see pupils' figures (Oak)" },
	{ "a teacher does not export the school", "tom", NULL, FILE_PUPILS, "not the whole school" },
	{ "a teacher does not export the school's groups", "tom", NULL, FILE_GROUPS, "name it with --class" },
};

static void may_row(void **state)
{
	const struct may_row *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	as(w, row->sign_in);
	int r = export(w, row->kind, row->group, DAY_NONE, DAY_NONE, false);
	if (row->refusal) {
		assert_refused(r, row->refusal);
		assert_int_equal(out.length, 0);
	} else {
		assert_done(r);
		assert_true(act > 0);
		assert_true(out.length > 0);
	}
	world_end(w);
}

static void flags_for_few(struct world *w)
{
	struct pupil_flag_row flag = { .pupil = AMARA, .flag = "cp", .value = "yes", .from_day = day_of(2026, 9, 1), .to_day = DAY_NONE };

	world_put(w, THING_PUPIL_FLAG, &flag);
	as(w, "ann");
	assert_done(export_now(w, FILE_PUPILS));
	assert_has("Okafor,Amara,,2019-05-03,F,2,Willow,2026-09-01,am,,,single,,,,,,,no,no,no,yes,no,no,no,no,no,no\r\n");
	as(w, "ina");
	assert_done(export_now(w, FILE_PUPILS));
	assert_has(PUPIL_HEADING "\r\n");
	assert_lacks("yes");
	assert_said("those columns are left out");
}

/* AND BACK (E3): reading an export changes nothing */

static void write_out(struct world *w, char *path, size_t size)
{
	FILE *f;

	snprintf(path, size, "%s/export.csv", w->directory);
	f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(out.text, 1, out.length, f), out.length);
	fclose(f);
}

static void read_back(struct world *w, enum file_kind kind)
{
	char path[sizeof w->directory + 16];
	struct import_wish wish = { .kind = kind, .file = path };
	struct import_job *job;
	int r;

	write_out(w, path, sizeof path);
	err_clear(&w->e);
	assert_done(office_import_begin(w->o, &wish, &job, &w->e));
	while ((r = import_step(job, &w->e)) > 0)
		continue;
	const struct import_result *got = import_result(job);
	if (r < 0 || got->first_act || got->added || got->changed || got->set_aside || got->same == 0)
		print_error("%s: %s%s\n%s", file_shapes[kind].name, import_said(job), w->e.text, buf_string(&out));
	assert_int_equal(r, 0);
	assert_int_equal(got->first_act, 0);
	assert_int_equal(got->added + got->changed + got->set_aside, 0);
	assert_true(got->same > 0);
	import_close(job);
}

static uint32_t dice;

static int roll(int sides)
{
	dice = dice * 1664525 + 1013904223;
	return (int)((dice >> 16) % (uint32_t)sides);
}

static const char *const names[] = { "O'Brien", "Ng", "van der Westhuizen", "=SUM(A1)", "Ó Briain", "\"Quoted\", with comma", "-1", "' '", "子轩" };
#define NAME names[roll(sizeof names / sizeof *names)]

static void put_spell_at_random(struct world *w, int64_t pupil)
{
	static const char *const kinds[] = { "single", "main", "subsidiary", "guest" };
	static const char *const arrangements[] = { "dual registration", "managed move", "off-site direction", "mobile child" };
	struct enrolment_row spell = ENROLMENT_NEW;

	spell.pupil = pupil;
	spell.kind = kinds[roll(4)];
	spell.last_school = roll(2) ? NAME : NULL;
	spell.other_school = roll(2) ? NAME : NULL;
	spell.other_school_contact = roll(2) ? "Ann Reed, 01632 960200; \"the desk\"" : NULL;
	spell.arrangement = roll(2) ? arrangements[roll(4)] : NULL;
	spell.from_day = day_of(2026, 11, 16 + roll(5));
	spell.from_session = roll(2);
	if (roll(2)) {
		spell.to_day = day_of(2026, 12, 1 + roll(9));
		spell.to_session = roll(2);
	}
	world_put(w, THING_ENROLMENT, &spell);
}

/* Some weekdays in the other class: a pupil is in one register at a time. */
static void put_place_at_random(struct world *w, int64_t pupil)
{
	struct membership_row place = MEMBERSHIP_NEW;
	int away = 1 + roll(15); /* never on a Friday, which is today */

	place.id = pupil;
	place.pupil = pupil;
	place.roll_group = pupil >= FINN ? OAK : WILLOW;
	place.weekdays = 31 & ~away;
	place.sessions = 3;
	place.from_day = day_of(2026, 9, 1);
	world_put(w, THING_MEMBERSHIP, &place);
	place.id = 0;
	place.roll_group = WILLOW + OAK - place.roll_group;
	place.weekdays = away;
	place.sessions = 1 + roll(3);
	place.from_day = day_of(2026, 10, 1 + roll(30));
	if (roll(2))
		place.to_day = day_of(2026, 11, 1 + roll(30));
	world_put(w, THING_MEMBERSHIP, &place);
}

static void put_flag_at_random(struct world *w, int64_t pupil)
{
	static const char *const flags[] = { "sen", "fsm", "cp" }, *const values[] = { "yes", "K", "E" };
	int which = roll(3);
	struct pupil_flag_row flag = { .pupil = pupil, .flag = flags[which], .value = values[which == 0 ? roll(3) : 0],
				       .from_day = day_of(2026, 9, 1 + roll(20)), .to_day = DAY_NONE };

	world_put(w, THING_PUPIL_FLAG, &flag);
}

/* An adult for one or two children. */
static void put_family_at_random(struct world *w, int64_t adult_id, int64_t pupil)
{
	struct adult_row adult = ADULT_NEW;
	struct adult_number_row number = { .adult = adult_id, .kind = roll(2) ? "home" : "work", .number = "01632 960100", .rank = 1, .dead = roll(4) == 0 };

	adult.id = adult_id;
	adult.key = (struct key){ { 9, (uint8_t)adult_id } };
	adult.forename = roll(4) ? NAME : "";
	adult.surname = NAME;
	adult.title = roll(2) ? "Dr" : NULL;
	adult.language = roll(3) ? NULL : "Polish";
	world_put(w, THING_ADULT, &adult);
	world_put(w, THING_ADULT_NUMBER, &number);
	number = (struct adult_number_row){ .adult = adult_id, .kind = "mobile", .number = "07700 900100", .rank = 2 };
	world_put(w, THING_ADULT_NUMBER, &number);
	contact_make(w, adult_id, pupil, DAY_NONE);
	if (roll(2))
		contact_make(w, adult_id, pupil % 7 + 1, DAY_NONE);
}

static const struct back_row {
	const char *name;
	uint32_t seed;
} backs[] = {
	{ "back again, 1", 1 }, { "back again, 2", 2 }, { "back again, 3", 3 }, { "back again, 4", 4 }, { "back again, 5", 5 }, { "back again, 6", 6 },
	{ "back again, 7", 7 }, { "back again, 8", 8 }, { "back again, 9", 9 }, { "back again, 10", 10 }, { "back again, 11", 11 }, { "back again, 12", 12 },
};

/* A UPN whose check letter holds, or no file with it is read. */
static void put_upn(struct world *w)
{
	struct pupil_row row = PUPIL_NEW;

	row.id = AMARA;
	row.key = (struct key){ { 1, 4, AMARA } };
	row.upn = "L823432120001";
	row.admission_number = "101";
	row.surname = "Okafor";
	row.forename = "Amara";
	row.preferred_name = roll(2) ? NAME : NULL;
	row.born_day = day_of(2019, 5, 3);
	row.sex = roll(2) ? "F" : NULL;
	row.middle_names = roll(2) ? NAME : NULL;
	row.preferred_surname = roll(2) ? NAME : NULL;
	world_put(w, THING_PUPIL, &row);
}

static void back_row(void **state)
{
	struct world world, *w = &world;

	dice = ((const struct back_row *)*state)->seed * 2654435761u;
	world_make(w, false);
	put_upn(w);
	contact_make(w, adult_make(w, 1, false), AMARA, DAY_NONE);
	for (int64_t pupil = AMARA; pupil <= GIA; pupil++) {
		if (pupil == ED || pupil == DEV)
			continue;
		if (roll(3) == 0)
			put_place_at_random(w, pupil);
		if (roll(2))
			put_flag_at_random(w, pupil);
		if (roll(2))
			put_family_at_random(w, 10 + pupil, pupil);
	}
	put_spell_at_random(w, ED);
	marks_made(w);
	for (enum file_kind kind = FILE_PUPILS; kind <= FILE_MARKS; kind++) {
		as(w, kind == FILE_STAFF ? "ada" : "ann");
		assert_done(export_now(w, kind));
		read_back(w, kind);
		if (kind != FILE_MARKS)
			continue;
		assert_done(export(w, kind, NULL, DAY_NONE, DAY_NONE, true));
		read_back(w, kind);
	}
	world_end(w);
}

/* WHERE IT GOES */

static int fail_once(void *ctx, const char *bytes, size_t n, struct err *e)
{
	return err_store(e, -ENOSPC, "The disk is full.");
}

static void nowhere_to_go(struct world *w)
{
	struct export_wish wish = { .kind = FILE_PUPILS, .from = DAY_NONE, .to = DAY_NONE };

	as(w, "ann");
	assert_int_equal(office_export(w->o, &wish, fail_once, NULL, &act, &w->e), -ENOSPC);
	assert_string_equal(w->e.text, "The disk is full.");
	assert_done(export_now(w, FILE_PUPILS)); /* the view was closed */
}

static void figures_are_no_file(struct world *w)
{
	as(w, "ann");
	assert_int_equal(export_now(w, FILE_FIGURES), -EINVAL);
}

static const struct world_case cases[] = {
	{ "pupils in the order of names", pupils_in_order, false },
	{ "who has left is there for the days before", who_has_left, false },
	{ "who is to come is there", is_to_come, false },
	{ "a row merged into another is not", merged_row, false },
	{ "a name that is a formula is guarded", formulas, false },
	{ "groups with days, halves and years", groups_with_years, false },
	{ "staff with roles and classes", staff_roles, false },
	{ "contacts with numbers and address", contacts_whole, false },
	{ "a secret address stays in the house", secret_address, false },
	{ "marks, a row each", marks_long, false },
	{ "marks, a column a session", marks_wide, false },
	{ "marks of a class", marks_of_a_class, false },
	{ "marks of days", marks_of_days, false },
	{ "more sessions than a row may have", too_wide, false },
	{ "an act says so", an_act_says_so, false },
	{ "flags for whoever may see them", flags_for_few, false },
	{ "nowhere to go", nowhere_to_go, false },
	{ "figures are no file", figures_are_no_file, false },
};

int main(void)
{
	struct rows r = { .count = 0 };

	rows_add(&r, world_case, cases);
	rows_add(&r, may_row, may_rows);
	rows_add(&r, back_row, backs);
	int failed = rows_run(&r, "export");
	buf_finish(&out);
	buf_finish(&said);
	return failed;
}
