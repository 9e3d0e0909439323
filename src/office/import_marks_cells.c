/* What the cells of a row of marks mean: a day, a session, a code (domain 1.3, 10.5). */
#include <errno.h>
#include <string.h>

#include "import_marks.h"

/* "02/09/2026", "2026-09-02", and as Excel has them "02/09/2026 00:00:00". */
static int day_read(const char *text, struct day *ret)
{
	static const char *const midnights[] = { " 00:00", " 00:00:00", " 0:00", " 0:00:00", "T00:00", "T00:00:00", "T00:00:00.000" };
	char day[11];
	size_t n = strlen(text);

	if (n <= 10)
		return day_parse_english(text, ret);
	for (size_t i = 0; i < sizeof midnights / sizeof *midnights; i++)
		if (strcmp(text + 10, midnights[i]) == 0) {
			memcpy(day, text, 10);
			day[10] = '\0';
			return day_parse_english(day, ret);
		}
	return -EINVAL;
}

/* Rows of one day mostly follow one another. */
bool marks_day(struct marks_state *m, const struct csv_row *row, struct day *ret)
{
	const char *text = csv_field(row, m->field[MARKS_DATE]);

	if (strcmp(text, m->day_text) != 0 || !*text) {
		m->day_text[0] = '\0';
		if (day_read(text, &m->day) < 0) {
			import_refuse(m->job, row, MARKS_DATE, "\"%.60s\" is no date. Write it like 2026-09-02 or 02/09/2026.", text);
			return false;
		}
		if (strlen(text) < sizeof m->day_text)
			strcpy(m->day_text, text);
	}
	*ret = m->day;
	return true;
}

bool marks_session(const char *text, enum session *ret)
{
	static const struct {
		const char *text;
		enum session session;
	} known[] = {
		{ "am", SESSION_AM }, { "pm", SESSION_PM }, { "a.m.", SESSION_AM }, { "p.m.", SESSION_PM }, { "a.m", SESSION_AM }, { "p.m", SESSION_PM },
		{ "morning", SESSION_AM }, { "afternoon", SESSION_PM }, { "1", SESSION_AM }, { "2", SESSION_PM }, { "a", SESSION_AM }, { "p", SESSION_PM },
		{ "session 1", SESSION_AM }, { "session 2", SESSION_PM },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcasecmp(text, known[i].text) == 0) {
			*ret = known[i].session;
			return true;
		}
	return false;
}

/* CODES */

static void code_find(const struct marks_state *m, const char *theirs, struct code_meant *ret)
{
	const char *ours = m->job->mapped ? header_map_code(&m->job->map, theirs) : theirs;

	ret->ours = ours;
	ret->number = code_number(ours);
	ret->kind = !*ours ? CODE_OF_NOTHING : ret->number == CODE_CLOSED ? CODE_OF_CLOSURE : ret->number == CODE_Z ? CODE_BEFORE_ROLL
		    : ret->number == CODE_NONE ? CODE_UNKNOWN : CODE_OF_MARK;
	ret->from = DAY_MAX;
	ret->to = DAY_MIN;
	for (int i = 0; i < codes_count; i++) /* nothing lies between a code's first era and its last that is not in force (codes.py) */
		if (codes[i].number == ret->number) {
			ret->from = codes[i].from.n < ret->from.n ? codes[i].from : ret->from;
			ret->to = day_is_none(codes[i].to) ? DAY_MAX : codes[i].to.n > ret->to.n ? codes[i].to : ret->to;
		}
}

/* A file has few codes: each is looked up once, by its letters. */
const struct code_meant *marks_code(struct marks_state *m, const char *theirs, struct code_meant *room)
{
	uint64_t letters = 0;
	size_t n = strnlen(theirs, 8);

	if (n == 0 || n == 8) {
		code_find(m, theirs, room);
		return room;
	}
	memcpy(&letters, theirs, n);
	size_t at = (size_t)(letters * 0x9e3779b97f4a7c15u >> 57) % CODES_CACHED;
	for (int tries = 0; tries < CODES_CACHED / 2; tries++, at = (at + 1) % CODES_CACHED) {
		if (m->codes[at].theirs == letters)
			return &m->codes[at];
		if (m->codes[at].theirs == 0) {
			code_find(m, theirs, &m->codes[at]);
			m->codes[at].ours = arena_text(&m->arena, m->codes[at].ours);
			m->codes[at].theirs = letters;
			return &m->codes[at];
		}
	}
	code_find(m, theirs, room);
	return room;
}
