/* What the admission register holds of a pupil, line by line (PR24 reg 8; domain 3.1), and what of it is missing. */
#include "pupils_record.h"

#include <string.h>

#include "base/key.h"
#include "names.h"
#include "rules/pupil.h"

void record_line_put(struct recording *k, enum record_part part, const char *label, const char *value, int64_t id, bool asked, bool past)
{
	bool missing = !value && asked;

	if (!value && !asked)
		return;
	vec_push(&k->lines, (struct record_line){ part, arena_text(&k->record->arena, label),
						  arena_text(&k->record->arena, value ? value : "not recorded"), id, missing, past });
	k->record->missing += missing && !past;
}

const char *record_days(struct recording *k, struct day from, struct day to)
{
	char first[DAY_TEXT], last[DAY_TEXT];

	if (day_is_none(to))
		return arena_printf(&k->work, "from %s", day_long(from, first));
	return arena_printf(&k->work, "from %s to %s", day_long(from, first), day_long(to, last));
}

const char *record_part_of_week(struct recording *k, int64_t weekdays, int64_t sessions)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	CLEAN_BUF struct buf b = { 0 };

	if ((weekdays & 31) == 31 && sessions == 3)
		return "";
	for (int i = 0; (weekdays & 31) != 31 && i < 7; i++)
		if (weekdays >> i & 1)
			buf_printf(&b, "%s %s", b.length ? "," : "", days[i]);
	if (sessions != 3)
		buf_printf(&b, " %s", sessions == 1 ? "mornings" : "afternoons");
	return arena_printf(&k->work, ",%s", buf_string(&b));
}

bool record_past(const struct recording *k, struct day to)
{
	return !day_is_none(to) && to.n < k->today.n;
}

/* NAMES AND NUMBERS */

static void name_part(struct buf *b, const char *part)
{
	if (part && *part)
		buf_printf(b, "%s%s", b->length ? " " : "", part);
}

static const char *legal_name(struct recording *k)
{
	CLEAN_BUF struct buf b = { 0 };

	name_part(&b, k->row.forename);
	name_part(&b, k->row.middle_names);
	name_part(&b, k->row.surname);
	return arena_text(&k->work, buf_string(&b));
}

static int former_names(struct recording *k)
{
	struct pupil_name_row *rows;
	char day[DAY_TEXT];
	int n = store_names_of_pupil(k->o->store, k->row.id, &k->work, &rows);

	for (int i = n; i-- > 0;) {
		const struct pupil_row row = { .surname = rows[i].surname, .forename = rows[i].forename, .preferred_name = rows[i].preferred_name,
					       .preferred_surname = rows[i].preferred_surname };

		record_line_put(k, RECORD_NAMES, "Former name", arena_printf(&k->work, "%s, until %s", pupil_display_name(&row, &k->work),
									day_long(rows[i].to_day, day)), rows[i].id, false, true);
	}
	return n < 0 ? n : 0;
}

static const char *sex_words(const char *sex)
{
	return !sex ? NULL : *sex == 'F' ? "female" : "male";
}

static int record_names(struct recording *k)
{
	const struct pupil_row *p = &k->row;
	bool known = p->preferred_name || p->preferred_surname;
	char day[DAY_TEXT];

	record_line_put(k, RECORD_NAMES, "Name", legal_name(k), 0, true, false);
	record_line_put(k, RECORD_NAMES, "Known as", known ? pupil_display_name(p, &k->work) : NULL, 0, false, false);
	record_line_put(k, RECORD_NAMES, "Sorted as", p->sort_name, 0, false, false);
	int r = former_names(k);
	record_line_put(k, RECORD_NAMES, "Date of birth", arena_printf(&k->work, "%s, %d years old", day_short(p->born_day, &k->work),
								 age_on(p->born_day, k->today)), 0, true, false);
	record_line_put(k, RECORD_NAMES, "Sex", sex_words(p->sex), 0, true, false);
	record_line_put(k, RECORD_NAMES, "Boarder or day", p->boarder ? "boarder" : "day pupil", 0, true, false);
	if (!day_is_none(p->died_day))
		record_line_put(k, RECORD_NAMES, "Died", day_long(p->died_day, day), 0, false, false);
	return r;
}

static void record_numbers(struct recording *k)
{
	record_line_put(k, RECORD_NUMBERS, "Admission number", k->row.admission_number ? k->row.admission_number : "none", 0, false, false);
	record_line_put(k, RECORD_NUMBERS, "UPN", k->row.upn ? k->row.upn : "none yet", 0, false, false);
	record_line_put(k, RECORD_NUMBERS, "Former UPN", k->row.former_upn, 0, false, true);
}

/* THE WHOLE */

static int read_rows(struct recording *k)
{
	struct store *st = k->o->store;

	k->spell_count = store_enrolments_of_pupil(st, k->row.id, &k->work, &k->spells);
	if (k->spell_count < 0)
		return k->spell_count;
	k->place_count = store_memberships_of_pupil(st, k->row.id, &k->work, &k->places);
	if (k->place_count < 0)
		return k->place_count;
	k->year_count = store_years_of_pupil(st, k->row.id, &k->work, &k->years);
	return k->year_count < 0 ? k->year_count : 0;
}

/* Of a class that they are in, are to be in or were in. */
static int may_see(struct recording *k, struct err *e)
{
	if (office_reach(k->o, ACTION_SEE_REGISTER) == REACH_ALL)
		return 0;
	for (int i = 0; i < k->place_count; i++)
		if (!record_past(k, k->places[i].to_day) && office_may(k->o, ACTION_SEE_REGISTER, k->places[i].roll_group, NULL) == 0)
			return 0;
	return err_refuse(e, "That pupil is not in one of your classes. Ask the office.");
}

static enum roll_state state_of(const struct recording *k, const struct enrolment_row *spell)
{
	if (!spell || record_past(k, spell->to_day))
		return ROLL_LEFT;
	return spell->from_day.n > k->today.n ? ROLL_TO_COME : ROLL_ON;
}

static int record_facts(struct recording *k)
{
	struct pupil_record *r = k->record;
	const struct enrolment_row *spell = spell_about(k->spells, k->spell_count, k->today);
	int got;

	r->name = pupil_display_name(&k->row, &r->arena);
	r->key = key_hex(&k->row.key, arena_new(&r->arena, KEY_TEXT, 1));
	r->state = state_of(k, spell);
	r->spell = spell ? spell->id : 0;
	r->may_change = office_may(k->o, ACTION_CHANGE_ROLL, 0, NULL) == 0 && !office_read_only(k->o);
	got = record_names(k);
	record_numbers(k);
	record_spells(k);
	record_classes(k);
	if (got == 0)
		got = record_elsewhere(k);
	return got < 0 ? got : record_flags(k);
}

static int record_read(struct recording *k, int64_t pupil, struct err *e)
{
	int r = pupil_row_get(k->o, pupil, &k->work, &k->row, e);

	if (r < 0)
		return r;
	r = read_rows(k);
	if (r < 0)
		return office_fail(k->o, r, e);
	r = may_see(k, e);
	if (r < 0)
		return r;
	r = record_facts(k);
	return r < 0 ? office_fail(k->o, r, e) : 0;
}

static void lines_keep(struct recording *k)
{
	struct pupil_record *r = k->record;
	struct record_line *lines = arena_new(&r->arena, (size_t)k->lines.count + 1, sizeof *lines);

	if (k->lines.count)
		memcpy(lines, k->lines.items, (size_t)k->lines.count * sizeof *lines);
	r->lines = lines;
	r->count = k->lines.count;
}

int pupil_record_read(struct office *o, int64_t pupil, const struct families *f, const struct family_homes *homes, struct pupil_record *ret, struct err *e)
{
	struct pupil_record record = { .pupil = pupil };
	struct recording k = { .o = o, .record = &record, .today = office_today(o) };
	int r = record_read(&k, pupil, e);

	if (r == 0)
		record_family(&k, f, homes);
	lines_keep(&k);
	vec_finish(&k.lines);
	arena_finish(&k.work);
	if (r < 0)
		arena_finish(&record.arena);
	else
		*ret = record;
	return r;
}

static int record_open(struct office *o, int64_t pupil, struct pupil_record *ret, struct err *e)
{
	const struct families *f;
	const struct family_homes *homes;
	int r = families_open(o, pupil, &f, &homes);

	return r < 0 ? office_fail(o, r, e) : pupil_record_read(o, pupil, f, homes, ret, e);
}

int office_pupil_record_open(struct office *o, int64_t pupil, struct pupil_record *ret, struct err *e)
{
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may(o, ACTION_SEE_REGISTER, 0, e);
	if (r < 0)
		return r;
	r = store_read_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	r = record_open(o, pupil, ret, e);
	store_read_end(o->store);
	return r;
}

void pupil_record_finish(struct pupil_record *r)
{
	arena_finish(&r->arena);
	*r = (struct pupil_record){ 0 };
}
