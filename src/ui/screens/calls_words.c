/* Words that the screens of the calls share. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "calls.h"
#include "rules/code.h"

void adult_put(struct buf *to, const char *name, const char *relation)
{
	buf_text(to, name ? name : "");
	if (relation && *relation)
		buf_printf(to, " (%s)", relation);
}

#define FIRST_GROUP 5 /* 07700 900 123: as it is read out */
#define NEXT_GROUP 3

static bool has_blank(const char *number)
{
	return strchr(number, ' ') != NULL;
}

/* Groups that somebody wrote stand; a bare row of digits is divided as it is read out. */
void number_spaced(const char *number, bool wide, struct buf *to)
{
	bool divide = !has_blank(number) && strlen(number) > FIRST_GROUP + 1;
	int in_group = 0, most = FIRST_GROUP;

	for (const char *at = number; *at; at++) {
		if (divide && in_group == most && at[1]) {
			buf_text(to, wide ? "   " : "  ");
			in_group = 0;
			most = NEXT_GROUP;
		}
		if (*at == ' ')
			buf_text(to, wide ? "  " : " ");
		else
			buf_char(to, *at);
		if (wide && *at != ' ')
			buf_char(to, ' ');
		in_group++;
	}
}

const char *mark_words(uint8_t mark, char to[static 12])
{
	snprintf(to, 12, "%s", mark == CODE_NONE ? "no mark" : code_symbol(mark));
	return to;
}
