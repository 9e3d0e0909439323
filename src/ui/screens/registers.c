/* Choose a register: class, day and session. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "office/today.h"
#include "ui.h"

struct choosing {
	struct list list;
	struct today_view view;
	struct day day;            /* DAY_NONE: today, and the session that is running */
	enum session session;
	bool is_read;
};

/* A day or session that cannot be shown: the one before stays in sight, and why is said. */
static int stay(struct ui *ui, struct choosing *c, const struct err *e)
{
	c->day = c->view.day;
	c->session = c->view.session;
	ui_refuse_err(ui, e);
	return 0;
}

static int choose_reload(struct ui *ui, void *state, struct err *e)
{
	struct choosing *c = state;
	struct today_view fresh;
	int64_t group = c->view.register_count ? c->view.registers[c->list.focus].roll_group : 0;

	if (day_is_none(c->day)) {
		c->day = office_today(ui->office);
		c->session = office_session_now(ui->office);
	}
	int r = office_today_open(ui->office, c->day, c->session, &fresh, e);
	if (r < 0)
		return c->is_read ? stay(ui, c, e) : r;
	c->is_read = true;
	today_view_finish(&c->view);
	c->view = fresh;
	list_count(&c->list, fresh.register_count);
	for (int i = 0; i < fresh.register_count; i++)
		if (fresh.registers[i].roll_group == group)
			list_focus(&c->list, i);
	return 0;
}

static void choose_start(void *state, const void *about)
{
	(void)about;
	((struct choosing *)state)->day = DAY_NONE;
}

static void choose_close(void *state)
{
	today_view_finish(&((struct choosing *)state)->view);
}

static struct list *choose_list(void *state)
{
	return &((struct choosing *)state)->list;
}

/* SEEN -------------------------------------------------------------------------------------------------------------------------------- */

static void choose_title(const void *state, struct buf *to)
{
	const struct choosing *c = state;
	char day[DAY_TEXT];

	buf_printf(to, "Registers: %s of %s", c->session == SESSION_AM ? "morning" : "afternoon", day_long(c->day, day));
}

static void line_say(const struct today_register *r, struct buf *to)
{
	char time[8];

	buf_text(to, register_state_words(r->state));
	if (r->state == REGISTER_PARTLY_TAKEN)
		buf_printf(to, ", %d blank", r->blank);
	if (r->closed || r->since_close > 0)
		buf_printf(to, ", closed %s", minute_text(r->times.closes, time));
	else
		buf_printf(to, ", closes %s", minute_text(r->times.closes, time));
}

static void line_draw(const void *state, int row, struct area *a)
{
	const struct today_register *r = &((const struct choosing *)state)->view.registers[row];
	CLEAN_BUF struct buf words = { 0 };
	int name = a->cols < 60 ? 10 : 20;
	bool missing = r->state == REGISTER_NOT_TAKEN || r->state == REGISTER_PARTLY_TAKEN;

	line_say(r, &words);
	area_put(a, 0, 0, name - 1, PAINT_TEXT, r->name);
	int width = area_put(a, 0, name, a->cols - name, missing ? PAINT_UNKNOWN : PAINT_TEXT, buf_string(&words));
	if (r->taker && a->cols >= 60)
		area_put(a, 0, name + (width < 38 ? 38 : width) + 1, a->cols, PAINT_TEXT, r->taker);
}

static void choose_draw(void *state, struct area *a)
{
	struct choosing *c = state;
	const struct list_look look = { .state = c, .draw = line_draw };

	area_cursor(a, 0, 0);
	if (c->view.shut)
		area_printf(a, 0, 0, a->cols, PAINT_TEXT, "No registers that day: it is %s.", c->view.shut);
	else if (c->list.count == 0)
		area_put(a, 0, 0, a->cols, PAINT_TEXT, "No class of yours takes a register then.");
	list_draw(&c->list, a, &look);
}

/* KEYS -------------------------------------------------------------------------------------------------------------------------------- */

static int choose_open(struct ui *ui, void *state, const struct key *k)
{
	const struct choosing *c = state;
	struct register_ref ref = { c->view.registers[c->list.focus].roll_group, c->day, c->session };

	(void)k;
	return open_register(ui, &ref, 0);
}

static int choose_turn(struct ui *ui, void *state, const struct key *k)
{
	struct choosing *c = state;

	(void)ui;
	(void)k;
	c->session = c->session == SESSION_AM ? SESSION_PM : SESSION_AM;
	return REACT_RELOAD;
}

/* A session of school on or back: nobody looks for a register on a Sunday, nor for one to come. */
static int choose_step(struct ui *ui, void *state, const struct key *k)
{
	struct choosing *c = state;
	int step = k->code == KEY_LEFT ? -1 : 1;
	sitting at = sitting_of(c->day, c->session) + step;

	while (day_weekday(sitting_day(at)) >= 5)
		at += step;
	if (at > sitting_of(office_today(ui->office), office_session_now(ui->office)))
		return ui_refuse(ui, "That is still to come: a register is taken on its day.");
	c->day = sitting_day(at);
	c->session = sitting_session(at);
	return REACT_RELOAD;
}

/* "5/9/2026", "5 9 26", "5/9" of the last twelve months, or as files have it. */
static int date_typed(const char *typed, struct day today, struct day *ret)
{
	int year, month, date, n = 0, parts;

	day_to_ymd(today, &year, &month, &date);
	int given = year;
	parts = sscanf(typed, "%2d%*1[ /.-]%2d%n%*1[ /.-]%4d%n", &date, &month, &n, &given, &n);
	if (parts < 2 || typed[n])
		return day_parse_english(typed, ret);
	if (parts == 3)
		return day_from_ymd(given < 100 ? given + 2000 : given, month, date, ret);
	int r = day_from_ymd(year, month, date, ret);
	return r == 0 && ret->n > today.n ? day_from_ymd(year - 1, month, date, ret) : r;
}

static int date_chosen(struct ui *ui, void *state, const char *typed)
{
	struct choosing *c = state;
	struct day today = office_today(ui->office), day = today;

	if (typed[0] && date_typed(typed, today, &day) < 0)
		return ui_refuse(ui, "Enter a date, like 5/9/2026.");
	if (day.n > today.n)
		return ui_refuse(ui, "That day is still to come: a register is taken on its day.");
	c->day = day;
	if (day.n == today.n)
		c->session = office_session_now(ui->office);
	return REACT_RELOAD;
}

static int choose_date(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Date, like 5/9/2026 (nothing typed: today):", NULL, date_chosen);
}

static int class_chosen(struct ui *ui, void *state, const char *typed)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct choosing *c = state;
	const char *folded = text_fold(&a, typed);

	for (int i = 1; i <= c->list.count && folded[0]; i++) {
		int row = (c->list.focus + i) % c->list.count;

		if (strncmp(text_fold(&a, c->view.registers[row].name), folded, strlen(folded)) == 0) {
			list_focus(&c->list, row);
			return REACT_NONE;
		}
	}
	return ui_refuse(ui, "No class here begins with “%s”.", typed);
}

static int choose_class(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Class:", NULL, class_chosen);
}

enum choose_need { NEED_OTHER = NEED_OWN };

static const char *const choose_refusals[] = { "The afternoon has not begun yet." };

static unsigned choose_has(struct ui *ui, const void *state)
{
	const struct choosing *c = state;
	bool today = c->day.n == office_today(ui->office).n;

	return !today || office_session_now(ui->office) == SESSION_PM ? NEED_OTHER : 0;
}

static const struct binding choose_keys[] = {
	{ ON(KEY_ENTER), "open", choose_open, NEED_ROW, "Open the register", "Open" },
	{ ON_TEXT("d"), "date", choose_date, 0, "Another day", "Date" },
	{ ON(KEY_TAB), "session", choose_turn, NEED_OTHER, "Turn between morning and afternoon", "Morning or afternoon" },
	{ ON(KEY_LEFT), "before", choose_step, 0, "The session before", NULL },
	{ ON(KEY_RIGHT), "after", choose_step, 0, "The session after", NULL },
	{ ON(KEY_F(3)), "class", choose_class, NEED_ROW, "Find a class by its name", "Class" },
	{ .name = NULL },
};

const struct screen_kind registers_screen = {
	.name = "registers", .help = "Choose a register by class, day and session.", .keys = choose_keys, .refusals = choose_refusals,
	.has = choose_has, .reload = choose_reload,
	.title = choose_title, .draw = choose_draw, .list = choose_list, .close = choose_close, .state_size = sizeof(struct choosing),
};

int open_registers(struct ui *ui)
{
	return ui_open(ui, &registers_screen, choose_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
