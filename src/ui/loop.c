/* The one loop: wait, flags, keys, state, paint.  Signals are let in while it waits and at no other time. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

#include "input.h"
#include "term.h"
#include "ui.h"

#define TICK 1000 /* ms without a key */

struct loop {
	struct ui *ui;
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

static bool is_readable(void)
{
	struct pollfd line = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&line, 1, 0) == 1;
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

/* After a refusal what was typed ahead would be taken for something else. */
static void drop_typed(struct loop *l)
{
	input_drop(l->input);
	while (!l->gone && is_readable()) {
		take_bytes(l);
		input_drop(l->input);
	}
	if (office_hands(l->ui->office)->sounds)
		term_bell();
}

static bool take_keys(struct loop *l, bool rested)
{
	struct key k;
	bool any = false;

	while (!l->ui->over && input_key(l->input, rested, &k)) {
		any = true;
		ui_key(l->ui, &k);
		if (l->ui->bell)
			drop_typed(l);
		l->ui->bell = false;
	}
	return any;
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

/* THE LOOP ------------------------------------------------------------------------------------------------------------------------------ */

static void paint(struct loop *l)
{
	ui_draw(l->ui);
	if (l->ui->repaint)
		term_repaint();
	l->ui->repaint = false;
	term_paint(&l->ui->canvas);
}

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
	if (keys || news)
		paint(l);
	if (l->marks)
		term_mark(l->got - input_left(l->input), l->ticks);
	if (keys) {
		office_rest(l->ui->office); /* after the answer is on the screen (design 2) */
		l->working |= ui_work(l->ui); /* what the key may have begun */
	}
}

static void loop_start(struct loop *l, struct office *o)
{
	const char *mark = getenv("FIRSTBELL_TEST_MARK"), *terminal = getenv("TERM");
	int rows, cols;

	l->marks = mark && *mark;
	l->tick = l->marks && atoi(mark) > 0 && atoi(mark) < TICK ? atoi(mark) : TICK;
	l->input = input_new(terminal ? terminal : "");
	term_size(&rows, &cols);
	l->ui = ui_new(o, rows, cols, term_is_ascii());
	ui_start(l->ui);
	paint(l);
	if (l->marks)
		term_mark(0, 0);
}

int ui_run(struct office *o, struct err *e)
{
	struct signals_found found;
	struct loop l = { 0 };

	int r = keymap_check(office_hands(o), e);
	if (r < 0)
		return r;
	signals_take(&found);
	r = term_open(office_hands(o)->theme, e);
	if (r == 0) {
		loop_start(&l, o);
		while (!l.gone && !l.ui->over)
			loop_turn(&l, &found.mask);
		ui_free(l.ui);
		term_close();
		input_free(l.input);
	}
	signals_give_back(&found);
	return r;
}
