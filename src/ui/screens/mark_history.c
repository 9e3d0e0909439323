/* The chain of one mark, oldest first: who, position, when, from what to what, and why (A20; domain 2.5). */
#include <errno.h>

#include "office/today.h"
#include "ui.h"

struct mark_history {
	struct list list;
	struct register_ref ref;
	int64_t pupil;
	struct arena arena;
	struct mark_change *changes;
	const char *name;
};

struct about_mark {
	const struct register_ref *ref;
	int64_t pupil;
};

static void mark_history_start(void *state, const void *about)
{
	const struct about_mark *of = about;
	struct mark_history *m = state;

	m->ref = *of->ref;
	m->pupil = of->pupil;
}

static int mark_history_reload(struct ui *ui, void *state, struct err *e)
{
	struct mark_history *m = state;
	struct arena fresh = { 0 };
	struct mark_change *changes;
	int n = office_mark_history(ui->office, &m->ref, m->pupil, &fresh, &changes, e);

	if (n < 0) {
		arena_finish(&fresh);
		return n;
	}
	arena_finish(&m->arena);
	m->arena = fresh;
	m->changes = changes;
	m->name = office_name_of_pupil(ui->office, m->pupil, &m->arena);
	list_count(&m->list, n);
	list_focus(&m->list, n - 1);
	return 0;
}

static void mark_history_close(void *state)
{
	arena_finish(&((struct mark_history *)state)->arena);
}

static void mark_history_title(const void *state, struct buf *to)
{
	const struct mark_history *m = state;
	char day[DAY_TEXT];

	buf_printf(to, "%s: %s of %s", m->name, m->ref.session == SESSION_AM ? "morning" : "afternoon", day_long(m->ref.day, day));
}

static const char *mark_or_blank(const char *symbol)
{
	return *symbol ? symbol : "blank";
}

static void mark_history_draw_line(const void *state, int row, struct area *line)
{
	const struct mark_change *c = &((const struct mark_history *)state)->changes[row];
	struct civil at = moment_civil(c->at);
	char day[DAY_TEXT], time[8];

	area_printf(line, 0, 0, line->cols, PAINT_TEXT, "%s %s  %s to %s%s  %s, %s  %s", day_long(at.day, day), minute_text(at.minute, time),
		    mark_or_blank(c->from), mark_or_blank(c->to), c->stands ? "" : " (kept, does not stand)", c->who, c->position,
		    c->reason ? c->reason : "first entry");
}

/* The focused change in full: in a line it may be cut. */
static void put_particulars(const struct mark_history *m, struct area *a)
{
	const struct mark_change *c = &m->changes[m->list.focus];
	CLEAN_BUF struct buf words = { 0 };
	struct civil at = moment_civil(c->at);
	char day[DAY_TEXT], time[8];

	buf_printf(&words, "Original: %s. New: %s. Reason: %s. Date: %s at %s. By: %s, %s. Act %lld.", mark_or_blank(c->from), mark_or_blank(c->to),
		   c->reason ? c->reason : "first entry", day_long(at.day, day), minute_text(at.minute, time), c->who, c->position, (long long)c->act);
	area_paragraph(a, 0, 0, a->cols, PAINT_TEXT, buf_string(&words));
}

static void mark_history_draw(void *state, struct area *a)
{
	struct mark_history *m = state;
	const struct list_look look = { .state = m, .draw = mark_history_draw_line };
	int foot = a->rows > 8 ? 4 : 0;
	struct area rows = area_part(a, 0, 0, a->rows - foot, a->cols), below = area_part(a, a->rows - foot + 1, 0, foot - 1, a->cols);

	if (m->list.count == 0) {
		area_put(a, 0, 0, a->cols, PAINT_TEXT, "No mark was ever given for this session.");
		area_cursor(a, 0, 0);
		return;
	}
	if (foot > 0)
		put_particulars(m, &below);
	list_draw(&m->list, &rows, &look);
}

static struct list *mark_history_list(void *state)
{
	return &((struct mark_history *)state)->list;
}

static int mark_history_open(struct ui *ui, void *state, const struct key *k)
{
	struct mark_history *m = state;

	(void)k;
	return open_history(ui, 0, m->changes[m->list.focus].act);
}

static int mark_history_pupil(struct ui *ui, void *state, const struct key *k)
{
	(void)k;
	return open_pupil(ui, ((struct mark_history *)state)->pupil);
}

static const struct binding mark_history_keys[] = {
	{ ON(KEY_ENTER), "open", mark_history_open, NEED_ROW, "Show all that this act changed", "Act" },
	{ ON_TEXT("p"), "pupil", mark_history_pupil, 0, "Open this pupil's page", "Pupil" },
	{ .name = NULL },
};

const struct screen_kind mark_history_screen = {
	.name = "mark-history", .help = "Every change of one mark, the oldest first: who, when, from what to what, and why.",
	.keys = mark_history_keys, .reload = mark_history_reload, .title = mark_history_title, .draw = mark_history_draw,
	.list = mark_history_list, .close = mark_history_close, .state_size = sizeof(struct mark_history),
};

int open_mark_history(struct ui *ui, const struct register_ref *ref, int64_t pupil)
{
	const struct about_mark about = { ref, pupil };

	return ui_open(ui, &mark_history_screen, mark_history_start, &about) < 0 ? REACT_STOP : REACT_NONE;
}
