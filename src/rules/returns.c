/* Returns to the authority: which are due for a pupil, and which are near (C9; PR24 reg 9 and 13; domain 1.2, 3.2 to 3.4). */
#include "returns_parts.h"

#include "rules/pupil.h"

/* WHAT ALL OF THEM NEED ------------------------------------------------------------------------------------------------------------- */

static const bool code_sets[][256] = {
	[IN_ATTENDANCE] = { [CODE_G] = true, [CODE_N] = true, [CODE_O] = true, [CODE_U] = true },
	[IN_GROUND_I] = { [CODE_G] = true, [CODE_N] = true, [CODE_O] = true },
};

static void sets_count(struct finding *f)
{
	static const uint64_t lanes[256] = {
		[CODE_G] = 0x00010001, [CODE_N] = 0x00010001, [CODE_O] = 0x00010001, [CODE_U] = 0x00000001, [CODE_I] = UINT64_C(1) << 32,
		[CODE_E] = UINT64_C(1) << 48,
	};
	uint64_t sum = 0;

	for (int i = 0; i < f->all.count; i++)
		sum += lanes[f->all.of[i].code];
	for (int i = 0; i < RETURN_CODES; i++)
		f->count[i] = (int)(sum >> 16 * i & 0xffff);
}

/* Is there one that was made for an episode of those days? */
static bool is_made(const struct finding *f, enum return_kind kind, struct day first, struct day last)
{
	for (int i = 0; i < f->known->made_count; i++) {
		const struct return_made *m = &f->known->made[i];

		if (m->kind == kind && !day_is_none(m->made) && m->from.n >= first.n && m->from.n <= last.n)
			return true;
	}
	return false;
}

/* An episode from that day to today: made, due, near, or not there yet. */
static struct return_found *episode_add(struct finding *f, enum return_kind kind, struct day from, int had, int due, int near)
{
	bool made = is_made(f, kind, from, f->known->today.n > from.n ? f->known->today : from);

	if (had < near)
		return NULL;
	return finding_add(f, (struct return_found){ .kind = kind, .state = made ? RETURN_MADE : had >= due ? RETURN_DUE : RETURN_NEAR, .from = from,
						   .due = DAY_NONE });
}

/* The school day that is so many after that one; DAY_NONE: the calendar does not reach that far. */
static struct day school_day_after(const struct school_days *d, struct day from, int days)
{
	int at = school_days_between(d, day_add(d->first, -1), from) + days - 1;

	return days > 0 && at >= 0 && at < d->count ? d->of[at].day : DAY_NONE;
}

/* RUNS OF DAYS (domain 3.4 (ii); 3.2 i) ---------------------------------------------------------------------------------------------- */

/* Those of the time on the roll that goes on today: an earlier one had absences of its own (domain 4: the unit is the enrolment). */
static struct marks marks_on_roll(const struct finding *f, struct day from, struct day to)
{
	struct day since = f->known->on_roll_since;

	return marks_between(f->all, sitting_of(since.n > from.n ? since : from, SESSION_AM), sitting_of(to, SESSION_PM));
}

static void run_add(struct finding *f, enum return_kind kind, const struct day_run *run, int due, int near)
{
	struct day from = sitting_day(run->since);
	bool made = is_made(f, kind, from, run->open ? f->known->today : run->last);

	if (run->days < near || (run->days < due && !run->open))
		return;
	finding_add(f, (struct return_found){ .kind = kind, .state = made ? RETURN_MADE : run->days >= due ? RETURN_DUE : RETURN_NEAR, .from = from,
					    .due = DAY_NONE, .days = run->days, .provisional = run->provisional });
}

static void find_attendance(struct finding *f)
{
	struct day_runs *runs = &f->to->runs;

	if (!f->on_roll || f->count[IN_ATTENDANCE] < ATTENDANCE_NEAR || !finding_is_compulsory(f))
		return;
	day_runs_find(marks_on_roll(f, f->of_age, f->until), f->days, code_sets[IN_ATTENDANCE], runs);
	for (int i = 0; i < runs->of.count; i++)
		if (runs->of.items[i].last.n >= f->known->year_first.n)
			run_add(f, RETURN_ATTENDANCE, &runs->of.items[i], ATTENDANCE_DAYS, ATTENDANCE_NEAR);
}

static void find_ground_i(struct finding *f)
{
	struct day_runs *runs = &f->to->runs;

	if (!f->on_roll || f->count[IN_GROUND_I] < GROUND_I_NEAR)
		return;
	day_runs_find(marks_on_roll(f, DAY_MIN, DAY_MAX), f->days, code_sets[IN_GROUND_I], runs);
	if (runs->of.count > 0 && runs->of.items[runs->of.count - 1].open)
		run_add(f, RETURN_GROUND_I, &runs->of.items[runs->of.count - 1], GROUND_I_DAYS, GROUND_I_NEAR);
}

/* LEAVE (domain 3.2 h) ---------------------------------------------------------------------------------------------------------------- */

/* Seen, away for a reason that the school accepts, or kept by an unavoidable cause. */
static bool ends_leave(const struct mark *m)
{
	bool cause = m->category == CATEGORY_NOT_POSSIBLE && m->code != CODE_X && m->code != CODE_D;

	return mark_is_attended(m) || m->category == CATEGORY_AUTHORISED || cause;
}

/* Is that day over, by its marks?  A day before today is. */
static bool day_is_over(const struct finding *f, struct day day)
{
	int at = school_days_at(f->days, day);
	enum session last = at >= 0 && f->days->of[at].sessions & 2 ? SESSION_PM : SESSION_AM;

	return f->all.count > 0 && f->all.of[f->all.count - 1].at >= sitting_of(day, last);
}

static void find_leave(struct finding *f)
{
	const struct return_known *k = f->known;
	struct day end = k->leave_ended;
	bool absent = false;

	if (!f->on_roll || day_is_none(end) || end.n >= k->today.n || !finding_is_compulsory(f))
		return;
	for (int i = f->all.count; i-- > 0 && sitting_day(f->all.of[i].at).n > end.n;) {
		if (ends_leave(&f->all.of[i]))
			return;
		absent = absent || mark_is_missed(&f->all.of[i]);
	}
	int days = school_days_between(f->days, end, day_is_over(f, k->today) ? k->today : day_add(k->today, -1));
	struct return_found *found = absent ? episode_add(f, RETURN_LEAVE, day_add(end, 1), days, LEAVE_DAYS, LEAVE_NEAR) : NULL;
	if (!found)
		return;
	found->days = days;
	found->due = school_day_after(f->days, end, LEAVE_DAYS);
}

/* SUSPENSION (domain 1.2, E) -------------------------------------------------------------------------------------------------------- */

/** School days with a session of E, up to now without a break. */
struct suspension {
	int days, sessions;
	struct day first, last;
};

static struct suspension suspension_now(const struct finding *f)
{
	struct suspension s = { .first = DAY_NONE, .last = DAY_NONE };

	for (int i = f->all.count; i > 0;) {
		struct day day = sitting_day(f->all.of[i - 1].at);
		bool possible = false;
		int in = 0;

		for (; i > 0 && day_equal(sitting_day(f->all.of[i - 1].at), day); i--) {
			in += f->all.of[i - 1].code == CODE_E;
			possible = possible || mark_is_possible(&f->all.of[i - 1]);
		}
		if (possible && in == 0)
			break;
		if (in == 0 || school_days_at(f->days, day) < 0)
			continue;
		s.days++;
		s.sessions += in;
		s.first = day;
		s.last = day_is_none(s.last) ? day : s.last;
	}
	return s;
}

static struct day sixth_day(const struct finding *f, const struct suspension *s)
{
	struct day day = s->days == 0 ? f->known->today : s->last;
	int days = 0;

	if (s->days < SUSPENSION_DAYS)
		return school_day_after(f->days, day, SUSPENSION_DAYS - s->days);
	struct marks m = marks_between(f->all, sitting_of(s->first, SESSION_AM), sitting_of(s->last, SESSION_PM));
	for (int i = 0; i < m.count && days < SUSPENSION_DAYS; i++) {
		if (m.of[i].code != CODE_E || school_days_at(f->days, sitting_day(m.of[i].at)) < 0)
			continue;
		days += days == 0 || !day_equal(day, sitting_day(m.of[i].at));
		day = sitting_day(m.of[i].at);
	}
	return day;
}

static void find_suspension_6(struct finding *f)
{
	int ahead = f->known->suspension_days_ahead;

	if (!f->on_roll || f->count[IN_SUSPENSION] + ahead < SUSPENSION_NEAR)
		return;
	struct suspension s = suspension_now(f);
	struct day from = s.days == 0 ? school_day_after(f->days, f->known->today, 1) : s.first;
	struct return_found *found = s.days + ahead < SUSPENSION_NEAR ? NULL : episode_add(f, RETURN_SUSPENSION_6, from, s.days + ahead, SUSPENSION_DAYS,
											    SUSPENSION_NEAR);
	if (!found)
		return;
	found->days = s.days;
	found->ahead = ahead;
	found->due = sixth_day(f, &s);
}

static void find_suspension_45(struct finding *f)
{
	int ahead = f->known->suspension_ahead, had = 0;
	struct day from = DAY_NONE;

	if (!f->on_roll || f->count[IN_SUSPENSION] + ahead < SUSPENSION_SESSIONS_NEAR)
		return;
	for (int i = 0; i < f->year.count; i++) {
		if (f->year.of[i].code != CODE_E)
			continue;
		from = had++ == 0 ? sitting_day(f->year.of[i].at) : from;
	}
	if (had + ahead < SUSPENSION_SESSIONS_NEAR)
		return;
	bool made = is_made(f, RETURN_SUSPENSION_45, f->known->year_first, f->known->today);
	finding_add(f, (struct return_found){ .kind = RETURN_SUSPENSION_45,
					      .state = made ? RETURN_MADE : had + ahead >= SUSPENSION_SESSIONS ? RETURN_DUE : RETURN_NEAR,
					    .from = day_is_none(from) ? f->known->today : from, .due = DAY_NONE, .days = had / 2, .half = had % 2, .ahead = ahead });
}

/* AT THE END OF SCHOOL (domain 1.2 S, 2.8, 3.2) -------------------------------------------------------------------------------------- */

static void find_exam(struct finding *f)
{
	const struct return_known *k = f->known;
	struct day end = k->exam_last;
	int year, month, date;

	if (!f->on_roll || day_is_none(end) || end.n >= k->today.n || !finding_is_compulsory(f))
		return;
	for (int i = f->all.count; i-- > 0 && sitting_day(f->all.of[i].at).n > end.n;)
		if (mark_is_attended(&f->all.of[i]) || f->all.of[i].code == CODE_C)
			return;
	day_to_ymd(end, &year, &month, &date);
	struct day last = last_friday_in_june(month < 9 ? year : year + 1);
	if (k->today.n > last.n)
		return;
	struct return_found *found = episode_add(f, RETURN_EXAM, day_add(end, 1), 1, 1, 1);
	found->due = last;
	found->days = school_days_between(f->days, end, k->today);
}

static void find_off_roll(struct finding *f)
{
	const struct return_known *k = f->known;

	if (!f->on_roll || day_is_none(k->born) || k->stays_on || k->today.n - k->born.n < OFF_ROLL_YOUNGEST)
		return;
	finding_is_compulsory(f);
	if (k->today.n < f->until.n - OFF_ROLL_NEAR || k->on_roll_since.n > f->until.n)
		return;
	struct return_found *found = episode_add(f, RETURN_OFF_ROLL, day_add(f->until, 1), k->today.n > f->until.n, 1, 0);
	found->due = f->until;
}

static void find_entry(struct finding *f, enum return_kind kind, bool asked, struct day of, struct day due, struct day made)
{
	if (asked)
		finding_add(f, (struct return_found){ .kind = kind, .state = day_is_none(made) ? RETURN_DUE : RETURN_MADE, .from = of, .due = due });
}

static void find_new_pupil(struct finding *f)
{
	if (f->on_roll)
		find_entry(f, RETURN_NEW_PUPIL, f->known->joined.asked, f->known->joined.of, f->known->joined.due, f->known->joined.made);
}

static void find_deletion(struct finding *f)
{
	find_entry(f, RETURN_DELETION, f->known->left.asked, f->known->left.of, f->known->left.due, f->known->left.made);
}

/* ALL OF THEM ------------------------------------------------------------------------------------------------------------------------ */

/* A naming that is open: of what the marks found of that kind, or alone. */
static void find_named(struct finding *f, enum return_kind kind)
{
	for (int i = 0; i < f->known->made_count; i++) {
		const struct return_made *m = &f->known->made[i];
		struct return_found *last = f->to->of.count > 0 ? &f->to->of.items[f->to->of.count - 1] : NULL;

		if (m->kind != kind || !day_is_none(m->made))
			continue;
		if (!last || last->kind != kind || last->state == RETURN_MADE)
			last = finding_add(f, (struct return_found){ .kind = kind, .from = m->from, .due = DAY_NONE });
		last->state = RETURN_DUE;
		last->named = true;
	}
}

void returns_find(struct marks m, const struct school_days *d, const struct return_known *k, struct returns *to)
{
	static void (*const find[RETURN_KINDS])(struct finding *f) = {
		[RETURN_ATTENDANCE] = find_attendance, [RETURN_SICKNESS] = finding_sickness, [RETURN_LEAVE] = find_leave, [RETURN_GROUND_I] = find_ground_i,
		[RETURN_SUSPENSION_6] = find_suspension_6, [RETURN_SUSPENSION_45] = find_suspension_45, [RETURN_EXAM] = find_exam,
		[RETURN_OFF_ROLL] = find_off_roll, [RETURN_NEW_PUPIL] = find_new_pupil, [RETURN_DELETION] = find_deletion,
	};
	struct finding f = { .all = m, .days = d, .known = k, .to = to, .of_age = DAY_MIN, .until = DAY_MAX, .on_roll = !day_is_none(k->on_roll_since) };

	to->of.count = 0;
	f.year = marks_between(m, sitting_of(k->year_first, SESSION_AM), sitting_of(k->year_last, SESSION_PM));
	sets_count(&f);
	for (enum return_kind kind = 0; kind < RETURN_KINDS; kind++) {
		find[kind](&f);
		if (k->made_count > 0)
			find_named(&f, kind);
	}
}

void returns_finish(struct returns *r)
{
	vec_finish(&r->of);
	day_runs_finish(&r->runs);
}
