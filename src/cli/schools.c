/* schools list, add, remove: those that one person switches between (F17).  They are this person's, on this computer: no school is opened. */
#include "internal.h"

#include <errno.h>

#include "office/schools.h"

enum { LIST_NAME, LIST_DIRECTORY, LIST_COLUMNS };
static const struct report_column list_columns[LIST_COLUMNS] = {
	[LIST_NAME]      = { "name", "Name", CELL_TEXT, 0, COLUMN_BOTH },
	[LIST_DIRECTORY] = { "directory", "Directory", CELL_TEXT, 0, COLUMN_BOTH },
};

int command_schools_list(struct cli *c, struct err *e)
{
	struct school_list list;
	struct report report;
	int r = schools_read(&list, e);

	if (r < 0)
		return r;
	cli_report_start(c, "schools", "Your schools", list_columns, LIST_COLUMNS, &report);
	report.none = "None yet: firstbell schools add NAME DIR";
	for (int i = 0; i < list.count; i++) {
		struct cell *cells = report_row_add(&report, NULL);
		cells[LIST_NAME] = cell_text(&report, list.lines[i].name);
		cells[LIST_DIRECTORY] = cell_text(&report, list.lines[i].directory);
	}
	school_list_finish(&list);
	return cli_report_end(c, 0, &report, e);
}

int command_schools_add(struct cli *c, struct err *e)
{
	int r = schools_put(c->operands[0], c->operands[1], e);

	if (r == 0)
		cli_line(c, "%s is in your list", c->operands[0]);
	return r;
}

int command_schools_remove(struct cli *c, struct err *e)
{
	int r = schools_put(c->operands[0], NULL, e);

	if (r == 0)
		cli_line(c, "%s is off your list; the school itself is where it was", c->operands[0]);
	return r;
}
