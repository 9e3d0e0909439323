/* Every key of every screen, for the manual: the key tables are its text, as they are the help's. */
#include <string.h>

#include "ui.h"

static bool takes(const struct screen_kind *kind, const struct key *k)
{
	for (const struct binding *b = kind ? kind->keys : NULL; b && b->name; b++)
		if (key_same(&b->key, k))
			return true;
	return false;
}

static void put_twin(struct buf *to, const struct screen_kind *kind, const struct key *twin)
{
	char name[16];

	if (!takes(kind, twin))
		buf_printf(to, "%s%s", to->text[to->length - 1] == '\t' ? "" : " ", key_name(twin, name));
}

/* What else means it there: Ctrl and a letter, and where nothing is typed a sign alone. */
static void put_twins(struct buf *to, const struct screen_kind *kind, const struct binding *b)
{
	for (char letter = 'A'; letter <= 'Z'; letter++) {
		struct key pressed = { .code = KEY_CTRL(letter) }, means = key_twin(&pressed);

		if (means.code != pressed.code && means.code == b->key.code)
			put_twin(to, kind, &pressed);
	}
	for (char sign = '!'; sign <= '~' && !(kind && kind->typing); sign++) {
		struct key pressed = { .code = KEY_TEXT, .text = { sign } }, means = key_letter_twin(&pressed);

		if (means.code != pressed.code && means.code == b->key.code)
			put_twin(to, kind, &pressed);
	}
}

static void put_key(struct buf *to, const struct screen_kind *kind, const struct binding *b)
{
	bool letters = b->key.code == KEY_TEXT && b->key.text[0] == '\0';
	char name[16];

	buf_printf(to, "key\t%s\t", letters ? "letters" : key_name(&b->key, name));
	put_twins(to, kind, b);
	buf_text(to, "\t");
	if (keymap_may_change(kind, b))
		buf_printf(to, "%s%s%s", kind ? kind->name : "", kind ? "." : "", b->name);
	buf_printf(to, "\t%s\n", b->help);
}

static void put_table(struct buf *to, const struct screen_kind *kind, const struct binding *table, const char *name, const char *help)
{
	buf_printf(to, "screen\t%s\t%s\n", name, help);
	for (const struct binding *b = table; b && b->name; b++)
		put_key(to, kind, b);
}

void ui_manual(struct buf *to)
{
	put_table(to, NULL, global_keys, "every screen", "On every screen that does not give the key another meaning.");
	put_table(to, NULL, list_keys, "every list", "Wherever there are rows.");
	for (int i = 0; screen_kinds[i]; i++)
		put_table(to, screen_kinds[i], screen_kinds[i]->keys, screen_kinds[i]->name, screen_kinds[i]->help);
}
