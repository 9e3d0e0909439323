#include "settings.h"

#include <string.h>

#include <confuse.h>

#define KEYS_MOST 16

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

static bool setting_is(const struct setting *s, int block, const char *key)
{
	return s->block == block && strcmp(s->key, key) == 0;
}

const struct setting *settings_find(const struct settings *s, int block, const char *key)
{
	for (int i = 0; i < s->all.count; i++)
		if (setting_is(&s->all.items[i], block, key))
			return &s->all.items[i];
	return NULL;
}

/** The index that the block being read will have: those before it are complete. */
static int block_index(cfg_t *cfg, const char *kind)
{
	if (!cfg->title)
		return SETTING_TOP;
	return (int)cfg_size(now->top, kind) - 1;
}

static int take(cfg_t *cfg, cfg_opt_t *opt, const char *value, void *result)
{
	struct settings *to = now->to;
	struct setting said = { block_index(cfg, now->format->block), arena_text(now->arena, opt->name),
				arena_text(now->arena, value), cfg->line };
	const struct setting *before = settings_find(to, said.block, said.key);

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

static void options_fill(cfg_opt_t *to, const char *const *keys)
{
	int count = 0;

	for (; keys && keys[count]; count++) {
		BUG_UNLESS(count < KEYS_MOST);
		to[count] = (cfg_opt_t)CFG_STR_CB(keys[count], NULL, CFGF_NODEFAULT, take);
	}
	to[count] = (cfg_opt_t)CFG_END();
}

static void blocks_take(cfg_t *cfg)
{
	const char *kind = now->format->block;

	for (unsigned int i = 0; kind && i < cfg_size(cfg, kind); i++) {
		cfg_t *block = cfg_getnsec(cfg, kind, i);

		vec_push(&now->to->blocks, (struct setting_block){ arena_text(now->arena, cfg_title(block)), block->line });
	}
}

static void parse(const char *text)
{
	cfg_opt_t top[KEYS_MOST + 2], within[KEYS_MOST + 1];
	int count = 0;

	options_fill(within, now->format->block_keys);
	options_fill(top, now->format->keys);
	while (top[count].name)
		count++;
	if (now->format->block) {
		top[count] = (cfg_opt_t)CFG_SEC(now->format->block, within, CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES);
		top[count + 1] = (cfg_opt_t)CFG_END();
	}
	cfg_t *cfg = cfg_init(top, CFGF_NONE);
	if (!cfg)
		mem_exhausted();
	now->top = cfg;
	cfg_set_error_function(cfg, refuse);
	if (cfg_parse_buf(cfg, text) == CFG_SUCCESS)
		blocks_take(cfg);
	else if (now->r == 0)
		now->r = settings_refuse(now->e, now->to->file, cfg->line, "This file cannot be read as settings. Compare it with firstbell.conf(5).");
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
