#include "internal.h"

#include <string.h>

int command_share(struct cli *c, struct err *e)
{
	const char *name = c->operand_count ? c->operands[0] : NULL;

	for (const struct shared_file *f = shared_files; f->name; f++) {
		if (!name) {
			buf_printf(&c->out, "%s\n", f->name);
		} else if (strcmp(f->name, name) == 0) {
			buf_put(&c->out, f->text, f->length);
			return 0;
		}
	}
	return name ? err_usage(e, "No file named \"%.100s\" comes with firstbell; firstbell share lists them.", name) : 0;
}
