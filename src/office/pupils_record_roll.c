/* Of a pupil's record: on the roll and off it, classes and years, sessions elsewhere, flags. */
#include <string.h>

#include "lanes.h"
#include "pupils_record.h"
#include "rules/pupil.h"

/* SPELLS (PR24 reg 8: starting day, last school; reg 9: why a name went; reg 13: the returns) */

static void put_day(struct recording *k, const struct enrolment_row *s, const char *label, struct day d)
{
	char day[DAY_TEXT];

	record_line_put(k, RECORD_SPELLS, label, day_is_none(d) ? NULL : day_long(d, day), s->id, false, record_past(k, s->to_day));
}

static void put_text(struct recording *k, const struct enrolment_row *s, const char *label, const char *value, bool asked)
{
	record_line_put(k, RECORD_SPELLS, label, value, s->id, asked, record_past(k, s->to_day));
}

static int year_on(const struct recording *k, struct day day)
{
	for (int i = k->year_count; i-- > 0;)
		if (day_within(day, k->years[i].from_day, k->years[i].to_day))
			return (int)k->years[i].year;
	return SESSION_ANY_YEAR;
}

static const char *spell_words(struct recording *k, const struct enrolment_row *s)
{
	bool noon = s->from_session == SESSION_PM, half = !day_is_none(s->to_day) && s->to_session == SESSION_AM;

	return arena_printf(&k->work, "%s%s%s%s%s", record_days(k, s->from_day, s->to_day), noon ? ", from the afternoon" : "",
			    half ? ", until noon" : "", strcmp(s->kind, "single") == 0 ? "" : ", ", strcmp(s->kind, "single") == 0 ? "" : s->kind);
}

static const char *ground_words(struct recording *k, const struct enrolment_row *s)
{
	const struct ground *g = s->ground ? ground_find(s->ground, s->to_day) : NULL;

	return g ? arena_printf(&k->work, "%s: %s", g->letter, g->words) : s->ground;
}

static void put_leaving(struct recording *k, const struct enrolment_row *s)
{
	const char *to = secret_new_address(k->o, s->pupil, s->new_address);

	bool leaves = !day_is_none(s->to_day) && strcmp(s->kind, "guest") != 0 && !spell_going_on(k->spells, k->spell_count, s);

	put_text(k, s, "Ground", ground_words(k, s), leaves);
	put_text(k, s, "Destination", s->destination, false);
	put_text(k, s, "New address", s->new_address && !to ? ADDRESS_MASKED : to, false);
	put_day(k, s, "Evidence of", s->evidence_day);
	put_text(k, s, "Enquiries", s->enquiries, false);
	put_text(k, s, "Consent", s->consent, false);
	put_day(k, s, "Social worker told", s->social_worker_told_day);
	put_day(k, s, "Virtual school told", s->virtual_school_told_day);
	put_day(k, s, "Deletion return made", s->left_return_day);
}

static void put_spell(struct recording *k, const struct enrolment_row *s)
{
	bool shared = strcmp(s->kind, "single") != 0;

	put_text(k, s, s->from_day.n > k->today.n ? "Starts" : "On the roll", spell_words(k, s), true);
	/* A child who begins in the nursery or reception comes from no school. */
	put_text(k, s, "Last school", s->last_school, year_on(k, s->from_day) > 0);
	put_text(k, s, "Other school", s->other_school, shared);
	put_text(k, s, "Who is rung there", s->other_school_contact, shared);
	put_text(k, s, "Arrangement", s->arrangement, false);
	put_day(k, s, "To be reviewed", s->review_day);
	put_day(k, s, "New-pupil return made", s->joined_return_day);
	put_leaving(k, s);
}

void record_spells(struct recording *k)
{
	if (k->spell_count == 0)
		record_line_put(k, RECORD_SPELLS, "Starting day", NULL, 0, true, false);
	for (int i = k->spell_count; i-- > 0;)
		put_spell(k, &k->spells[i]);
}

/* CLASSES AND YEARS: the latest first */

static void put_places(struct recording *k, bool registers, const char *label)
{
	for (int i = k->place_count; i-- > 0;) {
		const struct membership_row *m = &k->places[i];

		if (lane_is_of(k->o, m->roll_group) == registers)
			record_line_put(k, RECORD_CLASSES, label, arena_printf(&k->work, "%s, %s%s", office_group_name(k->o, m->roll_group),
									  record_days(k, m->from_day, m->to_day),
									  record_part_of_week(k, m->weekdays, m->sessions)),
				   m->id, false, record_past(k, m->to_day));
	}
}

void record_classes(struct recording *k)
{
	char title[16];

	put_places(k, true, "Class");
	put_places(k, false, "Group");
	for (int i = k->year_count; i-- > 0;) {
		const struct pupil_year_row *y = &k->years[i];

		const char *words = arena_printf(&k->work, "%s, %s", year_title((int)y->year, title), record_days(k, y->from_day, y->to_day));

		record_line_put(k, RECORD_CLASSES, "Year", words, y->id, false, record_past(k, y->to_day));
	}
}

int record_elsewhere(struct recording *k)
{
	struct elsewhere_row *rows;
	int n = store_elsewhere_of_pupil(k->o->store, k->row.id, &k->work, &rows);

	for (int i = n; i-- > 0;)
		record_line_put(k, RECORD_ELSEWHERE, "Sessions elsewhere",
			   arena_printf(&k->work, "%s (%s), %s%s", rows[i].place, rows[i].code, record_days(k, rows[i].from_day, rows[i].to_day),
					record_part_of_week(k, rows[i].weekdays, rows[i].sessions)),
			   rows[i].id, false, record_past(k, rows[i].to_day));
	return n < 0 ? n : 0;
}

/* What makes a child come first is for those who may see it (design 4). */
int record_flags(struct recording *k)
{
	struct pupil_flag_row *rows;
	int n;

	if (office_reach(k->o, ACTION_SEE_FLAGS) != REACH_ALL)
		return 0;
	n = store_flags_of_pupil(k->o->store, k->row.id, &k->work, &rows);
	for (int i = 0; i < n; i++) {
		const char *words = arena_printf(&k->work, "%s, %s", rows[i].value, record_days(k, rows[i].from_day, rows[i].to_day));

		record_line_put(k, RECORD_FLAGS, rows[i].flag, words, rows[i].id, false, record_past(k, rows[i].to_day));
	}
	return n < 0 ? n : 0;
}
