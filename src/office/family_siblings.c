/* Siblings, where homes and contacts do not say it or say it wrong (H3). */
#include <errno.h>
#include <string.h>

#include "family_read.h"

/* *ret: what was said of the two, or a row to say it in.  That they are two children is another row. */
static int find_pair(struct contact_work *w, int64_t first, int64_t second, struct pupil_pair_row *ret)
{
	struct pupil_pair_row *rows;
	bool siblings;
	int n = store_pairs_of_pupil(w->o->store, first, w->arena, &rows);

	*ret = (struct pupil_pair_row){ .pupil = first < second ? first : second, .other = first < second ? second : first };
	for (int i = 0; i < n; i++)
		if (rows[i].pupil == ret->pupil && rows[i].other == ret->other && pair_says(&rows[i], &siblings))
			*ret = rows[i];
	return n < 0 ? contact_fail(w, n) : 0;
}

/* What homes and contacts say of the two without it. */
static int say_what_stands(struct contact_work *w, int64_t first, int64_t second)
{
	CLEAN_FAMILIES struct families f = { 0 };
	struct family_homes homes;
	int r = families_read(w->o, first, &f);

	if (r < 0)
		return contact_fail(w, r);
	family_homes_make(&f, &homes);
	const struct sibling *s = family_sibling(&homes, first, second);
	const struct family_adult *adult = s && s->adult ? families_adult(&f, s->adult) : NULL;
	if (adult)
		contact_say(w, "They are siblings now: they share %s.", adult->name);
	else
		contact_say(w, "They are not siblings now: no contact of both is a parent.");
	family_homes_finish(&homes);
	return 0;
}

static int put_pair(struct contact_work *w, struct pupil_pair_row *row, int said)
{
	int r;

	if (said < 0 && !row->id)
		return 0;
	if (said < 0) {
		r = store_act_remove(w->o->store, THING_PUPIL_PAIR, row->id);
		return r < 0 ? contact_fail(w, r) : say_what_stands(w, row->pupil, row->other);
	}
	row->said = said ? "siblings" : "not siblings";
	r = contact_put(w, THING_PUPIL_PAIR, row);
	if (r > 0)
		contact_say(w, "%s and %s are %s, whatever their contacts say.", contact_child_words(w, row->pupil), contact_child_words(w, row->other),
			    said ? "siblings" : "not siblings");
	return r < 0 ? r : 0;
}

static int siblings_say(struct contact_work *w, int64_t a, int64_t b, int said, int64_t *ret_act)
{
	struct pupil_row first, second;
	struct pupil_pair_row row;
	int r = contact_change_begin(w, NULL);

	if (r == 0)
		r = contact_pupil_get(w, a, &first);
	if (r == 0)
		r = contact_pupil_get(w, b, &second);
	if (r < 0)
		return r;
	if (a == b)
		return err_usage(w->e, "These are one and the same pupil. Name two.");
	r = find_pair(w, a, b, &row);
	if (r == 0)
		r = office_act_open(w->o, "siblings", NULL, NULL, 0, w->e);
	if (r == 0)
		r = put_pair(w, &row, said);
	return r < 0 ? r : office_act_end(w->o, false, ret_act, w->e);
}

int office_siblings_say(struct office *o, int64_t a, int64_t b, int said, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	CONTACT_USE_CASE(o, ret_said, e, siblings_say(&work, a, b, said, ret_act));
}
