/* A new task: for a role or a person, about a pupil or nobody; ringing a family back is one (B5, B9). */
#include <errno.h>
#include <string.h>

#include "calls.h"
#include "office/classes.h"

enum { TASK_TEXT, TASK_FOR, TASK_DUE, TASK_TIME, TASK_LINES };

static const struct form_line task_lines[TASK_LINES] = {
	[TASK_TEXT] = { "What", FORM_TEXT, true, "In one line: ring Mrs Okafor about the bus.", NULL },
	[TASK_FOR] = { "Who", FORM_CHOICE, true, "A role, or a person by name.", NULL },
	[TASK_DUE] = { "Due", FORM_DAY, true, NULL, NULL },
	[TASK_TIME] = { "By", FORM_TEXT, false, "The time, like 13:00. Empty: that day.", NULL },
};

static void task_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "%s%s%s", s->also ? "Ring back" : "New task", s->name ? ": " : "", s->name ? s->name : "");
}

/* Behind the roles the people, by name; what each stands for is kept. */
struct doers {
	int count;
	const char **sign_ins; /* of the people */
};

static const enum role task_roles[] = { ROLE_OFFICE, ROLE_DSL, ROLE_HEAD, ROLE_ATTENDANCE_OFFICER, ROLE_CHAMPION, ROLE_PASTORAL };
#define TASK_ROLES ((int)(sizeof task_roles / sizeof *task_roles))
static const char *const role_titles[TASK_ROLES] = {
	"the office", "the DSL", "the head", "the attendance officer", "the attendance champion", "pastoral staff",
};

/* Whoever may not see who works here gives a task to a role. */
static int people_read(struct ui *ui, struct form_screen *s, struct doers *d, const char ***ret_names, struct err *e)
{
	struct staff_view v = { 0 };
	int r = office_staff_open(ui->office, office_today(ui->office), &v, e);

	if (r < 0 && r != -EPERM)
		return r;
	const char **names = arena_new(&s->arena, (size_t)(TASK_ROLES + v.count) + 1, sizeof *names);
	d->sign_ins = arena_new(&s->arena, (size_t)v.count + 1, sizeof *d->sign_ins);
	for (int i = 0; i < TASK_ROLES; i++)
		names[d->count++] = role_titles[i];
	for (int i = 0; i < v.count; i++) {
		d->sign_ins[i] = arena_text(&s->arena, v.lines[i].sign_in);
		names[d->count++] = arena_text(&s->arena, v.lines[i].name);
	}
	if (r == 0)
		staff_view_finish(&v);
	*ret_names = names;
	return 0;
}

static int task_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct doers *d = arena_new(&s->arena, 1, sizeof *d);
	const char **names = NULL;
	int r = people_read(ui, s, d, &names, e);

	if (r < 0)
		return r;
	s->kept = d;
	form_choices(&s->form, TASK_FOR, names, d->count);
	if (first)
		form_set_day(&s->form, TASK_DUE, office_today(ui->office));
	return 0;
}

static int task_save(struct ui *ui, struct form_screen *s, bool sure)
{
	const struct doers *d = s->kept;
	int chosen = form_choice(&s->form, TASK_FOR);
	struct task_wish w = { .kind = s->also ? "ring back" : NULL, .pupil = s->of, .text = form_text(&s->form, TASK_TEXT) };
	CLEAN_ANSWER struct roll_answer a = { 0 };
	int64_t task = 0;
	int r = form_complete(&s->form, &a.e);

	(void)sure;
	if (chosen >= TASK_ROLES)
		w.sign_in = d->sign_ins[chosen - TASK_ROLES];
	else if (chosen >= 0)
		w.role = role_name(task_roles[chosen]);
	if (r == 0)
		r = form_day(&s->form, TASK_DUE, office_today(ui->office), &w.due, &a.e);
	if (r == 0)
		r = form_minute(&s->form, TASK_TIME, "a time, like 10:40", &w.minute, &a.e);
	if (r == 0)
		r = office_task_add(ui->office, &w, &task, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "A task for %s.", form_text(&s->form, TASK_FOR));
}

static const struct form_use task_use = {
	.lines = task_lines, .count = TASK_LINES, .what = "the task", .saves = "That is the last line: F10 gives the task.",
	.title = task_title, .read = task_read, .save = task_save,
};

int open_task_of(struct ui *ui, int64_t pupil, bool ring_back)
{
	return open_form(ui, &(struct form_about){ .use = &task_use, .of = pupil, .also = ring_back });
}

int open_task(struct ui *ui, int64_t pupil)
{
	return open_task_of(ui, pupil, false);
}
