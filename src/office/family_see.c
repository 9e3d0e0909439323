/* Who may see what of a family. */
#include <string.h>

#include "family_read.h"

bool families_sees(const struct families *f, const struct family_pupil *p)
{
	const struct office *o = f->office;

	if (office_reach(f->office, ACTION_SEE_CONTACTS) == REACH_ALL)
		return true;
	for (int i = 0; i < o->roll_group_count; i++)
		if (o->roll_groups[i].id == p->group_now) {
			if (f->seen[i] < 0) /* a role for one year looks into the class */
				f->seen[i] = office_may(f->office, ACTION_SEE_CONTACTS, p->group_now, NULL) == 0;
			return f->seen[i] > 0;
		}
	return false;
}

/* A home that is secret may have been written twice, and not alike: once of the adult, once of the child. */
static bool may_be_secret(const struct families *f, const struct family_pupil *p)
{
	bool with_secret = false;

	for (int i = 0; i < p->contacts_now; i++) {
		const struct family_adult *adult = families_adult(f, p->contacts[i].adult);

		if (!families_lives_with(f, &p->contacts[i]) || !adult->address)
			continue;
		if (secrets_mask(&f->secrets, adult->address->lines, adult->address->postcode, adult->address->secret != 0))
			with_secret = true;
		else if (strcmp(adult->home, p->home) == 0)
			return false;
	}
	return with_secret;
}

const char *families_own_address(const struct families *f, const struct family_pupil *p, struct arena *a)
{
	if (!p->address)
		return NULL;
	return may_be_secret(f, p) ? ADDRESS_MASKED : address_words(&f->secrets, p->address, a);
}
