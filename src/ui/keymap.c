/* Which binding a key means: the screen's table, rebound as firstbell.conf says, and the twins of design 5. */
#include <errno.h>
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

static struct key key_now(const struct office_hands *hands, const char *screen, const struct binding *b)
{
	struct key rebound;

	for (int i = 0; i < hands->key_count; i++)
		if (is_named(hands->keys[i].name, screen, b) && key_read(hands->keys[i].key, &rebound) == 0)
			return rebound;
	return b->key;
}

struct key keymap_key(const struct ui *ui, const char *screen, const struct binding *b)
{
	return key_now(office_hands(ui->office), screen, b);
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

/* A question keeps its keys to itself, but names are covered over one too. */
static const struct binding *global_find(const struct ui *ui, const struct screen_kind *kind, const struct key *k)
{
	const struct binding *b = kind->sealed ? NULL : table_find(ui, "", global_keys, k);

	return b && kind->overlay && b->key.code != KEY_F(11) ? NULL : b;
}

const struct binding *keymap_find(const struct ui *ui, const struct screen_kind *kind, const struct key *k)
{
	struct key twin = key_twin(k);
	const struct binding *b = table_find(ui, kind->name, kind->keys, k);

	if (!b)
		b = table_find(ui, kind->name, kind->keys, &twin);
	if (!b)
		b = global_find(ui, kind, &twin);
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

/* WHAT FIRSTBELL.CONF MAY SAY ------------------------------------------------------------------------------------------------------- */

/* Questions and what moves, edits or types look at the key itself. */
bool keymap_may_change(const struct screen_kind *kind, const struct binding *b)
{
	if (kind && kind->overlay)
		return false;
	if (b->key.code == KEY_TEXT)
		return b->key.text[0] != '\0' && kind && !kind->typing;
	return b->key.code > KEY_F0;
}

/* Ctrl and these letters send what Backspace, Tab and Enter send. */
static bool may_be_given(const struct key *k)
{
	const enum key_code never[] = { KEY_CTRL('H'), KEY_CTRL('I'), KEY_CTRL('J'), KEY_CTRL('M') };

	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (k->code == never[i])
			return false;
	return k->code > KEY_F0 || k->code == KEY_INSERT || k->code == KEY_DELETE;
}

static int conf_refuse(const struct office_hands *hands, const struct office_key *k, struct err *e, const char *what)
{
	err_input(e, hands->file, k->line, 0, "%s: %s: %s", k->name, k->key, what);
	if (e)
		e->kind = ERR_USAGE;
	return -EINVAL;
}

/* Whose name is it?  *ret_kind is NULL for a key of every screen. */
static const struct binding *named(const char *name, const struct screen_kind **ret_kind)
{
	*ret_kind = NULL;
	for (const struct binding *b = global_keys; b->name; b++)
		if (is_named(name, "", b))
			return b;
	for (int i = 0; screen_kinds[i]; i++)
		for (const struct binding *b = screen_kinds[i]->keys; b && b->name; b++)
			if (is_named(name, screen_kinds[i]->name, b)) {
				*ret_kind = screen_kinds[i];
				return b;
			}
	return NULL;
}

/* Ctrl+D is F10 wherever F10 does something. */
static bool table_takes(const struct office_hands *hands, const char *screen, const struct binding *table, const struct binding *but,
			const struct key *k)
{
	struct key wanted = key_twin(k);

	for (const struct binding *b = table; b && b->name; b++) {
		struct key now = key_now(hands, screen, b), is = key_twin(&now);

		if (b != but && key_same(&is, &wanted))
			return true;
	}
	return false;
}

static bool is_taken(const struct office_hands *hands, const struct screen_kind *kind, const struct binding *but, const struct key *k)
{
	if (table_takes(hands, "", global_keys, but, k))
		return true;
	for (int i = 0; screen_kinds[i]; i++)
		if ((!kind || kind == screen_kinds[i]) && table_takes(hands, screen_kinds[i]->name, screen_kinds[i]->keys, but, k))
			return true;
	return false;
}

static int key_check(const struct office_hands *hands, const struct office_key *k, struct err *e)
{
	const struct screen_kind *kind;
	const struct binding *b = named(k->name, &kind);
	struct key given, is;

	if (!b)
		return conf_refuse(hands, k, e, "No screen has an action of this name. firstbell(1) lists them.");
	if (!keymap_may_change(kind, b))
		return conf_refuse(hands, k, e, "This one has the same key everywhere. Remove its block.");
	if (key_read(k->key, &given) < 0 || !may_be_given(&given))
		return conf_refuse(hands, k, e, "Write F1 to F12, Ctrl+ and a letter but H, I, J or M, Insert or Delete.");
	is = key_twin(&given);
	if (!key_same(&is, &b->key) && is_taken(hands, kind, b, &given))
		return conf_refuse(hands, k, e, "This key does something else there. Write one that is free.");
	return 0;
}

int keymap_check(const struct office_hands *hands, struct err *e)
{
	for (int i = 0; i < hands->key_count; i++) {
		int r = key_check(hands, &hands->keys[i], e);

		if (r < 0)
			return r;
	}
	return 0;
}
