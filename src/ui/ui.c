/* The frame: keys to actions, actions to reactions, screens on a stack. */
#include "ui.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* MESSAGES -------------------------------------------------------------------------------------------------------------------------- */

static void say(struct ui *ui, const char *format, va_list args)
{
	char text[512];

	vsnprintf(text, sizeof text, format, args);
	buf_reset(&ui->message);
	buf_text(&ui->message, text);
	buf_reset(&ui->last_message);
	buf_text(&ui->last_message, text);
}

void ui_say(struct ui *ui, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(ui, format, args);
	va_end(args);
	ui->alert = false;
}

int ui_refuse(struct ui *ui, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(ui, format, args);
	va_end(args);
	ui->alert = ui->bell = true;
	return REACT_STOP;
}

static bool ends_a_sentence(char last)
{
	return strchr(".:?!", last) != NULL;
}

void ui_say_lines(struct ui *ui, const char *lines)
{
	CLEAN_BUF struct buf words = { 0 };

	for (const char *at = lines; *at; at += strcspn(at, "\n"), at += strspn(at, "\n")) {
		if (words.length > 0)
			buf_text(&words, ends_a_sentence(words.text[words.length - 1]) ? " " : ". ");
		buf_put(&words, at, strcspn(at, "\n"));
	}
	ui_say(ui, "%s", buf_string(&words));
}

/* What SQLite said stands behind the sentence, for whoever looks after the computer: commands print it. */
int ui_refuse_err(struct ui *ui, const struct err *e)
{
	const char *detail = strstr(e->text, " (SQLite ");

	return ui_refuse(ui, "%.*s", (int)(detail ? detail - e->text : (ptrdiff_t)strlen(e->text)), e->text);
}

/* THE STACK ------------------------------------------------------------------------------------------------------------------------- */

static struct screen *top(struct ui *ui)
{
	return ui->stack.count > 0 ? &ui->stack.items[ui->stack.count - 1] : NULL;
}

void *ui_state(struct ui *ui)
{
	return top(ui)->state;
}

const struct screen_kind *ui_kind(const struct ui *ui)
{
	return ui->stack.count > 0 ? ui->stack.items[ui->stack.count - 1].kind : NULL;
}

static void screen_free(struct screen *s)
{
	if (s->kind->close)
		s->kind->close(s->state);
	free(s->state);
}

static int64_t minute_now(struct ui *ui)
{
	return office_now(ui->office).seconds / 60;
}

static int screen_read(struct ui *ui, struct screen *s, struct err *e)
{
	s->minute = minute_now(ui);
	s->version = office_version(ui->office);
	s->written = ui->written;
	return s->kind->reload ? s->kind->reload(ui, s->state, e) : 0;
}

int ui_open(struct ui *ui, const struct screen_kind *kind, void (*start)(void *state, const void *about), const void *about)
{
	struct screen s = { .kind = kind, .state = mem_new(1, kind->state_size + 1) };
	struct err e = { 0 };

	if (start)
		start(s.state, about);
	int r = screen_read(ui, &s, &e);
	if (r < 0) {
		screen_free(&s);
		ui_refuse_err(ui, &e);
		return r;
	}
	vec_push(&ui->stack, s);
	return 0;
}

/* A screen that can no longer be read is left: what it showed is no longer so, and the message says why. */
static void screen_refresh(struct ui *ui)
{
	struct screen *s = top(ui);
	struct err e = { 0 };

	if (!s || (s->written == ui->written && s->version == office_version(ui->office)))
		return;
	if (screen_read(ui, s, &e) == 0)
		return;
	ui_refuse_err(ui, &e);
	if (ui->stack.count > 1)
		ui_leave(ui);
}

static void screen_remove(struct ui *ui, int i)
{
	struct screen gone = ui->stack.items[i];

	memmove(&ui->stack.items[i], &ui->stack.items[i + 1], (size_t)(ui->stack.count - i - 1) * sizeof gone);
	ui->stack.count--;
	screen_free(&gone);
}

void ui_leave(struct ui *ui)
{
	screen_remove(ui, ui->stack.count - 1);
	screen_refresh(ui);
}

void ui_leave_all(struct ui *ui)
{
	while (ui->stack.count > 0)
		screen_remove(ui, ui->stack.count - 1);
}

void ui_back_to(struct ui *ui, const void *state)
{
	while (ui->stack.count > 0 && top(ui)->state != state)
		screen_remove(ui, ui->stack.count - 1);
	screen_refresh(ui);
}

/* KEYS ------------------------------------------------------------------------------------------------------------------------------ */

static const char *const refusals[] = {
	"This school can only be read, so nothing can be changed.",
	"There is nothing in this list to do that with.",
	"The office records arrivals: send the child there.",
	"You may see figures, and nobody's name.",
	"The afternoon has not begun yet.",
};
enum { REFUSALS = 8 };
_Static_assert(NEED_OWN == 1 << REFUSALS, "a screen's own sentences come after those of every screen");

/* Asked only for a key that needs it: a right may have to be looked up. */
static unsigned needs_met(struct ui *ui, const struct screen *s, unsigned wanted)
{
	const struct list *l = s->kind->list ? s->kind->list(s->state) : NULL;
	unsigned met = s->kind->has ? s->kind->has(ui, s->state) : 0;

	if (!office_read_only(ui->office))
		met |= NEED_WRITE;
	if (l && l->count > 0)
		met |= NEED_ROW;
	if (wanted & NEED_AFTERNOON && office_session_now(ui->office) == SESSION_PM)
		met |= NEED_AFTERNOON;
	if (wanted & NEED_LATE && office_may(ui->office, ACTION_RECORD_LATE, 0, NULL) == 0)
		met |= NEED_LATE;
	if (wanted & NEED_NAMES && office_may(ui->office, ACTION_SEE_REGISTER, 0, NULL) == 0)
		met |= NEED_NAMES;
	return met;
}

const char *ui_refusal(struct ui *ui, const struct screen *s, const struct binding *b)
{
	unsigned missing = b->needs & ~needs_met(ui, s, b->needs);

	for (unsigned i = 0; missing >> i; i++) {
		if (!(missing & 1u << i))
			continue;
		return 1u << i < NEED_OWN ? refusals[i] : s->kind->refusals[i - REFUSALS];
	}
	return NULL;
}

/* What is due, closed or past is so by the clock: a key of another minute has it read again, as the header's time is. */
static bool clock_went_on(struct ui *ui)
{
	return top(ui) && top(ui)->minute != minute_now(ui);
}

static void apply(struct ui *ui, void *state, int reaction)
{
	if (reaction < 0)
		reaction = REACT_STOP;
	if (reaction & REACT_STOP)
		ui->bell = true;
	if (reaction & REACT_RELOAD || clock_went_on(ui))
		ui->written++;
	for (int i = ui->stack.count; (reaction & REACT_LEAVE) && i-- > 0;)
		if (ui->stack.items[i].state == state)
			screen_remove(ui, i);
	screen_refresh(ui);
}

static int not_a_key(struct ui *ui, const struct screen *s, const struct key *k)
{
	char name[16];

	key_name(k, name);
	if (s->kind->overlay)
		return ui_refuse(ui, "%s does nothing here. Enter takes it, Esc goes back.", name);
	if (s->kind->sealed)
		return ui_refuse(ui, "%s does nothing here. Sign in to go on.", name);
	return name[0] ? ui_refuse(ui, "%s does nothing here. F1 shows the keys.", name) : REACT_NONE;
}

static int act(struct ui *ui, const struct key *k)
{
	struct screen s = *top(ui);
	const struct binding *b = keymap_find(ui, s.kind, k);
	struct list *l = s.kind->list ? s.kind->list(s.state) : NULL;

	if (b) {
		const char *why = ui_refusal(ui, &s, b);
		int reaction = why ? ui_refuse(ui, "%s", why) : b->action(ui, s.state, k);

		if (reaction < 0 || !(reaction & REACT_PASS))
			return reaction;
	}
	if (l && list_key(l, k))
		return REACT_NONE;
	return s.kind->other ? s.kind->other(ui, s.state, k) : not_a_key(ui, &s, k);
}

/* Kept while the key is taken: the hatch covers it, and brings it back. */
static void message_go(struct ui *ui)
{
	struct buf went = ui->went;

	ui->went = ui->message;
	ui->went_alert = ui->alert;
	ui->message = went;
	buf_reset(&ui->message);
	ui->alert = false;
}

void ui_key(struct ui *ui, const struct key *k)
{
	if (k->code == KEY_NONE || ui->stack.count == 0)
		return;
	void *state = top(ui)->state;
	ui->idle = 0;
	message_go(ui);
	if (k->code != KEY_ESC)
		ui->leaving = false;
	apply(ui, state, act(ui, k));
}

/* What lies idle: others' changes are shown, drafts reach the disk, names are covered. */
void ui_tick(struct ui *ui)
{
	const struct office_hands *hands = office_hands(ui->office);
	struct screen *s = top(ui);

	if (!s || ui->over)
		return;
	ui->idle++;
	if (ui->idle == 1 && s->kind->rest)
		s->kind->rest(ui, s->state);
	if (!hands->reader)
		screen_refresh(ui);
	if (ui->idle == 60 * hands->lock_minutes && office_is_signed_in(ui->office))
		ui_lock(ui);
}

/* The work of a screen goes on while another is looked at above it. */
bool ui_work(struct ui *ui)
{
	for (int i = ui->over ? 0 : ui->stack.count; i-- > 0;) {
		const struct screen s = ui->stack.items[i];

		if (s.kind->work && s.kind->work(ui, s.state))
			return true;
	}
	return false;
}

/* Not where the screen has given that key another meaning. */
static bool global_works(struct ui *ui, const struct screen_kind *kind, const struct binding *b)
{
	const struct key now = keymap_key(ui, "", b);

	return keymap_find(ui, kind, &now) == b;
}

void ui_keys_each(struct ui *ui, bool footer, void (*f)(void *ctx, const char *key, const struct binding *b), void *ctx)
{
	const struct screen *s = top(ui);
	char name[16];

	for (const struct binding *b = s->kind->keys; b && b->name; b++)
		if (b->footer || !footer)
			f(ctx, keymap_key_name(ui, s->kind->name, b, name), b);
	for (const struct binding *b = s->kind->list ? list_keys : NULL; b && b->name; b++)
		if (b->footer || !footer)
			f(ctx, keymap_key_name(ui, "", b, name), b);
	for (const struct binding *b = s->kind->overlay || s->kind->sealed ? NULL : global_keys; b && b->name; b++)
		if ((b->footer || !footer) && global_works(ui, s->kind, b))
			f(ctx, keymap_key_name(ui, "", b, name), b);
}
