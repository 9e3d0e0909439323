/* The facts of the record: each field of each thing as its changes leave it, compared with the row that stands. */
#include <stdlib.h>
#include <string.h>

#include "thing.h"
#include "verify.h"

/* What a field should hold, by thing, id and field. */
struct fact {
	int64_t id;
	int thing, column;
	char *text;
};

static size_t fact_hash(int thing, int column, int64_t id)
{
	uint64_t h = (uint64_t)id * 0x9e3779b97f4a7c15u + (uint64_t)(thing * 64 + column) * 0xc2b2ae3d27d4eb4fu;

	return (size_t)(h ^ (h >> 29));
}

static struct fact *fact_find(struct replay *v, int thing, int column, int64_t id)
{
	size_t at = fact_hash(thing, column, id) & (v->fact_room - 1);

	while (v->facts[at].thing >= 0 && (v->facts[at].thing != thing || v->facts[at].column != column || v->facts[at].id != id))
		at = (at + 1) & (v->fact_room - 1);
	return &v->facts[at];
}

static void facts_grow(struct replay *v)
{
	struct fact *old = v->facts;
	size_t room = v->fact_room;

	v->fact_room = room ? room * 2 : 4096;
	v->facts = mem_new(v->fact_room, sizeof *v->facts);
	for (size_t i = 0; i < v->fact_room; i++)
		v->facts[i].thing = -1;
	for (size_t i = 0; i < room; i++)
		if (old[i].thing >= 0)
			*fact_find(v, old[i].thing, old[i].column, old[i].id) = old[i];
	free(old);
}

static int column_find(int thing, const char *field)
{
	for (int c = 0; c < thing_shapes[thing].count; c++)
		if (strcmp(thing_shapes[thing].columns[c].name, field) == 0)
			return c;
	return -1;
}

bool text_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

void facts_replay(struct replay *v, const struct item *i)
{
	int thing = i->change.thing ? thing_find(i->change.thing) : -1;
	int column = thing >= 0 && i->change.field ? column_find(thing, i->change.field) : -1;

	v->result->changes++;
	if (column < 0) {
		verify_fault(v, i->act, arena_printf(v->a, "Act %lld changes something that this version does not know.", (long long)i->act));
		return;
	}
	if (v->fact_count * 2 >= v->fact_room)
		facts_grow(v);
	struct fact *f = fact_find(v, thing, column, i->change.id);
	if (f->thing < 0) {
		*f = (struct fact){ i->change.id, thing, column, NULL };
		v->fact_count++;
	}
	if (!text_same(f->text, i->change.before))
		verify_fault(v, i->act, arena_printf(v->a, "Act %lld changes a %s that did not stand so before it.", (long long)i->act, i->change.thing));
	free(f->text);
	f->text = i->change.after ? mem_text(i->change.after) : NULL;
}

static int compare_fact(void *ctx, enum thing thing, int64_t id, const char *field, const char *text)
{
	struct replay *v = ctx;
	struct fact *f = fact_find(v, (int)thing, column_find((int)thing, field), id);

	if (!text_same(f->thing >= 0 ? f->text : NULL, text))
		verify_fault(v, 0, arena_printf(v->a, "%s %lld: %s is not what the record says.", store_thing_name(thing), (long long)id, field));
	if (f->thing >= 0) {
		free(f->text);
		f->text = NULL; /* seen: what is left at the end is a row that is not there */
	}
	return 0;
}

int facts_compare(struct replay *v)
{
	int r = 0;

	if (!v->fact_room)
		facts_grow(v);
	for (int thing = 0; r >= 0 && thing < THINGS; thing++)
		r = thing_each(v->st, (enum thing)thing, compare_fact, v);
	for (size_t i = 0; r >= 0 && i < v->fact_room; i++)
		if (v->facts[i].thing >= 0 && v->facts[i].text)
			verify_fault(v, 0, arena_printf(v->a, "%s %lld: the record has it, the table does not.", thing_shapes[v->facts[i].thing].name,
						(long long)v->facts[i].id));
	return r;
}

void facts_finish(struct replay *v)
{
	for (size_t i = 0; i < v->fact_room; i++)
		free(v->facts[i].text);
	free(v->facts);
}
