#include "settings.h"

#include <errno.h>
#include <string.h>

#include <confuse.h>

#define KEYS_MOST 16
#define KINDS_MOST 6

struct parsing {
	struct settings *to;
	const struct settings_format *format;
	struct arena *arena;
	struct err *e;
	cfg_t *top;
	int r;
};

/* libconfuse has no place for a pointer of ours in its callbacks. */
static struct parsing *now;

const struct setting *settings_find(const struct settings *s, int block, const char *key)
{
	for (int i = 0; i < s->all.count; i++)
		if (s->all.items[i].block == block && strcmp(s->all.items[i].key, key) == 0)
			return &s->all.items[i];
	return NULL;
}

int settings_blocks(const struct settings *s, const char *kind, int *ret_first)
{
	int count = 0;

	for (int i = s->blocks.count; i-- > 0;)
		if (strcmp(s->blocks.items[i].kind, kind) == 0) {
			*ret_first = i;
			count++;
		}
	return count;
}

static const struct settings_kind *kind_of(const char *name)
{
	const struct settings_kind *k = now->format->kinds;

	while (strcmp(k->name, name) != 0)
		k++;
	return k;
}

/* The same key of the same block, while blocks are still numbered within their kind. */
static const struct setting *said_before(const struct setting *said)
{
	const struct settings *s = now->to;

	for (int i = 0; i < s->all.count; i++)
		if (s->all.items[i].block == said->block && s->all.items[i].kind == said->kind && strcmp(s->all.items[i].key, said->key) == 0)
			return &s->all.items[i];
	return NULL;
}

static int take(cfg_t *cfg, cfg_opt_t *opt, const char *value, void *result)
{
	struct settings *to = now->to;
	const char *kind = cfg->title ? kind_of(cfg->name)->name : NULL;
	/* The index that the block being read will have within its kind: those before it are complete. */
	int block = kind ? (int)cfg_size(now->top, kind) - 1 : SETTING_TOP;
	struct setting said = { block, kind, arena_text(now->arena, opt->name), arena_text(now->arena, value), cfg->line };
	const struct setting *before = said_before(&said);

	if (before) {
		now->r = settings_refuse(now->e, to->file, said.line, "%s: %s: This is set on line %d already. Remove one of them.",
					 said.key, value, before->line);
		return -1;
	}
	vec_push(&to->all, said);
	*(const char **)result = value;
	return 0;
}

/* What libconfuse calls its faults, and what we say. */
static const struct fault {
	const char *theirs, *ours;
} faults[] = {
	{ "no such option", "There is no setting of this name here. Check the spelling, and put a value of several words in quotes." },
	{ "duplicate title", "There are two blocks of this name. Rename or remove one of them." },
	{ "missing title", "This block has no name. Write one in quotes before its brace." },
	{ "missing opening brace", "This block has no brace. Write a { behind its name." },
	{ "missing equal sign", "There is no = behind this name. Write a setting as name = \"value\"." },
	{ "premature end", "The file ends in the middle of a setting. Write its value." },
};

/** The word that libconfuse put between quotes, with a colon behind it, or nothing. */
static const char *subject(const char *text)
{
	const char *open = strchr(text, '\''), *close = open ? strrchr(text, '\'') : NULL;

	return close > open ? arena_printf(now->arena, "%.*s: ", (int)(close - open - 1), open + 1) : "";
}

static void refuse(cfg_t *cfg, const char *format, va_list ap)
{
	const char *ours = "This line cannot be read. Write a setting as name = \"value\".";
	char text[256];

	if (now->r != 0)
		return;
	vsnprintf(text, sizeof text, format, ap);
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		if (strstr(text, faults[i].theirs))
			ours = faults[i].ours;
	now->r = settings_refuse(now->e, now->to->file, cfg->line, "%s%s", subject(text), ours);
}

static int options_fill(cfg_opt_t *to, const char *const *keys)
{
	int count = 0;

	for (; keys && keys[count]; count++) {
		BUG_UNLESS(count < KEYS_MOST);
		to[count] = (cfg_opt_t)CFG_STR_CB(keys[count], NULL, CFGF_NODEFAULT, take);
	}
	to[count] = (cfg_opt_t)CFG_END();
	return count;
}

/* Blocks of all kinds stand in one row from here on. */
static void blocks_take(cfg_t *cfg, const char *kind)
{
	int first = now->to->blocks.count;

	for (unsigned int i = 0; i < cfg_size(cfg, kind); i++) {
		cfg_t *block = cfg_getnsec(cfg, kind, i);

		vec_push(&now->to->blocks, (struct setting_block){ kind, arena_text(now->arena, cfg_title(block)), block->line });
	}
	for (int i = 0; i < now->to->all.count; i++)
		if (now->to->all.items[i].kind == kind)
			now->to->all.items[i].block += first;
}

/*
 * libconfuse 3.3 falls over where it gets no memory (it writes through the null pointer, or calls exit), so there is enough before it
 * begins: what it reads with, every key of every block, and for each setting, three bytes at least, its value.
 */
static size_t room_needed(const char *text)
{
	size_t blocks = 1, n = 0;

	for (; text[n]; n++)
		blocks += text[n] == '{';
	return (size_t)64 * 1024 + blocks * (KEYS_MOST + KINDS_MOST + 1) * (sizeof(cfg_opt_t) + 64) + 32 * n;
}

static void parse(const char *text)
{
	CLEAN_FREE void *room = mem_reserve(room_needed(text));
	cfg_opt_t top[KEYS_MOST + KINDS_MOST + 1], within[KINDS_MOST][KEYS_MOST + 1];
	const struct settings_kind *kinds = now->format->kinds;
	int count = options_fill(top, now->format->keys);

	for (int i = 0; kinds && kinds[i].name; i++) {
		BUG_UNLESS(i < KINDS_MOST);
		options_fill(within[i], kinds[i].keys);
		top[count++] = (cfg_opt_t)CFG_SEC(kinds[i].name, within[i], CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES);
		top[count] = (cfg_opt_t)CFG_END();
	}
	cfg_t *cfg = cfg_init(top, CFGF_NONE);
	if (!cfg)
		mem_exhausted();
	now->top = cfg;
	cfg_set_error_function(cfg, refuse);
	errno = 0;
	if (cfg_parse_buf(cfg, text) != CFG_SUCCESS && now->r == 0) {
		mem_check();
		now->r = settings_refuse(now->e, now->to->file, cfg->line, "This file cannot be read as settings. Compare it with firstbell.conf(5).");
	}
	for (int i = 0; now->r == 0 && kinds && kinds[i].name; i++)
		blocks_take(cfg, kinds[i].name);
	cfg_free(cfg);
}

int settings_parse(const char *file, const char *text, size_t n, const struct settings_format *format, struct arena *a,
		   struct settings *ret, struct err *e)
{
	char *copy = arena_text_n(a, text, n);
	struct parsing parsing = { .to = ret, .format = format, .arena = a, .e = e };

	*ret = (struct settings){ .file = file };
	int r = scan_text(file, copy, n, e);
	if (r != 0)
		return r;
	now = &parsing;
	parse(copy);
	now = NULL;
	if (parsing.r != 0)
		settings_finish(ret);
	return parsing.r;
}

void settings_finish(struct settings *s)
{
	vec_finish(&s->all);
	vec_finish(&s->blocks);
}
