/* One child's brothers and sisters: a few rows by their indexes, where reading every family would cost a key its answer. */
#include "desk.h"

#include "family_read.h"

struct near {
	struct office *o;
	struct arena *arena;
	struct day today;
	struct { VEC(struct family_link); } links;
};

static bool holds(const struct contact_row *c, struct day today)
{
	return day_within(today, c->from_day, c->to_day);
}

/* Every child whose contact that adult is: the links by which a parent makes siblings of them. */
static int adult_links(struct near *n, int64_t adult)
{
	struct contact_row *rows;
	struct adult_row row;
	int r = store_thing_get(n->o->store, THING_ADULT, adult, n->arena, &row);
	int count = r < 0 ? r : store_children_of_adult(n->o->store, adult, n->arena, &rows);

	for (int i = 0; i < count; i++)
		if (holds(&rows[i], n->today))
			vec_push(&n->links, (struct family_link){
				.adult = adult, .pupil = rows[i].pupil,
				.parent = family_makes_siblings(rows[i].relation, adult_name(&row, n->arena), rows[i].parental_responsibility != 0),
			});
	return count < 0 ? count : 0;
}

static int links_read(struct near *n, int64_t pupil)
{
	struct contact_row *rows;
	int count = store_contacts_of_pupil(n->o->store, pupil, n->arena, &rows), r = count < 0 ? count : 0;

	for (int i = 0; r == 0 && i < count; i++)
		if (holds(&rows[i], n->today))
			r = adult_links(n, rows[i].adult);
	return r;
}

static int said_read(struct near *n, int64_t pupil, struct family_said **ret)
{
	struct pupil_pair_row *rows;
	int count = store_pairs_of_pupil(n->o->store, pupil, n->arena, &rows), said = 0;

	*ret = arena_new(n->arena, (size_t)(count > 0 ? count : 0) + 1, sizeof **ret);
	for (int i = 0; i < count; i++) {
		bool yes;

		if (pair_says(&rows[i], &yes))
			(*ret)[said++] = (struct family_said){ rows[i].pupil, rows[i].other, yes };
	}
	return count < 0 ? count : said;
}

static int siblings_find(struct near *n, int64_t pupil, int64_t **ret)
{
	struct family_said *said;
	struct sibling *pairs;
	int r = links_read(n, pupil), said_count = r < 0 ? r : said_read(n, pupil, &said), found = 0;

	if (said_count < 0)
		return said_count;
	int count = family_siblings(n->links.items, n->links.count, said, said_count, n->arena, &pairs);
	*ret = arena_new(n->arena, (size_t)count + 1, sizeof **ret);
	for (int i = 0; i < count; i++)
		if (pairs[i].pupil == pupil)
			(*ret)[found++] = pairs[i].other;
	return found;
}

int desk_siblings(struct office *o, int64_t pupil, struct arena *a, int64_t **ret)
{
	struct near n = { .o = o, .arena = a, .today = office_today(o) };
	int r = siblings_find(&n, pupil, ret);

	vec_finish(&n.links);
	return r;
}
