/* The acts of the practice school's morning (demo_day.c says which there are). */
#include <string.h>

#include "demo.h"
#include "internal.h"
#include "rules/code.h"

enum { WILLOW = 1, WEEKDAYS = 31, MORNINGS = 1, AFTERNOONS = 2, WHOLE_DAY = 3 };
#define HEAD "Gareth Llewellyn-Price"
#define WEEKDAY(d) (1 << day_weekday(d))

static struct day day_of_event(const struct event *e)
{
	return moment_civil((struct moment){ e->at }).day;
}

static struct demo_pupil *pupil_of(struct demo *d, const struct event *e)
{
	return &d->pupils.items[e->pupil];
}

/* "Grace Okafor (mother)": the contact of that place in the family; the first where there are not so many. */
static const struct demo_adult *adult_of(struct demo *d, const struct demo_pupil *p, int which, const char **ret_caller)
{
	const struct demo_family *f = &d->families.items[p->family];
	const struct demo_adult *a = &f->adults[which < f->adult_count && !p->carers_own ? which : 0];
	char *relation = arena_text(&d->arena, p->carers_own ? "mother" : a->relation);

	if (relation[0] >= 'A' && relation[0] <= 'Z')
		relation[0] = (char)(relation[0] - 'A' + 'a');
	*ret_caller = arena_printf(&d->arena, "%s%s%s (%s)", a->row.forename, *a->row.forename && *a->row.surname ? " " : "", a->row.surname, relation);
	return a;
}

/* PLANS */

static struct plan_row plan_on(struct demo *d, const char *kind, const char *code, const char *words)
{
	struct plan_row row = PLAN_NEW;

	row.kind = kind;
	row.code = code;
	row.words = words;
	row.from_day = row.to_day = d->now.day;
	row.from_session = SESSION_AM;
	row.to_session = SESSION_PM;
	row.weekdays = WEEKDAYS;
	row.sessions = WHOLE_DAY;
	return row;
}

static int put_goer(struct demo *d, int64_t plan, int pupil, const char *consent, const char *with_whom)
{
	struct plan_pupil_row row = PLAN_PUPIL_NEW;

	row.plan = plan;
	row.pupil = d->pupils.items[pupil].row.id;
	row.consent = consent;
	row.with_whom = with_whom;
	return store_act_put(d->store, THING_PLAN_PUPIL, &row);
}

static int put_plan(struct demo *d, const struct event *e, struct plan_row *row)
{
	int r = store_act_put(d->store, THING_PLAN, row);

	return r < 0 ? r : put_goer(d, row->id, e->pupil, NULL, NULL);
}

static int dentist(struct demo *d, const struct event *e)
{
	struct plan_row row = plan_on(d, "absence", "M", "dentist at 10:30");

	row.to_session = SESSION_AM;
	row.sessions = MORNINGS;
	return put_plan(d, e, &row);
}

static int hospital(struct demo *d, const struct event *e)
{
	struct plan_row row = plan_on(d, "absence", "M", "hospital, eye clinic at 13:40");

	row.from_session = SESSION_PM;
	row.sessions = AFTERNOONS;
	return put_plan(d, e, &row);
}

static int granted(struct demo *d, const struct event *e)
{
	struct plan_row row = plan_on(d, "absence", "C", "grandmother's funeral in Leeds");

	row.granted_by = HEAD;
	return put_plan(d, e, &row);
}

static int holy(struct demo *d, const struct event *e)
{
	struct plan_row row = plan_on(d, "absence", "R", "day set apart by the parents' religious body");

	return put_plan(d, e, &row);
}

/* From the clock's own day on, so that no mark of a day before it is in the way. */
static int provider(struct demo *d, const struct event *e)
{
	struct plan_row row = plan_on(d, "pattern", "B", "mornings at Riverside Studio");

	row.to_day = day_add(d->now.day, 70);
	row.weekdays = WEEKDAY(d->now.day) | WEEKDAY(day_add(d->now.day, day_weekday(d->now.day) < 3 ? 2 : -2));
	row.sessions = MORNINGS;
	row.review_day = day_add(d->now.day, 28);
	row.place = "Riverside Studio";
	row.leader = "Nia Howell";
	return put_plan(d, e, &row);
}

static int part_time(struct demo *d, const struct event *e)
{
	struct plan_row row = plan_on(d, "pattern", "C2", "part-time timetable, mornings only");

	row.to_day = day_add(d->now.day, 28);
	row.from_session = SESSION_PM;
	row.sessions = AFTERNOONS;
	row.granted_by = HEAD;
	row.review_day = day_add(d->now.day, 4);
	return put_plan(d, e, &row);
}

static int trip(struct demo *d, const struct event *e)
{
	static const char *const groups[] = { "Peter Goldsmith", "Tom Ashdown", "Bisi Adeyemi" };
	struct plan_row row = plan_on(d, "trip", "V", "history: the lifeboat and its crew");

	row.name = "Seabourne Lifeboat Station";
	row.place = "Seabourne";
	row.leader = "Peter Goldsmith";
	row.leaves = 9 * 60 + 20;
	row.returns = 15 * 60 + 10;
	int r = store_act_put(d->store, THING_PLAN, &row);
	for (int i = 0; r >= 0 && i < d->trip_count; i++)
		r = put_goer(d, row.id, d->trip[i], i == 3 ? "no" : "yes", groups[i * 3 / d->trip_count]);
	return r;
}

/* WHAT FAMILIES SAID */

static int put_reported(struct demo *d, int pupil, const char *code, const char *words, struct day from, struct day back)
{
	const struct demo_pupil *p = &d->pupils.items[pupil];
	struct reported_row row = REPORTED_NEW;

	row.pupil = p->row.id;
	row.code = code;
	row.words = words;
	row.adult = adult_of(d, p, 0, &row.caller)->row.id;
	row.from_day = from;
	row.from_session = SESSION_AM;
	row.back_day = back;
	if (!day_is_none(back))
		row.back_session = SESSION_AM;
	return store_act_put(d->store, THING_REPORTED, &row);
}

static int siblings(struct demo *d, const struct event *e)
{
	int r = put_reported(d, e->pupil, "I", "sick in the night", d->now.day, calendar_school_day(&d->year.calendar, d->now.day, 2));

	return r < 0 ? r : put_reported(d, d->sibling, "M", "doctor at 9:40, then in", d->now.day, DAY_NONE);
}

static int ill(struct demo *d, const struct event *e)
{
	return put_reported(d, e->pupil, "I", "temperature", d->now.day, calendar_school_day(&d->year.calendar, d->now.day, 1));
}

static int back_today(struct demo *d, const struct event *e)
{
	return put_reported(d, e->pupil, "I", "chest infection", day_of_event(e), d->now.day);
}

/* FAMILIES WHO ARE HARD TO REACH */

static int court_order(struct demo *d, const struct event *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct contact_row *rows;
	int n = store_contacts_of_pupil(d->store, pupil_of(d, e)->row.id, &a, &rows), r = n < 0 ? n : 0;

	for (int i = 0; r >= 0 && i < n; i++)
		if (rows[i].do_not_contact) {
			rows[i].court_order = "Family Court, 12 May: no contact, may not collect";
			r = store_act_put(d->store, THING_CONTACT, &rows[i]);
		}
	return r;
}

static int social_worker(struct demo *d, const struct event *e)
{
	struct pupil_flag_row row = PUPIL_FLAG_NEW;

	row.pupil = pupil_of(d, e)->row.id;
	row.flag = "social_worker";
	row.value = "yes";
	row.from_day = day_of_event(e);
	return store_act_put(d->store, THING_PUPIL_FLAG, &row);
}

static int numbers_dead(struct demo *d, const struct event *e)
{
	const struct demo_family *f = &d->families.items[pupil_of(d, e)->family];
	int r = 0;

	for (int i = 0; r >= 0 && i < f->adult_count; i++) {
		CLEAN_ARENA struct arena a = { 0 };
		struct adult_number_row *rows;
		int n = r = store_numbers_of_adult(d->store, f->adults[i].row.id, &a, &rows);

		for (int k = 0; r >= 0 && k < n && (e->code == DAY_NUMBERS_DEAD || i + k == 0); k++) {
			rows[k].dead = 1;
			r = store_act_put(d->store, THING_ADULT_NUMBER, &rows[k]);
		}
	}
	return r;
}

/* CALLS AND TASKS */

/* The first number that is not struck out; NULL: all are. */
static const char *number_of(struct demo *d, const struct demo_adult *a)
{
	struct adult_number_row *rows;
	int n = store_numbers_of_adult(d->store, a->row.id, &d->arena, &rows);

	for (int i = 0; i < n; i++)
		if (!rows[i].dead)
			return rows[i].number;
	return NULL;
}

static int call(struct demo *d, const struct event *e)
{
	static const struct { const char *outcome; int who; } outcomes[] = { { "spoke", 0 }, { "no reply", 0 }, { "message left", 1 } };
	const struct demo_pupil *p = pupil_of(d, e);
	const struct demo_adult *a;
	struct call_row row = CALL_NEW;

	row.pupil = p->row.id;
	row.of_day = row.made_day = day_of_event(e);
	row.made_minute = moment_civil((struct moment){ e->at }).minute;
	row.kind = "call";
	row.outcome = outcomes[e->arrival].outcome;
	a = adult_of(d, p, outcomes[e->arrival].who, &row.caller);
	row.adult = a->row.id;
	row.number = number_of(d, a);
	row.child_spoken = 0;
	if (e->arrival == 0) {
		const struct practice_absences *why = &practice_absences[p->why[e->session] - 1];
		const char *said = strchr(why->note, ':');

		row.words = said ? said + 2 : *why->note ? why->note : NULL;
		row.code = why->code;
		row.child_spoken = e->pupil % 5 == 0;
	}
	return store_act_put(d->store, THING_CALL, &row);
}

static int task(struct demo *d, const struct event *e)
{
	const struct demo_pupil *p = pupil_of(d, e);
	struct task_row row = TASK_NEW;
	char day[DAY_TEXT];

	row.kind = "contacts failed";
	row.for_role = "dsl";
	row.pupil = p->row.id;
	row.about_day = row.due_day = day_of_event(e);
	row.text = arena_printf(&d->arena, "No contact could say where %s is, absent on %s.", pupil_display_name(&p->row, &d->arena), day_long(row.about_day, day));
	return store_act_put(d->store, THING_TASK, &row);
}

/* NOTES FOR CLASSES */

static int note_class(struct demo *d, const struct event *e)
{
	struct class_note_row row = CLASS_NOTE_NEW;

	row.roll_group = d->classes[WILLOW].id;
	row.from_day = row.to_day = d->now.day;
	row.text = "Letters about the nativity go home today";
	return store_act_put(d->store, THING_CLASS_NOTE, &row);
}

static int note_pupil(struct demo *d, const struct event *e)
{
	struct class_note_row row = CLASS_NOTE_NEW;

	row.pupil = pupil_of(d, e)->row.id;
	row.from_day = day_of_event(e);
	row.to_day = day_add(d->now.day, 12);
	row.text = "Ankle in plaster: stays in at break, with a friend";
	return store_act_put(d->store, THING_CLASS_NOTE, &row);
}

int demo_day_write(struct demo *d, const struct event *e)
{
	static const struct {
		const char *kind, *reason;
		int (*write)(struct demo *d, const struct event *e);
	} cases[DEMO_DAY_CASES] = {
		[DAY_TRIP] = { "planned", NULL, trip }, [DAY_DENTIST] = { "planned", NULL, dentist }, [DAY_HOSPITAL] = { "planned", NULL, hospital },
		[DAY_GRANTED] = { "planned", NULL, granted }, [DAY_HOLY] = { "planned", NULL, holy }, [DAY_PROVIDER] = { "planned", NULL, provider },
		[DAY_PART_TIME] = { "planned", NULL, part_time },
		[DAY_SIBLINGS] = { "reported", NULL, siblings }, [DAY_ILL] = { "reported", NULL, ill }, [DAY_BACK_TODAY] = { "reported", NULL, back_today },
		[DAY_COURT_ORDER] = { "contact changed", "Order seen", court_order }, [DAY_SOCIAL_WORKER] = { "flag", NULL, social_worker },
		[DAY_NUMBERS_DEAD] = { "number struck out", NULL, numbers_dead }, [DAY_NUMBER_DEAD] = { "number struck out", NULL, numbers_dead },
		[DAY_CALL] = { "call", NULL, call }, [DAY_TASK] = { "task", NULL, task },
		[DAY_NOTE_CLASS] = { "class note", NULL, note_class }, [DAY_NOTE_PUPIL] = { "class note", NULL, note_pupil },
	};
	int r = demo_act_begin(d, cases[e->code].kind, e->at, e->staff, cases[e->code].reason, -1, -1);

	return r < 0 ? r : cases[e->code].write(d, e);
}
