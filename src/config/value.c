#include <stdlib.h>
#include <string.h>

#include "settings.h"

int value_refuse(const struct settings *s, const struct setting *v, struct err *e, const char *message)
{
	return settings_refuse(e, s->file, v->line, "%s: %.100s: %s", v->key, v->value, message);
}

/* libconfuse would take 010 for 8: decimal digits only, and no zero before them. */
int value_number(const struct settings *s, const struct setting *v, int least, int most, int *ret, struct err *e)
{
	size_t n = strlen(v->value);
	char message[80];

	if (n > 0 && n < 9 && strspn(v->value, "0123456789") == n && (n == 1 || v->value[0] != '0')) {
		int number = atoi(v->value);

		if (number >= least && number <= most) {
			*ret = number;
			return 0;
		}
	}
	snprintf(message, sizeof message, "Write a whole number from %d to %d.", least, most);
	return value_refuse(s, v, e, message);
}

static const struct word {
	const char *word;
	bool means;
} flag_words[] = { { "true", true }, { "yes", true }, { "on", true }, { "false", false }, { "no", false }, { "off", false } };

int value_flag(const struct settings *s, const struct setting *v, bool *ret, struct err *e)
{
	for (size_t i = 0; i < sizeof flag_words / sizeof *flag_words; i++)
		if (strcmp(v->value, flag_words[i].word) == 0) {
			*ret = flag_words[i].means;
			return 0;
		}
	return value_refuse(s, v, e, "Write true or false.");
}
