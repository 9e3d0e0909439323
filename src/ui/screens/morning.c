/* The head's morning page: thirty seconds, one page.  Who is not known comes first, by name; then whom to call. */
#include <stddef.h>
#include <string.h>

#include "figures.h"
#include "morning.h"
#include "office/reports.h"
#include "rules/code.h"
#include "ui.h"

struct morning {
	struct list list;           /* of the parts */
	struct morning_view view;
	char *texts[PARTS];         /* "Not known 62: Leo Hall (Birch), ..." */
	int session;
};

/* WORDS ----------------------------------------------------------------------------------------------------------------------------- */

/* How many of the list follow in the same class for the same reason. */
static int alike(const struct morning_list *l, int from)
{
	const struct morning_pupil *first = &l->items[from];
	int n = 1;

	while (from + n < l->count && strcmp(l->items[from + n].group, first->group) == 0 && first->remark && l->items[from + n].remark &&
	       strcmp(l->items[from + n].remark, first->remark) == 0)
		n++;
	return n;
}

static bool is_not_taken(const struct morning_pupil *p)
{
	return p->remark && strcmp(p->remark, "register not taken") == 0;
}

/* All of its class together, also where somebody who is expected elsewhere stands between them; 0 where it was named before. */
static int not_taken_with(const struct morning_list *l, int at)
{
	int n = 0;

	for (int i = 0; i < l->count; i++) {
		if (!is_not_taken(&l->items[i]) || strcmp(l->items[i].group, l->items[at].group) != 0)
			continue;
		if (i < at)
			return 0;
		n++;
	}
	return n;
}

/* "Birch, blank: Leo Hall, Isla Smith"; "Leo Hall (Birch, 4 min)". */
static void alike_put(const struct morning_pupil *p, int n, bool remarks, struct buf *to)
{
	if (n == 1) {
		buf_printf(to, "%s (%s%s%s)", p->name, p->group, remarks && p->remark ? ", " : "", remarks && p->remark ? p->remark : "");
		return;
	}
	buf_printf(to, "%s, %s: ", p->group, p->remark ? p->remark : "");
	for (int i = 0; i < n; i++)
		buf_printf(to, "%s%s", i ? ", " : "", p[i].name);
}

/* Children by name come before classes whose register nobody has taken. */
static void list_put(const char *label, const struct morning_list *l, bool remarks, struct buf *to)
{
	const char *gap = ": ";

	buf_printf(to, "%s %d", label, l->count);
	for (int i = 0, n; i < l->count; i += n) {
		n = alike(l, i);
		if (is_not_taken(&l->items[i]))
			continue;
		buf_text(to, gap);
		alike_put(&l->items[i], n, remarks, to);
		gap = "; ";
	}
	for (int i = 0, n; i < l->count; i++) {
		n = is_not_taken(&l->items[i]) ? not_taken_with(l, i) : 0;
		if (n == 0)
			continue;
		buf_printf(to, "%s%s, register not taken (%d)", gap, l->items[i].group, n);
		gap = "; ";
	}
}

/* Who is called first are those without a reason: named once. */
static void no_reason_put(const struct morning_view *v, struct buf *to)
{
	if (v->no_reason.count > 0 && v->no_reason.count == v->call_first.count)
		buf_printf(to, "No reason yet %d: all named above", v->no_reason.count);
	else
		list_put("No reason yet", &v->no_reason, false, to);
}

static void kinds_put(const struct morning_view *v, struct buf *to)
{
	buf_printf(to, "Absent with a reason %d", v->today.counts.with_reason);
	for (int i = 0; i < v->kind_count; i++) {
		const struct code *c = code_on(v->kinds[i].code, v->today.day);

		buf_printf(to, "%s%d %s", i ? ", " : ": ", v->kinds[i].count, c ? c->words : "of no code in force");
	}
}

static const struct {
	const char *label;
	size_t list;     /* in the view */
	bool remarks;    /* each child's own words are shown */
	enum paint paint;
	int share;       /* rows that it may take where not all fits */
} parts[PARTS] = {
	[PART_NOT_KNOWN] = { "Not known", offsetof(struct morning_view, not_known), true, PAINT_UNKNOWN, 5 },
	[PART_CALL_FIRST] = { "Call first", offsetof(struct morning_view, call_first), false, PAINT_ABSENT, 3 },
	[PART_NO_REASON] = { "No reason yet", offsetof(struct morning_view, no_reason), false, PAINT_ABSENT, 3 },
	[PART_KINDS] = { "Absent with a reason", 0, false, PAINT_TEXT, 1 },
	[PART_LATE] = { "Late", offsetof(struct morning_view, late), true, PAINT_LATE, 2 },
	[PART_BELOW] = { "Newly below a line today", offsetof(struct morning_view, newly_below), true, PAINT_TEXT, 3 },
};

const char *morning_part_label(enum morning_part part)
{
	return parts[part].label;
}

const struct morning_list *morning_part_list(const struct morning_view *v, enum morning_part part)
{
	return part == PART_KINDS ? NULL : (const void *)((const char *)v + parts[part].list);
}

/* Whoever may not see names sees how many; who is called and who is below a line are names alone. */
static void nameless_put(const struct morning_view *v, enum morning_part part, struct buf *to)
{
	const struct session_counts *c = &v->today.counts;
	int count = part == PART_NOT_KNOWN ? c->not_known : part == PART_NO_REASON ? c->no_reason : part == PART_LATE ? c->late : -1;

	if (count >= 0)
		buf_printf(to, "%s %d", parts[part].label, count);
	else
		buf_printf(to, "%s: you may not see names", parts[part].label);
}

static void part_put(const struct morning_view *v, enum morning_part part, bool names, struct buf *to)
{
	const struct morning_list *l = morning_part_list(v, part);

	if (l && !names)
		nameless_put(v, part, to);
	else if (part == PART_NO_REASON)
		no_reason_put(v, to);
	else if (l)
		list_put(parts[part].label, l, parts[part].remarks, to);
	else
		kinds_put(v, to);
}

static void texts_free(struct morning *m)
{
	for (int i = 0; i < PARTS; i++)
		mem_cleanup(&m->texts[i]);
}

static void texts_make(struct morning *m, bool names)
{
	texts_free(m);
	for (int i = 0; i < PARTS; i++) {
		CLEAN_BUF struct buf b = { 0 };

		part_put(&m->view, (enum morning_part)i, names, &b);
		m->texts[i] = mem_text(buf_string(&b));
	}
}

/* READING --------------------------------------------------------------------------------------------------------------------------- */

static int morning_reload(struct ui *ui, void *state, struct err *e)
{
	struct morning *m = state;
	enum session session = m->session < 0 ? office_session_now(ui->office) : (enum session)m->session;
	struct morning_view fresh;
	int r = office_morning_open(ui->office, office_today(ui->office), session, &fresh, e);

	if (r < 0)
		return r;
	morning_view_finish(&m->view);
	m->view = fresh;
	texts_make(m, office_may(ui->office, ACTION_SEE_REGISTER, 0, NULL) == 0);
	list_count(&m->list, PARTS);
	return 0;
}

static void morning_start(void *state, const void *about)
{
	(void)about;
	((struct morning *)state)->session = -1;
}

static void morning_close(void *state)
{
	struct morning *m = state;

	texts_free(m);
	morning_view_finish(&m->view);
}

/* DRAWING --------------------------------------------------------------------------------------------------------------------------- */

static void morning_title(const void *state, struct buf *to)
{
	const struct morning *m = state;

	buf_text(to, m->view.today.session == SESSION_AM ? "Morning page" : "Morning page, afternoon session");
}

static int put_counts(const struct morning *m, struct area *a)
{
	const struct session_counts *c = &m->view.today.counts;
	CLEAN_BUF struct buf b = { 0 };
	char day[DAY_TEXT], share[SHARE_MOST];

	buf_printf(&b, "On roll %d   Here %d   Off site %d   Absent %d   Not known %d   Late %d", c->on_roll, c->here, c->off_site, c->absent,
		   c->not_known, c->late);
	if (c->not_required > 0)
		buf_printf(&b, "   Not required %d", c->not_required);
	int rows = area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, buf_string(&b));
	buf_reset(&b);
	buf_printf(&b, "Attendance so far %s", share_text(c->attended, c->possible, share));
	if (m->view.last_week_possible > 0)
		buf_printf(&b, "   %s %s", day_long(m->view.last_week, day), share_text(m->view.last_week_attended, m->view.last_week_possible, share));
	if (m->view.target > 0)
		buf_printf(&b, "   Target %d%%", m->view.target);
	return rows + area_paragraph(a, rows, 0, a->cols, PAINT_TEXT, buf_string(&b));
}

static int rows_of(const struct area *a, const char *text)
{
	struct area nothing = area_part(a, 0, 0, 0, a->cols);

	return area_paragraph(&nothing, 0, 0, a->cols, PAINT_TEXT, text);
}

#define SHOWS_ALL "Enter shows all"
#define DOTS 3 /* what an ellipsis takes where the terminal has none */

/* In place of the end of a row: behind its last word that leaves room for it. */
static void put_more(struct area *a, int row)
{
	int key = a->cols - (int)strlen(SHOWS_ALL), end = key - 1 - DOTS;

	while (end > 0 && strcmp(canvas_at(a->canvas, a->row + row, a->col + end)->text, " ") != 0)
		end--;
	area_fill(a, row, end, a->cols - end, PAINT_TEXT);
	area_put(a, row, end, DOTS, PAINT_TEXT, "…");
	area_put(a, row, key, a->cols - key, PAINT_KEY, SHOWS_ALL);
}

/* A part in at most `rows` rows; what is left out is one key away and it says so. */
static void put_part(const struct morning *m, enum morning_part part, struct area *a, int at, int rows)
{
	bool focused = m->list.focus == (int)part;
	struct area box = area_part(a, at, 0, rows, a->cols);
	int whole = area_paragraph(&box, 0, 0, a->cols, parts[part].paint, m->texts[part]);

	if (whole > rows && rows > 0 && rows <= box.rows) /* else its last row is below the window */
		put_more(&box, rows - 1);
	if (focused) {
		area_tint(&box, 0, 0, (int)strcspn(m->texts[part], ":"), PAINT_FOCUS);
		area_cursor(&box, 0, 0);
	}
}

static void morning_draw(void *state, struct area *a)
{
	struct morning *m = state;
	int head = a->rows > 8 ? put_counts(m, a) + 1 : 0, at = head, need[PARTS], left = a->rows - head;

	for (int i = 0; i < PARTS; i++) {
		need[i] = rows_of(a, m->texts[i]);
		left -= need[i];
	}
	for (int i = PARTS; i-- > 0 && left < 0;)
		while (left < 0 && need[i] > parts[i].share && need[i] > 1) {
			need[i]--;
			left++;
		}
	for (int i = 0; i < PARTS; i++) {
		put_part(m, (enum morning_part)i, a, at, need[i]);
		at += need[i];
		if (left > 0) {
			at++;
			left--;
		}
	}
}

/* KEYS ------------------------------------------------------------------------------------------------------------------------------ */

static struct list *morning_list(void *state)
{
	return &((struct morning *)state)->list;
}

static int morning_open(struct ui *ui, void *state, const struct key *k)
{
	const struct morning *m = state;
	const struct morning_about about = { (enum morning_part)m->list.focus, m->view.today.session };

	(void)k;
	return about.part == PART_KINDS ? open_absentees(ui) : open_morning_names(ui, &about);
}

static int morning_today(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_today(ui);
}

static int morning_bands(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_bands(ui);
}

static int morning_school(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_school_page(ui);
}

/* Of the figure at the top: "Attendance so far 89.9% (134 of 149 known)". */
static int morning_working(struct ui *ui, void *state, const struct key *k)
{
	const struct today_view *v = &((const struct morning *)state)->view.today;
	const struct report_wish wish = { .date = v->day, .from = DAY_NONE, .to = DAY_NONE, .session = (int)v->session };

	(void)k;
	return open_working_wish(ui, v->session == SESSION_AM ? "attendance so far this morning" : "attendance so far this afternoon", &wish);
}

static int morning_turn(struct ui *ui, void *state, const struct key *k)
{
	struct morning *m = state;

	(void)ui;
	(void)k;
	m->session = m->view.today.session == SESSION_AM ? SESSION_PM : SESSION_AM;
	return REACT_RELOAD;
}

static const struct binding morning_keys[] = {
	{ ON(KEY_ENTER), "open", morning_open, NEED_ROW | NEED_NAMES, "Everybody who is not here, by name", "All names" },
	{ ON(KEY_F(4)), "working", morning_working, 0, "How the attendance so far comes about", "Working" },
	{ ON_TEXT("t"), "today", morning_today, 0, "Today: what is due, and the registers", "Today" },
	{ ON_TEXT("b"), "bands", morning_bands, 0, "Everybody by band of attendance", "Bands" },
	{ ON_TEXT("s"), "school", morning_school, 0, "The school on one page: this week, this term, this year", "School" },
	{ ON(KEY_TAB), "session", morning_turn, NEED_AFTERNOON, "Turn between morning and afternoon", NULL },
	{ .name = NULL },
};

const struct screen_kind morning_screen = {
	.name = "morning", .help = "One page for the head: who is not known, whom to call first, who has no reason yet, who is late, who is newly below a line today.",
	.keys = morning_keys, .reload = morning_reload, .title = morning_title, .draw = morning_draw, .list = morning_list,
	.close = morning_close, .state_size = sizeof(struct morning),
};

int open_morning(struct ui *ui)
{
	return ui_open(ui, &morning_screen, morning_start, NULL) < 0 ? REACT_STOP : REACT_NONE;
}
