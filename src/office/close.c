/* A register closed by the office (A27). */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "marking.h"

void counts_say(const struct due_row *due, int n, struct day day, struct buf *to)
{
	int here = 0, absent = 0, elsewhere = 0, blank = 0;

	for (int i = 0; i < n; i++) {
		const struct code *c = code_on(due[i].mark, day);

		if (due[i].mark == CODE_NONE)
			blank++;
		else if (c && c->physical == PHYSICAL_IN)
			here++;
		else if (c && c->physical == PHYSICAL_ELSEWHERE)
			elsewhere++;
		else
			absent++;
	}
	buf_printf(to, "%d here, %d absent", here, absent);
	if (elsewhere)
		buf_printf(to, ", %d elsewhere", elsewhere);
	buf_printf(to, ", %d blank", blank);
}

int count_marked(const struct due_row *due, int n)
{
	int marked = 0;

	for (int i = 0; i < n; i++)
		marked += due[i].mark != CODE_NONE;
	return marked;
}

int say_already(struct marking *m, int64_t act_seq, const char *done, struct buf *to)
{
	struct act_row act;
	int r = store_act_get(m->o->store, act_seq, &m->arena, &act);

	if (r < 0)
		return office_fail(m->o, r, m->e);
	buf_printf(to, "already %s %s by %s", done, when_words(act.head.at, m->ref.day, &m->arena), act.head.staff_name);
	return 0;
}

/* CLOSING ---------------------------------------------------------------------------------------------------------------------------- */

/* One group's register within a closing of one or of all; the marking is its view of it, filled here and not by marking_begin(). */
struct close_run {
	struct office *o;
	struct err *e;
	struct register_ref ref;
	bool all, confirm_n;
	struct moment now;
	struct buf summary;
	struct mark_result result;
	int groups;             /* whose time has come */
	int next;               /* minute of the next that closes today; -1: none */
	const struct expectations *expectations; /* of that day */
	struct err refused;     /* the first group's refusal, in case there is none but those */
};

/* Blank, and nobody knows where. */
static bool is_blank(const struct marking *m, int i)
{
	return m->due[i].mark == CODE_NONE && !m->expected[i] && !m->gone[i];
}

typedef bool which(const struct marking *m, int i);

static int count_blank(const struct marking *m, which *is)
{
	int blank = 0;

	for (int i = 0; i < m->count; i++)
		blank += is(m, i);
	return blank;
}

static const char *blanks_list(struct marking *m, which *is)
{
	CLEAN_BUF struct buf names = { 0 };

	for (int i = 0; i < m->count; i++)
		if (is(m, i))
			buf_printf(&names, "%s%s", names.length ? ", " : "", marking_name(m, m->due[i].pupil));
	return arena_text(&m->arena, buf_string(&names));
}

/* Is it time?  1 if so; 0 and the minute kept if it will be later today. */
static int is_due(struct close_run *c, struct marking *m)
{
	struct civil at = moment_civil(c->now);
	char time[8], now[8];

	if (m->ref.day.n < at.day.n || (m->times && at.minute >= m->times->closes))
		return 1;
	if (!m->times)
		return err_refuse(c->e, "No times are set for the %s of %s: set when its register starts and closes.", session_words(m->ref.session),
				  office_group_name(c->o, m->ref.roll_group));
	if (!c->all)
		return err_refuse(c->e, "%s's register closes at %s; it is %s now. Close it then.", office_group_name(c->o, m->ref.roll_group),
				  minute_text(m->times->closes, time), minute_text(at.minute, now));
	if (c->next < 0 || m->times->closes < c->next)
		c->next = m->times->closes;
	return 0;
}

static void put_n(struct close_run *c, struct marking *m)
{
	for (int i = 0; c->confirm_n && i < m->count; i++)
		if (is_blank(m, i))
			marking_entry(m, &m->due[i], CODE_N, -1, -1, true);
}

/* As it stands with what was planned, and before the blanks become N. */
static void close_say(struct close_run *c, struct marking *m)
{
	const char *blanks = blanks_list(m, is_blank), *awaited = blanks_list(m, marking_is_awaited), *gone = blanks_list(m, marking_is_gone);

	counts_say(m->due, m->count, m->ref.day, &c->summary);
	if (*blanks)
		buf_printf(&c->summary, "%s: %s", c->confirm_n ? ", now N" : "", blanks);
	marking_planned_say(m, &c->summary);
	if (*awaited)
		buf_printf(&c->summary, "%s expected elsewhere: %s", *blanks || m->result.planned ? ";" : ",", awaited);
	if (*gone)
		buf_printf(&c->summary, "; signed out, and no code chosen yet: %s", gone);
}

static void close_count(struct close_run *c, const struct marking *m, int marked)
{
	c->result.act = m->result.act;
	c->result.entries += m->result.entries;
	c->result.planned += m->result.planned;
	c->result.expected += count_blank(m, marking_is_awaited);
	c->result.standing += marked;
}

static int close_act(struct close_run *c, struct marking *m)
{
	int marked = count_marked(m->due, m->count), r = marking_planned_put(m);

	if (r < 0)
		return r;
	marking_follow(m);
	close_say(c, m);
	r = office_act_open(c->o, ACT_CLOSE, c->confirm_n && count_blank(m, is_blank) ? "no reason known at the close" : NULL, &m->ref, 0, c->e);
	if (r < 0)
		return r;
	put_n(c, m);
	r = marking_items(m);
	if (r < 0)
		return r;
	r = store_act_end(c->o->store, true, &m->result.act);
	if (r < 0)
		return office_fail(c->o, r, c->e);
	close_count(c, m, marked);
	buf_printf(&c->summary, "; closed by act %" PRId64 "\n", m->result.act);
	return 0;
}

/* Closed once, it is closed again only where that writes something. */
static bool is_settled(const struct close_run *c, const struct marking *m)
{
	bool any = c->confirm_n && count_blank(m, is_blank) > 0;

	for (int i = 0; i < m->count; i++)
		any |= marking_is_planned(m, i);
	return m->row.closed_act && !any;
}

/* Nobody is there to take the register of a class that is shut or away: what is planned and confirmed of them is all there is to send. */
static bool is_away(const struct marking *m)
{
	for (int i = 0; i < m->count; i++)
		if (m->due[i].mark == CODE_NONE ? !marking_is_planned(m, i) : code_is_in(m->due[i].mark, m->ref.day))
			return false;
	return m->count > 0;
}

static int send_away(struct close_run *c, struct marking *m)
{
	int64_t act;
	int r = office_act_open(c->o, ACT_SEND, NULL, &m->ref, 0, c->e);

	if (r < 0)
		return r;
	r = store_act_end(c->o->store, true, &act);
	m->sent = r == 0;
	return r < 0 ? office_fail(c->o, r, c->e) : 0;
}

/* Only a register that was sent is closed, or the other thirty would be absent because the office had signed in one. */
static int close_one(struct close_run *c, struct marking *m)
{
	int marked = count_marked(m->due, m->count), r = m->sent || !is_away(m) ? 0 : send_away(c, m);

	if (r < 0)
		return r;
	buf_printf(&c->summary, "%s: ", office_group_name(c->o, m->ref.roll_group));
	if (!m->sent && marked == 0)
		buf_text(&c->summary, "not taken\n");
	else if (!m->sent)
		buf_printf(&c->summary, "not sent, %d of %d marked\n", marked, m->count);
	else if (is_settled(c, m)) {
		r = say_already(m, m->row.closed_act, "closed", &c->summary);
		buf_char(&c->summary, '\n');
		return r;
	} else
		return close_act(c, m);
	return 0;
}

static int marking_view(struct close_run *c, struct marking *m)
{
	int year, r = store_register_get(c->o->store, m->ref.day, m->ref.session, m->ref.roll_group, &m->row);

	if (r < 0 && r != -ENOENT)
		return office_fail(c->o, r, c->e);
	m->sent = r == 0 && m->row.sent_act;
	r = office_group_year(c->o, m->ref.day, m->ref.session, m->ref.roll_group, &year, c->e);
	if (r == 0)
		m->times = office_times_for(c->o, m->ref.day, m->ref.session, m->ref.roll_group, year);
	return r;
}

static int close_group(struct close_run *c, int64_t roll_group, struct due_row *due, int n)
{
	struct marking m = { .o = c->o, .ref = c->ref, .e = c->e, .due = due, .count = n };

	m.ref.roll_group = roll_group;
	int r = office_may_on(c->o, ACTION_CLOSE_SESSION, roll_group, c->ref.day, c->e);
	if (r == 0)
		r = office_register_check(c->o, &m.ref, c->e);
	if (r == 0)
		r = marking_view(c, &m);
	if (r == 0)
		r = is_due(c, &m);
	if (r > 0) {
		c->groups++;
		marking_expect(&m, c->expectations);
		r = close_one(c, &m);
	}
	vec_finish(&m.entries);
	vec_finish(&m.notes);
	arena_finish(&m.arena);
	return r;
}

/* Of all groups, those that this person may close and whose session is held; what was refused is said only if nothing else is. */
static int close_each(struct close_run *c, struct due_row *due, int n)
{
	int r = 0;

	for (int from = 0, to; r == 0 && from < n; from = to) {
		for (to = from + 1; to < n && due[to].roll_group == due[from].roll_group; to++)
			;
		struct err e = { 0 }, *said = c->e;
		c->e = &e;
		r = close_group(c, due[from].roll_group, due + from, to - from);
		c->e = said;
		if (r == -EPERM) {
			if (c->refused.kind == ERR_NONE)
				c->refused = e;
			r = 0;
		} else if (r < 0 && c->e)
			*c->e = e;
	}
	return r;
}

static int say_none(struct close_run *c)
{
	char day[DAY_TEXT], time[8];

	if (c->groups)
		return 0;
	if (c->next >= 0)
		buf_printf(&c->summary, "no register is due to close before %s\n", minute_text(c->next, time));
	else if (c->refused.kind != ERR_NONE)
		return err_refuse(c->e, "%s", c->refused.text);
	else
		return err_refuse(c->e, "Nobody is due on the %s of %s: there is no register to close.", session_words(c->ref.session),
				  day_long(c->ref.day, day));
	return 0;
}

static int close_all(struct close_run *c)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct expectations *x;
	struct due_row *due;
	int n = store_due(c->o->store, c->ref.day, c->ref.session, c->ref.roll_group, &a, &due);
	int r = n < 0 ? n : expectations_read(c->o, c->ref.day, c->ref.day, &a, &x);

	if (r < 0)
		return office_fail(c->o, r, c->e);
	c->expectations = x;
	r = c->all ? close_each(c, due, n) : close_group(c, c->ref.roll_group, due, n);
	if (r == 0 && c->all)
		r = say_none(c);
	return r < 0 || c->result.act == 0 ? r : office_write_end(c->o, c->e);
}

/* What does not depend on any group, so that it is said even where there are none. */
static int close_may(struct office *o, const struct register_ref *ref, struct err *e)
{
	char day[DAY_TEXT];
	int r = office_may_on(o, ACTION_CLOSE_SESSION, ref->roll_group, ref->day, e);

	if (r == 0 && ref->day.n > office_today(o).n)
		r = err_refuse(e, "%s is still to come: no register is closed before its day.", day_long(ref->day, day));
	return r;
}

int office_session_close(struct office *o, const struct register_ref *ref, bool confirm_n, struct buf *ret_summary, struct mark_result *ret,
			 struct err *e)
{
	int r = office_write_begin(o, e);
	struct close_run c = { .o = o, .e = e, .ref = *ref, .all = ref->roll_group == 0, .confirm_n = confirm_n, .next = -1 };

	if (r < 0)
		return r;
	c.now = office_now(o);
	r = close_may(o, ref, e);
	if (r == 0)
		r = close_all(&c);
	if (r == 0) {
		buf_text(ret_summary, buf_string(&c.summary));
		*ret = c.result;
	}
	office_act_abandon(o);
	buf_finish(&c.summary);
	return r;
}
