/* A pupil has died: one act ends every list, letter and message (H8). */
#include "leaving.h"

static int died_check(struct leaving *l, struct day died)
{
	if (died.n > l->today.n)
		return err_refuse(l->e, "%s is still to come. Give the day of the death.", leaving_day(l, died));
	if (died.n < l->pupil.born_day.n)
		return err_refuse(l->e, "%s is before the day of birth. Give the day of the death.", leaving_day(l, died));
	return 0;
}

/* Those that run end today; those that were to come do not begin.  What is past is past. */
static int end_spells(struct leaving *l)
{
	int r = 0;

	for (int i = 0; r == 0 && i < l->count; i++) {
		struct enrolment_row *row = &l->spells[i];

		if (spell_last(row) < sitting_of(l->today, SESSION_AM))
			continue;
		if (row->from_day.n > l->today.n) {
			r = leaving_remove(l, THING_ENROLMENT, row->id);
			continue;
		}
		if (i + 1 < l->count && l->spells[i + 1].from_day.n <= l->today.n)
			continue; /* the status changed at noon: the other half of the day ends it */
		row->to_day = l->today;
		row->to_session = SESSION_PM;
		row->ground = "j";
		r = leaving_put(l, THING_ENROLMENT, row);
	}
	return r;
}

static int died(struct leaving *l, const void *wish, int64_t *ret_act)
{
	const struct day *given = wish;
	struct day day = day_is_none(*given) ? l->today : *given;
	struct enrolment_row *running = leaving_spell(l);
	int r = died_check(l, day);

	if (r < 0)
		return r;
	leaving_say(l, "%s died on %s.", l->name, leaving_day(l, day));
	if (running && running->from_day.n <= l->today.n)
		leaving_say(l, "The last day on the roll is today, %s (ground j).", leaving_day(l, l->today));
	leaving_say(l, "The name is in no register, list, letter or message from now on.");
	r = leaving_say_marks_after(l, sitting_of(day, SESSION_PM));
	l->pupil.died_day = day;
	if (r == 0)
		r = leaving_open(l, "died", NULL);
	if (r == 0)
		r = leaving_put(l, THING_PUPIL, &l->pupil);
	if (r == 0)
		r = end_spells(l);
	if (r == 0 && running)
		r = leaving_end_places(l, l->today);
	return r < 0 ? r : leaving_close(l, ret_act);
}

int office_pupil_died(struct office *o, int64_t pupil, struct day day, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	return leaving_run(o, pupil, ret_said, e, died, &day, ret_act);
}
