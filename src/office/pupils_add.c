/* A new pupil at ten to nine (H1): one act, and the child is in the next register. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "contact.h"
#include "lanes.h"
#include "names.h"
#include "pupils_add.h"
#include "pupils_parts.h"
#include "rules/pupil.h"
#include "school.h"

/* IS IT THE SAME CHILD? */

static bool folds_alike(struct arena *a, const char *x, const char *y)
{
	return strcmp(text_fold(a, x), text_fold(a, y)) == 0;
}

/* By the legal name or the one they are known by. */
static bool same_name(struct arena *a, const struct pupil_row *x, const struct pupil_row *y)
{
	bool first = folds_alike(a, x->forename, y->forename), last = folds_alike(a, x->surname, y->surname);

	if (!first)
		first = folds_alike(a, name_known(x->preferred_name, x->forename), name_known(y->preferred_name, y->forename));
	if (!last)
		last = folds_alike(a, name_known(x->preferred_surname, x->surname), name_known(y->preferred_surname, y->surname));
	return first && last;
}

/* Who entered that row, and when. */
static int entered_by(struct adding *d, int64_t pupil, const char **ret)
{
	struct act_row act;
	int r = changed_last_by(d->o, THING_PUPIL, pupil, "key", &d->arena, &act);

	if (r == 0)
		*ret = arena_printf(&d->arena, "%s entered them %s", *act.head.staff_name ? act.head.staff_name : "somebody",
				    when_words(act.head.at, office_today(d->o), &d->arena));
	return r < 0 ? office_fail(d->o, r, d->e) : 0;
}

static int refuse_known(struct adding *d, const struct pupil_row *known)
{
	struct enrolment_row *spells;
	struct day today = office_today(d->o);
	const char *by;
	int n = store_enrolments_of_pupil(d->o->store, known->id, &d->arena, &spells);
	int r = n < 0 ? office_fail(d->o, n, d->e) : entered_by(d, known->id, &by);

	if (r < 0)
		return r;
	const struct enrolment_row *spell = spell_about(spells, n, today);
	bool left = spell && !day_is_none(spell->to_day) && spell->to_day.n < today.n;
	err_refuse(d->e, "%.160s %s: %.120s. %s, or say that this is another child.", pupil_told(d->o, known, today, &d->arena),
		   left ? "was on the roll before" : "is on the roll already", by, left ? "Bring them back" : "Open their record");
	d->known = left ? KNOWN_LEAVER : KNOWN_CHILD;
	return -EEXIST;
}

static int check_known(struct adding *d)
{
	struct pupil_row *rows;
	int n = d->wish->another_child ? 0 : store_pupils_born_on(d->o->store, d->row.born_day, &d->arena, &rows);

	for (int i = 0; i < n; i++)
		if (same_name(&d->arena, &rows[i], &d->row))
			return refuse_known(d, &rows[i]);
	return n < 0 ? office_fail(d->o, n, d->e) : 0;
}

/* THE NUMBER */

#define NUMBER_DIGITS 15

/* Blanks and letters before it are another school's way to number: those are not counted on. */
static int64_t number_of(const char *text)
{
	size_t n = strlen(text);
	int64_t value = 0;

	if (n == 0 || n > NUMBER_DIGITS || strspn(text, "0123456789") != n)
		return -1;
	for (; *text; text++)
		value = 10 * value + (*text - '0');
	return value;
}

/* One more than the highest, as wide as that one is written. */
static int next_number(struct adding *d, const char **ret)
{
	struct name_row *rows;
	int64_t highest = 0, by;
	int width = 1, n = store_names_now(d->o->store, &d->arena, &rows), r = 0;
	const char *number = NULL;

	for (int i = 0; i < n; i++) {
		int64_t value = rows[i].admission_number ? number_of(rows[i].admission_number) : -1;

		if (value > highest) {
			highest = value;
			width = (int)strlen(rows[i].admission_number);
		}
	}
	while (n >= 0 && r == 0) {
		number = arena_printf(&d->arena, "%0*" PRId64, width, ++highest);
		r = store_pupil_find(d->o->store, number, &by); /* a row that was merged keeps its number */
	}
	if (n < 0 || r != -ENOENT)
		return office_fail(d->o, n < 0 ? n : r, d->e);
	*ret = number;
	return 0;
}

static int give_number(struct adding *d)
{
	int r = pupil_upn_say(d->o, d->row.upn, 0, &d->arena, &d->said, d->e);

	if (r == 0 && !d->row.admission_number) {
		r = next_number(d, &d->row.admission_number);
		if (r == 0)
			buf_printf(&d->said, "Admission number %s, the next one free.\n", d->row.admission_number);
	}
	return r;
}

/* THE START */

static int read_group(struct adding *d)
{
	const char *name = d->wish->group;
	int64_t id;
	int r = name && *name ? office_group_find(d->o, name, d->spell.from_day, &id, d->e) : 0;

	if (r < 0 || !name || !*name)
		return r;
	d->group = office_group(d->o, id);
	if (!group_registers(d->group->kind))
		return err_refuse(d->e, "%s takes no register. Give the child's class.", d->group->name);
	return 0;
}

static int read_year(struct adding *d)
{
	char title[16];

	d->year = d->wish->year;
	if (d->year == SESSION_ANY_YEAR) {
		d->year = year_of_birth_on(d->row.born_day, d->spell.from_day);
		if (d->year >= YEAR_FIRST && d->year <= YEAR_LAST)
			buf_printf(&d->said, "%s, by date of birth.\n", year_title(d->year, title));
		else
			d->year = SESSION_ANY_YEAR;
	} else if (d->year < YEAR_FIRST || d->year > YEAR_LAST) {
		return err_usage(d->e, "There is no such year group. Type N1, N2, R or 1 to 14.");
	}
	return 0;
}

/* READING THE WISH */

static const char *or_none(const char *s)
{
	return s && *s ? s : NULL;
}

static int read_who(struct adding *d)
{
	struct pupil_wish *w = &d->who;
	int r = pupil_wish_read(d->o, &d->wish->who, 0, &d->arena, w, d->e);

	d->known = KNOWN_NUMBER;
	if (r < 0)
		return r;
	if (!or_none(w->surname) && !or_none(w->forename))
		return err_usage(d->e, "There is neither a surname nor a forename. Type the name; one is enough for who has only one.");
	if (day_is_none(w->born))
		return err_usage(d->e, "There is no date of birth. Type it like 3/5/2019.");
	d->row = PUPIL_NEW;
	d->row.surname = w->surname ? w->surname : "";
	d->row.forename = w->forename ? w->forename : "";
	d->row.middle_names = or_none(w->middle_names);
	d->row.preferred_name = or_none(w->preferred_name);
	d->row.preferred_surname = or_none(w->preferred_surname);
	d->row.sort_name = or_none(w->sort_name);
	d->row.sex = or_none(w->sex);
	d->row.upn = or_none(w->upn);
	d->row.admission_number = or_none(w->admission_number);
	d->row.born_day = w->born;
	d->row.boarder = w->boarder > 0;
	return 0;
}

static int read_spell(struct adding *d)
{
	d->spell = ENROLMENT_NEW;
	d->spell.kind = "single";
	d->spell.from_day = office_today(d->o);
	return spell_wish_read(&d->wish->spell, &d->arena, &d->spell, d->e);
}

static int judge(struct adding *d)
{
	int r = office_may(d->o, ACTION_CHANGE_ROLL, 0, d->e);

	if (r == 0)
		r = read_who(d);
	if (r == 0)
		r = read_spell(d);
	if (r == 0)
		r = pupil_born_check(d->o, d->row.born_day, d->spell.from_day, d->e);
	if (r == 0)
		r = check_known(d);
	if (r == 0)
		r = read_group(d);
	if (r == 0)
		r = read_year(d);
	return r < 0 ? r : give_number(d);
}

/* WRITING */

static int put(struct adding *d, enum thing thing, void *row)
{
	int r = store_act_put(d->o->store, thing, row);

	return r < 0 ? office_fail(d->o, r, d->e) : 0;
}

static int put_places(struct adding *d)
{
	int r = 0;

	if (d->group)
		r = lane_place_put(d->o, d->row.id, d->group->id, &(struct lane_days){ .from = d->spell.from_day, .to = DAY_NONE }, d->e);
	if (r >= 0 && d->year != SESSION_ANY_YEAR)
		r = lane_year_put(d->o, d->row.id, d->year, d->spell.from_day, DAY_NONE, d->e);
	return r < 0 ? r : 0;
}

static int put_contact(struct adding *d)
{
	int64_t contact;

	d->known = KNOWN_CONTACT;
	d->of_contact = d->said.length;
	return d->wish->contact ? contact_put_new(d->o, d->row.id, d->wish->contact, d->wish->another_contact, &d->arena, &contact, &d->said, d->e) : 0;
}

static int put_address(struct adding *d)
{
	struct contact_work work = { d->o, &d->arena, &d->said, d->e, office_today(d->o) };
	struct address_wish of = {
		.pupil = d->row.id, .lines = d->wish->address, .postcode = d->wish->postcode, .secret = -1, .from = d->spell.from_day,
	};
	int r = contact_address_read(&work, &of);

	if (r == 0)
		r = contact_address_put(&work, &of);
	return r < 0 ? r : 0;
}

static int write(struct adding *d)
{
	struct key_maker keys;
	int r = office_act_open(d->o, "pupil added", NULL, NULL, 0, d->e);

	if (r < 0)
		return r;
	key_maker_start(&keys, d->o->store, "pupil");
	d->row.key = key_make(&keys);
	r = put(d, THING_PUPIL, &d->row);
	d->spell.pupil = d->row.id;
	if (r == 0)
		r = put(d, THING_ENROLMENT, &d->spell);
	if (r == 0)
		r = put_places(d);
	if (r == 0 && (d->wish->address || d->wish->postcode))
		r = put_address(d);
	return r < 0 ? r : put_contact(d);
}

/* Of a refusal only what the contact's part says: the rest was of a child who is not there. */
static void answer_known(const struct adding *d, enum pupil_known *ret_known, struct buf *ret_said)
{
	*ret_known = d->known;
	if (d->known == KNOWN_CONTACT)
		buf_text(ret_said, buf_string(&d->said) + d->of_contact);
}

static int add(struct adding *d, int64_t *ret_pupil, enum pupil_known *ret_known, struct buf *ret_said, int64_t *ret_act)
{
	int r = judge(d);

	if (r == 0)
		r = write(d);
	if (r == 0)
		r = adding_say_sessions(d);
	if (r == 0)
		r = pupil_act_end(d->o, ret_act, d->e);
	if (r == 0) {
		*ret_pupil = d->row.id;
		buf_text(ret_said, buf_string(&d->said));
	} else if (r == -EEXIST) {
		answer_known(d, ret_known, ret_said);
	}
	buf_finish(&d->said);
	arena_finish(&d->arena);
	return r;
}

int office_pupil_add(struct office *o, const struct pupil_new *w, int64_t *ret_pupil, enum pupil_known *ret_known, struct buf *ret_said,
		     int64_t *ret_act, struct err *e)
{
	struct adding d = { .o = o, .wish = w, .e = e };

	IN_TRANSACTION(o, e, add(&d, ret_pupil, ret_known, ret_said, ret_act));
}
