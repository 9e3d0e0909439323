/* Which policy a school has: those that come with firstbell, its own, and the one that it adopted (domain 6, 7). */
#include "policies.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define POLICY_MOST (64 * 1024) /* bytes */
#define NAME_MOST 64
#define SUFFIX ".conf"

struct name_list { VEC(const char *); };

/* NAMES AND TEXTS ------------------------------------------------------------------------------------------------------------------ */

/* It becomes a path. */
static bool name_is_plain(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && n <= NAME_MOST && s[0] != '.' && s[0] != '-' &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_") == n;
}

static const char *stem_of(const char *file, struct arena *a)
{
	size_t n = strlen(file), end = strlen(SUFFIX);

	return n > end && strcmp(file + n - end, SUFFIX) == 0 ? arena_text_n(a, file, n - end) : NULL;
}

static int name_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void own_names(struct office *o, struct arena *a, struct name_list *to)
{
	DIR *d = opendir(arena_printf(a, "%s/policies", o->directory));
	const struct dirent *entry;

	if (!d)
		mem_check();
	while (d && (entry = readdir(d))) {
		const char *stem = stem_of(entry->d_name, a);

		if (stem && name_is_plain(stem))
			vec_push(to, stem);
	}
	if (d)
		closedir(d);
	if (to->count > 0)
		qsort(to->items, (size_t)to->count, sizeof *to->items, name_compare);
}

static bool name_in(const struct name_list *list, const char *name)
{
	for (int i = 0; i < list->count; i++)
		if (strcmp(list->items[i], name) == 0)
			return true;
	return false;
}

/* The school's own first, then those shipped that it has none of its own of. */
static void all_names(struct office *o, struct arena *a, struct name_list *to)
{
	own_names(o, a, to);
	for (const struct shared_file *f = policies_shipped; f->name; f++) {
		const char *stem = stem_of(f->name, a);

		if (!name_in(to, stem))
			vec_push(to, stem);
	}
}

static int names_refuse(struct office *o, const char *name, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf said = { 0 };
	struct name_list names = { 0 };

	all_names(o, &a, &names);
	for (int i = 0; i < names.count; i++)
		buf_printf(&said, "%s%s", i > 0 ? ", " : "", names.items[i]);
	vec_finish(&names);
	err_refuse(e, "There is no policy \"%.40s\". There are: %s.", name, buf_string(&said));
	return -ENOENT;
}

/* 1 and the text of the school's own copy, 0 if it has none. */
static int own_text(struct office *o, const char *name, struct arena *a, const char **ret, struct err *e)
{
	CLEAN_BUF struct buf text = { 0 };
	const char *path = arena_printf(a, "%s/policies/%s" SUFFIX, o->directory, name);
	int r;

	if (!file_exists(path))
		return 0;
	r = file_read(path, POLICY_MOST, &text, e);
	if (r < 0)
		return r;
	if (strlen(buf_string(&text)) != text.length)
		return err_refuse(e, "policies/%s" SUFFIX " is not text: write it anew.", name);
	*ret = arena_text(a, buf_string(&text));
	return 1;
}

const char *policy_shipped_text(const char *name)
{
	CLEAN_ARENA struct arena a = { 0 };

	for (const struct shared_file *f = policies_shipped; f->name; f++)
		if (strcmp(stem_of(f->name, &a), name) == 0)
			return f->text;
	return NULL;
}

static int text_find(struct office *o, const char *name, struct arena *a, const char **ret, struct err *e)
{
	int r = name_is_plain(name) ? own_text(o, name, a, ret, e) : 0;

	if (r != 0)
		return r < 0 ? r : 0;
	*ret = policy_shipped_text(name);
	return *ret ? 0 : names_refuse(o, name, e);
}

int policy_find(struct office *o, const char *name, struct arena *a, const char **ret_text, struct policy *ret, struct err *e)
{
	const char *text = NULL;
	struct policy p;
	int r = text_find(o, name, a, &text, e);

	if (r == 0)
		r = policy_parse(arena_printf(a, "%s" SUFFIX, name), text, a, &p, e);
	if (r == 0 && strcmp(p.name, name) != 0)
		r = err_refuse(e, "policies/%s" SUFFIX " calls itself \"%.40s\": give the file and its name the same.", name, p.name);
	if (r < 0)
		return r;
	*ret_text = text;
	*ret = p;
	return 0;
}

/* WHAT WAS ADOPTED ------------------------------------------------------------------------------------------------------------------ */

int policies_adopted(struct office *o, struct day day, struct arena *a, struct policy_row **ret, int *ret_in_force, struct err *e)
{
	struct policy_row *rows;
	int n = store_thing_all(o->store, THING_POLICY, a, &rows), at = -1;

	if (n < 0)
		return office_fail(o, n, e);
	for (int i = 0; i < n; i++)
		if (rows[i].from_day.n <= day.n && (at < 0 || rows[i].from_day.n >= rows[at].from_day.n))
			at = i;
	*ret = rows;
	*ret_in_force = at;
	return n;
}

struct listing {
	struct office *o;
	struct arena *a;
	struct policy_row *rows;
	int row_count, in_force;
	struct { VEC(struct policy_line); } lines;
};

static const struct policy_row *adoption_of(const struct listing *l, const char *name)
{
	const struct policy_row *found = NULL;

	for (int i = 0; i < l->row_count; i++)
		if (strcmp(l->rows[i].name, name) == 0 && (!found || l->rows[i].from_day.n >= found->from_day.n))
			found = &l->rows[i];
	return found;
}

const char *policy_trouble(struct arena *a, const struct err *why)
{
	char text[800];

	err_format(why, text, sizeof text);
	return arena_text(a, text);
}

/* A file that cannot be read says so where its title would stand. */
static void line_add(struct listing *l, const char *name, const struct err *why, const char *text, const struct policy *p)
{
	const struct policy_row *row = adoption_of(l, name);
	const char *trouble = why ? policy_trouble(l->a, why) : NULL;
	bool in_force = l->in_force < 0 ? strcmp(name, policy_national.name) == 0 : strcmp(l->rows[l->in_force].name, name) == 0;

	vec_push(&l->lines, ((struct policy_line){
		.name = name, .title = why ? arena_text(l->a, why->text) : p->title, .trouble = trouble, .stages = p->stage_count, .from = row ? row->from_day : DAY_NONE, .in_force = in_force, .boundaries = p->boundary_count,
		.steps = p->step_count, .times = p->time_count, .changed = row && text && strcmp(row->text, text) != 0,
	}));
}

static void file_line_add(struct listing *l, const char *name)
{
	struct policy p = { 0 };
	const char *text = NULL;
	struct err why = { 0 };
	int r = policy_find(l->o, name, l->a, &text, &p, &why);

	line_add(l, name, r == 0 ? NULL : &why, text, &p);
}

/* Adopted once, and its file is gone. */
static void rows_add(struct listing *l, const struct name_list *names)
{
	for (int i = 0; i < l->row_count; i++) {
		struct policy p = { 0 };
		struct err why = { 0 };

		if (name_in(names, l->rows[i].name) || adoption_of(l, l->rows[i].name) != &l->rows[i])
			continue;
		int r = policy_parse(l->rows[i].name, l->rows[i].text, l->a, &p, &why);
		line_add(l, l->rows[i].name, r == 0 ? NULL : &why, NULL, &p);
	}
}

static int list(struct listing *l, struct policy_line **ret, struct err *e)
{
	struct name_list names = { 0 };
	int n = policies_adopted(l->o, office_today(l->o), l->a, &l->rows, &l->in_force, e);

	if (n < 0)
		return n;
	l->row_count = n;
	all_names(l->o, l->a, &names);
	for (int i = 0; i < names.count; i++)
		file_line_add(l, names.items[i]);
	rows_add(l, &names);
	vec_finish(&names);
	struct policy_line *lines = arena_new(l->a, (size_t)l->lines.count + 1, sizeof *lines);
	for (int i = 0; i < l->lines.count; i++)
		lines[i] = l->lines.items[i];
	*ret = lines;
	return l->lines.count;
}

int office_policies(struct office *o, struct arena *a, struct policy_line **ret, struct err *e)
{
	struct listing l = { .o = o, .a = a };
	int r = office_refresh(o, e);

	if (r == 0)
		r = list(&l, ret, e);
	vec_finish(&l.lines);
	return r;
}

int office_policy_text(struct office *o, const char *name, struct arena *a, const char **ret, struct err *e)
{
	struct policy_row *rows;
	int at, n, r = office_refresh(o, e);

	if (r < 0)
		return r;
	n = policies_adopted(o, office_today(o), a, &rows, &at, e);
	if (n < 0)
		return n;
	if (!name && at >= 0) {
		*ret = rows[at].text;
		return 0;
	}
	r = text_find(o, name ? name : policy_national.name, a, ret, e);
	for (int i = n; r == -ENOENT && i-- > 0;)
		if (strcmp(rows[i].name, name) == 0) {
			*ret = rows[i].text;
			r = 0;
		}
	return r;
}
