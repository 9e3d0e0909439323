#include "rows.h"

#include "ui.h"

/* What firstbell.conf may say of keys: one block, or two, and what is said against it ("" nothing). */
static const struct row {
	const char *name;
	struct office_key keys[2];
	const char *want;
} rows[] = {
	{ "nothing is said", { { 0 } }, "" },
	{ "an F-key that is free", { { "register.send", "F12", 3 } }, "" },
	{ "a control key", { { "register.undo", "Ctrl+Z", 3 } }, "" },
	{ "written with a caret", { { "register.undo", "^Z", 3 } }, "" },
	{ "Insert", { { "register.note", "Insert", 3 } }, "" },
	{ "Delete", { { "register.note", "delete", 3 } }, "" },
	{ "a key of every screen", { { "late", "F12", 3 } }, "" },
	{ "a letter that opens a screen", { { "today.absentees", "F6", 3 } }, "" },
	{ "the key that it has", { { "register.row", "F3", 3 } }, "" },
	{ "the twin of the key that it has", { { "register.send", "Ctrl+D", 3 } }, "" },
	{ "two that change places", { { "register.send", "F8", 3 }, { "register.undo", "F10", 4 } }, "" },
	{ "a key that another one left", { { "register.send", "F12", 3 }, { "register.note", "F10", 4 } }, "" },
	{ "the same key on two screens", { { "register.note", "F12", 3 }, { "history.undo", "F12", 4 } }, "" },

	{ "an action that there is not", { { "register.sned", "F12", 3 } },
	  "conf:3: register.sned: F12: No screen has an action of this name. firstbell(1) lists them." },
	{ "a screen that there is not", { { "regster.send", "F12", 3 } },
	  "conf:3: regster.send: F12: No screen has an action of this name. firstbell(1) lists them." },
	{ "a screen alone", { { "register", "F12", 7 } },
	  "conf:7: register: F12: No screen has an action of this name. firstbell(1) lists them." },
	{ "an action of one screen without it", { { "send", "F12", 3 } },
	  "conf:3: send: F12: No screen has an action of this name. firstbell(1) lists them." },
	{ "an action of another screen", { { "today.send", "F12", 3 } },
	  "conf:3: today.send: F12: No screen has an action of this name. firstbell(1) lists them." },
	{ "what types codes", { { "register.code", "F12", 3 } },
	  "conf:3: register.code: F12: This one has the same key everywhere. Remove its block." },
	{ "a sign where codes are typed", { { "register.copy", "F12", 3 } },
	  "conf:3: register.copy: F12: This one has the same key everywhere. Remove its block." },
	{ "what moves", { { "register.up", "F12", 3 } },
	  "conf:3: register.up: F12: This one has the same key everywhere. Remove its block." },
	{ "Esc", { { "back", "F12", 3 } }, "conf:3: back: F12: This one has the same key everywhere. Remove its block." },
	{ "a question", { { "row.next", "F12", 3 } },
	  "conf:3: row.next: F12: This one has the same key everywhere. Remove its block." },
	{ "a key that there is not", { { "register.send", "F13", 3 } },
	  "conf:3: register.send: F13: Write F1 to F12, Ctrl+ and a letter but H, I, J or M, Insert or Delete." },
	{ "a letter", { { "register.send", "s", 3 } },
	  "conf:3: register.send: s: Write F1 to F12, Ctrl+ and a letter but H, I, J or M, Insert or Delete." },
	{ "Enter", { { "register.send", "Enter", 3 } },
	  "conf:3: register.send: Enter: Write F1 to F12, Ctrl+ and a letter but H, I, J or M, Insert or Delete." },
	{ "Ctrl and a letter that is Tab", { { "register.send", "Ctrl+I", 3 } },
	  "conf:3: register.send: Ctrl+I: Write F1 to F12, Ctrl+ and a letter but H, I, J or M, Insert or Delete." },
	{ "a key of the same screen", { { "register.send", "F5", 3 } },
	  "conf:3: register.send: F5: This key does something else there. Write one that is free." },
	{ "the twin of a key of the same screen", { { "register.send", "Ctrl+T", 3 } },
	  "conf:3: register.send: Ctrl+T: This key does something else there. Write one that is free." },
	{ "a key of every screen, on one", { { "register.send", "F1", 3 } },
	  "conf:3: register.send: F1: This key does something else there. Write one that is free." },
	{ "a key of one screen, on every", { { "late", "F5", 3 } },
	  "conf:3: late: F5: This key does something else there. Write one that is free." },
	{ "one key for two", { { "register.send", "F12", 3 }, { "register.note", "F12", 9 } },
	  "conf:3: register.send: F12: This key does something else there. Write one that is free." },
	{ "the second block", { { "register.send", "F12", 3 }, { "register.nte", "F6", 9 } },
	  "conf:9: register.nte: F6: No screen has an action of this name. firstbell(1) lists them." },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	const struct office_hands hands = { .keys = row->keys, .key_count = !!row->keys[0].name + !!row->keys[1].name, .file = "conf" };
	struct err e = { 0 };
	char said[900];

	assert_int_equal(keymap_check(&hands, &e) < 0, *row->want != '\0');
	err_format(&e, said, sizeof said);
	assert_string_equal(said, row->want);
	assert_int_equal(e.kind, *row->want ? ERR_USAGE : ERR_NONE);
}

/* Two of one name could not be told apart in firstbell.conf, and the screen's own keys would hide it. */
static void names_are_told_apart(void **state)
{
	for (int i = 0; screen_kinds[i]; i++) {
		for (int j = 0; j < i; j++)
			assert_string_not_equal(screen_kinds[i]->name, screen_kinds[j]->name);
		for (const struct binding *a = screen_kinds[i]->keys; a && a->name; a++)
			for (const struct binding *b = screen_kinds[i]->keys; b < a; b++) {
				assert_string_not_equal(a->name, b->name);
				assert_false(key_same(&a->key, &b->key));
			}
	}
}

int main(void)
{
	static struct rows all;

	rows_add(&all, check_row, rows);
	rows_case(&all, "no two screens have one name, no two keys of a screen one name or one key", names_are_told_apart, NULL);
	return rows_run(&all, "ui/keymap");
}
