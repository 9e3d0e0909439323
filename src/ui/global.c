/* The keys that are the same on every screen (design 5), and where a person begins. */
#include "office/today.h"
#include "ui.h"

static int key_help(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_help(ui);
}

static int key_commands(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_commands(ui);
}

static int key_find(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_find(ui);
}

static int key_late(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_late(ui);
}

static int key_hatch(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_hatch(ui);
}

static int key_again(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	if (ui->last_message.length == 0)
		ui_say(ui, "There was no message yet.");
	else {
		CLEAN_FREE char *last = mem_text(buf_string(&ui->last_message));
		ui_say(ui, "%s", last);
	}
	return REACT_NONE;
}

void ui_lock(struct ui *ui)
{
	if (ui_kind(ui) != &sign_in_screen)
		open_sign_in(ui);
}

static int key_lock(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	ui_lock(ui);
	return REACT_NONE;
}

static int key_schools(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	return open_schools(ui);
}

static int key_repaint(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	ui->repaint = true;
	return REACT_NONE;
}

/* Esc on the first screen leaves the program, asked for twice: a slip of the finger costs nothing. */
static int key_back(struct ui *ui, void *state, const struct key *k)
{
	(void)state;
	(void)k;
	if (ui->stack.count > 1)
		return REACT_LEAVE;
	if (ui->leaving)
		ui->over = true;
	else
		ui_say(ui, "Press Esc again to leave firstbell.");
	ui->leaving = true;
	return REACT_NONE;
}

const struct binding global_keys[] = {
	{ ON(KEY_F(1)), "help", key_help, 0, "Show what the keys do here", "Help" },
	{ ON(KEY_F(2)), "commands", key_commands, 0, "Everything that can be done, by name", "Commands" },
	{ ON(KEY_F(3)), "find", key_find, NEED_NAMES, "Find a pupil", "Find" },
	{ ON(KEY_F(7)), "late", key_late, NEED_LATE, "Record a late arrival", "Late" },
	{ ON(KEY_F(11)), "hatch", key_hatch, 0, "Cover every name: somebody is at the hatch", NULL },
	{ ON(KEY_F(9)), "again", key_again, 0, "Say the last message again", NULL },
	{ ON(KEY_ESC), "back", key_back, 0, "Go back; on the first screen, twice to leave", "Back" },
	{ ON(KEY_CTRL('X')), "switch", key_lock, 0, "Cover the screen, or let somebody else sign in", NULL },
	{ ON(KEY_CTRL('Y')), "schools", key_schools, 0, "Go to another of your schools", NULL },
	{ ON(KEY_CTRL('L')), "repaint", key_repaint, 0, "Paint the screen anew", NULL },
	{ .name = NULL },
};

/* list_key() knows them; here they are said. */
static int key_move(struct ui *ui, void *state, const struct key *k)
{
	(void)ui;
	(void)state;
	(void)k;
	return REACT_PASS;
}

const struct binding list_keys[] = {
	{ ON(KEY_UP), "up", key_move, 0, "One row up", NULL },
	{ ON(KEY_DOWN), "down", key_move, 0, "One row down", NULL },
	{ ON(KEY_PAGE_UP), "page-up", key_move, 0, "A page up", NULL },
	{ ON(KEY_PAGE_DOWN), "page-down", key_move, 0, "A page down", NULL },
	{ ON(KEY_HOME), "first", key_move, 0, "To the first row", NULL },
	{ ON(KEY_END), "last", key_move, 0, "To the last row", NULL },
	{ .name = NULL },
};

void ui_home(struct ui *ui)
{
	struct register_ref ref = { 0 };
	enum home home = office_home(ui->office, &ref);

	ui_leave_all(ui);
	buf_reset(&ui->next);
	if (home == HOME_REGISTER && open_register(ui, &ref, 0) == 0)
		return;
	if (home == HOME_MORNING && open_morning(ui) == 0)
		return;
	if (home == HOME_STAFF && open_staff(ui) == REACT_NONE)
		return;
	if (open_today(ui) != REACT_NONE)
		open_sign_in(ui);
}
