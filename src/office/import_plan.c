/* A plan of acts: made, said, and written in one transaction. */
#include "import_plan.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "school.h"

/* MAKING */

struct plan_act *plan_act_new(struct plan *p, const char *kind, int line, const char *who)
{
	vec_push(&p->acts, (struct plan_act){ .kind = kind, .line = line, .who = arena_text(&p->arena, who) });
	return &p->acts.items[p->acts.count - 1];
}

void plan_put(struct plan *p, struct plan_act *act, enum thing thing, const void *row, size_t size, int64_t promise)
{
	void *kept = arena_new(&p->arena, 1, size);

	memcpy(kept, row, size);
	vec_push(&act->puts, (struct plan_put){ .thing = thing, .row = kept, .promise = promise });
}

void plan_remove(struct plan_act *act, enum thing thing, int64_t id)
{
	vec_push(&act->puts, (struct plan_put){ .thing = thing, .remove = id });
}

int64_t plan_promise(struct plan *p)
{
	return -++p->promises;
}

void plan_say(struct plan_act *act, const char *format, ...)
{
	CLEAN_ARENA struct arena a = { 0 };
	va_list args;

	va_start(args, format);
	buf_printf(&act->words, "%s%s", act->words.length ? "; " : "", arena_vprintf(&a, format, args));
	va_end(args);
}

bool plan_act_keep(struct plan *p)
{
	struct plan_act *act = &p->acts.items[p->acts.count - 1];

	if (act->words.length)
		return true;
	vec_finish(&act->puts);
	buf_finish(&act->words);
	p->acts.count--;
	return false;
}

void plan_finish(struct plan *p)
{
	for (int i = 0; i < p->acts.count; i++) {
		vec_finish(&p->acts.items[i].puts);
		buf_finish(&p->acts.items[i].words);
	}
	vec_finish(&p->acts);
	vec_finish(&p->notes);
	arena_finish(&p->arena);
	*p = (struct plan){ 0 };
}

/* JUDGING */

static int last_act(struct office *o, int64_t *ret, struct err *e)
{
	struct hash head;
	int r = store_act_last(o->store, ret, &head);

	return r < 0 ? office_fail(o, r, e) : 0;
}

static void say_changes(struct import_job *j, const struct plan *p)
{
	for (int i = 0; i < p->acts.count; i++) {
		const struct plan_act *act = &p->acts.items[i];

		if (act->line)
			import_say(j, "line %d: %s: %s", act->line, act->who, buf_string(&act->words));
		else
			import_say(j, "%s: %s", act->who, buf_string(&act->words));
	}
	for (int i = 0; i < p->notes.count; i++)
		import_say(j, "%s", p->notes.items[i]);
}

int plan_judge(struct import_job *j, void *state, struct plan *p, plan_make *make, struct err *e)
{
	plan_finish(p);
	int r = last_act(j->office, &p->seen, e);

	if (r == 0)
		r = make(j, state, p, e);
	if (r < 0 || j->progress.refused)
		return r;
	say_changes(j, p);
	j->result.added = p->added;
	j->result.changed = p->changed;
	j->result.same = p->same;
	j->progress.to_write = p->acts.count;
	return 0;
}

/* WRITING */

/* Where a thing names others that the same plan may make. */
static const struct {
	enum thing thing;
	size_t at[2];
} names[] = {
	{ THING_PUPIL_NAME, { offsetof(struct pupil_name_row, pupil) } },
	{ THING_PUPIL_FLAG, { offsetof(struct pupil_flag_row, pupil) } },
	{ THING_PUPIL_YEAR, { offsetof(struct pupil_year_row, pupil) } },
	{ THING_ENROLMENT, { offsetof(struct enrolment_row, pupil) } },
	{ THING_MEMBERSHIP, { offsetof(struct membership_row, pupil), offsetof(struct membership_row, roll_group) } },
	{ THING_ADULT_NUMBER, { offsetof(struct adult_number_row, adult) } },
	{ THING_ADDRESS, { offsetof(struct address_row, adult), offsetof(struct address_row, pupil) } },
	{ THING_CONTACT, { offsetof(struct contact_row, adult), offsetof(struct contact_row, pupil) } },
	{ THING_STAFF_ROLE, { offsetof(struct staff_role_row, staff), offsetof(struct staff_role_row, roll_group) } },
	{ THING_STAFF_GROUP, { offsetof(struct staff_group_row, staff), offsetof(struct staff_group_row, roll_group) } },
};

static void keep_promises(const struct plan_put *put, const int64_t *made)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		for (int k = 0; names[i].thing == put->thing && k < 2 && names[i].at[k]; k++) {
			int64_t *id = (int64_t *)((char *)put->row + names[i].at[k]);

			if (*id < 0 && *id != NONE)
				*id = made[-*id];
		}
}

static struct key *key_of(const struct plan_put *put)
{
	switch (put->thing) {
	case THING_PUPIL: return &((struct pupil_row *)put->row)->key;
	case THING_ROLL_GROUP: return &((struct roll_group_row *)put->row)->key;
	case THING_ADULT: return &((struct adult_row *)put->row)->key;
	case THING_STAFF: return &((struct staff_row *)put->row)->key;
	default: return NULL;
	}
}

static int write_put(struct store *st, const struct plan_put *put, struct key_maker *keys, int64_t *made)
{
	int64_t *id = put->row; /* the first field of every thing */

	if (put->remove)
		return store_act_remove(st, put->thing, put->remove);
	keep_promises(put, made);
	if (*id == 0 && key_of(put) && key_is_none(key_of(put)))
		*key_of(put) = key_make(keys);
	int r = store_act_put(st, put->thing, put->row);
	if (r >= 0 && put->promise)
		made[-put->promise] = *id;
	return r;
}

static int write_act(struct import_job *j, const struct plan_act *act, struct key_maker *keys, int64_t *made, struct err *e)
{
	struct office *o = j->office;
	int64_t seq = 0;
	int r = office_act_open(o, act->kind, j->reason, NULL, 0, e);

	if (r < 0)
		return r;
	for (int i = 0; r >= 0 && i < act->puts.count; i++)
		r = write_put(o->store, &act->puts.items[i], keys, made);
	if (r >= 0)
		r = store_act_end(o->store, false, &seq);
	if (r < 0)
		return office_fail(o, r, e);
	if (seq && !j->result.first_act)
		j->result.first_act = seq;
	j->result.last_act = seq ? seq : j->result.last_act;
	j->progress.written++;
	return 0;
}

static int write_acts(struct import_job *j, struct plan *p, struct err *e)
{
	CLEAN_FREE int64_t *made = mem_new((size_t)p->promises + 1, sizeof *made);
	struct key_maker keys;
	int r = 0;

	key_maker_start(&keys, j->office->store, "roll");
	for (int i = 0; r == 0 && i < p->acts.count; i++)
		r = write_act(j, &p->acts.items[i], &keys, made, e);
	return r;
}

/* Somebody saved an act since the file was judged: judged again, where nobody else can write. */
static int judge_again(struct import_job *j, void *state, struct plan *p, plan_make *make, struct err *e)
{
	import_say(j, "The school's records were changed meanwhile, so the file is compared with them again:");
	int r = plan_judge(j, state, p, make, e);

	return r == 0 && j->progress.refused ? -EBADMSG : r;
}

static int write_all(struct import_job *j, void *state, struct plan *p, plan_make *make, struct err *e)
{
	int64_t seq = 0;
	int r = office_may(j->office, j->reader->action, 0, e);

	if (r == 0)
		r = last_act(j->office, &seq, e);
	if (r == 0 && seq != p->seen)
		r = judge_again(j, state, p, make, e);
	if (r == 0)
		r = write_acts(j, p, e);
	if (r == 0 && j->result.last_act)
		r = office_write_end(j->office, e);
	return r;
}

int plan_write(struct import_job *j, void *state, struct plan *p, plan_make *make, struct err *e)
{
	int r = office_write_begin(j->office, e);

	if (r < 0)
		return r;
	r = write_all(j, state, p, make, e);
	office_act_abandon(j->office);
	if (r < 0)
		j->result.first_act = j->result.last_act = 0;
	return r;
}
