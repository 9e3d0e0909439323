#include <stdlib.h>
#include <string.h>

#include "base/day.h"
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

int value_minute(const struct settings *s, const struct setting *v, int *ret, struct err *e)
{
	return minute_parse(v->value, ret) < 0 ? value_refuse(s, v, e, "Write a time of day, like \"09:30\".") : 0;
}

int value_text(const struct settings *s, int block, const char *key, int line, const char **ret, struct err *e)
{
	const struct setting *v = settings_find(s, block, key);

	if (!v)
		return settings_refuse(e, s->file, line, "%s: This is not said%s. Write %s = \"...\".", key,
				       block == SETTING_TOP ? " anywhere in the file" : " in the block that ends here", key);
	if (strspn(v->value, " \t") == strlen(v->value))
		return value_refuse(s, v, e, "This is empty. Write some words.");
	*ret = v->value;
	return 0;
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
