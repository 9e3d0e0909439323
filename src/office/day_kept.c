/* Today as the record has it so far, kept and followed act by act. */
#include "day_kept.h"

#include <stdlib.h>
#include <string.h>

#include "marking.h"
#include "pupil_search.h"

#include "rules/code.h"

#define ACTS_MOST 256 /* that are followed one by one; behind more the day is read anew */

static const struct sighting nothing = { .arrival = -1, .minute = -1 };

void day_kept_free(struct day_kept *k)
{
	if (!k)
		return;
	free(k->seen[0]);
	free(k->seen[1]);
	free(k->sent);
	vec_finish(&k->touched);
	vec_finish(&k->touched_groups);
	free(k);
}

const struct sighting *day_sighting(const struct day_kept *k, int64_t pupil, enum session session)
{
	return pupil < k->pupils ? &k->seen[session][pupil] : &nothing;
}

int day_sent(const struct day_kept *k, int64_t roll_group, enum session session)
{
	return roll_group > 0 && roll_group < k->groups ? k->sent[roll_group][session] : -1;
}

/* ROOM -------------------------------------------------------------------------------------------------------------------------------- */

static void room_for(struct day_kept *k, int64_t pupil)
{
	int64_t room = k->pupils > 0 ? k->pupils : 64;

	while (room <= pupil)
		room *= 2;
	for (int half = 0; half < 2 && room > k->pupils; half++) {
		k->seen[half] = mem_grow(k->seen[half], (size_t)room, sizeof **k->seen);
		for (int64_t i = k->pupils; i < room; i++)
			k->seen[half][i] = nothing;
	}
	k->pupils = room > k->pupils ? room : k->pupils;
}

static void room_for_group(struct day_kept *k, int64_t group)
{
	if (group < k->groups)
		return;
	k->sent = mem_grow(k->sent, (size_t)group + 1, sizeof *k->sent);
	for (int64_t i = k->groups; i <= group; i++)
		k->sent[i][0] = k->sent[i][1] = -1;
	k->groups = group + 1;
}

/* FOLLOWING --------------------------------------------------------------------------------------------------------------------------- */

/* As read_alarm() of presence.c: an attempt of the class behind a mark of one who is here, until anything else is said. */
static void attempt_follow(struct sighting *s, const struct entry *e, int minute)
{
	bool here = code_is_in(s->mark, e->day);

	s->contradicted = here && e->arrival < 0 && code_is_out(e->after, e->day);
	if (e->arrival >= 0 || arrival_taken_back(e))
		s->arrival = e->arrival;
	else if (!s->contradicted)
		s->minute = minute;
}

/* Whoever was signed in has been seen, whatever reason the mark is given since: only who undoes it says that nobody came. */
static void entry_follow(struct day_kept *k, const struct entry *e, int minute, int64_t roll_group, bool undone)
{
	room_for(k, e->pupil);
	vec_push(&k->touched, e->pupil);
	struct sighting *s = &k->seen[e->session][e->pupil];
	if (!e->stands) {
		attempt_follow(s, e, minute);
		return;
	}
	int arrival = e->arrival < 0 && !undone ? s->arrival : e->arrival;
	*s = (struct sighting){ .mark = e->after, .arrival = arrival, .minute = minute, .roll_group = roll_group };
	if (e->after == CODE_NONE)
		*s = nothing;
}

/* What no list of who is on the site is made of: calls, tasks, staff, settings, adults. */
static bool is_shown(enum thing t)
{
	static const enum thing unseen[] = { THING_POLICY, THING_STAFF, THING_STAFF_LOGIN, THING_STAFF_ROLE, THING_STAFF_GROUP, THING_STAFF_ACTING,
					     THING_PUPIL_FLAG, THING_ADULT, THING_ADULT_NUMBER, THING_ADDRESS, THING_CONTACT, THING_PUPIL_PAIR,
					     THING_CLASS_NOTE, THING_CALL, THING_TASK, THING_REVIEW, THING_REVIEWED, THING_PUPIL_STAGE,
					     THING_RETURN_MADE, THING_TARGET, THING_LEAGUE_OUT };

	for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
		if (t == unseen[i])
			return false;
	return true;
}

static int changes_follow(struct office *o, int64_t seq, struct arena *a, bool *shown)
{
	struct change_row *rows;
	int n = store_changes_of_act(o->store, seq, a, &rows);

	for (int i = 0; i < n; i++)
		*shown |= is_shown(rows[i].thing);
	return n < 0 ? n : 0;
}

static void sending_follow(struct day_kept *k, const struct act_row *act)
{
	if (strcmp(act->head.kind, ACT_SEND) != 0 || !day_equal(act->head.day, k->day) || act->head.roll_group <= 0)
		return;
	room_for_group(k, act->head.roll_group);
	k->sent[act->head.roll_group][act->head.session == SESSION_PM] = moment_civil(act->head.at).minute;
	vec_push(&k->touched_groups, act->head.roll_group);
}

static int act_follow(struct office *o, struct day_kept *k, const struct act_row *act, struct arena *a)
{
	struct entry_row *rows;
	int n = store_entries_of_act(o->store, act->seq, a, &rows), minute = moment_civil(act->head.at).minute;

	for (int i = 0; i < n; i++)
		if (day_equal(rows[i].entry.day, k->day))
			entry_follow(k, &rows[i].entry, minute, act->head.roll_group, act->head.undoes != 0);
	sending_follow(k, act);
	return n < 0 ? n : 0;
}

static int next_follow(struct office *o, struct day_kept *k, int64_t seq)
{
	CLEAN_ARENA struct arena a = { 0 };
	int touched = k->touched.count + k->touched_groups.count;
	struct act_row act;
	bool facts = false;
	int r = store_act_get(o->store, seq, &a, &act);

	if (r == 0)
		r = act_follow(o, k, &act, &a);
	if (r == 0)
		r = changes_follow(o, seq, &a, &facts);
	k->facts += facts;
	k->shown += facts || k->touched.count + k->touched_groups.count > touched;
	return r;
}

static int acts_follow(struct office *o, struct day_kept *k, int64_t last)
{
	int r = 0;

	for (int64_t seq = k->act + 1; r == 0 && seq <= last; seq++)
		r = next_follow(o, k, seq);
	return r;
}

/* READING ANEW ------------------------------------------------------------------------------------------------------------------------ */

static int marks_read(struct office *o, struct day_kept *k, enum session session)
{
	CLEAN_ARENA struct arena a = { 0 };
	uint8_t *marks;
	int n = store_marks_of_session(o->store, k->day, session, &a, &marks);

	if (n > 0)
		room_for(k, n - 1);
	for (int i = 0; i < n; i++)
		if (k->seen[session][i].mark != marks[i]) { /* by an act of another day: a clock was wrong */
			k->seen[session][i] = nothing;
			k->seen[session][i].mark = marks[i];
		}
	return n < 0 ? n : 0;
}

static int day_read(struct office *o, struct day_kept *k)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct act_row *acts;
	struct moment from = moment_of(k->day, 0, 0), to = moment_of(day_add(k->day, 1), 0, 0);
	int n = store_acts_between(o->store, from, (struct moment){ to.seconds - 1 }, &a, &acts), r = n < 0 ? n : 0;

	for (int i = 0; r == 0 && i < n; i++)
		r = act_follow(o, k, &acts[i], &a);
	for (int half = 0; r == 0 && half < 2; half++)
		r = marks_read(o, k, (enum session)half);
	return r;
}

/* KEEPING IT -------------------------------------------------------------------------------------------------------------------------- */

static int read_anew(struct office *o, struct day today, int64_t act, const struct hash *head)
{
	struct day_kept *k = mem_new(1, sizeof *k);

	*k = (struct day_kept){ .day = today, .act = act, .head = *head };
	int r = day_read(o, k);
	if (r < 0) {
		day_kept_free(k);
		return r;
	}
	k->shown = o->day_kept ? o->day_kept->shown + 1 : 1;
	k->facts = o->day_kept ? o->day_kept->facts + 1 : 1;
	day_kept_free(o->day_kept);
	o->day_kept = k;
	return 0;
}

int day_follow(struct office *o)
{
	struct day today = office_today(o);
	struct day_kept *k = o->day_kept;
	struct hash head;
	int64_t act;
	int r = store_act_last(o->store, &act, &head);

	if (r == 0)
		r = search_refresh_to(o, act);
	if (r < 0)
		return r;
	if (!k || !day_equal(k->day, today) || act < k->act || act - k->act > ACTS_MOST)
		return read_anew(o, today, act, &head);
	if (act == k->act)
		return 0;
	r = acts_follow(o, k, act);
	k->head = head;
	k->act = r == 0 ? act : -ACTS_MOST - 1; /* half followed is not followed */
	return r;
}

int day_shown_since(struct office *o, int64_t since)
{
	const struct day_kept *k = o->day_kept;
	bool shown = k->act - since > ACTS_MOST || since > k->act;
	int r = 0;

	for (int64_t seq = since + 1; r == 0 && !shown && seq <= k->act; seq++) {
		CLEAN_ARENA struct arena a = { 0 };
		struct entry_row *rows;
		struct act_row act;
		int n = store_entries_of_act(o->store, seq, &a, &rows);

		for (int i = 0; i < n; i++)
			shown |= day_equal(rows[i].entry.day, k->day);
		r = n < 0 ? n : changes_follow(o, seq, &a, &shown);
		if (r == 0)
			r = store_act_get(o->store, seq, &a, &act);
		shown |= r == 0 && strcmp(act.head.kind, ACT_SEND) == 0;
	}
	return r < 0 ? r : shown;
}
