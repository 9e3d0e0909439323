/* Of a pupil's record: where they live, whom to call, and who belongs to them; secret addresses come masked from there (H3). */
#include <ctype.h>
#include <string.h>

#include "pupils_record.h"

static const char *number_of(const struct contact_line_view *c)
{
	for (int i = 0; i < c->number_count; i++)
		if (!c->numbers[i].dead)
			return c->numbers[i].number;
	return NULL;
}

static void part(struct buf *b, const char *words)
{
	if (words && *words)
		buf_printf(b, "%s%s", b->length ? "; " : "", words);
}

static void put_numbers(const struct contact_line_view *c, struct buf *b)
{
	for (int i = 0; i < c->number_count; i++)
		buf_printf(b, "; %s %s%s", c->numbers[i].kind, c->numbers[i].number, c->numbers[i].dead ? " (dead)" : "");
}

static const char *contact_words(struct recording *k, const struct contact_line_view *c)
{
	CLEAN_BUF struct buf b = { 0 };

	part(&b, c->name);
	put_numbers(c, &b);
	part(&b, c->address);
	if (c->address_secret && !c->address_masked)
		buf_text(&b, " (secret)");
	part(&b, c->lives_with ? "lives with them" : NULL);
	part(&b, c->parental_responsibility ? "parental responsibility" : NULL);
	part(&b, c->may_collect ? "may collect" : NULL);
	part(&b, c->do_not_contact ? "do not contact" : NULL);
	if (c->court_order)
		buf_printf(&b, "; court order: %s", c->court_order);
	part(&b, c->died ? "has died" : NULL);
	return arena_text(&k->work, buf_string(&b));
}

/* "Mother" */
static const char *label_of(struct recording *k, const char *relation)
{
	char *label = arena_text(&k->work, *relation ? relation : "contact");

	*label = (char)toupper((unsigned char)*label);
	return label;
}

static void put_contact(struct recording *k, const struct contact_line_view *c)
{
	bool past = record_past(k, c->to) || c->died;
	bool asked = !past && family_is_parent_in_law(c->relation, c->parental_responsibility); /* reg 8: name, address, a number for emergencies */

	record_line_put(k, RECORD_CONTACTS, label_of(k, c->relation), contact_words(k, c), c->contact, false, past);
	if (asked && !number_of(c))
		record_line_put(k, RECORD_CONTACTS, arena_printf(&k->work, "Number of %s", c->name), NULL, c->contact, true, false);
	if (asked && !c->address)
		record_line_put(k, RECORD_CONTACTS, arena_printf(&k->work, "Address of %s", c->name), NULL, c->contact, true, false);
}

static void put_home(struct recording *k, const struct family_view *f)
{
	const char *home = NULL;

	for (int i = 0; i < f->home_count; i++) {
		const char *at = f->homes[i].address, *with = f->homes[i].adults;

		home = at ? at : home;
		if (at)
			record_line_put(k, RECORD_HOME, "Address", arena_printf(&k->work, "%s%s%s%s", at, f->homes[i].secret ? " (secret)" : "",
								  with && *with ? ", with " : "", with ? with : ""), 0, false, false);
	}
	if (!home)
		record_line_put(k, RECORD_HOME, "Address", NULL, 0, true, false);
}

static void put_family(struct recording *k, const struct family_view *f)
{
	put_home(k, f);
	if (f->contact_count == 0)
		record_line_put(k, RECORD_CONTACTS, "Contacts", NULL, 0, true, false);
	for (int i = 0; i < f->contact_count; i++)
		put_contact(k, &f->contacts[i]);
	for (int i = 0; i < f->sibling_count; i++)
		record_line_put(k, RECORD_FAMILY, "Brother or sister", arena_printf(&k->work, "%s%s%s%s%s%s", f->siblings[i].name, f->siblings[i].group ? " (" : "",
									       f->siblings[i].group ? f->siblings[i].group : "",
									       f->siblings[i].group ? ")" : "", f->siblings[i].why ? ": " : "",
									       f->siblings[i].why ? f->siblings[i].why : ""),
			   f->siblings[i].pupil, false, false);
}

void record_family(struct recording *k, const struct families *f, const struct family_homes *homes)
{
	const struct family_pupil *p = families_pupil(f, k->row.id);
	struct family_view v = { 0 };

	if (!p || office_may(k->o, ACTION_SEE_CONTACTS, 0, NULL) < 0 || !families_sees(f, p))
		return; /* a teacher, of somebody else's class */
	family_view_make(f, homes, p, &v);
	put_family(k, &v);
	family_view_finish(&v);
}
