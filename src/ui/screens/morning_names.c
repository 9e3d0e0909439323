/* A part of the morning page in full: every child of it, one key from the register that the child is in. */
#include <string.h>

#include "morning.h"
#include "ui.h"

struct names {
	struct list list;
	struct morning_view view;
	enum morning_part part;
	enum session session;
};

static const struct morning_list *people(const struct names *n)
{
	return morning_part_list(&n->view, n->part);
}

static int names_reload(struct ui *ui, void *state, struct err *e)
{
	struct names *n = state;
	struct morning_view fresh;
	int r = office_morning_open(ui->office, office_today(ui->office), n->session, &fresh, e);

	if (r < 0)
		return r;
	morning_view_finish(&n->view);
	n->view = fresh;
	list_count(&n->list, people(n)->count);
	return 0;
}

static void names_start(void *state, const void *about)
{
	const struct morning_about *of = about;
	struct names *n = state;

	n->part = of->part;
	n->session = of->session;
}

static void names_close(void *state)
{
	morning_view_finish(&((struct names *)state)->view);
}

static void names_title(const void *state, struct buf *to)
{
	const struct names *n = state;

	buf_printf(to, "%s: %d", morning_part_label(n->part), people(n)->count);
}

static void names_draw_line(const void *state, int row, struct area *line)
{
	const struct morning_pupil *who = &people(state)->items[row];
	int name = line->cols < 60 ? line->cols - 12 : 32;

	area_put(line, 0, 0, name, PAINT_TEXT, who->name);
	area_put(line, 0, name + 1, 11, PAINT_TEXT, who->group);
	area_put(line, 0, name + 13, line->cols, PAINT_TEXT, who->remark);
}

static void names_draw(void *state, struct area *a)
{
	struct names *n = state;
	const struct list_look look = { .state = n, .draw = names_draw_line };

	area_cursor(a, 0, 0);
	if (n->list.count == 0)
		area_put(a, 0, 0, a->cols, PAINT_TEXT, "Nobody.");
	list_draw(&n->list, a, &look);
}

static struct list *names_list(void *state)
{
	return &((struct names *)state)->list;
}

static int names_open(struct ui *ui, void *state, const struct key *k)
{
	const struct names *n = state;
	const struct morning_pupil *who = &people(n)->items[n->list.focus];

	(void)k;
	if (who->ref.roll_group == 0)
		return open_history(ui, who->pupil, 0);
	return open_register(ui, &who->ref, who->pupil);
}

static int names_history(struct ui *ui, void *state, const struct key *k)
{
	const struct names *n = state;

	(void)k;
	return open_history(ui, people(n)->items[n->list.focus].pupil, 0);
}

static int names_pupil(struct ui *ui, void *state, const struct key *k)
{
	const struct names *n = state;

	(void)k;
	return open_pupil(ui, people(n)->items[n->list.focus].pupil);
}

static const struct binding names_keys[] = {
	{ ON(KEY_ENTER), "open", names_open, NEED_ROW, "Open the register that this pupil is in", "Register" },
	{ ON(KEY_F(4)), "history", names_history, NEED_ROW, "Every change to this pupil's marks", "History" },
	{ ON_TEXT("p"), "pupil", names_pupil, NEED_ROW, "Open this pupil's page", "Pupil" },
	{ .name = NULL },
};

const struct screen_kind morning_names_screen = {
	.name = "names", .help = "Everybody of one part of the morning page.", .keys = names_keys, .reload = names_reload,
	.title = names_title, .draw = names_draw, .list = names_list, .close = names_close, .state_size = sizeof(struct names),
};

int open_morning_names(struct ui *ui, const struct morning_about *about)
{
	return ui_open(ui, &morning_names_screen, names_start, about) < 0 ? REACT_STOP : REACT_NONE;
}
