#include "lookup.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* libc's own table hashes only the first eight characters, which all UPNs of a school share. */
struct slot {
	const char *key;
	uint32_t hash;
	int value;
};
struct lookup {
	struct slot *slots; /* a power of two of them, half empty at least */
	uint32_t room, used;
};

struct lookup *lookup_new(int most)
{
	struct lookup *l = mem_new(1, sizeof *l);

	for (l->room = 16; l->room < 2 * ((uint32_t)most + 1); l->room *= 2)
		;
	l->slots = mem_new(l->room, sizeof *l->slots);
	return l;
}

void lookup_free(struct lookup *l)
{
	if (l)
		free(l->slots);
	free(l);
}

static uint32_t hash_text(const char *s)
{
	uint32_t h = 2166136261u; /* FNV-1a */

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

/* The slot of that key, or the empty one where it would stand. */
static struct slot *find(const struct lookup *l, const char *key, uint32_t hash)
{
	uint32_t i = hash & (l->room - 1);

	while (l->slots[i].key && (l->slots[i].hash != hash || strcmp(l->slots[i].key, key) != 0))
		i = (i + 1) & (l->room - 1);
	return &l->slots[i];
}

static void grow(struct lookup *l)
{
	struct lookup more = { .room = 2 * l->room, .used = l->used };

	more.slots = mem_new(more.room, sizeof *more.slots);
	for (uint32_t i = 0; i < l->room; i++)
		if (l->slots[i].key)
			*find(&more, l->slots[i].key, l->slots[i].hash) = l->slots[i];
	free(l->slots);
	*l = more;
}

int lookup_get(struct lookup *l, const char *key)
{
	const struct slot *s = key ? find(l, key, hash_text(key)) : NULL;

	return s && s->key ? s->value : -1;
}

int lookup_add(struct lookup *l, const char *key, int value)
{
	if (!key)
		return -1;
	uint32_t hash = hash_text(key);
	struct slot *s = find(l, key, hash);

	if (s->key)
		return s->value;
	*s = (struct slot){ key, hash, value };
	if (2 * ++l->used > l->room)
		grow(l);
	return -1;
}
