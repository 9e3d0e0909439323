/* Who may fetch a child, and what a court has said of it (B19). */
#include <string.h>

#include "base/text.h"
#include "contact.h"
#include "family_read.h"
#include "gate.h"

static const char *warning_of(const struct contact_row *c, struct arena *a)
{
	if (c->court_order && *c->court_order)
		return arena_printf(a, "court order: %s", c->court_order);
	if (c->do_not_contact)
		return "not to be contacted";
	return c->may_collect ? NULL : "may not collect";
}

/* Contacts in force, of adults who live, by priority. */
static int collectors_read(struct office *o, int64_t pupil, struct arena *a, struct collector **ret)
{
	struct contact_row *rows;
	struct day today = office_today(o);
	int n = store_contacts_of_pupil(o->store, pupil, a, &rows), count = 0;
	struct collector *list = arena_new(a, (size_t)(n > 0 ? n : 0) + 1, sizeof *list);

	for (int i = 0; i < n; i++) {
		struct adult_row adult;
		int r = store_thing_get(o->store, THING_ADULT, rows[i].adult, a, &adult);

		if (r < 0)
			return r;
		if (!day_within(today, rows[i].from_day, rows[i].to_day) || !day_is_none(adult.died_day))
			continue;
		const char *warning = warning_of(&rows[i], a);
		list[count++] = (struct collector){ rows[i].adult, adult_name(&adult, a), rows[i].relation, !warning, warning };
	}
	*ret = list;
	return n < 0 ? n : count;
}

static bool is_court(const struct collector *c)
{
	return c->warning && strncmp(c->warning, "court order", strlen("court order")) == 0;
}

static const char *person_words(const struct collector *c, struct arena *a)
{
	return arena_printf(a, "%s (%s)", c->name, relation_words(c->relation, a));
}

static const char *against(const struct collector *c, struct arena *a)
{
	return arena_printf(a, "%s: %s", person_words(c, a), c->warning);
}

/* A name that was typed may be one of the contacts; whoever it is else, a court order about this child is to be looked at first. */
static const char *typed_warning(const struct collector *list, int n, const char *typed, struct arena *a)
{
	const char *folded = typed ? text_fold(a, typed) : NULL;

	for (int i = 0; folded && i < n; i++)
		if (strcmp(text_fold(a, list[i].name), folded) == 0)
			return list[i].warning ? against(&list[i], a) : NULL;
	for (int i = 0; i < n; i++)
		if (is_court(&list[i]))
			return against(&list[i], a);
	return NULL;
}

int gate_collector_check(struct office *o, const struct sign_out_wish *w, int64_t pupil, struct arena *a, const char **ret_with, const char **ret_warning,
			 struct err *e)
{
	struct collector *list;
	int n = collectors_read(o, pupil, a, &list);

	if (n < 0)
		return office_fail(o, n, e);
	*ret_with = w->collected_by;
	*ret_warning = NULL;
	if (w->place && !w->adult && !w->collected_by) /* with us */
		return 0;
	if (!w->adult) {
		*ret_warning = typed_warning(list, n, w->collected_by, a);
		return 0;
	}
	for (int i = 0; i < n; i++)
		if (list[i].adult == w->adult) {
			*ret_with = person_words(&list[i], a);
			*ret_warning = list[i].warning ? against(&list[i], a) : NULL;
			return 0;
		}
	return err_refuse(e, "That adult is no contact of %s: write the name, or add the contact first.", office_pupil_name(o, pupil, a));
}

int office_collectors(struct office *o, int64_t pupil, struct arena *a, struct collector **ret, struct err *e)
{
	int64_t group = 0;
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_pupil_group(o, pupil, office_today(o), SESSION_AM, &group, e);
	if (r == 0 && group == 0)
		r = office_pupil_group(o, pupil, office_today(o), SESSION_PM, &group, e);
	if (r == 0)
		r = office_may(o, ACTION_SEE_CONTACTS, group, e);
	if (r < 0)
		return r;
	r = collectors_read(o, pupil, a, ret);
	return r < 0 ? office_fail(o, r, e) : r;
}
