/* Plain mode: a register as it stands, row after row. */
#include "plain.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>

/* WHAT A ROW IS -------------------------------------------------------------------------------------------------------------------- */

static const struct draft_mark *typed_of(const struct plain_taking *t, int64_t pupil)
{
	const struct draft_mark *marks;
	struct moment since;
	int n = t->draft ? draft_marks(t->draft, &marks, &since) : 0;

	for (int i = 0; i < n; i++)
		if (marks[i].pupil == pupil)
			return &marks[i];
	return NULL;
}

const struct draft_mark *plain_typed(const struct plain_taking *t, int row)
{
	return typed_of(t, t->view.lines[row].pupil);
}

uint8_t plain_mark(const struct plain_taking *t, int row)
{
	const struct draft_mark *typed = plain_typed(t, row);

	return typed ? code_number(typed->code) : t->view.lines[row].mark;
}

bool plain_is_stale(const struct plain_taking *t, int row)
{
	const struct draft_mark *typed = plain_typed(t, row);
	uint8_t stands = t->view.lines[row].mark;

	return typed && stands != typed->before && stands != code_number(typed->code);
}

bool plain_needs_note(const struct plain_taking *t, int row)
{
	const struct draft_mark *typed = plain_typed(t, row);
	const struct code *c = typed ? code_on(code_number(typed->code), t->ref.day) : NULL;

	return typed ? c && c->needs_note && !typed->note : t->view.lines[row].needs_note;
}

int plain_row_of(const struct plain_taking *t, int64_t pupil)
{
	for (int i = 0; i < t->view.count; i++)
		if (t->view.lines[i].pupil == pupil)
			return i;
	return -1;
}

int plain_unsent(const struct plain_taking *t)
{
	int n = 0;

	for (int i = 0; i < t->view.count; i++)
		n += plain_typed(t, i) != NULL;
	return n;
}

bool plain_is_expected(const struct plain_taking *t, int row)
{
	return plain_mark(t, row) == CODE_NONE && t->view.lines[row].expected != CODE_NONE;
}

bool plain_is_blank(const struct plain_taking *t, int row)
{
	return plain_mark(t, row) == CODE_NONE && t->view.lines[row].expected == CODE_NONE;
}

int plain_blank(const struct plain_taking *t)
{
	int n = 0;

	for (int i = 0; i < t->view.count; i++)
		n += plain_is_blank(t, i);
	return n;
}

bool plain_is_closed(const struct plain_taking *t)
{
	struct civil now = moment_civil(office_now(t->p->office));

	return t->view.closed || t->ref.day.n < now.day.n || (t->view.times && now.minute > t->view.times->closes);
}

const char *plain_closes(const struct plain_taking *t, char to[static 8])
{
	return t->view.times ? minute_text(t->view.times->closes, to) : "an earlier time";
}

/* SAYING IT ------------------------------------------------------------------------------------------------------------------------ */

/* "N no reason yet"; a code of another time has no words here. */
static void mark_put(const struct plain_taking *t, uint8_t mark, struct buf *to)
{
	const struct code *c = code_on(mark, t->ref.day);

	if (mark == CODE_NONE)
		buf_text(to, "blank");
	else
		buf_printf(to, "%s%s%s", code_symbol(mark), c ? " " : "", c ? c->words : "");
}

static void row_put(const struct plain_taking *t, int row, struct buf *to)
{
	const struct register_line *l = &t->view.lines[row];
	const struct draft_mark *typed = plain_typed(t, row);
	const char *note = typed && typed->note ? typed->note : l->note;

	mark_put(t, plain_mark(t, row), to);
	if (!typed && l->minutes_late >= 0)
		buf_printf(to, ", %d min", l->minutes_late);
	if (typed)
		buf_text(to, ", not sent");
	if (note)
		buf_printf(to, ", note: %s", note);
	if (plain_is_expected(t, row)) {
		buf_text(to, ", expected ");
		mark_put(t, l->expected, to);
		if (l->expected_words)
			buf_printf(to, ", %s", l->expected_words);
		if (l->expected_waits)
			buf_text(to, ", to be confirmed");
	}
	if (l->out)
		buf_text(to, ", signed out");
	if (l->office_note)
		buf_printf(to, ", from the office: %s", l->office_note);
}

void plain_row_say(const struct plain_taking *t, int row)
{
	CLEAN_BUF struct buf said = { 0 };

	row_put(t, row, &said);
	plain_say(t->p, "Row %d, %s: %s.%s", row + 1, t->view.lines[row].name, buf_string(&said),
		  plain_needs_note(t, row) ? " It needs a note: note and what kind." : "");
}

/* A child who was not here in the morning, or is planned elsewhere, is looked for before the answer is typed. */
static char *row_ask(struct plain_taking *t)
{
	const struct register_line *l = &t->view.lines[t->at];
	uint8_t mark = plain_mark(t, t->at);
	bool morning = t->ref.session == SESSION_PM && l->am != CODE_NONE && !code_is_in(l->am, t->ref.day);
	bool expected = plain_is_expected(t, t->at);

	return plain_ask(t->p, "%s row %d %s, %s%s%s%s%s%s: ", t->view.group, t->at + 1, l->name, mark ? code_symbol(mark) : "blank",
			 plain_typed(t, t->at) ? " not sent" : "", morning ? ", morning " : "", morning ? code_symbol(l->am) : "",
			 expected ? ", expected " : "", expected ? code_symbol(l->expected) : "");
}

static char *end_ask(struct plain_taking *t)
{
	return plain_ask(t->p, "%s, after the last row, %d blank, %d not sent: ", t->view.group, plain_blank(t), plain_unsent(t));
}

static void head_say(const struct plain_taking *t)
{
	const struct register_facts *f = &t->view.facts;
	const char *banner = office_banner(t->p->office);
	const char *closes = !t->view.times ? "no times are set" : plain_is_closed(t) ? "closed at " : "closes ";
	char time[8];

	plain_say(t->p, "%s%s%s: %s, %d due, %d blank, %s%s.", banner ? banner : "", banner ? " " : "", t->view.title,
		  register_state_words(t->view.state), f->due, f->due - f->marked, closes, t->view.times ? plain_closes(t, time) : "");
}

/* What the office says of the class today (A33). */
static void class_notes_say(const struct plain_taking *t)
{
	for (int i = 0; t->view.class_notes && t->view.class_notes[i]; i++)
		plain_say(t->p, "From the office: %s", t->view.class_notes[i]);
}

/* READING -------------------------------------------------------------------------------------------------------------------------- */

/* A21: at the next question, and the row asked about stays. */
static void changes_say(struct plain_taking *t, const struct register_view *old)
{
	for (int i = 0; i < old->count; i++) {
		CLEAN_BUF struct buf by = { 0 };
		int row = plain_row_of(t, old->lines[i].pupil);

		if (row < 0 || t->view.lines[row].mark == old->lines[i].mark)
			continue;
		office_mark_changed_by(t->p->office, &t->ref, old->lines[i].pupil, &by);
		plain_say(t->p, "Changed: row %d, %s: %s.", row + 1, t->view.lines[row].name, by.length ? buf_string(&by) : "by somebody else");
	}
}

static void rights_read(struct plain_taking *t)
{
	struct office *o = t->p->office;

	t->may_amend = office_may(o, ACTION_AMEND, t->ref.roll_group, NULL) == 0;
	t->all_codes = office_may(o, ACTION_ALL_CODES, t->ref.roll_group, NULL) == 0;
	t->allowed_count = office_codes_allowed(o, &t->ref, t->allowed, PLAIN_CODES_MOST);
}

int plain_reload(struct plain_taking *t, bool own, struct err *e)
{
	struct register_view old = t->view, fresh;
	int64_t version = office_version(t->p->office), pupil = t->at < old.count ? old.lines[t->at].pupil : 0;
	int r = office_register_open(t->p->office, &t->ref, &fresh, e);

	if (r < 0)
		return r;
	t->view = fresh;
	t->version = version;
	t->at = pupil ? plain_row_of(t, pupil) : fresh.count;
	if (t->at < 0)
		t->at = 0;
	rights_read(t);
	if (!own)
		changes_say(t, &old);
	register_view_finish(&old);
	return 0;
}

void plain_look_again(struct plain_taking *t)
{
	struct err e = { 0 };

	if (office_version(t->p->office) != t->version && plain_reload(t, false, &e) < 0) {
		plain_refuse(t->p, &e);
		t->done = true;
	}
}

/* OFFERED BACK --------------------------------------------------------------------------------------------------------------------- */

/* A program that was stopped between the act and the end of its draft: the mark stands as it was typed. */
static void landed_drop(struct plain_taking *t)
{
	for (int i = 0; i < t->view.count; i++) {
		const struct register_line *l = &t->view.lines[i];
		const struct draft_mark *typed = plain_typed(t, i);

		if (typed && typed->before != l->mark && code_number(typed->code) == l->mark)
			draft_drop(t->draft, l->pupil, NULL);
	}
}

static void offer_say(struct plain_taking *t)
{
	const struct draft_mark *marks;
	struct moment since;
	char time[8];
	int n = plain_unsent(t), elsewhere = draft_elsewhere(t->draft), damaged = draft_passed_over(t->draft);

	draft_marks(t->draft, &marks, &since);
	if (n)
		plain_say(t->p, "%d mark%s not sent from %s %s here: send sends, undo takes back.", n, PLURAL(n),
			  minute_text(moment_civil(since).minute, time), n == 1 ? "is" : "are");
	if (elsewhere)
		plain_say(t->p, "On another terminal of yours %d mark%s of this register %s not sent.", elsewhere, PLURAL(elsewhere),
			  elsewhere == 1 ? "is" : "are");
	if (damaged)
		plain_say(t->p, "What was typed and not sent is damaged in part: %d line%s cannot be read.", damaged, PLURAL(damaged));
}

/* Whoever may give no code here only looks, and is told so when one is typed. */
static void draft_begin(struct plain_taking *t)
{
	bool past = t->ref.day.n < office_today(t->p->office).n;

	if (office_read_only(t->p->office))
		err_refuse(&t->no_draft, "%s", office_read_only(t->p->office));
	else if (t->allowed_count == 0)
		err_refuse(&t->no_draft, past ? "This day is past: the office changes its marks."
					      : "You can look at this register: its teacher and the office mark it.");
	else if (office_draft_open(t->p->office, &t->ref, &t->draft, &t->no_draft) < 0)
		plain_refuse(t->p, &t->no_draft);
	if (!t->draft)
		return;
	t->p->draft = t->draft;
	landed_drop(t);
	offer_say(t);
}

/* ITS LIFE ------------------------------------------------------------------------------------------------------------------------- */

static void first_blank(struct plain_taking *t)
{
	t->at = 0;
	while (t->at < t->view.count && !plain_is_blank(t, t->at))
		t->at++;
}

static void take(struct plain_taking *t)
{
	char *typed;

	while (!t->p->over && !t->done) {
		plain_look_again(t);
		if (t->done)
			return;
		typed = t->at < t->view.count ? row_ask(t) : end_ask(t);
		if (typed)
			plain_answer(t, typed);
	}
}

/* Who was marked in it and has moved since (H2): told, and not asked for. */
static void moved_say(struct plain_taking *t)
{
	for (int i = 0; i < t->view.moved_count; i++) {
		const struct register_line *l = &t->view.moved[i];

		plain_say(t->p, "Marked here then: %s, %s; %s.", l->name, code_symbol(l->mark), l->remark);
	}
}

static void leave(struct plain_taking *t)
{
	int n = plain_unsent(t);

	if (n)
		plain_say(t->p, "%d mark%s of %s %s not sent: kept, and offered when you open it again.", n, PLURAL(n), t->view.group,
			  n == 1 ? "is" : "are");
	if (t->draft)
		draft_rest(t->draft);
	t->p->draft = NULL;
	draft_close(t->draft);
	register_view_finish(&t->view);
	arena_finish(&t->words);
	vec_finish(&t->steps);
}

void plain_register(struct plain *p, const struct register_ref *ref, bool send)
{
	struct plain_taking t = { .p = p, .ref = *ref };
	struct err e = { 0 };

	if (plain_reload(&t, true, &e) < 0) {
		plain_refuse(p, &e);
		return;
	}
	head_say(&t);
	class_notes_say(&t);
	moved_say(&t);
	draft_begin(&t);
	first_blank(&t);
	if (send)
		plain_send(&t, NULL);
	else if (t.view.count > 0)
		take(&t);
	else
		plain_say(p, "Nobody is due in this register.");
	leave(&t);
}
