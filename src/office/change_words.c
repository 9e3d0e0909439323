/* A change of a fact in words: its value as people write it, for who may see it. */
#include <stdlib.h>
#include <string.h>

#include "call_parts.h"
#include "change_facts.h"
#include "change_words.h"
#include "contact.h"
#include "tasks.h"
#include "targets_parts.h"
#include "rules/pupil.h"

const char *change_label(enum thing thing, const char *field)
{
	const struct fact *f = fact_find(thing, field);

	return f ? f->label : NULL;
}

/* VALUES ---------------------------------------------------------------------------------------------------------------------------- */

/* What asks for more than the history does: a family's facts, what was said on the telephone, why a child comes first. */
static bool may_see(struct office *o, enum thing thing)
{
	switch (thing) {
	case THING_ADULT: case THING_ADULT_NUMBER: case THING_ADDRESS: case THING_CONTACT:
		return office_may(o, ACTION_SEE_CONTACTS, 0, NULL) == 0;
	case THING_PUPIL_FLAG:
		return office_may(o, ACTION_SEE_FLAGS, 0, NULL) == 0;
	case THING_CALL: case THING_TASK:
		return office_may(o, ACTION_CALL, 0, NULL) == 0;
	default:
		return true;
	}
}

/* Of a child it is whoever reviews that child's; of a row that is gone nobody knows whose it was. */
static bool is_reviewed_by(struct office *o, enum thing thing, int64_t id, struct arena *a)
{
	union { struct reviewed_row reviewed; struct pupil_stage_row stage; struct return_made_row made; struct league_out_row out; } row;
	int64_t pupil;

	if (office_reach(o, ACTION_REVIEW) == REACH_ALL)
		return true;
	if (store_thing_get(o->store, thing, id, a, &row) < 0)
		return false;
	if (thing == THING_LEAGUE_OUT && row.out.pupil == NONE)
		return office_may(o, ACTION_REVIEW, row.out.roll_group, NULL) == 0;
	pupil = thing == THING_REVIEWED ? row.reviewed.pupil : thing == THING_PUPIL_STAGE ? row.stage.pupil
	      : thing == THING_RETURN_MADE ? row.made.pupil : row.out.pupil;
	return said_may(o, ACTION_REVIEW, pupil, office_today(o), NULL) == 0;
}

/* What a review decides, and targets: each row is for who may see it where it is listed. */
static bool is_reviewers(struct office *o, const struct change_row *c, struct arena *a)
{
	struct target_row target;

	switch (c->thing) {
	case THING_REVIEWED: case THING_PUPIL_STAGE: case THING_RETURN_MADE: case THING_LEAGUE_OUT:
		return !is_reviewed_by(o, c->thing, c->id, a);
	case THING_TARGET:
		if (office_reach(o, ACTION_SEE_TOTALS) == REACH_ALL)
			return false;
		return store_thing_get(o->store, THING_TARGET, c->id, a, &target) < 0 || !target_is_seen(o, &target);
	default:
		return false;
	}
}

/* What was written to the lead for safeguarding and what the lead answered; of a task that is gone nobody knows whose it was. */
static bool is_kept_task(struct office *o, const struct change_row *c, struct arena *a)
{
	bool text = strcmp(c->field, "text") == 0;
	struct task_row row;

	if (c->thing != THING_TASK || (!text && strcmp(c->field, "done_words") != 0))
		return false;
	if (store_thing_get(o->store, THING_TASK, c->id, a, &row) < 0)
		return !office_sees_secrets(o);
	return text ? task_text_is_kept(o, &row) : task_answer_is_kept(o, &row);
}

/* Where an address is secret, or the row that would say so is gone, it is for named roles alone (H3); and so is whatever was the same place. */
static bool is_secret(struct office *o, const struct change_row *c, const char *value, struct arena *a)
{
	bool lines = strcmp(c->field, "lines") == 0, postcode = strcmp(c->field, "postcode") == 0;
	struct address_row row;
	struct enrolment_row spell;

	if (c->thing == THING_ENROLMENT && strcmp(c->field, "new_address") == 0)
		return !office_sees_secrets(o) && (store_thing_get(o->store, THING_ENROLMENT, c->id, a, &spell) < 0 ||
						   !secret_new_address(o, spell.pupil, value));
	if (c->thing != THING_ADDRESS || (!lines && !postcode) || office_sees_secrets(o))
		return false;
	if (store_thing_get(o->store, THING_ADDRESS, c->id, a, &row) < 0)
		return true;
	return secrets_mask(office_secrets(o), row.lines, row.postcode, row.secret != 0) ||
	       secrets_mask(office_secrets(o), lines ? value : "", postcode ? value : NULL, false);
}

static const char *weekdays_words(int64_t bits, struct arena *a)
{
	static const char *const names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	CLEAN_BUF struct buf b = { 0 };

	if ((bits & 31) == 31)
		return bits & 96 ? "every day" : "every weekday";
	for (int i = 0; i < 7; i++)
		if (bits >> i & 1)
			buf_printf(&b, "%s%s", b.length ? ", " : "", names[i]);
	return arena_text(a, buf_string(&b));
}

static const char *adult_words(struct office *o, int64_t id, struct arena *a)
{
	struct adult_row row;

	if (store_thing_get(o->store, THING_ADULT, id, a, &row) < 0)
		return arena_printf(a, "adult %lld", (long long)id);
	return row.forename[0] ? arena_joined(a, row.forename, ' ', row.surname) : row.surname;
}

static const char *staff_words(struct office *o, int64_t id, struct arena *a)
{
	struct staff_row row;

	return store_thing_get(o->store, THING_STAFF, id, a, &row) < 0 ? arena_printf(a, "staff %lld", (long long)id) : row.name;
}

/* "Hever Castle", "absence (M)" */
static const char *plan_words(struct office *o, int64_t id, struct arena *a)
{
	struct plan_row row;

	if (store_thing_get(o->store, THING_PLAN, id, a, &row) < 0)
		return arena_printf(a, "plan %lld", (long long)id);
	return row.name ? row.name : arena_printf(a, "%s (%s)", row.kind, row.code);
}

static const char *number_words(struct office *o, enum value_form form, int64_t n, struct arena *a)
{
	char text[16];

	switch (form) {
	case FORM_DAY:      return day_long((struct day){ (int32_t)n }, arena_new(a, DAY_TEXT, 1));
	case FORM_YES_NO:   return n ? "yes" : "no";
	case FORM_SESSION:  return session_words((enum session)n);
	case FORM_MINUTE:   return arena_text(a, minute_text((int)n, text));
	case FORM_YEAR:     return arena_text(a, year_title((int)n, text));
	case FORM_WEEKDAYS: return weekdays_words(n, a);
	case FORM_SESSIONS: return n == 1 ? "mornings" : n == 2 ? "afternoons" : "mornings and afternoons";
	case FORM_GROUP:    return office_group_name(o, n);
	case FORM_PUPIL:    return office_pupil_name(o, n, a);
	case FORM_ADULT:    return adult_words(o, n, a);
	case FORM_STAFF:    return staff_words(o, n, a);
	case FORM_PLAN:     return plan_words(o, n, a);
	case FORM_PERCENT:  return arena_printf(a, "%lld.%02lld%%", (long long)(n / 100), (long long)(n % 100));
	default:            return NULL;
	}
}

/* NULL: not for the person at the keys. */
static const struct fact *may_be_shown(struct office *o, const struct change_row *c, const char *value, struct arena *a)
{
	static const struct fact unnamed = { .form = FORM_WORDS };
	const struct fact *f = c->thing < THINGS ? fact_find(c->thing, c->field) : NULL;

	if ((f && f->form == FORM_HIDDEN) || (c->thing < THINGS && !may_see(o, c->thing)) || is_secret(o, c, value, a) || is_kept_task(o, c, a) ||
	    is_reviewers(o, c, a))
		return NULL;
	return f ? f : &unnamed;
}

#define NOT_SHOWN "(not shown)"

const char *change_value(struct office *o, const struct change_row *c, const char *value, struct arena *a)
{
	const struct fact *f = value ? may_be_shown(o, c, value, a) : NULL;
	char *end = NULL;

	if (!f)
		return value ? NOT_SHOWN : NULL;
	if (!*value)
		return NULL; /* the surname of a mononym */
	if (f->form == FORM_WORDS)
		return value;
	int64_t n = strtoll(value, &end, 10);
	return *value && *end == '\0' ? number_words(o, f->form, n, a) : value;
}

const char *change_data(struct office *o, const struct change_row *c, const char *value, struct arena *a)
{
	const struct fact *f = value ? may_be_shown(o, c, value, a) : NULL;
	char day[DAY_TEXT];

	if (!f)
		return value ? NOT_SHOWN : NULL;
	return f->form == FORM_DAY ? arena_text(a, day_iso((struct day){ (int32_t)strtol(value, NULL, 10) }, day)) : value;
}
