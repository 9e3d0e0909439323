/* Which of several schools this is, and the way to another. */
#include <string.h>

#include "base/glyph.h"
#include "base/text.h"
#include "ui.h"

int ui_schools_read(struct ui *ui, struct err *e)
{
	struct school_list fresh;
	int r = schools_read(&fresh, e);

	if (r < 0)
		return r;
	school_list_finish(&ui->schools);
	ui->schools = fresh;
	ui->school = schools_of(&ui->schools, ui->office);
	return 0;
}

bool ui_has_schools(const struct ui *ui)
{
	return ui->schools.count > (ui->school >= 0);
}

const char *ui_school_name(const struct ui *ui)
{
	return ui->school >= 0 ? ui->schools.lines[ui->school].name : office_school_name(ui->office);
}

void ui_stay(struct ui *ui)
{
	mem_cleanup(&ui->going);
	mem_cleanup(&ui->going_name);
	ui->going = ui->going_name = NULL;
}

void ui_go(struct ui *ui, const char *directory, const char *name)
{
	ui_stay(ui);
	ui->going = mem_text(directory);
	ui->going_name = mem_text(name);
}

/* A NAME THAT IS NOT TAKEN FOR ANOTHER ------------------------------------------------------------------------------------------------ */

struct names {
	const char *const *items;
	int count;
	const char *dots; /* where one is cut */
	int cells;        /* that a name may take */
};

/* Bytes that two names begin with, whole characters. */
static size_t common(const char *a, const char *b)
{
	size_t n = 0;

	while (a[n] && a[n] == b[n])
		n++;
	while (n > 0 && ((unsigned char)a[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static size_t common_most(const struct names *names, int which)
{
	size_t most = 0;

	for (int i = 0; i < names->count; i++) {
		size_t n = i == which ? 0 : common(names->items[which], names->items[i]);
		most = n > most ? n : most;
	}
	return most;
}

static int width_of(const char *s, size_t n)
{
	CLEAN_BUF struct buf part = { 0 };

	buf_put(&part, s, n);
	return text_width(buf_string(&part));
}

/* Its beginning; dots where it is cut. */
static void put_head(const struct names *names, const char *name, int cells, struct buf *to)
{
	size_t n = strlen(name);

	if (text_width(name) <= cells) {
		buf_text(to, name);
		return;
	}
	n = text_clip(name, cells - text_width(names->dots), NULL);
	while (n > 0 && name[n - 1] == ' ')
		n--;
	buf_put(to, name, n);
	buf_text(to, names->dots);
}

static size_t word_start(const char *name, size_t at)
{
	while (at > 0 && name[at - 1] != ' ')
		at--;
	return at;
}

#define ENDS_LEAST 9 /* cells in which two ends of a name still say something */

/* What it begins with like another, cut short, then the word that tells it from that one. */
static void put_ends(const struct names *names, const char *name, size_t differs, struct buf *to)
{
	int dots = text_width(names->dots), most = names->cells - dots - names->cells / 3;

	differs += strspn(name + differs, " ");
	size_t from = word_start(name, differs);
	if (width_of(name + from, differs - from) + dots + 1 > most)
		from = differs;
	int tail = text_width(name + from);
	tail = tail < most ? tail : most;
	put_head(names, name, names->cells - tail, to);
	put_head(names, name + from, tail, to);
}

static void put_form(const struct names *names, int which, struct buf *to)
{
	const char *name = names->items[which];
	size_t differs = common_most(names, which);
	int told = width_of(name, differs) + 1 + text_width(names->dots);

	if (names->cells < ENDS_LEAST || text_width(name) <= names->cells || told <= names->cells)
		put_head(names, name, names->cells, to);
	else
		put_ends(names, name, differs, to);
}

/* Where two would still look the same, the place in the list says which it is. */
void school_name_fit(const char *const *items, int count, int which, int cells, bool ascii, struct buf *to)
{
	const struct names names = { items, count, ascii ? "..." : "…", cells };
	CLEAN_BUF struct buf mine = { 0 };
	bool alike = false;

	put_form(&names, which, &mine);
	for (int i = 0; i < count && !alike; i++) {
		CLEAN_BUF struct buf other = { 0 };
		put_form(&names, i, &other);
		alike = i != which && strcmp(buf_string(&mine), buf_string(&other)) == 0;
	}
	if (!alike) {
		buf_text(to, buf_string(&mine));
		return;
	}
	size_t before = to->length;
	buf_printf(to, "%d ", which + 1);
	put_head(&names, items[which], cells - (int)(to->length - before), to);
}

/* As this terminal can show it. */
static const char *name_shown(const struct ui *ui, const char *name, struct arena *a)
{
	CLEAN_BUF struct buf clean = { 0 }, ascii = { 0 };

	text_clean(name, &clean);
	if (!ui->canvas.ascii)
		return arena_text(a, buf_string(&clean));
	glyph_ascii(buf_string(&clean), &ascii);
	return arena_text(a, buf_string(&ascii));
}

/* The open one stands among them, be it in the list or not. */
void ui_school_line_fit(const struct ui *ui, int line, int cells, struct buf *to)
{
	CLEAN_ARENA struct arena a = { 0 };
	int n = ui->schools.count;
	const char **names = arena_new(&a, (size_t)n + 1, sizeof *names);

	for (int i = 0; i < n; i++)
		names[i] = name_shown(ui, ui->schools.lines[i].name, &a);
	names[n] = name_shown(ui, ui_school_name(ui), &a);
	school_name_fit(names, ui->school >= 0 ? n : n + 1, line, cells, ui->canvas.ascii, to);
}

void ui_school_fit(const struct ui *ui, int cells, struct buf *to)
{
	ui_school_line_fit(ui, ui->school >= 0 ? ui->school : ui->schools.count, cells, to);
}
