/* Which binding a key means: the screen's table, rebound as firstbell.conf says, and the twins of design 5. */
#include <stdio.h>
#include <string.h>

#include "ui.h"

/* "register.send", or "send" for a key of every screen. */
static bool is_named(const char *name, const char *screen, const struct binding *b)
{
	size_t n = strlen(screen);

	if (n == 0)
		return strcmp(name, b->name) == 0;
	return strncmp(name, screen, n) == 0 && name[n] == '.' && strcmp(name + n + 1, b->name) == 0;
}

struct key keymap_key(const struct ui *ui, const char *screen, const struct binding *b)
{
	const struct office_hands *hands = office_hands(ui->office);
	struct key rebound;

	for (int i = 0; i < hands->key_count; i++)
		if (is_named(hands->keys[i].name, screen, b) && key_read(hands->keys[i].key, &rebound) == 0)
			return rebound;
	return b->key;
}

static bool means(const struct key *bound, const struct key *pressed)
{
	if (bound->code == KEY_TEXT && bound->text[0] == '\0')
		return pressed->code == KEY_TEXT;
	return key_same(bound, pressed);
}

static const struct binding *table_find(const struct ui *ui, const char *screen, const struct binding *table, const struct key *k)
{
	for (const struct binding *b = table; b && b->name; b++) {
		struct key bound = keymap_key(ui, screen, b);

		if (means(&bound, k))
			return b;
	}
	return NULL;
}

const struct binding *keymap_find(const struct ui *ui, const struct screen_kind *kind, const struct key *k)
{
	struct key twin = key_twin(k);
	const struct binding *b = table_find(ui, kind->name, kind->keys, k);

	if (!b)
		b = table_find(ui, kind->name, kind->keys, &twin);
	if (!b && !kind->overlay && !kind->sealed)
		b = table_find(ui, "", global_keys, &twin);
	if (b || kind->typing || kind->sealed)
		return b;
	twin = key_letter_twin(k);
	b = table_find(ui, kind->name, kind->keys, &twin);
	return b ? b : table_find(ui, "", global_keys, &twin);
}

const char *keymap_key_name(const struct ui *ui, const char *screen, const struct binding *b, char to[static 16])
{
	struct key k = keymap_key(ui, screen, b);

	if (k.code == KEY_TEXT && k.text[0] == '\0')
		return snprintf(to, 16, "letters"), to;
	return key_name(&k, to);
}
