#include "config/conf.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "settings.h"

#define CONF_MOST (64 * 1024) /* bytes of a firstbell.conf */
#define QUEUE_MOST 127        /* letters of a queue's name, as CUPS has it */

struct reading {
	const struct settings *from;
	struct conf *to;
	struct err *e;
};

struct conf_key {
	const char *key;
	int (*take)(const struct reading *in, const struct conf_key *k, const struct setting *v);
	size_t at;
	int least, most; /* of a number */
};

static int put_text(const struct reading *in, const struct conf_key *k, const struct setting *v)
{
	*(const char **)(void *)((char *)in->to + k->at) = arena_text(&in->to->arena, v->value);
	return 0;
}

/* It goes to lp's command line: a leading hyphen would be an option there. */
static int take_queue(const struct reading *in, const struct conf_key *k, const struct setting *v)
{
	bool bad = v->value[0] == '-' || strlen(v->value) > QUEUE_MOST;

	for (const unsigned char *c = (const unsigned char *)v->value; *c; c++)
		bad |= *c <= ' ' || *c == 0x7f || strchr("/#?'\"<>", *c);
	if (bad)
		return value_refuse(in->from, v, in->e, "Write the name of a printer as lpstat -e lists it.");
	return put_text(in, k, v);
}

static int take_path(const struct reading *in, const struct conf_key *k, const struct setting *v)
{
	if (v->value[0] != '\0' && v->value[0] != '/')
		return value_refuse(in->from, v, in->e, "Write the whole path, beginning with /.");
	return put_text(in, k, v);
}

static int take_theme(const struct reading *in, const struct conf_key *k, const struct setting *v)
{
	static const char *const themes[] = { "default", "mono", "high-contrast" };

	for (size_t i = 0; i < sizeof themes / sizeof *themes; i++)
		if (strcmp(v->value, themes[i]) == 0)
			return put_text(in, k, v);
	return value_refuse(in->from, v, in->e, "Write \"default\", \"mono\" or \"high-contrast\".");
}

static int take_flag(const struct reading *in, const struct conf_key *k, const struct setting *v)
{
	return value_flag(in->from, v, (bool *)((char *)in->to + k->at), in->e);
}

static int take_number(const struct reading *in, const struct conf_key *k, const struct setting *v)
{
	return value_number(in->from, v, k->least, k->most, (int *)(void *)((char *)in->to + k->at), in->e);
}

/* The one statement of the keys.  Backups: at least once a month (domain 2.6). */
static const struct conf_key conf_keys[] = {
	{ "printer", take_queue, offsetof(struct conf, printer) },
	{ "out", take_path, offsetof(struct conf, out) },
	{ "evacuation_copy", take_path, offsetof(struct conf, evacuation_copy) },
	{ "theme", take_theme, offsetof(struct conf, theme) },
	{ "reader", take_flag, offsetof(struct conf, reader) },
	{ "sounds", take_flag, offsetof(struct conf, sounds) },
	{ "lock_minutes", take_number, offsetof(struct conf, lock_minutes), 1, 60 },
	{ "backup_days", take_number, offsetof(struct conf, backup_days), 1, 31 },
};

#define KEY_COUNT (sizeof conf_keys / sizeof *conf_keys)

static const struct conf conf_defaults = { .printer = "", .out = "", .evacuation_copy = "", .theme = "default", .reader = false,
					   .sounds = true, .lock_minutes = 5, .backup_days = 7 };

/* KEYS OF THE SCREENS: a block each, so that each has its line and none is there twice ---------------------------------------------- */

#define NAME_MOST 63 /* bytes of "screen.action", and of what stands on a key */

static const char *const binding_keys[] = { "is", NULL };
static const struct settings_kind conf_kinds[] = { { "key", binding_keys }, { NULL, NULL } };

static bool name_is_plain(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && n <= NAME_MOST && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789.-_") == n;
}

static int take_binding(const struct reading *in, int block, struct conf_binding *to)
{
	const struct setting_block *b = &in->from->blocks.items[block];
	const struct setting *v = settings_find(in->from, block, "is");

	if (!name_is_plain(b->title))
		return settings_refuse(in->e, in->from->file, v ? v->line : b->line, "key: %.100s: Write what the key does as screen.action, like register.send.",
				       b->title);
	if (!v)
		return settings_refuse(in->e, in->from->file, b->line, "%s: No key is said in the block that ends here. Write is = \"F12\".", b->title);
	if (v->value[0] == '\0' || strlen(v->value) > NAME_MOST)
		return value_refuse(in->from, v, in->e, "Write the name of one key, like F12.");
	*to = (struct conf_binding){ arena_text(&in->to->arena, b->title), arena_text(&in->to->arena, v->value), v->line };
	return 0;
}

static int take_bindings(const struct reading *in)
{
	int count = in->from->blocks.count, r = 0;
	struct conf_binding *keys = arena_new(&in->to->arena, (size_t)count + 1, sizeof *keys);

	for (int i = 0; i < count && r == 0; i++)
		r = take_binding(in, i, &keys[i]);
	in->to->keys = keys;
	in->to->key_count = count;
	return r;
}

static int conf_parse(const char *path, const struct buf *text, struct conf *to, struct err *e)
{
	const char *keys[KEY_COUNT + 1] = { NULL };
	const struct settings_format format = { .keys = keys, .kinds = conf_kinds };
	struct settings from;
	struct reading in = { &from, to, e };

	for (size_t i = 0; i < KEY_COUNT; i++)
		keys[i] = conf_keys[i].key;
	int r = settings_parse(path, buf_string(text), text->length, &format, &to->arena, &from, e);
	for (size_t i = 0; i < KEY_COUNT && r == 0; i++) {
		const struct setting *v = settings_find(&from, SETTING_TOP, conf_keys[i].key);

		if (v)
			r = conf_keys[i].take(&in, &conf_keys[i], v);
	}
	if (r == 0)
		r = take_bindings(&in);
	settings_finish(&from);
	return r;
}

int conf_read(const char *path, struct conf *ret, struct err *e)
{
	struct conf made = conf_defaults;
	CLEAN_BUF struct buf text = { 0 };
	struct err said = { 0 };

	int r = file_read(path, CONF_MOST, &text, &said);
	if (r == -ENOENT) {
		*ret = made;
		return 0;
	}
	if (r != 0)
		return settings_refuse(e, path, 0, "%s", said.text);
	r = conf_parse(path, &text, &made, e);
	if (r == 0)
		*ret = made;
	else
		conf_finish(&made);
	return r;
}

void conf_finish(struct conf *c)
{
	arena_finish(&c->arena);
	*c = (struct conf){ 0 };
}
