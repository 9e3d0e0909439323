#include "internal.h"

#include <errno.h>
#include <getopt.h>
#include <string.h>

#include "base/text.h"

/* WHAT WAS GIVEN */

const struct given *given_find(const struct cli *c, enum option_id id)
{
	for (int i = c->given.count - 1; i >= 0; i--)
		if (c->given.items[i].id == id)
			return &c->given.items[i];
	return NULL;
}

const char *given_text(const struct cli *c, enum option_id id)
{
	const struct given *g = given_find(c, id);

	return g ? g->text : NULL;
}

struct day given_day(const struct cli *c, enum option_id id)
{
	const struct given *g = given_find(c, id);

	return g ? g->day : DAY_NONE;
}

int64_t given_number(const struct cli *c, enum option_id id, int64_t otherwise)
{
	const struct given *g = given_find(c, id);

	return g ? g->number : otherwise;
}

int given_yes(const struct cli *c, enum option_id id)
{
	const struct given *g = given_find(c, id);

	return g ? strcmp(g->text, "yes") == 0 : -1;
}

/* OPTIONS */

struct option_list {
	struct option items[OPTIONS + 1];
	int count;
};

static void list_add(struct option_list *list, enum option_id id)
{
	const struct option_row *row = &option_rows[id];

	list->items[list->count++] = (struct option){ row->name, row->value ? required_argument : no_argument, NULL, 256 + id };
}

/* The global options may stand before the command and after it. */
static void list_fill(struct option_list *list, const struct command *command)
{
	*list = (struct option_list){ 0 };
	for (int id = OPTION_SCHOOL; id <= OPTION_VERSION; id++)
		list_add(list, id);
	for (int i = 0; command && command->options[i]; i++)
		list_add(list, command->options[i] & ~OPTION_REQUIRED);
}

static int take_option(struct cli *c, enum option_id id, const char *text, struct err *e)
{
	const struct option_row *row = &option_rows[id];
	struct given g = { .day = DAY_NONE };
	char option[40];
	int r = 0;

	snprintf(option, sizeof option, "--%s", row->name);
	if (given_find(c, id) && row->value && !row->repeats)
		return err_usage(e, "%s is given twice.", option);
	if (row->kind == VALUE_WORD)
		r = word_read(option, row->value, text, &g, e);
	else if (row->value)
		r = value_read(option, row->kind, text, &g, e);
	g.id = id;
	if (r == 0)
		vec_push(&c->given, g);
	return r;
}

static int refuse_option(int got, int argc, char **argv, struct err *e)
{
	/* getopt has stepped past a long option; a short one may stand anywhere in its word */
	if (got == ':')
		return err_usage(e, "%.60s needs a value after it.", argv[optind - 1]);
	if (optopt > 0 && optopt < 256)
		return err_usage(e, "There is no option -%c here.", optopt);
	return err_usage(e, "There is no option %.60s here.", argv[optind - 1]);
}

/* --as after a report's words: "dfe" is how to count where the report can, any other word who signs in; before the command it is always who. */
static enum option_id option_meant(const struct command *command, enum option_id id, const char *text)
{
	bool counts = false;

	for (int i = 0; command && command->options[i]; i++)
		counts |= (command->options[i] & ~OPTION_REQUIRED) == OPTION_COUNTED_AS;
	return id == OPTION_AS && counts && strcmp(text, option_rows[OPTION_COUNTED_AS].value) == 0 ? OPTION_COUNTED_AS : id;
}

/* Reads options up to the first operand, or (with a command) all of them; *ret_next is the first operand. */
static int read_options(struct cli *c, const struct command *command, int argc, char **argv, int *ret_next, struct err *e)
{
	struct option_list list;
	int got, r = 0;

	list_fill(&list, command);
	opterr = 0;
	optind = 0; /* glibc: start anew */
	while (r == 0 && (got = getopt_long(argc, argv, command ? ":h" : "+:h", list.items, NULL)) != -1) {
		if (got == '?' || got == ':')
			r = refuse_option(got, argc, argv, e);
		else
			r = take_option(c, got == 'h' ? OPTION_HELP : option_meant(command, (enum option_id)(got - 256), optarg), optarg, e);
	}
	*ret_next = optind;
	return r;
}

/* COMMANDS */

/* "register set" needs both words; how many, or 0 if these are not this command's. */
static int command_words(const struct command *command, int count, char **words)
{
	const char *blank = strchr(command->name, ' ');
	size_t first = blank ? (size_t)(blank - command->name) : strlen(command->name);

	if (strlen(words[0]) != first || strncmp(words[0], command->name, first) != 0)
		return 0;
	if (!blank)
		return 1;
	return count > 1 && strcmp(words[1], blank + 1) == 0 ? 2 : 0;
}

bool command_is_of(const struct command *k, const char *family)
{
	size_t n = strlen(family);

	return strncmp(k->name, family, n) == 0 && k->name[n] == ' ';
}

static int refuse_command(int count, char **words, struct err *e)
{
	CLEAN_BUF struct buf others = { 0 };

	for (const struct command *k = commands; k->name; k++)
		if (command_is_of(k, words[0]))
			buf_printf(&others, "%s%s", others.length ? ", " : "", others.length ? strchr(k->name, ' ') + 1 : k->name);
	if (others.length == 0)
		return err_usage(e, "There is no command \"%.60s\"; firstbell --help lists them.", words[0]);
	if (count > 1)
		return err_usage(e, "There is no command \"%.60s %.60s\"; there are: %s.", words[0], words[1], buf_string(&others));
	return err_usage(e, "\"%.60s\" is not a whole command; there are: %s.", words[0], buf_string(&others));
}

static int find_command(struct cli *c, int count, char **words, int *ret_words, struct err *e)
{
	for (const struct command *k = commands; k->name; k++) {
		*ret_words = command_words(k, count, words);
		if (*ret_words) {
			c->command = k;
			return 0;
		}
	}
	return refuse_command(count, words, e);
}

static int check_required(const struct cli *c, struct err *e)
{
	for (const uint16_t *o = c->command->options; *o; o++) {
		enum option_id id = *o & ~OPTION_REQUIRED;
		if ((*o & OPTION_REQUIRED) && !given_find(c, id))
			return err_usage(e, "%s needs --%s.", c->command->name, option_rows[id].name);
	}
	return 0;
}

static int check_operands(const struct cli *c, struct err *e)
{
	const struct command *k = c->command;

	if (c->operand_count < k->least)
		return err_usage(e, "%s needs more: %s.", k->name, k->operands);
	if (c->operand_count > k->most)
		return err_usage(e, "%s does not take \"%.60s\".", k->name, c->operands[k->most]);
	for (int i = 0; i < c->operand_count; i++)
		if (!*c->operands[i] || (!k->paths && text_bad_utf8(c->operands[i], strlen(c->operands[i])) >= 0))
			return err_usage(e, "%s takes text in UTF-8, not \"%.60s\".", k->name, c->operands[i]);
	return 0;
}

/* `register --help`: the help of every command that begins with that word. */
static bool asks_for_family(struct cli *c, int argc, char **argv)
{
	if (argc != 3 || strcmp(argv[2], "--help") != 0)
		return false;
	for (const struct command *k = commands; k->name && !c->family; k++)
		if (command_is_of(k, argv[1]))
			c->family = argv[1];
	return c->family;
}

/* getopt would take "-=HEADING" for an option: the column with no name is the one that is left out. */
static void free_dashes(const struct command *command, int count, char **words)
{
	for (int i = 0; command->leaves_out && i < count; i++)
		if (strncmp(words[i], "-=", 2) == 0)
			words[i]++;
}

/* The command's own words go, the program's name stays: getopt begins behind argv[0]. */
static int read_command(struct cli *c, int argc, char **argv, struct err *e)
{
	int next, words, r = find_command(c, argc - 1, argv + 1, &words, e);

	if (r < 0)
		return asks_for_family(c, argc, argv) ? 0 : r;
	argv[words] = argv[0];
	free_dashes(c->command, argc - words, argv + words);
	r = read_options(c, c->command, argc - words, argv + words, &next, e);
	c->operands = argv + words + next;
	c->operand_count = argc - words - next;
	if (r < 0 || given_find(c, OPTION_HELP) || given_find(c, OPTION_VERSION))
		return r;
	r = check_required(c, e);
	return r < 0 ? r : check_operands(c, e);
}

int args_read(struct cli *c, int argc, char **argv, struct buf *ret_usage, struct err *e)
{
	int next, r = read_options(c, NULL, argc, argv, &next, e);
	bool named = r == 0 && next < argc;

	if (named) {
		argv[next - 1] = argv[0];
		r = read_command(c, argc - next + 1, argv + next - 1, e);
	}
	if (r < 0 && (c->command || !named))
		usage_put(c->command, ret_usage);
	return r;
}
