/* The Bands screen narrowed: by class, year, group, band, nearness and what moved. */
#include "bands.h"

#include <string.h>

#include "base/text.h"
#include "office/today.h"
#include "rules/pupil.h"

/* All that begin so; one that is called so exactly comes before them. */
static const char *group_named(const struct group_line *groups, int n, const char *folded)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *begins = NULL;

	for (int i = 0; i < n; i++) {
		const char *name = text_fold(&a, groups[i].name);

		if (strcmp(name, folded) == 0)
			return groups[i].name;
		if (!begins && strncmp(name, folded, strlen(folded)) == 0)
			begins = groups[i].name;
	}
	return begins;
}

static int class_chosen(struct ui *ui, void *state, const char *typed)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct bands *b = state;
	struct group_line *groups = NULL;
	struct err e = { 0 };

	b->asked.class = NULL;
	if (!typed[0])
		return REACT_RELOAD;
	int n = office_groups(ui->office, b->view.to, &a, &groups, &e);
	const char *name = n < 0 ? NULL : group_named(groups, n, text_fold(&a, typed));
	b->asked.class = name ? arena_text(&b->words, name) : b->shown.class;
	if (n < 0)
		return ui_refuse_err(ui, &e);
	return name ? REACT_RELOAD : ui_refuse(ui, "No class here begins with “%s”.", typed);
}

int bands_class(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Class (nothing typed: all):", NULL, class_chosen);
}

static int year_chosen(struct ui *ui, void *state, const char *typed)
{
	struct bands *b = state;
	int year = SESSION_ANY_YEAR;

	if (typed[0] && year_parse(typed, &year) < 0)
		return ui_refuse(ui, "Write a year group, like 4, R or N2.");
	b->asked.year = year;
	return REACT_RELOAD;
}

int bands_year(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Year group, like 4 or R (nothing typed: all):", NULL, year_chosen);
}

/* By the name of it, else by its words. */
static const struct file_column *flag_named(const char *folded)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct file_column *columns = file_shapes[FILE_PUPILS].columns;

	for (int i = PUPILS_SEN; i <= PUPILS_SERVICE; i++)
		if (strncmp(text_fold(&a, columns[i].name), folded, strlen(folded)) == 0)
			return &columns[i];
	for (int i = PUPILS_SEN; i <= PUPILS_SERVICE; i++)
		if (strncmp(text_fold(&a, columns[i].title), folded, strlen(folded)) == 0)
			return &columns[i];
	return NULL;
}

/* What has to be typed of each: its first word. */
static int refuse_flag(struct ui *ui)
{
	CLEAN_BUF struct buf names = { 0 };

	for (int i = PUPILS_SEN; i <= PUPILS_SERVICE; i++) {
		const char *name = file_shapes[FILE_PUPILS].columns[i].name;
		buf_printf(&names, " %.*s", (int)strcspn(name, "_"), name);
	}
	return ui_refuse(ui, "Groups:%s.", buf_string(&names));
}

static int flag_chosen(struct ui *ui, void *state, const char *typed)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct file_column *flag = typed[0] ? flag_named(text_fold(&a, typed)) : NULL;

	if (typed[0] && !flag)
		return refuse_flag(ui);
	((struct bands *)state)->asked.flag = flag;
	return REACT_RELOAD;
}

int bands_group(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return ui_ask(ui, "Group: sen, fsm, eal ... (nothing typed: all):", NULL, flag_chosen);
}

/* The lowest that has anybody in it, then the next one up, then all again. */
int bands_band(struct ui *ui, void *state, const struct key *k)
{
	struct bands *b = state;
	int band = b->shown.band < 0 ? b->view.policy.boundary_count : b->shown.band - 1;

	(void)ui;
	(void)k;
	while (band >= 0 && b->view.of_band[band] == 0)
		band--;
	b->asked.band = band;
	return REACT_RELOAD;
}

int bands_near(struct ui *ui, void *state, const struct key *k)
{
	struct bands *b = state;

	(void)ui;
	(void)k;
	b->asked.near = !b->shown.near;
	return REACT_RELOAD;
}

int bands_moved(struct ui *ui, void *state, const struct key *k)
{
	struct bands *b = state;

	(void)ui;
	(void)k;
	b->asked.moved = !b->shown.moved;
	return REACT_RELOAD;
}

int bands_form(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_bands_form(ui);
}
