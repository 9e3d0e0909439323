/* Sending a register, undoing what was sent, and overwriting it: each said before it is done. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "register.h"

#define BULK 30 /* reliability 6: above, the number of marks is typed */

/* What stands now was seen, and a question may be asked about it. */
static int ask_why(struct ui *ui, const struct taking *t, const char *what, ui_answer *answer)
{
	char prompt[200], time[8];

	if (what)
		snprintf(prompt, sizeof prompt, "Why? %s", what);
	else if (t->past)
		snprintf(prompt, sizeof prompt, "Why? This day is past:");
	else
		snprintf(prompt, sizeof prompt, "Why? The register closed at %s:", taking_closes(t, time));
	return ui_ask_reason(ui, prompt, answer);
}

static bool is_answered(struct ui *ui, const char *reason)
{
	if (reason[0])
		return true;
	ui_refuse(ui, "Nothing was done: a change after the close needs a reason.");
	return false;
}

/* What this person saved comes back with the next reading: nobody else changed it. */
static int saved(struct taking *t)
{
	t->own = true;
	return REACT_RELOAD;
}

/* SENDING ----------------------------------------------------------------------------------------------------------------------------- */

static int wishes_make(const struct taking *t, struct mark_wish *to)
{
	int n = 0;

	for (int i = 0; i < t->view.count; i++) {
		const struct taking_row *r = &t->rows[i];

		if (r->typed.is)
			to[n++] = (struct mark_wish){ .pupil = r->line->pupil, .code = code_symbol(r->typed.code), .before = r->typed.before,
						      .minutes_late = r->typed.minutes_late, .note = r->typed.note, .line = i + 1 };
	}
	return n;
}

/* What was planned stands in the summary; of whom somebody else has, that one says what happened. */
static void say_sent(struct ui *ui, const struct taking *t, const char *summary, const struct mark_result *sent)
{
	CLEAN_BUF struct buf words = { 0 };

	if (sent->act == 0)
		buf_printf(&words, "Nothing to change: %s.", summary);
	else
		buf_printf(&words, "%s: %s.", t->view.facts.sent && t->all_codes ? "Changed" : "Sent", summary);
	if (sent->act != 0 && !sent->attempts)
		buf_printf(&words, " Act %" PRId64 " is saved.", sent->act);
	if (sent->attempts)
		buf_printf(&words, " %d arrival%s: signed in, not in class.", sent->attempts, sent->attempts == 1 ? " stands" : "s stand");
	else if (sent->needs_note)
		buf_printf(&words, " %d %s a note.", sent->needs_note, sent->needs_note == 1 ? "needs" : "need");
	if (sent->act != 0 && sent->expected)
		buf_printf(&words, " %d expected elsewhere: whoever has them confirms it.", sent->expected);
	ui_say(ui, "%s", buf_string(&words));
}

static int refuse_sending(struct ui *ui, struct taking *t, int r, const struct err *e)
{
	if (e->line > 0)
		list_focus(&t->list, e->line - 1);
	return ui_refuse_err(ui, e) | (r == -ESTALE ? REACT_RELOAD : 0);
}

/* Whoever came from a list goes on with the next line of it; a first screen stays. */
static int submit(struct ui *ui, struct taking *t, const char *reason)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf summary = { 0 };
	struct mark_wish *wishes = arena_new(&a, (size_t)t->view.count + 1, sizeof *wishes);
	struct mark_result sent = { 0 };
	struct err e = { 0 };
	int r = office_register_submit(ui->office, &t->ref, wishes, wishes_make(t, wishes), reason, &summary, &sent, &e);

	if (r < 0)
		return refuse_sending(ui, t, r, &e);
	say_sent(ui, t, buf_string(&summary), &sent);
	if (taking_all_sent(t, &e) < 0)
		ui_refuse_err(ui, &e);
	return saved(t) | (ui->stack.count > 1 ? REACT_LEAVE : 0);
}

static int sent_with_reason(struct ui *ui, void *state, const char *reason)
{
	return is_answered(ui, reason) ? submit(ui, state, reason) : REACT_STOP;
}

static int stale_rows(struct taking *t, struct taking_row **ret_first)
{
	int n = 0;

	for (int i = t->view.count; i-- > 0;)
		if (taking_is_stale(&t->rows[i])) {
			*ret_first = &t->rows[i];
			n++;
		}
	return n;
}

static int ask_stale(struct ui *ui, struct taking *t);

static int counts_agreed(struct ui *ui, void *state, const char *typed)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf why = { 0 };
	struct taking *t = state;
	struct taking_row *first;
	struct mark_wish *wishes = arena_new(&a, (size_t)t->view.count + 1, sizeof *wishes);

	(void)typed;
	if (stale_rows(t, &first))
		return ask_stale(ui, t);
	if (office_register_asks_reason(ui->office, &t->ref, wishes, wishes_make(t, wishes), &why))
		return ask_why(ui, t, buf_string(&why), sent_with_reason);
	return submit(ui, t, NULL);
}

static int ask_counts(struct ui *ui, struct taking *t)
{
	CLEAN_BUF struct buf question = { 0 };

	taking_counts(t, &question);
	buf_text(&question, ". Enter or F10 sends, Esc goes back.");
	return ui_confirm(ui, buf_string(&question), KEY_F(10), counts_agreed);
}

/* It was shown and agreed to: what stands now is what it goes over (A21). */
static int stale_agreed(struct ui *ui, void *state, const char *typed)
{
	struct taking *t = state;
	struct err e = { 0 };

	(void)typed;
	taking_step_begin(t);
	for (int i = 0; i < t->view.count; i++) {
		struct taking_row *r = &t->rows[i];
		struct typed_mark mine = r->typed;

		mine.before = r->line->mark;
		if (taking_is_stale(r) && taking_put(t, r, &mine, &e) < 0)
			return ui_refuse_err(ui, &e);
	}
	return ask_counts(ui, t);
}

static bool goes_beside(const struct taking *t, const struct taking_row *r)
{
	return r->line->arrived && !code_is_in(r->typed.code, t->ref.day);
}

static int ask_stale(struct ui *ui, struct taking *t)
{
	struct taking_row *first = NULL;
	char question[240];
	int n = stale_rows(t, &first);

	list_focus(&t->list, (int)(first - t->rows));
	if (n == 1)
		snprintf(question, sizeof question, "%s. %s%s%s, Esc goes back.", first->changed ? first->changed : "Somebody else changed it",
			 goes_beside(t, first) ? "It stands: Enter sends your " : "Enter sends your ", code_symbol(first->typed.code),
			 goes_beside(t, first) ? "" : " over it");
	else
		snprintf(question, sizeof question, "%d marks were changed by others. Enter sends yours over them, Esc goes back.", n);
	return ui_confirm(ui, question, KEY_F(10), stale_agreed);
}

int taking_send(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = state;
	struct taking_row *first;

	(void)k;
	taking_settle(t);
	return stale_rows(t, &first) ? ask_stale(ui, t) : ask_counts(ui, t);
}

/* UNDOING ----------------------------------------------------------------------------------------------------------------------------- */

static int undo(struct ui *ui, struct taking *t, const char *reason)
{
	CLEAN_BUF struct buf left = { 0 };
	struct mark_result done = { 0 };
	struct err e = { 0 };

	if (office_undo(ui->office, t->asked, reason, &left, &done, &e) < 0)
		return ui_refuse_err(ui, &e);
	ui_say(ui, "Act %" PRId64 " is undone: %d mark%s put back%s. The undo is act %" PRId64 ".", t->asked, done.entries,
	       PLURAL(done.entries), done.standing ? ", what changed since is left" : "", done.act);
	return saved(t);
}

static int undone_with_reason(struct ui *ui, void *state, const char *reason)
{
	return is_answered(ui, reason) ? undo(ui, state, reason) : REACT_STOP;
}

static int undo_agreed(struct ui *ui, void *state, const char *typed)
{
	struct taking *t = state;

	(void)typed;
	return taking_is_closed(ui, t) ? ask_why(ui, t, NULL, undone_with_reason) : undo(ui, t, NULL);
}

static int undo_sent(struct ui *ui, struct taking *t)
{
	char question[160];

	t->asked = office_act_to_undo(ui->office, &t->ref);
	if (t->asked == 0)
		return ui_refuse(ui, "Nothing that you did in this register is left to undo.");
	snprintf(question, sizeof question, "Act %" PRId64 " was your last in this register. Enter undoes it, Esc goes back.", t->asked);
	return ui_confirm(ui, question, KEY_F(8), undo_agreed);
}

int taking_undo(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = state;
	struct err e = { 0 };
	bool waited = t->waiting;

	(void)k;
	taking_settle(t);
	if (waited)
		return REACT_NONE;
	if (t->steps.count == 0)
		return undo_sent(ui, t);
	int rows = taking_step_back(t, &e);
	if (rows < 0)
		return ui_refuse_err(ui, &e);
	ui_say(ui, "%d mark%s taken back; %d not sent.", rows, rows == 1 ? " is" : "s are", taking_unsent(t));
	return REACT_NONE;
}

/* OVERWRITING (A3) -------------------------------------------------------------------------------------------------------------------- */

static int overwrite(struct ui *ui, struct taking *t, const char *reason)
{
	CLEAN_BUF struct buf replaced = { 0 };
	struct mark_result done = { 0 };
	struct err e = { 0 };
	const char *symbol = code_symbol(t->asked_code);

	if (office_register_overwrite(ui->office, &t->ref, symbol, reason, true, &replaced, &done, &e) < 0)
		return ui_refuse_err(ui, &e);
	ui_say(ui, "%d mark%s %s now. Act %" PRId64 " is saved; F8 undoes it.", done.entries, done.entries == 1 ? " is" : "s are", symbol, done.act);
	return saved(t);
}

static int overwritten_with_reason(struct ui *ui, void *state, const char *reason)
{
	return is_answered(ui, reason) ? overwrite(ui, state, reason) : REACT_STOP;
}

static int marks_to_replace(const struct taking *t)
{
	int n = 0;

	for (int i = 0; i < t->view.count; i++)
		n += t->rows[i].line->mark != t->asked_code;
	return n;
}

static int overwrite_agreed(struct ui *ui, void *state, const char *typed)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf why = { 0 };
	struct taking *t = state;
	struct mark_wish *wishes = arena_new(&a, (size_t)t->view.count + 1, sizeof *wishes);

	(void)typed;
	for (int i = 0; i < t->view.count; i++)
		wishes[i] = (struct mark_wish){ .pupil = t->rows[i].line->pupil, .code = code_symbol(t->asked_code), .before = -1, .minutes_late = -1 };
	if (office_register_asks_reason(ui->office, &t->ref, wishes, t->view.count, &why))
		return ask_why(ui, t, buf_string(&why), overwritten_with_reason);
	return overwrite(ui, t, NULL);
}

static int overwrite_counted(struct ui *ui, void *state, const char *typed)
{
	const struct taking *t = state;

	if (atoi(typed) != marks_to_replace(t))
		return ui_refuse(ui, "Nothing was done: %d marks would be replaced.", marks_to_replace(t));
	return overwrite_agreed(ui, state, typed);
}

static int ask_overwrite(struct ui *ui, struct taking *t, const char *replaces)
{
	char question[240];
	int n = marks_to_replace(t);

	if (n == 0)
		return ui_refuse(ui, "Every pupil is marked %s already.", code_symbol(t->asked_code));
	if (n > BULK) {
		snprintf(question, sizeof question, "%s replaces %s. Type %d to do it:", code_symbol(t->asked_code), replaces, n);
		return ui_ask(ui, question, NULL, overwrite_counted);
	}
	snprintf(question, sizeof question, "%s goes to %d%s%s. Enter does it, Esc goes back.", code_symbol(t->asked_code), n,
		 replaces[0] ? ", replaces " : "", replaces);
	return ui_confirm(ui, question, KEY_CTRL('O'), overwrite_agreed);
}

static int overwrite_code(struct ui *ui, void *state, const char *typed)
{
	CLEAN_BUF struct buf replaces = { 0 };
	struct taking *t = state;
	struct mark_result would;
	struct err e = { 0 };

	if (code_read(typed, t->ref.day, t->ref.session, &t->asked_code, &e) < 0 ||
	    office_register_overwrite(ui->office, &t->ref, typed, NULL, false, &replaces, &would, &e) < 0)
		return ui_refuse_err(ui, &e);
	return ask_overwrite(ui, t, buf_string(&replaces));
}

int taking_overwrite(struct ui *ui, void *state, const struct key *k)
{
	struct taking *t = state;
	int unsent = taking_unsent(t);

	(void)k;
	taking_settle(t);
	if (unsent)
		return ui_refuse(ui, "%d mark%s not sent: send with F10 or take back with F8 first.", unsent, unsent == 1 ? " is" : "s are");
	return ui_ask(ui, "One code for every pupil, marks that stand included:", NULL, overwrite_code);
}
