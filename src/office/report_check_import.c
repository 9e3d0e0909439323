/* Check: files of marks that were begun and never finished (E11). */
#include <inttypes.h>

#include "report_parts.h"

void check_imports(struct check *c)
{
	const struct office *o = c->office;
	int before = c->found;
	char day[DAY_TEXT];

	for (int i = 0; i < o->import_file_count; i++) {
		const struct import_file_row *f = &o->import_files[i];

		if (!f->finished)
			check_say(c, "imports", CHECK_ACT, "Read that same file again with the same command: it goes on where it stopped.",
				  "The marks of %s, begun on %s, are half in: there were %" PRId64 " to enter.", f->name, day_long(f->begun_day, day),
				  (int64_t)f->marks);
	}
	if (c->found == before && o->import_file_count > 0)
		check_say(c, "imports", CHECK_OK, NULL, "Every file of marks that was begun is in as a whole: %d.", o->import_file_count);
}
