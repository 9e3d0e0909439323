/* Pupil: one child's year, figures, codes and contacts; each mark's history one key away (C1, C2, C20). */
#include "pupil.h"

#include <string.h>

#include "office/today.h"
#include "rules/calendar.h"
#include "rules/period.h"

#define FIRST_YEAR 2006 /* no register is older (domain 2) */

/* READING ----------------------------------------------------------------------------------------------------------------------------- */

/* The cell of a session, or of the last one before it; of those with a mark, where there are any. */
static void focus_on(struct pupil_screen *p, sitting at, bool marked)
{
	const struct picture_year *y = &p->page.picture;
	sitting best = INT32_MIN;

	for (int week = 0; week < y->weeks; week++)
		for (int row = 0; row < y->rows; row++) {
			const struct picture_cell *c = &y->cells[row * y->weeks + week];

			if (c->at > at || c->at <= best || (marked && c->code == CODE_NONE))
				continue;
			best = c->at;
			p->week = week;
			p->row = row;
		}
	if (marked && best == INT32_MIN)
		focus_on(p, at, false);
}

static void keep_page(struct ui *ui, struct pupil_screen *p, const struct pupil_page *fresh)
{
	const struct picture_cell *was = p->is_read ? pupil_cell(p) : NULL;
	bool same_year = was && day_equal(p->page.from, fresh->from);
	sitting at = same_year ? was->at : sitting_of(fresh->to, office_session_now(ui->office));

	pupil_page_finish(&p->page);
	p->page = *fresh;
	p->year_read = p->year_from;
	p->is_read = true;
	p->width = -1;
	for (int i = 0; i < PUPIL_PARTS; i++)
		p->words[i].fact = NULL;
	p->week = p->row = 0;
	focus_on(p, at, !same_year && !day_is_none(p->year_from));
	pupil_say(ui, p);
}

/* A year that cannot be shown leaves the one in sight, and why is said. */
static int pupil_reload(struct ui *ui, void *state, struct err *e)
{
	struct pupil_screen *p = state;
	struct pupil_page fresh;
	int r = office_pupil_page_open(ui->office, p->pupil, p->year_from, &fresh, e);

	if (r < 0 && p->is_read && !day_equal(p->year_from, p->year_read)) {
		p->year_from = p->year_read;
		ui_refuse_err(ui, e);
		return 0;
	}
	if (r == 0)
		keep_page(ui, p, &fresh);
	return r;
}

static void pupil_start(void *state, const void *about)
{
	struct pupil_screen *p = state;

	p->pupil = *(const int64_t *)about;
	p->year_from = DAY_NONE;
	p->width = -1;
}

static void pupil_close(void *state)
{
	struct pupil_screen *p = state;

	for (int i = 0; i < PUPIL_PARTS; i++)
		vec_finish(&p->words[i].lines);
	pupil_page_finish(&p->page);
	arena_finish(&p->arena);
	mem_cleanup(&p->said);
}

static void pupil_title(const void *state, struct buf *to)
{
	const struct pupil_screen *p = state;
	int year, month, date;

	buf_printf(to, "Pupil: %s", p->page.name);
	if (day_is_none(p->year_from))
		return;
	day_to_ymd(p->page.from, &year, &month, &date);
	buf_printf(to, ", %d/%02d", year, (year + 1) % 100);
}

/* MOVING ------------------------------------------------------------------------------------------------------------------------------ */

/* Weeks aside, sessions down: below a week's last comes the next week's first. */
static void step(struct pupil_screen *p, const struct key *k)
{
	const struct picture_year *y = &p->page.picture;
	int at = p->week * y->rows + p->row, last = y->weeks * y->rows - 1;

	switch (k->code) {
	case KEY_UP:    at -= 1; break;
	case KEY_DOWN:  at += 1; break;
	case KEY_LEFT:  at -= at >= y->rows ? y->rows : 0; break;
	case KEY_RIGHT: at += at + y->rows <= last ? y->rows : 0; break;
	case KEY_HOME:  at = 0; break;
	case KEY_END:   at = last; break;
	default:        break;
	}
	at = at < 0 ? 0 : at > last ? last : at;
	p->week = at / y->rows;
	p->row = at % y->rows;
}

static int pupil_move(struct ui *ui, void *state, const struct key *k)
{
	struct pupil_screen *p = state;

	pupil_lay_out(p, ui->canvas.cols, ui->canvas.ascii);
	if (p->part != PUPIL_YEAR) {
		list_key(&p->words[p->part].list, k);
		pupil_remember(p);
	} else if (pupil_cell(p)) {
		step(p, k);
		pupil_say(ui, p);
	}
	return REACT_NONE;
}

static int pupil_part(struct ui *ui, void *state, const struct key *k)
{
	struct pupil_screen *p = state;

	(void)ui;
	p->part = (enum pupil_part)((p->part + (k->code == KEY_TAB ? 1 : PUPIL_PARTS - 1)) % PUPIL_PARTS);
	return REACT_NONE;
}

/* Straight to a part, and back to the map by the same key. */
static int jump(struct pupil_screen *p, enum pupil_part to)
{
	p->part = p->part == to ? PUPIL_YEAR : to;
	return REACT_NONE;
}

static int pupil_trend(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)k;
	return jump(state, PUPIL_TREND);
}

static int pupil_ahead(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)k;
	return jump(state, PUPIL_AHEAD);
}

static int pupil_habits(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)k;
	return jump(state, PUPIL_HABITS);
}

/* The 1 September of the school year of a day; the year itself may have begun in August. */
static struct day september_of(const struct calendar *c, struct day day)
{
	return school_year_start(day_add(school_year_first(c, day), 31));
}

static int pupil_year(struct ui *ui, void *state, const struct key *k)
{
	struct pupil_screen *p = state;
	const struct calendar *c = office_calendar(ui->office);
	struct day today = office_today(ui->office), from = september_of(c, p->page.from);
	int year, month, date;

	day_to_ymd(from, &year, &month, &date);
	year += k->code == KEY_PAGE_UP ? -1 : 1;
	from = day_of(year, 9, 1);
	if (school_year_first(c, from).n > today.n)
		return ui_refuse(ui, "That school year is still to come.");
	if (year < FIRST_YEAR)
		return ui_refuse(ui, "No register is older than 1 September %d.", FIRST_YEAR);
	p->year_from = day_equal(from, september_of(c, today)) ? DAY_NONE : from;
	return REACT_RELOAD;
}

/* WHAT IS BEHIND IT ------------------------------------------------------------------------------------------------------------------- */

static int pupil_changes(struct ui *ui, void *state, const struct key *k)
{
	struct pupil_screen *p = state;
	struct register_ref ref;

	(void)k;
	pupil_ref(ui, p, &ref);
	return open_mark_history(ui, &ref, p->pupil);
}

static int pupil_history(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_history(ui, ((struct pupil_screen *)state)->pupil, 0);
}

static int pupil_record(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_record(ui, ((struct pupil_screen *)state)->pupil);
}

static int pupil_family(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_family(ui, ((struct pupil_screen *)state)->pupil);
}

/* Where the keys are in what the rules say it is of the focused line, else of the year's figures. */
static const struct pupil_fact *focused_fact(const struct pupil_screen *p)
{
	const struct pupil_words *w = &p->words[p->part];

	return w->list.focus < w->lines.count ? w->lines.items[w->list.focus].fact : NULL;
}

static int fact_working(struct ui *ui, const struct pupil_screen *p, const struct pupil_fact *f)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct report_wish wish = { .date = DAY_NONE, .from = p->year_from, .to = DAY_NONE, .session = -1, .kind = f->name };
	struct err e = { 0 };

	if (office_pupil_key(ui->office, p->pupil, &a, &wish.pupil, &e) < 0)
		return ui_refuse_err(ui, &e);
	return open_working_filled(ui, arena_printf(&a, "%s, %s", f->label, p->page.name), &wish, report_fill_pupil_steps);
}

static int pupil_working(struct ui *ui, void *state, const struct key *k)
{
	const struct pupil_screen *p = state;
	const struct pupil_fact *f = focused_fact(p);

	(void)k;
	if (f && f->name)
		return fact_working(ui, p, f);
	return open_working(ui, p->pupil, p->page.from, day_is_none(p->year_from) ? DAY_NONE : p->page.to); /* this year goes on: as from Bands */
}

static bool is_in(const struct register_view *v, int64_t pupil)
{
	for (int i = 0; i < v->count; i++)
		if (v->lines[i].pupil == pupil)
			return true;
	return false;
}

/* The class of today need not be that of the day. */
static int pupil_register(struct ui *ui, void *state, const struct key *k)
{
	struct pupil_screen *p = state;
	struct register_ref ref;
	struct register_view v;
	struct err e = { 0 };

	(void)k;
	pupil_ref(ui, p, &ref);
	if (ref.roll_group == 0)
		return ui_refuse(ui, "The pupil was in no register of a class of today's.");
	if (office_register_open(ui->office, &ref, &v, &e) < 0)
		return ui_refuse_err(ui, &e);
	bool in = is_in(&v, p->pupil);
	register_view_finish(&v);
	return in ? open_register(ui, &ref, p->pupil) : ui_refuse(ui, "The pupil was in another register then, or in none.");
}

enum pupil_need { NEED_SESSION = NEED_OWN, NEED_HISTORY = NEED_OWN << 1 };

static const char *const pupil_refusals[] = {
	"Tab goes to the map: this is of one session there.",
	"You may not see who changed what: ask the office.",
};

static unsigned pupil_has(struct ui *ui, const void *state)
{
	const struct pupil_screen *p = state;

	return (p->part == PUPIL_YEAR && pupil_cell(p) ? NEED_SESSION : 0) |
	       (office_may(ui->office, ACTION_SEE_HISTORY, 0, NULL) == 0 ? NEED_HISTORY : 0);
}

static const struct binding pupil_keys[] = {
	{ ON(KEY_ENTER), "open", pupil_changes, NEED_SESSION | NEED_HISTORY, "Every change to this mark", "Changes" },
	{ ON(KEY_F(4)), "working", pupil_working, 0, "How the figures come about", "Working" },
	{ ON(KEY_TAB), "part", pupil_part, 0, "On: codes, contacts, trend, what is ahead, patterns, who", "More" },
	{ ON_TEXT("r"), "register", pupil_register, NEED_SESSION | NEED_NAMES, "Open the register of this session", "Register" },
	{ ON_TEXT("d"), "record", pupil_record, NEED_NAMES, "What the admission register holds, and what changes it", "Details" },
	{ ON_TEXT("f"), "family", pupil_family, NEED_NAMES, "Contacts, homes and siblings", NULL },
	{ ON_TEXT("t"), "trend", pupil_trend, 0, "The trend against the policy's lines", "Trend" },
	{ ON_TEXT("l"), "ahead", pupil_ahead, 0, "Lines fallen below, and what is ahead: forecast, returns", "Lines" },
	{ ON_TEXT("p"), "patterns", pupil_habits, 0, "Patterns, lates and runs of absence", NULL },
	{ ON_TEXT("h"), "history", pupil_history, NEED_HISTORY, "Every change to this pupil's marks", "History" },
	{ ON(KEY_PAGE_UP), "year-before", pupil_year, 0, "The school year before", NULL },
	{ ON(KEY_PAGE_DOWN), "year-after", pupil_year, 0, "The school year after", NULL },
	{ ON(KEY_BACKTAB), "part-before", pupil_part, 0, "The part before", NULL },
	{ ON(KEY_UP), "up", pupil_move, 0, "The session before, or one line up", NULL },
	{ ON(KEY_DOWN), "down", pupil_move, 0, "The session after, or one line down", NULL },
	{ ON(KEY_LEFT), "left", pupil_move, 0, "The week before", NULL },
	{ ON(KEY_RIGHT), "right", pupil_move, 0, "The week after", NULL },
	{ ON(KEY_HOME), "first", pupil_move, 0, "The year's first session, or the first line", NULL },
	{ ON(KEY_END), "last", pupil_move, 0, "The year's last session, or the last line", NULL },
	{ .name = NULL },
};

const struct screen_kind pupil_screen = {
	.name = "pupil",
	.help = "One pupil's year: a letter a session, a column a week, and below it the focused one in full; figures, codes and contacts, "
		"the trend, what is ahead, and patterns.",
	.keys = pupil_keys, .refusals = pupil_refusals, .has = pupil_has, .reload = pupil_reload, .title = pupil_title, .draw = pupil_draw,
	.close = pupil_close, .state_size = sizeof(struct pupil_screen),
};

int open_pupil(struct ui *ui, int64_t pupil)
{
	return ui_open(ui, &pupil_screen, pupil_start, &pupil) < 0 ? REACT_STOP : REACT_NONE;
}
