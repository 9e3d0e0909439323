/* The families as they were last read: what the screens open is in them, for as long as nobody has saved anything since. */
#include <stdlib.h>

#include "family_read.h"

struct families_kept {
	struct families families;
	struct family_homes homes;
	int64_t act, version, staff; /**< the last act, and the store's data version, when they were read; and for whom: what they see differs */
	int64_t also;
};

void families_kept_free(struct families_kept *k)
{
	if (!k)
		return;
	family_homes_finish(&k->homes);
	families_finish(&k->families);
	free(k);
}

/* A pupil who is here is in them whoever else was asked for. */
static bool holds(const struct office *o, const struct families_kept *k, int64_t act, int64_t also)
{
	const struct family_pupil *p = k && also ? families_pupil(&k->families, also) : NULL;

	return k && k->act == act && k->version == store_data_version(o->store) && k->staff == o->person.staff &&
	       day_equal(k->families.today, moment_civil(store_now(o->store)).day) && (k->also == also || (k->also == 0 && (also == 0 || (p && p->here))));
}

int families_open(struct office *o, int64_t also, const struct families **ret, const struct family_homes **ret_homes)
{
	struct families_kept fresh = { .also = also, .staff = o->person.staff, .version = store_data_version(o->store) };
	struct hash head;
	int r = store_act_last(o->store, &fresh.act, &head);

	if (r < 0)
		return r;
	if (!holds(o, o->families, fresh.act, also)) {
		r = families_read(o, also, &fresh.families);
		if (r < 0)
			return r;
		families_kept_free(o->families);
		o->families = mem_new(1, sizeof *o->families);
		*o->families = fresh;
		family_homes_make(&o->families->families, &o->families->homes);
	}
	*ret = &o->families->families;
	*ret_homes = &o->families->homes;
	return 0;
}
