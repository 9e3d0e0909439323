/* Figures in words. */
#include "figures.h"

#include <stdio.h>
#include <string.h>

#include "rules/span.h"

const char *share_text(int part, int of, char to[static SHARE_MOST])
{
	char percent[8];

	if (of == 0)
		return strcpy(to, "–");
	snprintf(to, SHARE_MOST, "%d of %d (%s%%)", part, of, percent_text(percent_tenths(part, of), percent));
	return to;
}

bool near_put(const struct policy *p, const struct band_near *n, struct buf *to)
{
	if (n->missed > 0)
		buf_printf(to, "%d missed: below %d", n->missed, p->boundaries[n->below].percent);
	if (n->attended > 0)
		buf_printf(to, "%s%d attended: above %d", n->missed > 0 ? "; " : "", n->attended, p->boundaries[n->above].percent);
	return n->missed > 0 || n->attended > 0;
}

const char *absence_word(bool persistent, bool severe)
{
	return severe ? "severe" : persistent ? "persistent" : "";
}
