/* What the flags of pupils are called where people read them (C14): "SEN", "Young carer", a school's own "breakfast_club" as "Breakfast club". */
#include "flags.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

const char *flag_title(const char *flag, struct arena *a)
{
	static const struct {
		const char *flag, *title;
	} titles[] = {
		{ "sen", "SEN" }, { "fsm", "FSM" }, { "eal", "EAL" }, { "cp", "Child protection" }, { "yot_worker", "YOT worker" }, { "service", "Service child" },
	};
	char *words;

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (strcasecmp(flag, titles[i].flag) == 0)
			return titles[i].title;
	words = arena_text(a, flag);
	for (char *at = words; (at = strchr(at, '_'));)
		*at = ' ';
	*words = (char)toupper((unsigned char)*words);
	return words;
}
