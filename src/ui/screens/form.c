/* A page of lines that a person fills in: what each holds, and what a key does to it. */
#include "form.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "form_value.h"
#include "minute.h"

static const char *const yes_no[] = { "no", "yes", NULL };

static struct form_value *at(const struct form *f, int line)
{
	BUG_UNLESS(line >= 0 && line < f->count);
	return &f->values[line];
}

/* ITS LIFE ---------------------------------------------------------------------------------------------------------------------------- */

static void focus_step(struct form *f, int line, int step);

static void choices_free(struct form_value *v)
{
	for (int i = 0; i < v->choice_count; i++)
		mem_cleanup(&v->choices[i]);
	mem_cleanup(&v->choices);
	v->choice_count = 0;
}

static int choices_of(const char *const *choices)
{
	int n = 0;

	while (choices && choices[n])
		n++;
	return n;
}

void form_start(struct form *f, const struct form_line *lines, int count)
{
	*f = (struct form){ .lines = lines, .count = count, .values = mem_new((size_t)count + 1, sizeof *f->values), .today = DAY_NONE };
	f->list.count = count;
	for (int i = 0; i < count; i++) {
		const char *const *choices = lines[i].kind == FORM_YES_NO ? yes_no : lines[i].choices;

		f->values[i].choice = -1;
		f->values[i].first = mem_text("");
		if (choices)
			form_choices(f, i, choices, choices_of(choices));
	}
	focus_step(f, 0, 1);
}

void form_finish(struct form *f)
{
	for (int i = 0; f->values && i < f->count; i++) {
		struct form_value *v = &f->values[i];

		field_finish(&v->field);
		buf_finish(&v->said);
		buf_finish(&v->typed);
		mem_cleanup(&v->first);
		choices_free(v);
	}
	mem_cleanup(&f->values);
	f->count = 0;
}

/* VALUES ------------------------------------------------------------------------------------------------------------------------------ */

/* Where the rest of a word is shown and nobody typed on, that word was meant. */
static const char *meant(const struct form *f, int line)
{
	const char *rest = f->lines[line].kind == FORM_WORD && line == f->list.focus ? form_offer(f, line) : NULL;

	return rest ? rest : "";
}

/* What is typed is given back without blanks at its ends. */
static void say(const struct form *f, int line)
{
	struct form_value *v = at(f, line);
	CLEAN_FREE char *text = mem_text(form_is_chosen(&f->lines[line]) ? (v->choice < 0 ? "" : v->choices[v->choice]) : field_text(&v->field));
	CLEAN_FREE char *rest = mem_text(meant(f, line));

	buf_reset(&v->said);
	buf_printf(&v->said, "%s%s", text_trim(text), rest);
}

static void begin_so(const struct form *f, int line)
{
	struct form_value *v = at(f, line);

	say(f, line);
	mem_cleanup(&v->first);
	v->first = mem_text(buf_string(&v->said));
}

static int choice_named(const struct form_value *v, const char *text)
{
	for (int i = 0; text && i < v->choice_count; i++)
		if (strcmp(v->choices[i], text) == 0)
			return i;
	return -1;
}

void form_set(struct form *f, int line, const char *text)
{
	struct form_value *v = at(f, line);

	if (form_is_chosen(&f->lines[line]))
		v->choice = choice_named(v, text);
	else
		field_set(&v->field, text ? text : "");
	begin_so(f, line);
}

void form_set_day(struct form *f, int line, struct day d)
{
	CLEAN_BUF struct buf text = { 0 };
	int year, month, date;

	if (!day_is_none(d)) {
		day_to_ymd(d, &year, &month, &date);
		buf_printf(&text, "%d/%d/%d", date, month, year);
	}
	form_set(f, line, buf_string(&text));
}

void form_choose(struct form *f, int line, int choice)
{
	at(f, line)->choice = choice;
	begin_so(f, line);
}

void form_choices(struct form *f, int line, const char *const *choices, int count)
{
	struct form_value *v = at(f, line);
	char **fresh = mem_new((size_t)count + 1, sizeof *fresh);

	for (int i = 0; i < count; i++)
		fresh[i] = mem_text(choices[i]);
	choices_free(v);
	v->choices = fresh;
	v->choice_count = count;
	v->choice = choice_named(v, buf_string(&v->said));
	say(f, line);
}

const char *form_text(const struct form *f, int line)
{
	return buf_string(&at(f, line)->said);
}

const char *form_changed(const struct form *f, int line)
{
	return strcmp(form_text(f, line), at(f, line)->first) != 0 ? form_text(f, line) : NULL;
}

bool form_any_changed(const struct form *f)
{
	for (int i = 0; i < f->count; i++)
		if (form_changed(f, i))
			return true;
	return false;
}

int form_choice(const struct form *f, int line)
{
	return at(f, line)->choice;
}

bool form_yes(const struct form *f, int line)
{
	return at(f, line)->choice == 1;
}

/* JUDGING ----------------------------------------------------------------------------------------------------------------------------- */

void form_focus(struct form *f, int line)
{
	struct form_value *left = at(f, f->list.focus);

	if (f->lines[f->list.focus].kind == FORM_WORD)
		field_set(&left->field, buf_string(&left->said));
	for (int i = 0; i < f->count; i++)
		buf_reset(&f->values[i].typed);
	f->list.focus = line;
	at(f, line)->fresh = true;
}

int form_day(struct form *f, int line, struct day today, struct day *ret, struct err *e)
{
	bool born = f->lines[line].kind == FORM_BORN;

	if (*form_text(f, line) == '\0') {
		*ret = DAY_NONE;
		return 0;
	}
	if (form_day_read(form_text(f, line), today, born, ret) == 0)
		return 0;
	form_focus(f, line);
	return born ? err_usage(e, "%s: write a day that has been, with its year, like 3/9/2014.", f->lines[line].label)
		    : err_usage(e, "%s: write a date, like 3/9/2026, or today.", f->lines[line].label);
}

int form_minute(struct form *f, int line, const char *ask, int *ret, struct err *e)
{
	*ret = -1;
	if (*form_text(f, line) == '\0' || minute_typed(form_text(f, line), ret) == 0)
		return 0;
	form_focus(f, line);
	return err_usage(e, "%s: write %s.", f->lines[line].label, ask);
}

int form_complete(struct form *f, struct err *e)
{
	for (int i = 0; i < f->count; i++)
		if (f->lines[i].needed && *form_text(f, i) == '\0') {
			form_focus(f, i);
			return err_usage(e, "%s is needed: fill it in.", f->lines[i].label);
		}
	return 0;
}

/* CHOOSING ---------------------------------------------------------------------------------------------------------------------------- */

static bool begins(const char *choice, const char *folded)
{
	CLEAN_ARENA struct arena a = { 0 };

	return strncmp(text_fold(&a, choice), folded, strlen(folded)) == 0;
}

/* Of those that begin so the first; else one with a word that does, or its code: "appointment (M)". */
static int choice_like(const struct form_value *v, const char *typed)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *folded = text_fold(&a, typed);

	for (int i = 0; i < v->choice_count; i++)
		if (begins(v->choices[i], folded))
			return i;
	for (int i = 0; i < v->choice_count; i++)
		for (const char *word = v->choices[i]; (word = strchr(word, ' ')); word++)
			if (begins(word + 1 + (word[1] == '('), folded))
				return i;
	return -1;
}

/* A letter that goes no further begins anew: "be" is Beech, and "o" then Oak. */
static bool choose_typed(struct form_value *v, const char *letter)
{
	CLEAN_FREE char *before = mem_text(buf_string(&v->typed));

	buf_text(&v->typed, letter);
	int found = choice_like(v, buf_string(&v->typed));
	if (found < 0) {
		buf_reset(&v->typed);
		buf_text(&v->typed, letter);
		found = choice_like(v, letter);
	}
	if (found >= 0) {
		v->choice = found;
		return true;
	}
	buf_reset(&v->typed);
	buf_text(&v->typed, before);
	return false;
}

static void choose_step(struct form_value *v, int choice)
{
	buf_reset(&v->typed);
	if (v->choice_count > 0)
		v->choice = (choice + v->choice_count) % v->choice_count;
}

static bool choice_key(struct form_value *v, const struct key *k)
{
	switch (k->code) {
	case KEY_TEXT:      return choose_typed(v, k->text);
	case KEY_LEFT:      choose_step(v, v->choice < 0 ? v->choice_count - 1 : v->choice - 1); return true;
	case KEY_RIGHT:     choose_step(v, v->choice + 1); return true;
	case KEY_HOME:      choose_step(v, 0); return true;
	case KEY_END:       choose_step(v, v->choice_count - 1); return true;
	case KEY_BACKSPACE:
	case KEY_DELETE:    buf_reset(&v->typed); v->choice = -1; return true;
	default:            return false;
	}
}

/* TYPING ------------------------------------------------------------------------------------------------------------------------------ */

const char *form_offer(const struct form *f, int line)
{
	const struct form_value *v = at(f, line);
	const char *typed = field_text(&v->field);
	size_t n = strlen(typed);

	for (int i = 0; n > 0 && !form_is_chosen(&f->lines[line]) && v->field.at == n && i < v->choice_count; i++)
		if (strncasecmp(v->choices[i], typed, n) == 0 && v->choices[i][n])
			return v->choices[i] + n;
	return NULL;
}

static bool text_key(struct form *f, int line, const struct key *k)
{
	struct form_value *v = at(f, line);
	const struct form_line *l = &f->lines[line];
	const char *offer = k->code == KEY_RIGHT ? form_offer(f, line) : NULL;

	if (k->code == KEY_TEXT && v->fresh && (form_is_day(l) || l->kind == FORM_WORD || v->choice_count > 0))
		field_set(&v->field, "");
	if (offer) {
		CLEAN_BUF struct buf whole = { 0 };

		buf_printf(&whole, "%s%s", field_text(&v->field), offer);
		field_set(&v->field, buf_string(&whole));
		return true;
	}
	return field_key(&v->field, k);
}

static bool value_key(struct form *f, const struct key *k)
{
	int line = f->list.focus;
	struct form_value *v = at(f, line);
	bool taken = form_is_chosen(&f->lines[line]) ? choice_key(v, k) : text_key(f, line, k);

	if (taken) {
		v->fresh = false;
		say(f, line);
	}
	return taken;
}

/* MOVING ------------------------------------------------------------------------------------------------------------------------------ */

/* To that line, or the first on that way that is no heading; where there is none the focus stays. */
static void focus_step(struct form *f, int line, int step)
{
	while (line >= 0 && line < f->count && f->lines[line].kind == FORM_HEADING)
		line += step;
	if (line >= 0 && line < f->count)
		form_focus(f, line);
}

static bool page_key(struct form *f, const struct key *k)
{
	int step = k->code == KEY_PAGE_UP ? -1 : 1;

	list_key(&f->list, k);
	focus_step(f, f->list.focus, step);
	if (f->lines[f->list.focus].kind == FORM_HEADING)
		focus_step(f, f->list.focus, -step);
	return true;
}

bool form_key(struct form *f, const struct key *k)
{
	if (f->count == 0)
		return false;
	switch (k->code) {
	case KEY_ENTER:
	case KEY_TAB:
	case KEY_DOWN:      focus_step(f, f->list.focus + 1, 1); return true;
	case KEY_BACKTAB:
	case KEY_UP:        focus_step(f, f->list.focus - 1, -1); return true;
	case KEY_PAGE_UP:
	case KEY_PAGE_DOWN: return page_key(f, k);
	default:            return value_key(f, k);
	}
}

static int refuse(struct ui *ui, const struct form *f, const struct key *k)
{
	char name[16];

	if (k->code != KEY_TEXT)
		return ui_refuse(ui, "%s does nothing here. F1 shows the keys.", key_name(k, name));
	if (form_is_chosen(&f->lines[f->list.focus]))
		return ui_refuse(ui, "None of them begins so: Left and Right go through them.");
	return ui_refuse(ui, "That is as much as can be kept here.");
}

int form_press(struct ui *ui, struct form *f, const struct key *k, const char *save)
{
	int before = f->list.focus;

	if (!form_key(f, k))
		return refuse(ui, f, k);
	if (k->code == KEY_ENTER && f->list.focus == before && save)
		ui_say(ui, "%s", save);
	return REACT_NONE;
}
