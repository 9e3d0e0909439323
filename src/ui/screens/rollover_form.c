/* The forms of a roll-over: where one class and year goes; its days. */
#include <string.h>

#include "roll.h"
#include "rollover.h"
#include "rules/pupil.h"

extern const struct screen_kind rollover_screen;

/* A form stands right above the screen that it is of. */
static struct rollover *rollover_below(struct ui *ui)
{
	for (int i = ui->stack.count; i-- > 0;)
		if (ui->stack.items[i].kind == &rollover_screen)
			return ui->stack.items[i].state;
	BUG("a form of a roll-over without it");
}

/* WHERE A CLASS GOES ------------------------------------------------------------------------------------------------------------------ */

enum { MAP_WHAT, MAP_CLASS, MAP_LINES };
enum { WHAT_CLASS, WHAT_LEAVE, WHAT_LATER };

static const char *const whats[] = { "go to a class", "leave", "are decided later", NULL };

static const struct form_line map_lines[MAP_LINES] = {
	[MAP_WHAT] = { "They", FORM_CHOICE, true, "Decided later: they move up a year, and are in no class until somebody says.", whats },
	[MAP_CLASS] = { "Class", FORM_TEXT, false,
			"Its name in the new year; Right takes one that is offered. Another name makes a new class.", NULL },
};

static const struct rollover_line *line_of(const struct rollover *r)
{
	return &r->view.lines[r->lists[0].focus];
}

static void map_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Where %s goes", s->name);
}

/* The classes that there are, and those that the other lines make. */
static void offer_classes(const struct rollover *r, struct form_screen *s)
{
	const char **names = arena_new(&s->arena, (size_t)r->view.line_count * 2 + 1, sizeof *names);
	int n = 0;

	for (int i = 0; i < 2 * r->view.line_count; i++) {
		const struct rollover_line *l = &r->view.lines[i / 2];
		const char *name = i % 2 ? l->map.to : l->map.group ? l->name : NULL;
		bool there = !name || !*name;

		for (int k = 0; k < n && !there; k++)
			there = strcmp(names[k], name) == 0;
		if (!there)
			names[n++] = arena_text(&s->arena, name);
	}
	form_choices(&s->form, MAP_CLASS, names, n);
}

/* The line is kept: the list below it may be read anew. */
static int map_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	const struct rollover *r = rollover_below(ui);
	const struct rollover_line *l = line_of(r);
	struct rollover_map *map;
	char year[16];

	(void)e;
	if (!first)
		return 0;
	map = arena_new(&s->arena, 1, sizeof *map);
	*map = l->map;
	map->to = NULL;
	s->kept = map;
	s->name = arena_printf(&s->arena, "%s%s%s", map->group ? l->name : "who is in no class", map->year == SESSION_ANY_YEAR ? "" : ", ",
			       map->year == SESSION_ANY_YEAR ? "" : year_title(map->year, year));
	offer_classes(r, s);
	form_choose(&s->form, MAP_WHAT, !l->map.to ? WHAT_LATER : *l->map.to ? WHAT_CLASS : WHAT_LEAVE);
	form_set(&s->form, MAP_CLASS, l->map.to && *l->map.to ? l->map.to : NULL);
	return 0;
}

static int map_save(struct ui *ui, struct form_screen *s, bool sure)
{
	struct rollover_map map = *(const struct rollover_map *)s->kept;
	struct form *f = &s->form;
	struct err e = { 0 };
	int what = form_choice(f, MAP_WHAT);

	(void)sure;
	if (form_complete(f, &e) < 0)
		return ui_refuse_err(ui, &e);
	if (what == WHAT_CLASS && !form_given(f, MAP_CLASS)) {
		form_focus(f, MAP_CLASS);
		return ui_refuse(ui, "Which class do they go to? Type its name.");
	}
	map.to = what == WHAT_CLASS ? form_text(f, MAP_CLASS) : what == WHAT_LEAVE ? "" : NULL;
	rollover_map_put(rollover_below(ui), &map);
	return REACT_LEAVE | REACT_RELOAD;
}

static const struct form_use map_use = { map_lines, MAP_LINES, "where a class goes",
					 "F10 takes it into the roll-over; nothing is written yet.", map_title, map_read,
					 map_save, NULL };

int open_rollover_map(struct ui *ui, struct rollover *r)
{
	(void)r;
	return open_form(ui, &(struct form_about){ .use = &map_use });
}

/* ITS DAYS ---------------------------------------------------------------------------------------------------------------------------- */

enum { DAYS_FIRST, DAYS_LEAVE, DAYS_LAST_YEAR, DAYS_LINES };

static const struct form_line days_lines[DAYS_LINES] = {
	[DAYS_FIRST] = { "First day", FORM_DAY, true, "Of the new school year: from it on they are in their new year and class.", NULL },
	[DAYS_LEAVE] = { "Leavers' last day", FORM_DAY, false,
			 "The last day on the roll of those who leave. Empty: the day before the first day.", NULL },
	[DAYS_LAST_YEAR] = { "Leaving year", FORM_CHOICE, false, "The most senior year: who is in it leaves. None: the highest on the roll.",
			     NULL },
};

static void days_title(const struct form_screen *s, struct buf *to)
{
	(void)s;
	buf_text(to, "Days of the roll-over");
}

static int days_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	const struct rollover *r = rollover_below(ui);
	const struct rollover_view *v = &r->view;
	char year[8];

	(void)e;
	if (!first)
		return 0;
	year_choices(&s->form, DAYS_LAST_YEAR, false);
	form_set_day(&s->form, DAYS_FIRST, v->first);
	form_set_day(&s->form, DAYS_LEAVE, r->wish.leave);
	form_set(&s->form, DAYS_LAST_YEAR, v->last_year == SESSION_ANY_YEAR ? NULL : year_name(v->last_year, year));
	return 0;
}

/* It is tried before it is kept: days that cannot be are refused here, where they were typed. */
static int days_save(struct ui *ui, struct form_screen *s, bool sure)
{
	struct rollover *r = rollover_below(ui);
	struct rollover_wish w = r->wish;
	struct rollover_view v;
	struct day today = office_today(ui->office);
	struct err e = { 0 };

	(void)sure;
	if (form_complete(&s->form, &e) < 0 || form_day(&s->form, DAYS_FIRST, today, &w.first, &e) < 0 ||
	    form_day(&s->form, DAYS_LEAVE, today, &w.leave, &e) < 0)
		return ui_refuse_err(ui, &e);
	if (form_changed(&s->form, DAYS_LAST_YEAR))
		w.last_year = year_chosen(&s->form, DAYS_LAST_YEAR, false);
	if (office_rollover_open(ui->office, &w, &v, &e) < 0)
		return ui_refuse_err(ui, &e);
	rollover_view_finish(&v);
	r->wish = w;
	return REACT_LEAVE | REACT_RELOAD;
}

static const struct form_use days_use = { days_lines, DAYS_LINES, "the days of the roll-over",
					  "F10 takes them into the roll-over; nothing is written yet.",
					  days_title, days_read, days_save, NULL };

int open_rollover_days(struct ui *ui, struct rollover *r)
{
	(void)r;
	return open_form(ui, &(struct form_about){ .use = &days_use });
}
