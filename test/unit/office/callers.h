#ifndef TEST_OFFICE_CALLERS_H
#define TEST_OFFICE_CALLERS_H

/* Families of the small practice school, for tests of calls and of what families say. */

#include "office/calls.h"
#include "world.h"

#pragma GCC diagnostic ignored "-Woverride-init"
#pragma GCC diagnostic ignored "-Woverride-init-side-effects"

/** A contact of a child; the adult's id. */
static inline int64_t caller(struct world *w, int64_t pupil, const char *name, const char *relation, const char *mobile)
{
	struct contact_wish wish = CONTACT_WISH;
	struct family_view v;
	int64_t contact = 0, act = 0, adult = 0;

	wish.name = name;
	wish.relation = relation;
	wish.mobile = mobile;
	wish.parental_responsibility = 1;
	buf_reset(&w->said);
	assert_done(office_contact_add(w->o, pupil, &wish, false, &contact, &w->said, &act, &w->e));
	assert_done(office_family_open(w->o, pupil, &v, &w->e));
	for (int i = 0; i < v.contact_count; i++)
		if (v.contacts[i].contact == contact)
			adult = v.contacts[i].adult;
	family_view_finish(&v);
	assert_true(adult > 0);
	return adult;
}

/** The same adult is a contact of another child too. */
static inline void caller_too(struct world *w, int64_t pupil, int64_t adult, const char *relation)
{
	struct contact_wish wish = CONTACT_WISH;
	int64_t contact = 0, act = 0;

	wish.adult = adult;
	wish.relation = relation;
	wish.parental_responsibility = 1;
	assert_done(office_contact_add(w->o, pupil, &wish, false, &contact, &w->said, &act, &w->e));
}

static inline void flag(struct world *w, int64_t pupil, const char *name)
{
	struct pupil_flag_row row = PUPIL_FLAG_NEW;

	row.pupil = pupil;
	row.flag = name;
	row.value = "yes";
	row.from_day = day_of(2026, 9, 1);
	world_put(w, THING_PUPIL_FLAG, &row);
}

/** One call about one child: the answer, with w->got, w->said and w->e. */
static inline int call_it(struct world *w, struct call_wish wish, int64_t pupil, const char *code)
{
	const struct call_given given = { .pupil = pupil, .code = code };

	wish.children = &given;
	wish.count = 1;
	err_clear(&w->e);
	buf_reset(&w->said);
	w->got = (struct mark_result){ .act = -1 };
	return office_call_log(w->o, &wish, &w->said, &w->got, &w->e);
}
#define CALL(w, pupil, mark_code, ...) \
	call_it(w, (struct call_wish){ .day = DAY_NONE, .next_day = DAY_NONE, .next_minute = -1, .minute = -1, __VA_ARGS__ }, pupil, mark_code)

/** Marked before the register's close by the office. */
static inline void absent(struct world *w, int64_t pupil, const char *code)
{
	assert_done(mark(w, REF(pupil >= FINN ? OAK : WILLOW, TODAY, SESSION_AM), pupil, code, NULL));
}

/** The tasks of the whole school as one text, a line each: "dsl contacts failed Amara Okafor: ..." */
static inline const char *tasks(struct world *w, struct arena *a)
{
	struct tasks_view v;
	const char *text = "";

	assert_done(office_tasks_open(w->o, &(struct tasks_wish){ .everybody = true }, &v, &w->e));
	for (int i = 0; i < v.count; i++)
		text = arena_printf(a, "%s%s, %s: %s\n", text, v.lines[i].kind, v.lines[i].who, v.lines[i].text);
	tasks_view_finish(&v);
	return text;
}

#endif
