/* Leavers of the last year: whose destination is known and nothing is in the way of, and who is held on the roll until then. */
#include "leaving.h"
#include "rollover.h"
#include "rules/pupil.h"

#include <errno.h>
#include <string.h>

#define SIXTEEN 11 /* the year in which compulsory age ends */

/* On which ground a name goes at the end of the last year: to another school, or, where compulsory age ends then, not staying on. */
static const char *ground_of(const struct turn *t, const struct turn_pupil *p)
{
	if (t->w->ground)
		return t->w->ground;
	if (!compulsory_on(p->row->born_day, t->leave))
		return "na";
	return turn_year(p) >= SIXTEEN ? "l" : "a";
}

/* "Missing: the evidence." -> "the evidence"; what is only a question is left to whoever lets the pupil leave by hand. */
static const char *missing_words(struct turn *t, const char *said)
{
	static const char label[] = "Missing: ";
	CLEAN_BUF struct buf list = { 0 };
	char *line, *rest = arena_text(t->a, said);

	while ((line = strsep(&rest, "\n"))) {
		size_t n = strlen(line);

		if (strncmp(line, label, sizeof label - 1) != 0)
			continue;
		line[n - (line[n - 1] == '.')] = '\0';
		buf_printf(&list, "%s%s", list.length ? "; " : "missing: ", line + sizeof label - 1);
	}
	return arena_text(t->a, list.length ? buf_string(&list) : "something is missing");
}

/* As where one pupil leaves.  NULL and *ret_why NULL: nothing is in the way; -errno where it cannot be read. */
static int find_blocks(struct turn *t, const struct turn_pupil *p, struct enrolment_row *spell, const char **ret_why, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct err refused = { 0 };
	struct leaving l = { .o = t->o, .e = &refused, .said = &said, .today = t->today, .pupil = *p->row, .name = pupil_display_name(p->row, t->a),
			     .spells = spell, .count = 1 };
	int missing = 0, r = leaving_blocks(&l, spell, &missing);

	if (r == -EPERM || r == -EINVAL) {
		*ret_why = arena_text(t->a, refused.text);
		r = 0;
	} else if (r < 0) {
		if (e)
			*e = refused;
	} else {
		*ret_why = missing ? missing_words(t, buf_string(&said)) : NULL;
	}
	arena_finish(&l.arena);
	return r;
}

int turn_leaver(struct turn *t, const struct turn_pupil *p, struct enrolment_row *spell, const char **ret_why, struct err *e)
{
	if (p->changes || spell->from_day.n > t->leave.n) {
		*ret_why = "the status changes about then: enter the leaving by hand";
		return 0;
	}
	spell->to_day = t->leave;
	spell->to_session = SESSION_PM;
	spell->ground = ground_of(t, p);
	if (spell->destination && *spell->destination)
		return find_blocks(t, p, spell, ret_why, e);
	*ret_why = "destination not known";
	return 0;
}
