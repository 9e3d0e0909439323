/* The schools that one person switches between: a list of their own, in no school's directory (F17). */
#include "office/schools.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "internal.h"
#include "school.h"

#define FILE_MOST 262144
#define NOWHERE "You have no home directory here, so a list of schools cannot be kept. Name the directory with --school."

/* WHERE IT IS ----------------------------------------------------------------------------------------------------------------------- */

static const char *home_directory(void)
{
	const char *home = getenv("HOME");
	const struct passwd *user = home && *home == '/' ? NULL : getpwuid(getuid());

	return user ? user->pw_dir : home;
}

/* NULL where there is no place for it. */
static const char *list_path(struct arena *a)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = home_directory();

	if (config && *config == '/')
		return arena_printf(a, "%s/firstbell/schools", config);
	return home && *home == '/' ? arena_printf(a, "%s/.config/firstbell/schools", home) : NULL;
}

static int make_directories(const char *file, struct err *e)
{
	CLEAN_FREE char *path = mem_text(file);

	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		int r = file_exists(path) ? 0 : file_make_directory(path, 0700, e);
		if (r < 0 && r != -EEXIST)
			return r;
		*slash = '/';
	}
	return 0;
}

/* ONE LINE -------------------------------------------------------------------------------------------------------------------------- */

static bool can_be_seen(const char *s)
{
	CLEAN_ARENA struct arena a = { 0 };

	return strcmp(text_cleaned(&a, s), s) == 0;
}

static int name_check(const char *name, struct err *e)
{
	int r = line_check("The name of a school", name, e);

	if (r < 0)
		return r;
	if (strchr(name, '/'))
		return err_usage(e, "The name of a school has no slash: with one it would be taken for a directory.");
	if (*name == '#' || *name == ' ' || name[strlen(name) - 1] == ' ')
		return err_usage(e, "The name of a school begins with no # and no blank, and ends with no blank.");
	return can_be_seen(name) ? 0 : err_usage(e, "The name of a school has a character that cannot be seen. Type it again.");
}

static bool is_directory_name(const char *directory)
{
	return *directory == '/' && strlen(directory) < PATH_MAX && !text_control(directory);
}

/* To the eye: case, accents and hyphens do not tell two schools apart. */
static bool same_name(const char *a, const char *b)
{
	CLEAN_ARENA struct arena folded = { 0 };

	return strcmp(text_fold(&folded, a), text_fold(&folded, b)) == 0;
}

static bool is_passed_over(const char *line)
{
	return *line == '#' || line[strspn(line, " \t\r")] == '\0';
}

/* READING --------------------------------------------------------------------------------------------------------------------------- */

struct reading {
	struct school_list *list;
	struct { VEC(struct school_line); } lines;
	int number;
};

static int refuse_line(const struct reading *in, int column, struct err *e, const char *what)
{
	err_input(e, in->list->file, in->number, column, "%s", what);
	if (e)
		e->kind = ERR_USAGE;
	return -EINVAL;
}

static int characters(const char *s, const char *end)
{
	int n = 0;

	for (; s < end; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

static int line_take(struct reading *in, char *line, struct err *e)
{
	struct err why = { 0 };
	char *tab = strchr(line, '\t');

	if (!tab)
		return refuse_line(in, 1, e, "Write the name of the school, a tab, and its directory.");
	*tab = '\0';
	int column = characters(line, tab) + 2;
	if (name_check(line, &why) < 0)
		return refuse_line(in, 1, e, why.text);
	if (!is_directory_name(tab + 1))
		return refuse_line(in, column, e, "Write the directory of the school whole, from its first /.");
	for (int i = 0; i < in->lines.count; i++)
		if (same_name(in->lines.items[i].name, line))
			return refuse_line(in, 1, e, "Another line has this name. Give each school a name of its own.");
	vec_push(&in->lines, (struct school_line){ arena_text(&in->list->arena, line), arena_text(&in->list->arena, tab + 1), in->number });
	return 0;
}

static int lines_take(struct reading *in, char *text, struct err *e)
{
	int r = 0;

	for (char *line; r == 0 && (line = strsep(&text, "\n"));) {
		in->number++;
		line[strcspn(line, "\r")] = '\0';
		if (!is_passed_over(line))
			r = line_take(in, line, e);
	}
	return r;
}

/* The whole text of it; none is "". */
static int text_read(const char *path, struct buf *to, struct err *e)
{
	int r = file_exists(path) ? file_read(path, FILE_MOST, to, e) : 0;

	if (r == 0 && to->length > 0 && text_bad_utf8(to->text, to->length) >= 0) {
		r = err_input(e, path, 0, 0, "This list of schools has bytes that are no UTF-8. Write its lines again.");
		if (e)
			e->kind = ERR_USAGE;
	}
	return r;
}

int schools_read(struct school_list *ret, struct err *e)
{
	CLEAN_BUF struct buf text = { 0 };
	struct school_list list = { 0 };
	struct reading in = { .list = &list };

	list.file = list_path(&list.arena);
	int r = list.file ? text_read(list.file, &text, e) : 0;
	if (r == 0 && text.length > 0)
		r = lines_take(&in, text.text, e);
	if (r == 0 && in.lines.count > 0) {
		struct school_line *lines = arena_new(&list.arena, (size_t)in.lines.count, sizeof *lines);
		memcpy(lines, in.lines.items, (size_t)in.lines.count * sizeof *lines);
		list.lines = lines;
		list.count = in.lines.count;
	}
	vec_finish(&in.lines);
	if (r < 0)
		school_list_finish(&list);
	else
		*ret = list;
	return r;
}

void school_list_finish(struct school_list *l)
{
	arena_finish(&l->arena);
	*l = (struct school_list){ 0 };
}

/* FINDING --------------------------------------------------------------------------------------------------------------------------- */

static const struct school_line *line_of(const struct school_list *l, const char *name)
{
	for (int i = 0; i < l->count; i++)
		if (same_name(l->lines[i].name, name))
			return &l->lines[i];
	return NULL;
}

/* As it is written; a name that is only nearly that gives way to a directory that is there. */
static const struct school_line *line_named(const struct school_list *l, const char *named)
{
	for (int i = 0; i < l->count; i++)
		if (strcmp(l->lines[i].name, named) == 0)
			return &l->lines[i];
	return file_exists(named) ? NULL : line_of(l, named);
}

int schools_find(const char *named, struct arena *a, const char **ret, struct err *e)
{
	struct school_list list = { 0 };
	int r = strchr(named, '/') ? 0 : schools_read(&list, e);

	if (r < 0)
		return r;
	const struct school_line *found = line_named(&list, named);
	*ret = arena_text(a, found ? found->directory : named);
	school_list_finish(&list);
	return 0;
}

static bool same_place(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

int schools_of(const struct school_list *l, struct office *o)
{
	for (int i = 0; i < l->count; i++)
		if (same_place(l->lines[i].directory, o->directory))
			return i;
	return -1;
}

void office_resume(struct office *o)
{
	zone_set(o->school.timezone); /* it was known when this school was opened */
}

/* CHANGING -------------------------------------------------------------------------------------------------------------------------- */

static int directory_check(const char *directory, char to[static PATH_MAX], struct err *e)
{
	if (!realpath(directory, to) || !is_directory_name(to))
		return err_usage(e, "There is no directory %.200s. Check the spelling.", directory);
	if (!office_school_is_there(to))
		return err_usage(e, "There is no school in %.200s. Make one there with firstbell init, or name its directory.", directory);
	return 0;
}

static void put_line(struct buf *to, const char *name, const char *directory)
{
	buf_printf(to, "%s\t%s\n", name, directory);
}

/* Every line but that one as it stands, a person's own remarks too; the new one in the place of the old. */
static void list_put(const struct school_list *l, char *text, const char *name, const char *directory, struct buf *to)
{
	const struct school_line *old = line_of(l, name);
	int number = 0;

	for (char *line; (line = strsep(&text, "\n"));) {
		if (!text && !*line)
			break;
		if (!old || ++number != old->line)
			buf_printf(to, "%s\n", line);
		else if (directory)
			put_line(to, name, directory);
	}
	if (!old && directory)
		put_line(to, name, directory);
}

static int list_change(const struct school_list *l, const char *name, const char *directory, struct err *e)
{
	CLEAN_BUF struct buf was = { 0 }, is = { 0 };

	if (!l->file)
		return err_usage(e, NOWHERE);
	if (!directory && !line_of(l, name)) {
		err_usage(e, "No school of your list is called %.200s. firstbell schools list shows them.", name);
		return -ENOENT;
	}
	int r = text_read(l->file, &was, e);
	if (r < 0)
		return r;
	list_put(l, was.text, name, directory, &is);
	r = make_directories(l->file, e);
	return r < 0 ? r : file_replace(l->file, buf_string(&is), is.length, 0600, e);
}

int schools_put(const char *name, const char *directory, struct err *e)
{
	struct school_list list;
	char place[PATH_MAX];
	int r = name_check(name, e);

	if (r == 0 && directory)
		r = directory_check(directory, place, e);
	if (r == 0)
		r = schools_read(&list, e);
	if (r < 0)
		return r;
	r = list_change(&list, name, directory ? place : NULL, e);
	school_list_finish(&list);
	return r;
}
