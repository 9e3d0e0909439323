#include "internal.h"

#include <string.h>

#include "base/text.h"
#include "office/reports.h"

static void put_option(enum option_id id, bool required, struct buf *to)
{
	const struct option_row *row = &option_rows[id];

	buf_printf(to, required ? " --%s" : " [--%s", row->name);
	if (row->value)
		buf_printf(to, " %s", row->value);
	if (!required)
		buf_text(to, row->repeats ? " ...]" : "]");
}

/* More than these are listed by --help alone. */
#define OPTIONS_IN_USAGE 16

static int options_count(const struct command *command)
{
	int n = 0;

	while (command->options[n])
		n++;
	return n;
}

void usage_put(const struct command *command, struct buf *to)
{
	if (!command) {
		buf_text(to, "firstbell");
		for (int id = OPTION_SCHOOL; id <= OPTION_PLAIN; id++)
			put_option(id, false, to);
		buf_text(to, " COMMAND ...");
		return;
	}
	buf_printf(to, "firstbell %s", command->name);
	bool all = options_count(command) <= OPTIONS_IN_USAGE;
	for (const uint16_t *o = command->options; *o; o++)
		if (all || (*o & OPTION_REQUIRED))
			put_option(*o & ~OPTION_REQUIRED, *o & OPTION_REQUIRED, to);
	if (!all)
		buf_text(to, " [OPTION ...]");
	if (*command->operands)
		buf_printf(to, " %s", command->operands);
}

static void put_row(const char *left, const char *right, struct buf *to)
{
	enum { LEFT_CELLS = 32 };

	buf_text(to, "  ");
	if (text_width(left) < LEFT_CELLS - 1) { /* two blanks part the columns */
		text_pad(to, left, LEFT_CELLS, false);
	} else {
		buf_printf(to, "%s\n  ", left);
		text_pad(to, "", LEFT_CELLS, false);
	}
	buf_printf(to, "%s\n", right);
}

static void put_option_row(enum option_id id, struct buf *to)
{
	const struct option_row *row = &option_rows[id];
	CLEAN_BUF struct buf left = { 0 };

	buf_printf(&left, "--%s", row->name);
	if (row->value)
		buf_printf(&left, " %s", row->value);
	put_row(buf_string(&left), row->help, to);
}

static void put_global_options(struct buf *to)
{
	for (int id = OPTION_SCHOOL; id <= OPTION_VERSION; id++)
		put_option_row(id, to);
}

static const char *command_help(const struct command *command)
{
	return command->help ? command->help : report_kind_of(command)->help;
}

static void help_of_all(struct buf *to)
{
	buf_text(to, "Usage: ");
	usage_put(NULL, to);
	buf_text(to, "\n\nCommands (firstbell COMMAND --help says more):\n");
	for (const struct command *k = commands; k->name; k++) {
		CLEAN_BUF struct buf left = { 0 };
		buf_printf(&left, "%s%s%s", k->name, *k->operands ? " " : "", k->operands);
		put_row(buf_string(&left), command_help(k), to);
	}
	buf_text(to, "\nOptions of every command:\n");
	put_global_options(to);
	buf_text(to, "\nExit status: 0 done; 1 it found something; 2 usage or configuration; 3 no store, or it cannot be opened or written;\n"
		     "4 refused; 5 a file that cannot be taken. More: man firstbell\n");
}

void help_family_put(const char *family, struct buf *to)
{
	for (const struct command *k = commands; k->name; k++) {
		if (!command_is_of(k, family))
			continue;
		usage_put(k, to);
		buf_printf(to, "\n    %s.\n", command_help(k));
	}
	buf_text(to, "Each says more with --help.\n");
}

void help_put(const struct command *command, struct buf *to)
{
	if (!command) {
		help_of_all(to);
		return;
	}
	buf_text(to, "Usage: ");
	usage_put(command, to);
	buf_printf(to, "\n\n%s.\n", command_help(command));
	if (command->options[0])
		buf_char(to, '\n');
	for (const uint16_t *o = command->options; *o; o++)
		put_option_row(*o & ~OPTION_REQUIRED, to);
	if (command->more)
		command->more(to);
}

void role_help(struct buf *to)
{
	buf_text(to, "\nRoles:");
	for (int role = 0; role < ROLES; role++)
		buf_printf(to, "%s %s", role ? "," : "", role_name((enum role)role));
	buf_char(to, '\n');
}
