#include "internal.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "exchange/csv.h"
#include "rules/pupil.h"

/* READING ONE VALUE */

static const char *const format_names[] = { [FORMAT_TEXT] = "text", [FORMAT_CSV] = "csv", [FORMAT_JSON] = "json" };

static int read_text(const char *text, struct given *ret)
{
	return *text && text_bad_utf8(text, strlen(text)) < 0 ? 0 : -EINVAL;
}

static int read_path(const char *text, struct given *ret)
{
	return *text ? 0 : -EINVAL;
}

static int read_day(const char *text, struct given *ret)
{
	return day_parse(text, &ret->day);
}

static int read_session(const char *text, struct given *ret)
{
	enum session session;
	int r = session_parse(text, &session);

	if (r == 0)
		ret->number = session;
	return r;
}

static int read_minute(const char *text, struct given *ret)
{
	int minute, r = minute_parse(text, &minute);

	if (r == 0)
		ret->number = minute;
	return r;
}

static int read_number(const char *text, struct given *ret)
{
	size_t digits = strspn(text, "0123456789");

	if (digits == 0 || digits > 18 || text[digits])
		return -EINVAL;
	ret->number = strtoll(text, NULL, 10);
	return 0;
}

static int read_year(const char *text, struct given *ret)
{
	int year, r = year_parse(text, &year);

	if (r == 0)
		ret->number = year;
	return r;
}

static int read_format(const char *text, struct given *ret)
{
	for (int i = 0; i <= FORMAT_JSON; i++) {
		if (strcmp(text, format_names[i]) == 0) {
			ret->number = i;
			return 0;
		}
	}
	return -EINVAL;
}

static int read_delimiter(const char *text, struct given *ret)
{
	static const struct { const char *name; char sign; } delimiters[] = { { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' } };

	for (size_t i = 0; i < sizeof delimiters / sizeof *delimiters; i++) {
		if (strcmp(text, delimiters[i].name) == 0) {
			ret->number = delimiters[i].sign;
			return 0;
		}
	}
	return -EINVAL;
}

static int read_encoding(const char *text, struct given *ret)
{
	if (strcasecmp(text, "utf-8") == 0)
		ret->number = CSV_UTF8;
	else if (strcasecmp(text, "windows-1252") == 0)
		ret->number = CSV_WINDOWS_1252;
	else
		return -EINVAL;
	return 0;
}

static const struct {
	int (*read)(const char *text, struct given *ret);
	const char *wanted;
} values[] = {
	[VALUE_TEXT]    = { read_text, "text in UTF-8" },
	[VALUE_PATH]    = { read_path, "the name of a file or directory" },
	[VALUE_DAY]     = { read_day, "a date such as 2026-11-20" },
	[VALUE_SESSION] = { read_session, "am or pm" },
	[VALUE_MINUTE]  = { read_minute, "a time such as 09:07" },
	[VALUE_NUMBER]  = { read_number, "a whole number" },
	[VALUE_YEAR]    = { read_year, "a year: N1, N2, R or 1 to 14" },
	[VALUE_FORMAT]  = { read_format, "text, csv or json" },
	[VALUE_DELIMITER] = { read_delimiter, "comma, semicolon or tab" },
	[VALUE_ENCODING] = { read_encoding, "utf-8 or windows-1252" },
};

int value_read(const char *option, enum value_kind kind, const char *text, struct given *ret, struct err *e)
{
	struct given value = { .text = text, .day = DAY_NONE };

	if (values[kind].read(text, &value) < 0)
		return err_usage(e, "%s takes %s, not \"%.100s\".", option, values[kind].wanted, text);
	*ret = value;
	return 0;
}

int date_read(const char *text, struct day *ret, struct err *e)
{
	if (day_parse_english(text, ret) < 0)
		return err_usage(e, "\"%.60s\" is not a date. Type it as 2026-09-03 or 03/09/2026.", text);
	return 0;
}

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
	char option[32];
	int r = 0;

	snprintf(option, sizeof option, "--%s", row->name);
	if (given_find(c, id) && row->value && !row->repeats)
		return err_usage(e, "%s is given twice.", option);
	if (row->value)
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
			r = take_option(c, got == 'h' ? OPTION_HELP : (enum option_id)(got - 256), optarg, e);
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
			buf_printf(&others, "%s%s", others.length ? ", " : "", k->name);
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
	for (const unsigned char *o = c->command->options; *o; o++) {
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
