/* How the roll is seen: what was typed, a line a pupil, how many there are, and the focused one in full. */
#include "base/text.h"
#include "pupils.h"
#include "rules/pupil.h"

const struct pupil_line *pupils_focused(const struct pupils *p)
{
	return p->list.count > 0 ? &p->view.lines[p->list.focus] : NULL;
}

int pupils_marked_at(const struct pupils *p, int64_t pupil)
{
	for (int i = 0; i < p->marked.count; i++)
		if (p->marked.items[i] == pupil)
			return i;
	return -1;
}

static const char *const state_words[ROLL_STATES + 1] = { "on the roll", "to come", "left", "all" };

void pupils_title(const void *state, struct buf *to)
{
	const struct pupils *p = state;

	buf_printf(to, "%s: %s", p->title ? p->title : "Pupils", state_words[p->state]);
	if (p->class)
		buf_printf(to, ", %s", p->class);
}

/* Columns of the list, by what the window has room for. */
struct shape {
	int name, class, year, born, remark;
};

static struct shape shape_of(int cols)
{
	if (cols < 60)
		return (struct shape){ .name = cols - 12, .class = cols - 11 };
	int name = cols > 100 ? 40 : 27;
	return (struct shape){ name, name + 3, name + 15, name + 20, name + 33 };
}

static void pupils_draw_line(const void *state, int row, struct area *line)
{
	const struct pupils *p = state;
	const struct pupil_line *l = &p->view.lines[row];
	struct shape at = shape_of(line->cols);
	char born[DAY_TEXT], year[8];

	if (pupils_marked_at(p, l->pupil) >= 0)
		area_put(line, 0, 0, 1, PAINT_UNSENT, "*");
	area_put(line, 0, 2, at.name - 1, PAINT_TEXT, l->name);
	area_put(line, 0, at.class, 11, l->group ? PAINT_TEXT : PAINT_DIM, l->group ? l->group : "no class");
	if (at.year == 0)
		return;
	area_put(line, 0, at.year, 4, PAINT_TEXT, l->year == SESSION_ANY_YEAR ? "" : year_name(l->year, year));
	area_put(line, 0, at.born, 12, PAINT_TEXT, short_day(l->born, born));
	if (l->remark)
		area_put(line, 0, at.remark, line->cols - at.remark, PAINT_DIM, l->remark);
}

static void titles_draw(struct area *a, int row)
{
	struct shape at = shape_of(a->cols);

	area_put(a, row, 2, at.name, PAINT_LABEL, "Name");
	area_put(a, row, at.class, 11, PAINT_LABEL, "Class");
	if (at.year == 0)
		return;
	area_put(a, row, at.year, 4, PAINT_LABEL, "Year");
	area_put(a, row, at.born, 12, PAINT_LABEL, "Born");
	area_put(a, row, at.remark, a->cols - at.remark, PAINT_LABEL, "Remark");
}

/* "412 on the roll, 3 to come, 20 left", and how many are marked. */
static void counts_put(const struct pupils *p, struct buf *to)
{
	const int *of = p->view.of_state;

	if (p->marked.count > 0)
		buf_printf(to, "%d marked; ", p->marked.count);
	buf_printf(to, "%d on the roll, %d to come, %d left", of[ROLL_ON], of[ROLL_TO_COME], of[ROLL_LEFT]);
}

static void nobody_put(const struct pupils *p, struct buf *to)
{
	if (p->typed.text.length)
		buf_printf(to, "Nobody here has that name (%s). Tab shows others.", state_words[p->state]);
	else
		buf_printf(to, "Nobody is shown: %s%s%s. Tab shows others.", state_words[p->state], p->class ? ", " : "", p->class ? p->class : "");
}

/* What did not fit in the focused line. */
static void particulars_put(const struct pupils *p, int cols, struct buf *to)
{
	const struct pupil_line *l = pupils_focused(p);
	char born[DAY_TEXT], year[16];

	if (!l)
		return;
	if (cols < 60) {
		buf_printf(to, "%s, born %s", l->year == SESSION_ANY_YEAR ? "no year" : year_title(l->year, year), short_day(l->born, born));
	} else {
		buf_printf(to, "%s%s%s", l->name, l->admission_number ? ", number " : "", l->admission_number ? l->admission_number : "");
		buf_printf(to, ", %s%s", l->upn ? "UPN " : "no UPN yet", l->upn ? l->upn : "");
	}
	if (l->remark)
		buf_printf(to, "; %s", l->remark);
}

static void foot_draw(const struct pupils *p, struct area *a, int rows)
{
	CLEAN_BUF struct buf words = { 0 }, counts = { 0 };

	particulars_put(p, a->cols, &words);
	counts_put(p, &counts);
	area_put(a, a->rows - rows, 0, a->cols, PAINT_DIM, buf_string(&counts));
	if (rows > 1)
		area_put(a, a->rows - 1, 0, a->cols, PAINT_TEXT, buf_string(&words));
}

void pupils_draw(void *state, struct area *a)
{
	struct pupils *p = state;
	const struct list_look look = { .state = p, .draw = pupils_draw_line };
	int label = area_put(a, 0, 0, a->cols, PAINT_LABEL, "Name:"), head = a->rows > 8 ? 2 : 1, foot = a->rows > 10 ? 3 : a->rows > 4 ? 1 : 0;
	struct area rest = area_part(a, head, 0, a->rows - head - foot, a->cols);
	CLEAN_BUF struct buf nobody = { 0 };

	if (head > 1)
		titles_draw(a, 1);
	list_draw(&p->list, &rest, &look);
	nobody_put(p, &nobody);
	if (p->list.count == 0)
		area_put(&rest, 0, 0, a->cols, PAINT_TEXT, buf_string(&nobody));
	if (foot > 0)
		foot_draw(p, a, foot > 1 ? 2 : 1);
	field_draw(&p->typed, a, 0, label + 1, a->cols - label - 1, !p->moved || p->list.count == 0);
}
