/* The one loop: wait, flags, keys, state, paint.  Signals are let in while it waits and at no other time. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

#include "input.h"
#include "office/gate.h"
#include "term.h"
#include "ui.h"

#define TICK 1000 /* ms without a key */

struct loop {
	struct ui *ui;
	struct office **office;
	office_opener *open; /* another school */
	void *open_ctx;
	struct input *input;
	size_t got;      /* bytes read */
	int waited;      /* ms since the last key or tick */
	int tick;
	unsigned ticks;
	bool working;    /* a screen does something long: keys are looked for between its pieces */
	int64_t shown;   /* when what it has done was last painted */
	bool marks;      /* FIRSTBELL_TEST_MARK: a test waits for what it typed; its number, if it has one, is the ms of a tick */
	bool gone;       /* the line is lost, or the program was told to end */
};

/* SIGNALS ------------------------------------------------------------------------------------------------------------------------------- */

static volatile sig_atomic_t resized, resumed, ended;

static void on_signal(int signal)
{
	if (signal == SIGWINCH)
		resized = 1;
	else if (signal == SIGCONT)
		resumed = 1;
	else
		ended = 1;
}

static const struct {
	int signal;
	void (*handler)(int);
} signals[] = {
	{ SIGWINCH, on_signal }, { SIGCONT, on_signal }, { SIGTERM, on_signal }, { SIGHUP, on_signal }, { SIGINT, on_signal },
	{ SIGTSTP, SIG_IGN }, { SIGQUIT, SIG_IGN }, { SIGXFSZ, SIG_IGN },
};
enum { SIGNALS = sizeof signals / sizeof *signals };

struct signals_found {
	struct sigaction actions[SIGNALS];
	sigset_t mask;
};

static void signals_take(struct signals_found *ret)
{
	sigset_t blocked;

	resized = resumed = ended = 0;
	sigemptyset(&blocked);
	for (int i = 0; i < SIGNALS; i++) {
		struct sigaction action = { .sa_handler = signals[i].handler };
		sigaction(signals[i].signal, &action, &ret->actions[i]);
		if (signals[i].handler != SIG_IGN)
			sigaddset(&blocked, signals[i].signal);
	}
	sigprocmask(SIG_BLOCK, &blocked, &ret->mask);
}

/* The actions last: what came while they were blocked has been answered. */
static void signals_give_back(const struct signals_found *found)
{
	sigprocmask(SIG_SETMASK, &found->mask, NULL);
	for (int i = 0; i < SIGNALS; i++)
		sigaction(signals[i].signal, &found->actions[i], NULL);
}

/* WHAT COMES ---------------------------------------------------------------------------------------------------------------------------- */

static bool is_readable(int wait)
{
	struct pollfd line = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&line, 1, wait) == 1;
}

/* A line that is lost reads as its end, or as EIO, for ever. */
static void take_bytes(struct loop *l)
{
	char bytes[4096];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);

	if (n > 0) {
		input_push(l->input, bytes, (size_t)n);
		l->got += (size_t)n;
	} else if (n == 0 || (errno != EINTR && errno != EAGAIN)) {
		l->gone = true;
	}
}

static void bell(struct loop *l)
{
	if (office_hands(l->ui->office)->sounds)
		term_bell();
}

/* What was typed ahead, to the last byte of a key whose first is here: half a key would be a letter.  Was there any? */
static bool drop_typed(struct loop *l)
{
	bool any = input_left(l->input) > 0;
	struct key k;

	for (;;) {
		while (input_key(l->input, false, &k))
			;
		int wait = input_wait(l->input);
		if (l->gone || !is_readable(wait > 0 ? wait : 0))
			break;
		take_bytes(l);
		any = true;
	}
	input_drop(l->input);
	return any;
}

static bool take_keys(struct loop *l, bool rested)
{
	struct key k;
	bool any = false;

	while (!l->ui->over && !l->ui->going && input_key(l->input, rested, &k)) {
		any = true;
		ui_key(l->ui, &k);
		if (l->ui->bell) { /* what was typed ahead would be taken for something else */
			drop_typed(l);
			bell(l);
		}
		l->ui->bell = false;
	}
	return any;
}

/* What was written behind the last answers and could not be: it stopped nothing, and is said with the next one. */
static void say_behind(struct ui *ui)
{
	const char *list = office_evacuation_trouble(ui->office), *paper = office_paper_trouble(ui->office);
	CLEAN_FREE char *said = mem_text(buf_string(&ui->message));

	if (list || paper)
		ui_say(ui, "%s%s%s%s%s", said, *said ? " " : "", list ? list : "", list && paper ? " " : "", paper ? paper : "");
}

/* Has the screen itself anything new to show?  The clock does not: nothing repaints by itself (design 5). */
static bool take_tick(struct loop *l)
{
	const struct ui *ui = l->ui;
	const struct screen *top = ui->stack.count > 0 ? &ui->stack.items[ui->stack.count - 1] : NULL;
	const struct screen was = top ? *top : (struct screen){ 0 };
	int count = ui->stack.count;
	size_t said = ui->message.length;

	ui_tick(l->ui);
	if (l->tick < TICK)
		l->ui->idle = 1; /* a test's ticks are no seconds: it waits for a slow machine, and is not covered meanwhile */
	office_rest(ui->office);
	l->ticks++;
	if (ui->stack.count != count || ui->message.length != said)
		return true;
	top = count > 0 ? &ui->stack.items[count - 1] : NULL;
	return top && (top->state != was.state || top->version != was.version || top->written != was.written);
}

#define SHOWN_LEAST 500 /* ms: how far it is, not how fast it runs; a screen reader hears the end of it */

static int64_t milliseconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

/* A piece of it.  Is it done, or time to show how far it is? */
static bool take_work(struct loop *l)
{
	int64_t now = milliseconds_now();

	l->working = ui_work(l->ui);
	if (l->working && (office_hands(l->ui->office)->reader || now < l->shown + SHOWN_LEAST))
		return false;
	l->shown = now;
	return true;
}

static bool take_signals(struct loop *l)
{
	int rows, cols;
	bool any = resized || resumed;

	if (ended)
		l->gone = true;
	if (resumed)
		term_return();
	else if (resized)
		term_resized();
	resized = resumed = 0;
	term_size(&rows, &cols);
	if (any)
		ui_resize(l->ui, rows, cols);
	return any;
}

/* WHAT IS SHOWN ------------------------------------------------------------------------------------------------------------------------- */

static void paint(struct loop *l)
{
	ui_draw(l->ui);
	if (l->ui->repaint)
		term_repaint();
	l->ui->repaint = false;
	term_paint(&l->ui->canvas);
}

/* FROM SCHOOL TO SCHOOL (F17) --------------------------------------------------------------------------------------------------------- */

static struct ui *screens_new(struct office *o)
{
	int rows, cols;

	term_size(&rows, &cols);
	struct ui *ui = ui_new(o, rows, cols, term_is_ascii());
	ui->canvas.no_dots = !term_has_dots();
	ui_start(ui);
	return ui;
}

/* It is opened, and its firstbell.conf can be obeyed, before anything of this one is left. */
static int other_open(struct loop *l, struct office **ret, struct err *e)
{
	if (!l->open)
		return err_usage(e, "Another school cannot be opened from here. Leave firstbell, and start it with --school.");
	int r = l->open(l->open_ctx, l->ui->going, ret, e);
	if (r < 0)
		return r;
	r = keymap_check(office_hands(*ret), e);
	if (r < 0)
		office_close(*ret);
	return r;
}

static void stay(struct loop *l, const struct err *e)
{
	struct err said = { 0 };
	char why[sizeof e->text + sizeof e->file + 64];

	office_resume(l->ui->office);
	err_format(e, why, sizeof why);
	snprintf(said.text, sizeof said.text, "%.100s was not opened, you are where you were. %.330s", l->ui->going_name, why);
	ui_stay(l->ui);
	ui_refuse_err(l->ui, &said);
	l->ui->bell = false;
	paint(l);
	drop_typed(l);
	bell(l);
}

#define ONE_LINE 12 /* rows of a window below which a message has one row */
#define WHERE "You are in  now."

/* Where one is, and what the first screen says of itself.  In a small window what must not be missed comes first. */
static void say_where(struct ui *ui, const char *name, const char *said, bool dropped)
{
	CLEAN_BUF struct buf fits = { 0 };
	bool small = ui->canvas.rows < ONE_LINE;

	if (small)
		ui_school_fit(ui, ui->canvas.cols - (int)strlen(WHERE), &fits);
	const char *shown = small ? buf_string(&fits) : name;
	if (dropped && small)
		ui_say(ui, "What was typed before is not taken. You are in %s now.", name);
	else
		ui_say(ui, "You are in %s now.%s%s%s", shown, dropped ? " What was typed before it was to be seen is not taken." : "",
		       *said ? " " : "", said);
}

/* Keys meant for the one school never reach the other: they are thrown away after it has been seen, and that is said. */
static void change_school(struct loop *l)
{
	struct err e = { 0 };
	struct office *next;

	if (other_open(l, &next, &e) < 0) {
		stay(l, &e);
		return;
	}
	CLEAN_FREE char *name = mem_text(l->ui->going_name);
	office_rest(l->ui->office);
	ui_free(l->ui);
	office_close(*l->office);
	*l->office = next;
	term_look(office_hands(next)->theme);
	l->ui = screens_new(next);
	l->working = false;
	CLEAN_FREE char *said = mem_text(buf_string(&l->ui->message));
	say_where(l->ui, name, said, false);
	paint(l);
	if (!drop_typed(l))
		return;
	say_where(l->ui, name, said, true);
	bell(l);
}

/* THE LOOP ------------------------------------------------------------------------------------------------------------------------------ */

static int milliseconds_to_wait(const struct loop *l)
{
	int key = input_wait(l->input);

	return key >= 0 ? key : l->working ? 0 : l->tick - l->waited;
}

/* @return 1: bytes are there, 0: nothing came for so long, -1: a signal did */
static int wait_for(int milliseconds, const sigset_t *open)
{
	const struct timespec most = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
	fd_set in;

	FD_ZERO(&in);
	FD_SET(STDIN_FILENO, &in);
	return pselect(STDIN_FILENO + 1, &in, NULL, NULL, &most, open);
}

static void loop_turn(struct loop *l, const sigset_t *open)
{
	int wait = milliseconds_to_wait(l), r = wait_for(wait, open);
	bool keys = false, news = take_signals(l);

	if (r > 0 && !l->gone)
		take_bytes(l);
	if (r >= 0 && !l->gone)
		keys = take_keys(l, r == 0);
	if (l->ui->going)
		change_school(l);
	if (l->working && !keys && r >= 0 && !l->gone)
		news |= take_work(l);
	l->waited = r == 0 && !keys ? l->waited + wait : r < 0 ? l->waited : 0;
	if (l->waited >= l->tick) {
		news |= take_tick(l);
		l->waited = 0;
	} else if (!keys && !news) {
		return;
	}
	if (l->gone || l->ui->over)
		return;
	if (keys)
		say_behind(l->ui);
	if (keys || news)
		paint(l);
	if (l->marks)
		term_mark(l->got - input_left(l->input), l->ticks);
	if (keys) {
		office_rest(l->ui->office); /* after the answer is on the screen (design 2) */
		l->working |= ui_work(l->ui); /* what the key may have begun */
	}
}

static void loop_start(struct loop *l)
{
	const char *mark = getenv("FIRSTBELL_TEST_MARK"), *terminal = getenv("TERM");

	l->marks = mark && *mark;
	l->tick = l->marks && atoi(mark) > 0 && atoi(mark) < TICK ? atoi(mark) : TICK;
	l->input = input_new(terminal ? terminal : "");
	l->ui = screens_new(*l->office);
	paint(l);
	if (l->marks)
		term_mark(0, 0);
}

int ui_run(struct office **o, office_opener *open, void *ctx, struct err *e)
{
	struct signals_found found;
	struct loop l = { .office = o, .open = open, .open_ctx = ctx };

	int r = keymap_check(office_hands(*o), e);
	if (r < 0)
		return r;
	signals_take(&found);
	r = term_open(office_hands(*o)->theme, e);
	if (r == 0) {
		loop_start(&l);
		while (!l.gone && !l.ui->over)
			loop_turn(&l, &found.mask);
		ui_free(l.ui);
		term_close();
		input_free(l.input);
	}
	signals_give_back(&found);
	return r;
}
