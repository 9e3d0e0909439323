/* A fact of the page, and whether its working is asked for: what each part of the page says itself by. */
#include <stdarg.h>
#include <string.h>

#include "pupil_page.h"

void page_fact(struct paging *g, const char *name, const char *label, const char *format, ...)
{
	struct arena *a = &g->page->arena;
	va_list args;

	va_start(args, format);
	vec_push(&g->facts, (struct pupil_fact){ arena_text(a, name), arena_text(a, label), arena_vprintf(a, format, args) });
	va_end(args);
}

bool page_wants(const struct paging *g, const char *name)
{
	return g->steps_of && strcmp(g->steps_of, name) == 0;
}
