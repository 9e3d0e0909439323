#include "exchange/headers.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "heading.h"

/* THE SAME HEADING? */

/** Blanks and whatever else shows nothing (a line's end within a heading), underscores, hyphens, and what text_clean put for any of them. */
static const char *skip(const char *s)
{
	for (;;) {
		unsigned char c = (unsigned char)*s;
		if ((c > 0 && c <= ' ') || c == '_' || c == '-' || c == 0x7f)
			s++;
		else if (strncmp(s, "\xc2\xa0", 2) == 0) /* a blank that does not break */
			s += 2;
		else if (strncmp(s, "\xef\xbf\xbd", 3) == 0)
			s += 3;
		else
			return s;
	}
}

bool heading_same(const char *a, const char *b)
{
	for (;; a++, b++) {
		a = skip(a);
		b = skip(b);
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
		if (*a == '\0')
			return true;
	}
}

bool heading_blank(const char *s)
{
	return *skip(s) == '\0';
}

/* A FILE'S HEADINGS */

static int column_by_name(enum file_kind kind, const char *heading)
{
	for (int i = 0; i < file_shapes[kind].count; i++)
		if (heading_same(file_shapes[kind].columns[i].name, heading))
			return i;
	return COLUMN_UNKNOWN;
}

static int column_by_map(const struct header_map *map, enum file_kind kind, const char *heading)
{
	for (int i = 0; i < map->rows.count; i++)
		if (map->rows.items[i].kind == kind && heading_same(map->rows.items[i].heading, heading))
			return map->rows.items[i].column;
	return COLUMN_UNKNOWN;
}

static void match_one(struct header_match *m, int column, int field)
{
	if (column == COLUMN_UNKNOWN)
		vec_push(&m->unknown, field);
	else if (column == COLUMN_LEFT_OUT)
		vec_push(&m->left_out, field);
	else if (m->column[column] >= 0)
		m->twice = m->twice < 0 ? field : m->twice;
	else
		m->column[column] = field;
	m->known += column >= 0;
}

void header_match(const struct header_map *map, enum file_kind kind, const struct csv_row *heading, struct header_match *ret)
{
	sitting at;

	*ret = (struct header_match){ .twice = -1 };
	for (int i = 0; i < FILE_COLUMNS_MOST; i++)
		ret->column[i] = -1;
	for (int i = 0; i < heading->count; i++) {
		const char *field = heading->fields[i];
		if (heading_blank(field)) /* spreadsheets leave commas behind the last column */
			continue;
		if (kind == FILE_MARKS && heading_sitting(field, &at) == 0)
			ret->wide++;
		else
			match_one(ret, map ? column_by_map(map, kind, field) : column_by_name(kind, field), i);
	}
}

void header_match_finish(struct header_match *m)
{
	vec_finish(&m->left_out);
	vec_finish(&m->unknown);
}

const char *header_map_code(const struct header_map *map, const char *theirs)
{
	for (int i = 0; map && i < map->codes.count; i++)
		if (strcasecmp(map->codes.items[i].theirs, theirs) == 0)
			return map->codes.items[i].ours;
	return theirs;
}

bool header_map_has_code(const struct header_map *map, const char *theirs)
{
	for (int i = 0; i < map->codes.count; i++)
		if (strcasecmp(map->codes.items[i].theirs, theirs) == 0)
			return true;
	return false;
}

/* A SESSION AS A HEADING */

#define SITTING_MOST 40 /* bytes of the longest that is one, and some more */
#define BETWEEN " \t\r\n_-,.:;()[]"

static const struct session_word {
	const char *word;
	enum session session;
} session_words[] = {
	{ "am", SESSION_AM }, { "pm", SESSION_PM }, { "morning", SESSION_AM }, { "afternoon", SESSION_PM },
};

static const char *const weekday_words[] = {
	"mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};

/** A word of letters, at the beginning or the end: taken off, what is between it and the rest too. */
static bool take_word(char **text, const char *word, bool at_end)
{
	size_t n = strlen(*text), length = strlen(word);
	char *found = at_end ? *text + n - length : *text;

	if (n <= length || strncasecmp(found, word, length) != 0 || isalpha((unsigned char)(at_end ? found[-1] : found[length])))
		return false;
	if (at_end)
		*found = '\0';
	else
		*text += length;
	*text += strspn(*text, BETWEEN);
	for (n = strlen(*text); n > 0 && strchr(BETWEEN, (*text)[n - 1]); n--)
		(*text)[n - 1] = '\0';
	return true;
}

static bool take_session(char **text, enum session *ret)
{
	for (size_t i = 0; i < sizeof session_words / sizeof *session_words; i++) {
		if (!take_word(text, session_words[i].word, true) && !take_word(text, session_words[i].word, false))
			continue;
		*ret = session_words[i].session;
		return true;
	}
	return false;
}

/** @return 0 Monday .. 6, or -1 for none */
static int take_weekday(char **text)
{
	for (int i = 0; i < (int)(sizeof weekday_words / sizeof *weekday_words); i++)
		if (take_word(text, weekday_words[i], false))
			return i % 7;
	return -1;
}

int heading_sitting(const char *heading, sitting *ret)
{
	char copy[SITTING_MOST], *text = copy;
	enum session session;
	struct day day;

	heading += strspn(heading, BETWEEN);
	size_t n = strlen(heading);
	while (n > 0 && strchr(BETWEEN, heading[n - 1]))
		n--;
	if (n >= sizeof copy)
		return -EINVAL;
	memcpy(copy, heading, n);
	copy[n] = '\0';
	if (!take_session(&text, &session))
		return -EINVAL;
	int weekday = take_weekday(&text);
	if (day_parse_english(text, &day) < 0 || (weekday >= 0 && weekday != day_weekday(day)))
		return -EINVAL;
	*ret = sitting_of(day, session);
	return 0;
}
