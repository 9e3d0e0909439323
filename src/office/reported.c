/* What families say before anybody asks (B5): expected so in the register; of one that was sent, the mark at once. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "call_facts.h"
#include "call_marks.h"
#include "family_read.h"

/** A session in which a mark gives way to what was said. */
struct report_mark {
	struct register_ref ref;
	int64_t pupil;
	const char *code, *words;
};
struct reporting {
	struct contact_work *work;
	const struct reported_wish *wish;
	struct reported_row row;      /**< what is the same for every child */
	struct mark_result result;
	struct { VEC(struct report_mark); } marks;
};

/* WHAT WAS GIVEN ------------------------------------------------------------------------------------------------------------------------------ */

/* A reason for an absence: nothing that nobody knows, and nothing that a leader or provider confirms. */
static int code_check(struct reporting *p, const struct call_given *given)
{
	uint8_t number;
	int r = given->code ? code_read(given->code, p->row.from_day, SESSION_AM, &number, p->work->e)
			    : err_usage(p->work->e, "Say which code it is for %s: I, M ...", said_child(p->work->o, given->pupil, p->row.from_day, p->work->arena));

	if (r < 0)
		return r;
	if (!mark_is_absent(number, p->row.from_day) || code_has_no_reason(number))
		return err_refuse(p->work->e, "%s is no reason that a family gives for an absence. Give another, such as I or M.", code_symbol(number));
	return 0;
}

static int children_check(struct reporting *p)
{
	const struct reported_wish *w = p->wish;
	int r = said_children_check(p->work, w->children, w->count, p->row.from_day);

	for (int i = 0; r == 0 && i < w->count; i++)
		r = code_check(p, &w->children[i]);
	return r;
}

static int days_read(struct reporting *p)
{
	const struct reported_wish *w = p->wish;
	struct err *e = p->work->e;
	char day[DAY_TEXT];

	p->row.from_day = w->from;
	int r = said_day(p->work->o, &p->row.from_day, e);
	if (r < 0)
		return r;
	if (w->from_session > SESSION_PM || w->back_session > SESSION_PM)
		return err_usage(e, "A session is am or pm.");
	if (p->row.from_day.n < school_year_start(p->work->today).n)
		return err_refuse(e, "%s is of another school year: change the marks in the registers.", day_long(p->row.from_day, day));
	if (day_is_none(w->back))
		return 0;
	p->row.back_day = w->back;
	p->row.back_session = w->back_session < 0 ? SESSION_AM : w->back_session;
	return said_day(p->work->o, &p->row.back_day, e);
}

static int caller_read(struct reporting *p)
{
	const struct reported_wish *w = p->wish;
	struct contact_row *rows;
	struct adult_row adult;
	int r = said_line("Who rang", w->caller, p->work->arena, &p->row.caller, p->work->e), n = 0;

	if (r == 0 && !w->adult && !p->row.caller)
		return err_usage(p->work->e, "Say who rang: a contact, or a name.");
	if (r < 0 || !w->adult)
		return r;
	r = contact_adult_get(p->work, w->adult, &adult);
	if (r == 0 && (n = store_contacts_of_pupil(p->work->o->store, w->children[0].pupil, p->work->arena, &rows)) < 0)
		return contact_fail(p->work, n);
	p->row.adult = w->adult;
	for (int i = 0; r == 0 && !p->row.caller && i < n; i++)
		if (rows[i].adult == w->adult)
			p->row.caller = arena_printf(p->work->arena, "%s (%s)", adult_name(&adult, p->work->arena), relation_words(rows[i].relation, p->work->arena));
	if (r == 0 && !p->row.caller)
		p->row.caller = adult_name(&adult, p->work->arena);
	return r;
}

/* ONE CHILD ----------------------------------------------------------------------------------------------------------------------------------- */

/* From when for that child: the morning that has a mark already is not spoken of. */
static int begins(struct reporting *p, int64_t pupil, int64_t *ret)
{
	uint8_t mark;

	*ret = p->wish->from_session < 0 ? SESSION_AM : p->wish->from_session;
	if (p->wish->from_session >= 0 || !day_equal(p->row.from_day, p->work->today))
		return 0;
	int r = store_mark_get(p->work->o->store, pupil, p->row.from_day, SESSION_AM, &mark);
	if (r == 0 && mark != CODE_NONE && !code_has_no_reason(mark))
		*ret = SESSION_PM;
	return r < 0 ? contact_fail(p->work, r) : 0;
}

static sitting first_of(const struct reported_row *row)
{
	return sitting_of(row->from_day, (enum session)row->from_session);
}

static sitting last_of(const struct reported_row *row)
{
	return day_is_none(row->back_day) ? sitting_of(row->from_day, SESSION_PM) : sitting_of(row->back_day, (enum session)row->back_session) - 1;
}

/* Who is at the dentist is back before a sister who is ill. */
static int row_of(struct reporting *p, const struct call_given *given, struct reported_row *ret)
{
	int r;

	*ret = p->row;
	ret->pupil = given->pupil;
	r = begins(p, given->pupil, &ret->from_session);
	if (r < 0 || !given->words)
		return r;
	ret->back_day = DAY_NONE;
	ret->back_session = NONE;
	return said_line("What was said", given->words, p->work->arena, &ret->words, p->work->e);
}

/* "Ann Reed noted that at 08:20" */
static int refuse_noted(struct reporting *p, const struct reported_row *row)
{
	struct act_row act;
	int r = changed_last_by(p->work->o, THING_REPORTED, row->id, "code", p->work->arena, &act);

	if (r < 0)
		return contact_fail(p->work, r);
	err_refuse(p->work->e, "%s noted %s for %s %s: %.200s. Nothing was changed.", act.head.staff_name, row->code,
		   said_child(p->work->o, row->pupil, row->from_day, p->work->arena), when_words(act.head.at, p->work->today, p->work->arena), row->words);
	return -EEXIST;
}

/* What was said before of the same sessions: the same is refused, another code gives way where nothing of it is left. */
static int before_settle(struct reporting *p, const struct reported_row *row)
{
	struct reported_row *rows;
	int n = store_reported_of_pupil(p->work->o->store, row->pupil, p->work->arena, &rows), r = 0;

	for (int i = 0; r == 0 && i < n; i++) {
		const struct reported_row *old = &rows[i];

		if (old->id == row->id || first_of(old) > last_of(row) || last_of(old) < first_of(row))
			continue;
		if (strcmp(old->code, row->code) == 0 && first_of(old) <= first_of(row) && last_of(old) >= last_of(row))
			return refuse_noted(p, old);
		if (first_of(old) < first_of(row) || last_of(old) > last_of(row))
			continue;
		contact_say(p->work, "It takes the place of %s: %s, said %s.", old->code, old->words, old->caller);
		r = store_act_remove(p->work->o->store, THING_REPORTED, old->id);
		r = r < 0 ? contact_fail(p->work, r) : 0;
	}
	return n < 0 ? contact_fail(p->work, n) : r;
}

static void pending_say(struct reporting *p, const struct reported_row *row)
{
	sitting last = last_of(row);
	char day[DAY_TEXT];
	const char *until = day_is_none(row->back_day) ? "" : arena_printf(p->work->arena, " until the %s of %s",
									   session_words(sitting_session(last)), day_long(sitting_day(last), day));

	contact_say(p->work, "%s: expected %s%s, said %s.", said_child(p->work->o, row->pupil, row->from_day, p->work->arena), row->code, until, row->caller);
}

static int row_put(struct reporting *p, const struct call_given *given)
{
	struct reported_row row;
	uint8_t number = code_number(given->code);
	int r = row_of(p, given, &row);
	const struct code *code = code_on(number, row.from_day);

	row.code = code_symbol(number);
	if (!row.words)
		row.words = code->words;
	if (r == 0 && last_of(&row) < first_of(&row))
		return err_usage(p->work->e, "The child is to be back before the absence begins. Give the days the other way round.");
	if (r == 0)
		r = before_settle(p, &row);
	if (r < 0)
		return r;
	r = contact_put(p->work, THING_REPORTED, &row);
	if (r >= 0)
		pending_say(p, &row);
	return r < 0 ? r : 0;
}

/* MARKS OF REGISTERS THAT WERE SENT ----------------------------------------------------------------------------------------------------------- */

static bool was_sent(struct reporting *p, const struct register_ref *ref)
{
	struct register_row row;

	return store_register_get(p->work->o->store, ref->day, ref->session, ref->roll_group, &row) == 0 && (row.sent_act || row.closed_act);
}

static int mark_look(struct reporting *p, const struct call_given *given, sitting s)
{
	struct register_ref ref = { 0, sitting_day(s), sitting_session(s) };
	uint8_t mark;
	int r = office_pupil_group(p->work->o, given->pupil, ref.day, ref.session, &ref.roll_group, p->work->e);

	if (r < 0 || !ref.roll_group || office_register_check(p->work->o, &ref, NULL) < 0)
		return r;
	r = store_mark_get(p->work->o->store, given->pupil, ref.day, ref.session, &mark);
	if (r < 0)
		return contact_fail(p->work, r);
	if (code_has_no_reason(mark) || (mark == CODE_NONE && was_sent(p, &ref)))
		vec_push(&p->marks, (struct report_mark){ ref, given->pupil, given->code, given->words ? given->words : p->row.words });
	else if (mark != CODE_NONE && mark != code_number(given->code))
		contact_say(p->work, "%s is %s on the %s of %s already: that stands.", said_child(p->work->o, given->pupil, ref.day, p->work->arena),
			    code_symbol(mark), session_words(ref.session), day_long(ref.day, (char[DAY_TEXT]){ 0 }));
	return 0;
}

/* Of today both sessions, whatever is spoken of: a mark that says otherwise is to be heard of. */
static int marks_look(struct reporting *p, const struct call_given *given)
{
	sitting today = sitting_of(p->work->today, SESSION_PM), first, last;
	struct reported_row row;
	int r = row_of(p, given, &row);

	first = p->wish->from_session < 0 ? sitting_of(row.from_day, SESSION_AM) : first_of(&row);
	last = last_of(&row) < today ? last_of(&row) : today;
	for (sitting s = first; r == 0 && s <= last; s++)
		r = mark_look(p, given, s);
	return r;
}

static int marks_put(struct reporting *p)
{
	struct call_marks marks = { .work = p->work, .reason = PARENT_RANG, .words = p->row.words, .result = &p->result };
	int r = 0;

	for (int i = 0; r >= 0 && i < p->marks.count; i++) {
		const struct report_mark *m = &p->marks.items[i];
		const struct code *code = code_on(code_number(m->code), m->ref.day);

		r = call_mark_put(&marks, &m->ref, m->pupil, m->code, code && code->needs_note ? m->words : NULL);
		if (r > 0)
			contact_say(p->work, "%s: %s for the %s of %s.", said_child(p->work->o, m->pupil, m->ref.day, p->work->arena), code_symbol(code->number),
				    session_words(m->ref.session), day_long(m->ref.day, (char[DAY_TEXT]){ 0 }));
	}
	return r < 0 ? r : 0;
}

/* ONE ACT ------------------------------------------------------------------------------------------------------------------------------------- */

static int wish_read(struct reporting *p)
{
	int r = office_may(p->work->o, ACTION_CALL, 0, p->work->e);

	if (r == 0)
		r = days_read(p);
	if (r == 0)
		r = children_check(p);
	if (r == 0)
		r = said_line("What was said", p->wish->words, p->work->arena, &p->row.words, p->work->e);
	return r < 0 ? r : caller_read(p);
}

static int report(struct reporting *p, struct mark_result *ret)
{
	const struct reported_wish *w = p->wish;
	int r = wish_read(p);

	for (int i = 0; r == 0 && i < w->count; i++)
		r = marks_look(p, &w->children[i]);
	if (r == 0)
		r = office_act_open(p->work->o, "reported", p->marks.count ? PARENT_RANG : NULL, p->marks.count ? &p->marks.items[0].ref : NULL, 0, p->work->e);
	for (int i = 0; r == 0 && i < w->count; i++)
		r = row_put(p, &w->children[i]);
	if (r == 0)
		r = marks_put(p);
	if (r == 0)
		r = office_act_end(p->work->o, false, &p->result.act, p->work->e);
	if (r == 0)
		*ret = p->result;
	return r;
}

static int report_put(struct contact_work *work, const struct reported_wish *w, struct mark_result *ret)
{
	struct reporting p = { .work = work, .wish = w, .row = REPORTED_NEW };
	int r = report(&p, ret);

	vec_finish(&p.marks);
	return r;
}

static int put_in_transaction(struct office *o, const struct reported_wish *w, struct buf *said, struct mark_result *ret, struct err *e)
{
	CONTACT_USE_CASE(o, said, e, report_put(&work, w, ret));
}

int office_reported_put(struct office *o, const struct reported_wish *w, struct buf *ret_said, struct mark_result *ret, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	int r = put_in_transaction(o, w, &said, ret, e);

	if (r == 0)
		buf_text(ret_said, buf_string(&said));
	return r;
}

static int report_end(struct contact_work *work, int64_t reported, const char *reason, int64_t *ret_act)
{
	struct reported_row row;
	int r = reason ? office_words_check("reason", reason, work->e) : 0;

	if (r == 0)
		r = store_thing_get(work->o->store, THING_REPORTED, reported, work->arena, &row);
	if (r == -ENOENT) {
		err_refuse(work->e, "That report is gone already. Look again at the list.");
		return -ENOENT;
	}
	if (r < 0)
		return contact_fail(work, r);
	r = said_may(work->o, ACTION_CALL, row.pupil, row.from_day, work->e);
	if (r == 0)
		r = office_act_open(work->o, "reported", reason, NULL, 0, work->e);
	if (r < 0)
		return r;
	r = store_act_remove(work->o->store, THING_REPORTED, reported);
	return r < 0 ? contact_fail(work, r) : office_act_end(work->o, false, ret_act, work->e);
}

int office_reported_end(struct office *o, int64_t reported, const char *reason, int64_t *ret_act, struct err *e)
{
	CONTACT_USE_CASE(o, NULL, e, report_end(&work, reported, reason, ret_act));
}
