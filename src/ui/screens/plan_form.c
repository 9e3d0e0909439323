/* Planned absence, weekly patterns and trips: one form a kind (A10-A12, A30).  Conflicts are seen before anything is saved. */
#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "office/today.h"
#include "plans.h"
#include "rules/code.h"

/* What a form is about, beside its lines. */
struct plan_kept {
	enum plan_kind kind;
	const struct plan_lines *l;
};

static const struct plan_kept *kept(const struct form_screen *s)
{
	return s->kept;
}

static int line(const struct form_screen *s, enum plan_field field)
{
	return plan_line_of(kept(s)->l, field);
}

static const char *given(const struct form_screen *s, enum plan_field field)
{
	return line(s, field) < 0 ? NULL : form_given(&s->form, line(s, field));
}

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

static void set_text(struct form_screen *s, enum plan_field field, const char *text)
{
	if (line(s, field) >= 0 && text)
		form_set(&s->form, line(s, field), text);
}

static void set_day(struct form_screen *s, enum plan_field field, struct day day)
{
	if (line(s, field) >= 0 && !day_is_none(day))
		form_set_day(&s->form, line(s, field), day);
}

static void set_choice(struct form_screen *s, enum plan_field field, int choice)
{
	if (line(s, field) >= 0)
		form_choose(&s->form, line(s, field), choice);
}

static void set_minute(struct form_screen *s, enum plan_field field, int minute)
{
	char text[8];

	if (minute >= 0)
		set_text(s, field, minute_text(minute, text));
}

static void set_facts(struct form_screen *s, const struct plan_wish *w)
{
	form_set(&s->form, line(s, PLAN_CODE), plan_code_text(code_on(code_number(w->code), s->form.today), &s->arena));
	set_text(s, PLAN_NAME, w->name);
	set_text(s, PLAN_PLACE, w->place);
	set_text(s, PLAN_LEADER, w->leader);
	set_text(s, PLAN_FOR_WHAT, w->words);
	set_text(s, PLAN_GRANTED, w->granted_by);
	set_text(s, PLAN_DAYS, weekdays_text(w->weekdays, &s->arena));
	set_choice(s, PLAN_SESSIONS, w->sessions == 1 || w->sessions == 2 ? w->sessions : 0);
	set_day(s, PLAN_FROM, w->from);
	set_day(s, PLAN_TO, w->to);
	set_day(s, PLAN_REVIEW, w->review);
	set_choice(s, PLAN_FROM_SESSION, w->from_session < 0 ? SESSION_AM : w->from_session);
	set_choice(s, PLAN_TO_SESSION, w->to_session < 0 ? SESSION_PM : w->to_session);
	set_minute(s, PLAN_LEAVES, w->leaves);
	set_minute(s, PLAN_RETURNS, w->returns);
}

/* A plan that is made in the afternoon begins with it. */
static void set_new(struct ui *ui, struct form_screen *s)
{
	set_choice(s, PLAN_CODE, 0);
	set_choice(s, PLAN_SESSIONS, 0);
	set_day(s, PLAN_FROM, office_today(ui->office));
	set_choice(s, PLAN_FROM_SESSION, office_session_now(ui->office));
	set_choice(s, PLAN_TO_SESSION, SESSION_PM);
}

static int read_facts(struct ui *ui, struct form_screen *s, struct plan_wish *w, struct err *e)
{
	int r = office_plan_facts(ui->office, s->also, &s->arena, w, e);

	if (r < 0)
		return r;
	s->name = w->name ? arena_text(&s->arena, w->name) : w->count == 1 ? office_name_of_pupil(ui->office, w->pupils[0], &s->arena) : NULL;
	s->name = s->name ? s->name : arena_printf(&s->arena, "%d pupils", w->count);
	return 0;
}

/* What it is of; for whom it is may be known. */
static int begin(struct ui *ui, struct form_screen *s, enum plan_kind kind, struct plan_wish *w, struct err *e)
{
	struct plan_kept *k = arena_new(&s->arena, 1, sizeof *k);
	int r = office_may(ui->office, ACTION_PLAN, 0, e);

	*k = (struct plan_kept){ kind, plan_lines_of(kind) };
	s->kept = k;
	if (r == 0 && s->also)
		r = read_facts(ui, s, w, e);
	if (!s->name && s->pupil_count > 1)
		s->name = arena_printf(&s->arena, "%d pupils", s->pupil_count);
	return r;
}

static int plan_read(struct ui *ui, struct form_screen *s, bool first, struct err *e, enum plan_kind kind)
{
	struct plan_wish w = PLAN_WISH;
	int r = first ? begin(ui, s, kind, &w, e) : 0;

	if (r == 0)
		r = plan_for_choices(ui, &s->form, line(s, PLAN_FOR), s->name, e);
	if (r < 0 || !first)
		return r;
	plan_code_choices(&s->form, line(s, PLAN_CODE), kind, office_today(ui->office));
	if (s->name)
		set_choice(s, PLAN_FOR, 0);
	if (s->also)
		set_facts(s, &w);
	else
		set_new(ui, s);
	return 0;
}

/* WHAT IS GIVEN ----------------------------------------------------------------------------------------------------------------------- */

static int days_of(struct ui *ui, struct form_screen *s, struct plan_wish *w, struct err *e)
{
	static const struct { enum plan_field field; size_t at; } days[] = {
		{ PLAN_FROM, offsetof(struct plan_wish, from) }, { PLAN_TO, offsetof(struct plan_wish, to) },
		{ PLAN_REVIEW, offsetof(struct plan_wish, review) },
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < sizeof days / sizeof *days; i++)
		if (line(s, days[i].field) >= 0)
			r = form_day(&s->form, line(s, days[i].field), office_today(ui->office), (struct day *)((char *)w + days[i].at), e);
	return r;
}

#define ASK_TIME "a time of the day, like 9:20"

static int times_of(struct form_screen *s, struct plan_wish *w, struct err *e)
{
	int r = 0;

	if (line(s, PLAN_LEAVES) >= 0)
		r = form_minute(&s->form, line(s, PLAN_LEAVES), ASK_TIME, &w->leaves, e);
	if (r == 0 && line(s, PLAN_RETURNS) >= 0)
		r = form_minute(&s->form, line(s, PLAN_RETURNS), ASK_TIME, &w->returns, e);
	if (r == 0 && line(s, PLAN_DAYS) >= 0)
		r = weekdays_chosen(&s->form, line(s, PLAN_DAYS), &w->weekdays, e);
	return r;
}

static int half_of(const struct form_screen *s, enum plan_field field)
{
	return line(s, field) < 0 ? -1 : form_choice(&s->form, line(s, field));
}

/* Whoever the form was opened for, else whom its line names. */
static int who_of(struct ui *ui, struct form_screen *s, struct plan_wish *w, struct arena *a, struct err *e)
{
	if (s->name && form_choice(&s->form, line(s, PLAN_FOR)) == 0) {
		w->pupils = s->pupils;
		w->count = s->pupil_count;
	}
	return plan_for_chosen(ui, &s->form, line(s, PLAN_FOR), s->name != NULL, a, w, e);
}

static int wish_of(struct ui *ui, struct form_screen *s, struct plan_wish *w, struct arena *a, struct err *e)
{
	char code[8];
	int r = form_complete(&s->form, e);

	*w = PLAN_WISH;
	w->kind = kept(s)->kind;
	w->code = arena_text(a, plan_code_chosen(&s->form, line(s, PLAN_CODE), code));
	w->name = given(s, PLAN_NAME);
	w->place = given(s, PLAN_PLACE);
	w->leader = given(s, PLAN_LEADER);
	w->words = given(s, PLAN_FOR_WHAT);
	w->granted_by = given(s, PLAN_GRANTED);
	w->from_session = half_of(s, PLAN_FROM_SESSION);
	w->to_session = half_of(s, PLAN_TO_SESSION);
	w->sessions = line(s, PLAN_SESSIONS) < 0 ? 0 : sessions_chosen(&s->form, line(s, PLAN_SESSIONS));
	if (r == 0)
		r = days_of(ui, s, w, e);
	if (r == 0)
		r = times_of(s, w, e);
	return r < 0 ? r : who_of(ui, s, w, a, e);
}

/* SAVING ------------------------------------------------------------------------------------------------------------------------------ */

/* What stands in the way, below the lines: a row a conflict. */
static void show_preview(struct form_screen *s, const struct plan_preview *v)
{
	for (const char *const *remark = v->remarks; remark && *remark; remark++)
		buf_printf(&s->said, "%s\n", *remark);
	for (int i = 0; i < v->conflict_count; i++)
		buf_printf(&s->said, "%s%s%s: %s\n", v->conflicts[i].name, v->conflicts[i].group ? ", " : "", v->conflicts[i].group ? v->conflicts[i].group : "",
			   v->conflicts[i].words);
}

/* What it is and for how many; what stood in the way was seen before it was saved. */
static void take_first_lines(struct buf *said, struct buf *to)
{
	const char *at = buf_string(said);

	for (int i = 0; i < 2 && *at; i++) {
		size_t length = strcspn(at, "\n");

		buf_text(to, i > 0 ? "; " : "");
		buf_put(to, at, length);
		at += length + (at[length] == '\n');
	}
	buf_reset(said);
}

static int write_plan(struct ui *ui, struct form_screen *s, const struct plan_wish *w)
{
	CLEAN_ANSWER struct roll_answer a = { 0 };
	CLEAN_BUF struct buf words = { 0 };
	int64_t plan = 0;
	int r = office_plan_put(ui->office, s->also, w, given(s, PLAN_WHY), &plan, &a.said, &a.act, &a.e);

	if (r == 0)
		take_first_lines(&a.said, &words);
	return form_answered(ui, s, r, &a, "Planned: %s.", buf_string(&words));
}

/* One pupil without a conflict is saved at once; several, and what stands in the way, are seen first (A11). */
static int plan_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct plan_preview v;
	struct plan_wish w;
	struct err e = { 0 };

	if (wish_of(ui, s, &w, &a, &e) < 0)
		return ui_refuse_err(ui, &e);
	if (sure)
		return write_plan(ui, s, &w);
	if (office_plan_preview(ui->office, s->also, &w, &v, &e) < 0)
		return ui_refuse_err(ui, &e);
	int pupils = v.pupils, sessions = v.sessions, conflicts = v.conflict_count, refused = v.refused;
	if (conflicts > 0 || pupils > 1)
		show_preview(s, &v);
	plan_preview_finish(&v);
	if (refused > 0)
		return ui_refuse(ui, "%d of these pupils may not have this code: see below. Nothing is planned.", refused);
	if (conflicts == 0 && pupils == 1)
		return write_plan(ui, s, &w);
	return form_sure(ui, "%d pupil%s, %d session%s, %d to look at below. F10 saves.", pupils, PLURAL(pupils), sessions, PLURAL(sessions), conflicts);
}

/* THE THREE FORMS --------------------------------------------------------------------------------------------------------------------- */

static const char *const titles[PLAN_KINDS] = { [PLAN_ABSENCE] = "Planned absence", [PLAN_PATTERN] = "Weekly pattern", [PLAN_TRIP] = "Trip" };

static void plan_title(const struct form_screen *s, struct buf *to)
{
	buf_text(to, titles[kept(s)->kind]);
	if (s->name)
		buf_printf(to, ": %s", s->name);
}

#define READER(name, kind) \
	static int name(struct ui *ui, struct form_screen *s, bool first, struct err *e) \
	{ \
		return plan_read(ui, s, first, e, kind); \
	}
READER(absence_read, PLAN_ABSENCE)
READER(pattern_read, PLAN_PATTERN)
READER(trip_read, PLAN_TRIP)

static struct form_use uses[PLAN_KINDS] = {
	[PLAN_ABSENCE] = { .what = "a planned absence", .read = absence_read },
	[PLAN_PATTERN] = { .what = "a weekly pattern", .read = pattern_read },
	[PLAN_TRIP] = { .what = "a trip", .read = trip_read },
};

static const struct form_use *use_of(enum plan_kind kind)
{
	struct form_use *u = &uses[kind];

	u->lines = plan_lines_of(kind)->lines;
	u->count = plan_lines_of(kind)->count;
	u->saves = "That is the last line: F10 shows what stands in the way, and saves.";
	u->title = plan_title;
	u->save = plan_save;
	return u;
}

int open_plan_new(struct ui *ui, enum plan_kind kind, const int64_t *pupils, int count)
{
	int at = plan_line_of(plan_lines_of(kind), count > 0 && kind != PLAN_TRIP ? PLAN_CODE : kind == PLAN_TRIP ? PLAN_NAME : PLAN_FOR);

	return open_form(ui, &(struct form_about){ .use = use_of(kind), .of = count == 1 ? pupils[0] : 0, .pupils = pupils, .pupil_count = count,
						   .line = at });
}

int open_plan(struct ui *ui, int64_t plan, int64_t pupil)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct plan_wish w = PLAN_WISH;
	struct err e = { 0 };

	if (!plan)
		return open_plan_new(ui, PLAN_ABSENCE, &pupil, pupil != 0);
	if (office_plan_facts(ui->office, plan, &a, &w, &e) < 0)
		return ui_refuse_err(ui, &e);
	return open_form(ui, &(struct form_about){ .use = use_of(w.kind), .also = plan, .line = plan_line_of(plan_lines_of(w.kind), PLAN_CODE) });
}
