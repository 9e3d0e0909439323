/* History of a pupil or of one act: each change with all five particulars (domain 2.5); on paper an act is a heading. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "change_words.h"
#include "marking.h"
#include "report_parts.h"

enum { ITEM_ACT, ITEM_AT, ITEM_PUPIL, ITEM_PUPIL_NAME, ITEM_WHAT, ITEM_MARK, ITEM_DATE, ITEM_SESSION, ITEM_ORIGINAL, ITEM_NEW, ITEM_CHANGE,
       ITEM_MINUTES, ITEM_STANDS, ITEM_NAME, ITEM_POSITION, ITEM_REASON, ITEMS_ALL };

static const struct report_column items[] = {
	[ITEM_ACT] = { "act", "Act", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[ITEM_AT] = { "at", "At", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[ITEM_PUPIL] = { "pupil", "Key", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[ITEM_PUPIL_NAME] = { "pupil_name", "Pupil", CELL_TEXT, 24, COLUMN_BOTH },
	[ITEM_WHAT] = { "what", "What", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[ITEM_MARK] = { "mark", "Mark of", CELL_TEXT, 26, COLUMN_TEXT_ONLY },
	[ITEM_DATE] = { "date", "Date", CELL_DAY, 0, COLUMN_DATA_ONLY },
	[ITEM_SESSION] = { "session", "Session", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[ITEM_ORIGINAL] = { "original", "Original", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[ITEM_NEW] = { "new", "New", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[ITEM_CHANGE] = { "change", "Change", CELL_TEXT, 0, COLUMN_TEXT_ONLY, .whole = true },
	[ITEM_MINUTES] = { "minutes_late", "Minutes late", CELL_INTEGER, 0, COLUMN_DATA_ONLY },
	[ITEM_STANDS] = { "stands", "Stands", CELL_FLAG, 0, COLUMN_DATA_ONLY },
	[ITEM_NAME] = { "name", "Who", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[ITEM_POSITION] = { "position", "Position", CELL_TEXT, 0, COLUMN_DATA_ONLY },
	[ITEM_REASON] = { "reason", "Reason", CELL_TEXT, 0, COLUMN_DATA_ONLY },
};

struct history {
	struct office *office;
	const struct report_asked *asked;
	struct report *report;
	struct arena arena;
	const struct change_row *changes; /**< of the pupil's rows, by act; `change` is the next */
	int change, change_count;
	int64_t act_before; /**< of the row before: a heading where it changes */
};

static const char *act_heading(struct history *h, const struct act_row *act)
{
	const struct act_head *head = &act->head;
	struct civil c = moment_civil(head->at);
	char day[DAY_TEXT], minute[8];

	if (h->act_before == act->seq)
		return NULL;
	h->act_before = act->seq;
	return arena_printf(&h->arena, "Act %lld (%s), %s at %s, by %s, %s%s%s", (long long)act->seq, head->kind, day_long(c.day, day),
			    minute_text(c.minute, minute), head->staff_name, head->position, head->reason ? ": " : "",
			    head->reason ? head->reason : "");
}

static struct cell *item_add(struct history *h, const struct act_row *act)
{
	struct report *r = h->report;
	struct cell *c = report_row_add(r, act_heading(h, act));

	c[ITEM_ACT] = cell_integer(act->seq);
	c[ITEM_AT] = report_cell_moment(r, act->head.at);
	c[ITEM_NAME] = cell_text(r, act->head.staff_name);
	c[ITEM_POSITION] = cell_text(r, act->head.position);
	c[ITEM_REASON] = cell_text(r, act->head.reason);
	return c;
}

/* What an entry that does not stand says: the mark it would have made was not made, or the one there is was seen to be right (A22). */
static const char *attempt_words(struct report *r, const struct entry *e)
{
	char time[8];

	if (e->arrival >= 0) /* at the desk, with a code that stays */
		return arena_printf(&r->arena, " (signed in at %s)", minute_text(e->arrival, time));
	if (arrival_taken_back(e))
		return " (the signing in is taken back)";
	return e->before == e->after ? " (seen in class after all)" : " (tried: the mark before it stands)";
}

static void item_change(struct report *r, struct cell *c, const char *original, const char *new, const char *tried)
{
	const char *after = new && *new ? new : "blank";

	c[ITEM_ORIGINAL] = cell_text(r, original);
	c[ITEM_NEW] = cell_text(r, new);
	c[ITEM_STANDS] = cell_flag(*tried == '\0');
	if (original && *original && strcmp(original, after) != 0)
		c[ITEM_CHANGE] = cell_text(r, arena_printf(&r->arena, "%s to %s%s", original, after, tried));
	else
		c[ITEM_CHANGE] = cell_text(r, arena_printf(&r->arena, "%s%s", after, tried));
}

/* An item of one pupil's. */
static int pupil_item_add(struct history *h, const struct act_row *act, int64_t pupil, struct cell **ret)
{
	struct report *r = h->report;
	struct pupil_row p;
	int got = store_thing_get(h->office->store, THING_PUPIL, pupil, &h->arena, &p);

	if (got < 0)
		return got;
	struct cell *c = item_add(h, act);
	c[ITEM_PUPIL] = report_cell_key(r, &p.key);
	c[ITEM_PUPIL_NAME] = cell_text(r, pupil_display_name(&p, &h->arena));
	*ret = c;
	return 0;
}

static int entry_add(struct history *h, const struct act_row *act, const struct entry *e)
{
	struct report *r = h->report;
	struct cell *c;
	char day[DAY_TEXT];
	int got = pupil_item_add(h, act, e->pupil, &c);

	if (got < 0)
		return got;
	c[ITEM_WHAT] = cell_text(r, "mark");
	c[ITEM_DATE] = cell_day(e->day);
	c[ITEM_SESSION] = cell_text(r, session_name(e->session));
	c[ITEM_MARK] = cell_text(r, arena_printf(&h->arena, "%s %s", day_long(e->day, day), session_name(e->session)));
	const char *before = e->before == CODE_NONE ? NULL : code_symbol(e->before), *after = e->after == CODE_NONE ? NULL : code_symbol(e->after);
	item_change(r, c, before, after, e->stands ? "" : attempt_words(r, e));
	if (e->minutes_late >= 0)
		c[ITEM_MINUTES] = cell_integer(e->minutes_late);
	return 0;
}

static int entries_add(struct history *h, const struct act_row *act)
{
	struct entry_row *entries;
	int n = store_entries_of_act(h->office->store, act->seq, &h->arena, &entries), got = 0;

	for (int i = 0; got == 0 && i < n; i++)
		if (h->asked->pupil == 0 || entries[i].entry.pupil == h->asked->pupil)
			got = entry_add(h, act, &entries[i].entry);
	return n < 0 ? n : got;
}

/* In data as the record has it, on paper in words; what joins rows and is no fact to anybody is left out. */
static void change_add(struct history *h, const struct act_row *act, const struct change_row *x)
{
	struct report *r = h->report;
	const char *label = x->thing < THINGS ? change_label(x->thing, x->field) : x->field;
	const char *before = change_value(h->office, x, x->before, &h->arena), *after = change_value(h->office, x, x->after, &h->arena);

	if (!label)
		return;
	struct cell *c = item_add(h, act);
	c[ITEM_WHAT] = cell_text(r, arena_printf(&h->arena, "%s.%s", x->thing < THINGS ? store_thing_name(x->thing) : "unknown", x->field));
	c[ITEM_MARK] = cell_text(r, label);
	c[ITEM_ORIGINAL] = cell_text(r, change_data(h->office, x, x->before, &h->arena));
	c[ITEM_NEW] = cell_text(r, change_data(h->office, x, x->after, &h->arena));
	c[ITEM_STANDS] = cell_flag(true);
	c[ITEM_CHANGE] = before ? cell_text(r, arena_printf(&r->arena, "%s to %s", before, after ? after : "none")) : cell_text(r, after);
}

/* Facts other than marks: of the pupil's rows alone, or of the whole act for those who see everybody. */
static int changes_add(struct history *h, const struct act_row *act)
{
	struct change_row *changes;
	int n;

	if (h->asked->pupil != 0) {
		while (h->change < h->change_count && h->changes[h->change].act < act->seq)
			h->change++;
		for (; h->change < h->change_count && h->changes[h->change].act == act->seq; h->change++)
			change_add(h, act, &h->changes[h->change]);
		return 0;
	}
	n = store_changes_of_act(h->office->store, act->seq, &h->arena, &changes);
	for (int i = 0; h->asked->everything && i < n; i++)
		change_add(h, act, &changes[i]);
	return n < 0 ? n : 0;
}

static int note_add(struct history *h, const struct act_row *act, const struct note_row *note)
{
	struct report *r = h->report;
	struct cell *c;
	char day[DAY_TEXT];
	int got = pupil_item_add(h, act, note->pupil, &c);

	if (got < 0)
		return got;
	c[ITEM_WHAT] = c[ITEM_MARK] = cell_text(r, "note");
	if (!day_is_none(note->day) && note->session >= 0) {
		c[ITEM_DATE] = cell_day(note->day);
		c[ITEM_SESSION] = cell_text(r, session_name((enum session)note->session));
		c[ITEM_MARK] = cell_text(r, arena_printf(&h->arena, "note %s %s", day_long(note->day, day),
							session_name((enum session)note->session)));
	}
	item_change(r, c, NULL, note->text, "");
	return 0;
}

/* Notes for all; those for a role are shown where that role is asked for. */
static int notes_add(struct history *h, const struct act_row *act)
{
	struct note_row *notes;
	int n = store_notes_of_act(h->office->store, act->seq, &h->arena, &notes), got = 0;

	for (int i = 0; got == 0 && i < n; i++)
		if (notes[i].pupil && strcmp(notes[i].audience, "all") == 0 && (h->asked->pupil == 0 || notes[i].pupil == h->asked->pupil))
			got = note_add(h, act, &notes[i]);
	return n < 0 ? n : got;
}

static int items_add(struct history *h, const struct act_row *act)
{
	int r = entries_add(h, act);

	if (r == 0)
		r = notes_add(h, act);
	return r < 0 ? r : changes_add(h, act);
}

static int pupil_items(struct history *h, struct err *e)
{
	struct office *o = h->office;
	struct act_row *acts;
	struct pupil_row p;
	int n = store_acts_of_pupil(o->store, h->asked->pupil, &h->arena, &acts);
	int got = n < 0 ? n : store_thing_get(o->store, THING_PUPIL, h->asked->pupil, &h->arena, &p);
	struct change_row *changes = NULL;

	if (got == 0)
		got = h->change_count = store_changes_of_pupil(o->store, h->asked->pupil, &h->arena, &changes);
	h->changes = changes;
	got = got < 0 ? got : 0;
	for (int i = 0; got == 0 && i < n; i++) {
		int64_t at = acts[i].head.at.seconds;

		if (at >= moment_of(h->asked->from, 0, 0).seconds && at <= report_history_end(h->asked).seconds)
			got = items_add(h, &acts[i]);
	}
	if (got < 0)
		return office_fail(o, got, e);
	h->report->title = arena_printf(&h->report->arena, "History of %s", pupil_display_name(&p, &h->arena));
	return 0;
}

static int act_items(struct history *h, struct err *e)
{
	struct office *o = h->office;
	int64_t seq = h->asked->wish->act;
	struct act_row act;
	int got = store_act_get(o->store, seq, &h->arena, &act);

	if (got == -ENOENT)
		return err_usage(e, "There is no act %lld. `firstbell history` lists those there are.", (long long)seq);
	if (got == 0 && !report_sees(o, h->asked, act.head.roll_group))
		return err_refuse(e, "Act %lld is not about one of your classes. Ask the office.", (long long)seq);
	if (got == 0)
		got = items_add(h, &act);
	if (got < 0)
		return office_fail(o, got, e);
	h->report->title = arena_printf(&h->report->arena, "Act %lld: %s, by %s, %s", (long long)seq, act.head.kind, act.head.staff_name,
					act.head.position);
	if (act.head.reason && h->report->rows.count == 0) /* else it stands over what was changed */
		report_line(h->report, "Reason: %s.", act.head.reason);
	if (act.undone_by != 0)
		report_line(h->report, "Undone by act %lld.", (long long)act.undone_by);
	return 0;
}

/* A teacher sees the history of the pupils of their own classes. */
static int may_see_pupil(struct office *o, const struct report_asked *k, struct err *e)
{
	CLEAN_ROLL struct roll roll = { 0 };

	if (k->everything)
		return 0;
	int r = roll_load(o, ROLL_PLACES, k->first, k->last, &roll, e);
	if (r < 0)
		return r;
	if (k->pupil >= roll.count || !report_sees(o, k, roll_class(&roll.pupils[k->pupil], k->to)))
		return err_refuse(e, "That pupil is not in one of your classes. Ask the office for the history.");
	return 0;
}

int report_history_items(struct office *o, const struct report_asked *k, struct report *r, struct err *e)
{
	struct history h = { .office = o, .asked = k, .report = r };
	int got = k->pupil == 0 ? 0 : may_see_pupil(o, k, e);

	if (got < 0)
		return got;
	report_start(o, r, "history", items, ITEMS_ALL);
	r->none = k->wish->act != 0 ? "That act changed no mark: it says only that it was done." : "Nothing was changed in that time.";
	got = k->wish->act != 0 ? act_items(&h, e) : pupil_items(&h, e);
	arena_finish(&h.arena);
	return got;
}
