/* Marks typed and not sent: by ids and sentences here, by permanent keys and bytes in store/draft. */
#include "office/draft.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "store/draft.h"

struct pupil_key {
	int64_t pupil;
	struct key key;
};

struct draft {
	struct office *o;
	struct draft_file *file;
	struct { VEC(struct draft_mark); } marks; /* what stands in the file, by id; notes are the file's */
	struct { VEC(struct pupil_key); } keys;   /* of the pupils met so far */
	int unknown;                              /* marks in the file that say nothing here */
};

/* SENTENCES -------------------------------------------------------------------------------------------------------------------------- */

static const struct {
	int r;
	const char *words;
} reasons[] = {
	{ -ENOSPC, "the disk is full. Send the register (F10) or make room." },
	{ -EDQUOT, "your disk quota is full. Send the register (F10) or make room." },
	{ -EROFS, "the disk can only be read. Ask whoever looks after it." },
	{ -EACCES, "drafts/ is not yours to write. Ask whoever looks after it." },
	{ -EPERM, "drafts/ is not yours to write. Ask whoever looks after it." },
	{ -EBUSY, "too many of your terminals have this register open." },
};

/* "Not kept as a draft: the disk is full. Send the register (F10) or make room.": whole on a line of 80. */
static int draft_fail(const char *what, int r, struct err *e)
{
	const char *words = "the disk could not be written. Send the register (F10).";

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].r == r)
			words = reasons[i].words;
	return err_store(e, r, "%s: %s", what, words);
}

/* IDS AND KEYS ----------------------------------------------------------------------------------------------------------------------- */

static int key_of_pupil(struct draft *d, int64_t pupil, struct key *ret)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct pupil_row row = PUPIL_NEW;

	for (int i = 0; i < d->keys.count; i++)
		if (d->keys.items[i].pupil == pupil) {
			*ret = d->keys.items[i].key;
			return 0;
		}
	int r = store_thing_get(d->o->store, THING_PUPIL, pupil, &a, &row);
	if (r < 0)
		return r;
	vec_push(&d->keys, (struct pupil_key){ pupil, row.key });
	*ret = row.key;
	return 0;
}

/* 0, or -ENOENT for a child not known here. */
static int pupil_of_key(struct office *o, const struct key *key, int64_t *ret)
{
	char hex[KEY_TEXT];

	return store_pupil_find(o->store, key_hex(key, hex), ret);
}

static int known_pupil(struct draft *d, const struct key *key, int64_t *ret)
{
	for (int i = 0; i < d->keys.count; i++)
		if (key_equal(&d->keys.items[i].key, key)) {
			*ret = d->keys.items[i].pupil;
			return 0;
		}
	int r = pupil_of_key(d->o, key, ret);
	if (r == 0)
		vec_push(&d->keys, (struct pupil_key){ *ret, *key });
	return r;
}

static bool code_is_known(const char *code)
{
	return code[0] == '\0' || code_number(code) != CODE_NONE;
}

/* What stands, anew: it is a class, not a school. */
static int read_marks(struct draft *d)
{
	const struct draft_typed *typed;
	int count = draft_file_typed(d->file, &typed);

	d->marks.count = d->unknown = 0;
	for (int i = 0; i < count; i++) {
		struct draft_mark m = { .before = typed[i].before, .minutes_late = typed[i].minutes_late, .note = typed[i].note, .at = typed[i].at };
		int r = code_is_known(typed[i].code) ? known_pupil(d, &typed[i].pupil, &m.pupil) : -ENOENT;

		if (r < 0 && r != -ENOENT)
			return r;
		d->unknown += r < 0;
		memcpy(m.code, typed[i].code, sizeof m.code);
		if (r == 0)
			vec_push(&d->marks, m);
	}
	return 0;
}

/* ONE DRAFT -------------------------------------------------------------------------------------------------------------------------- */

static int name_of(struct office *o, const struct register_ref *ref, struct draft_name *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct roll_group_row *group = office_group(o, ref->roll_group);
	struct staff_row staff = STAFF_NEW;

	if (!group || day_is_none(ref->day))
		return err_usage(e, "There is no such register.");
	int r = store_thing_get(o->store, THING_STAFF, o->person.staff, &a, &staff);
	if (r < 0)
		return office_fail(o, r, e);
	*ret = (struct draft_name){ .staff = staff.key, .group = group->key, .day = ref->day, .session = ref->session };
	return 0;
}

static int may_open(struct office *o, const struct register_ref *ref, struct err *e)
{
	int r = office_refresh(o, e);

	if (r == 0)
		r = office_may_on(o, ACTION_SEE_REGISTER, ref->roll_group, ref->day, e);
	if (r == 0 && office_read_only(o))
		r = err_store(e, -EROFS, "Nothing can be saved in this school now, so no marks are kept as a draft.");
	return r;
}

int office_draft_open(struct office *o, const struct register_ref *ref, struct draft **ret, struct err *e)
{
	struct draft_name name;
	struct draft_file *file;
	int r = may_open(o, ref, e);

	if (r == 0)
		r = name_of(o, ref, &name, e);
	if (r < 0)
		return r;
	r = draft_file_open(o->directory, &name, &file);
	if (r < 0)
		return draft_fail("No draft can be kept", r, e);
	struct draft *d = mem_new(1, sizeof *d);
	*d = (struct draft){ .o = o, .file = file };
	r = read_marks(d);
	if (r < 0) {
		draft_close(d);
		return office_fail(o, r, e);
	}
	*ret = d;
	return 0;
}

static struct moment first_of(const struct draft_mark *marks, int count)
{
	struct moment first = { 0 };

	for (int i = 0; i < count; i++)
		if (i == 0 || marks[i].at.seconds < first.seconds)
			first = marks[i].at;
	return first;
}

int draft_marks(const struct draft *d, const struct draft_mark **ret, struct moment *ret_since)
{
	*ret = d->marks.items;
	*ret_since = first_of(d->marks.items, d->marks.count);
	return d->marks.count;
}

int draft_elsewhere(const struct draft *d)
{
	return draft_file_elsewhere(d->file);
}

int draft_passed_over(const struct draft *d)
{
	return draft_file_passed_over(d->file) + d->unknown;
}

static int typed_of(struct draft *d, const struct draft_mark *m, struct draft_typed *ret, struct err *e)
{
	bool noted = m->note && m->note[0];
	struct draft_typed t = { .at = m->at.seconds ? m->at : office_now(d->o), .before = m->before, .minutes_late = m->minutes_late,
				 .note = noted ? m->note : NULL };

	if (strnlen(m->code, sizeof m->code) == sizeof m->code || !code_is_known(m->code))
		return err_refuse(e, "There is no code %.3s.", m->code);
	memcpy(t.code, m->code, sizeof t.code);
	int r = noted ? office_words_check("note", m->note, e) : 0;
	if (r < 0)
		return r;
	r = key_of_pupil(d, m->pupil, &t.pupil);
	if (r == -ENOENT)
		return err_refuse(e, "That child is not in the school's records any more.");
	if (r < 0)
		return office_fail(d->o, r, e);
	*ret = t;
	return 0;
}

int draft_put(struct draft *d, const struct draft_mark *m, struct err *e)
{
	struct draft_typed t;
	int r = typed_of(d, m, &t, e);

	if (r < 0)
		return r;
	r = draft_file_put(d->file, &t);
	if (r < 0)
		return draft_fail("Not kept as a draft", r, e);
	r = read_marks(d);
	return r < 0 ? office_fail(d->o, r, e) : 0;
}

int draft_drop(struct draft *d, int64_t pupil, struct err *e)
{
	struct key key;
	int r = key_of_pupil(d, pupil, &key);

	if (r < 0)
		return r == -ENOENT ? 0 : office_fail(d->o, r, e);
	r = draft_file_drop(d->file, &key, office_now(d->o));
	if (r < 0)
		return draft_fail("Not taken back", r, e);
	r = read_marks(d);
	return r < 0 ? office_fail(d->o, r, e) : 0;
}

/* What the disk says of it is not lost: the next mark, or the sending, fails where it does. */
void draft_rest(struct draft *d)
{
	draft_file_rest(d->file);
}

int draft_discard(struct draft *d, struct err *e)
{
	int r = draft_file_discard(d->file);

	if (r < 0)
		return draft_fail("The draft is still there", r, e);
	d->marks.count = d->unknown = 0;
	return 0;
}

void draft_close(struct draft *d)
{
	if (!d)
		return;
	draft_file_close(d->file);
	vec_finish(&d->marks);
	vec_finish(&d->keys);
	free(d);
}

/* WHAT WAS LEFT ---------------------------------------------------------------------------------------------------------------------- */

static const struct roll_group_row *group_of_key(const struct office *o, const struct key *key)
{
	for (int i = 0; i < o->roll_group_count; i++)
		if (key_equal(&o->roll_groups[i].key, key))
			return &o->roll_groups[i];
	return NULL;
}

/* 1 if marks of it still say something here, 0 if none does, or -errno. */
static int left_read(struct office *o, const struct draft_found *found, struct draft_left *ret)
{
	const struct roll_group_row *group = group_of_key(o, &found->name.group);

	if (!group || !day_within(found->name.day, group->from_day, group->to_day))
		return 0;
	*ret = (struct draft_left){ .ref = { group->id, found->name.day, found->name.session } };
	for (int i = 0; i < found->count; i++) {
		const struct draft_typed *t = &found->typed[i];
		int64_t pupil;
		int r = code_is_known(t->code) ? pupil_of_key(o, &t->pupil, &pupil) : -ENOENT;

		if (r < 0 && r != -ENOENT)
			return r;
		if (r < 0)
			continue;
		if (ret->marks++ == 0 || t->at.seconds < ret->since.seconds)
			ret->since = t->at;
	}
	return ret->marks > 0;
}

static bool same_register(const struct register_ref *a, const struct register_ref *b)
{
	return a->roll_group == b->roll_group && day_equal(a->day, b->day) && a->session == b->session;
}

/* Another terminal's of the same register is added to it. */
static int left_add(struct draft_left *all, int count, const struct draft_left *one)
{
	for (int i = 0; i < count; i++) {
		if (!same_register(&all[i].ref, &one->ref))
			continue;
		all[i].marks += one->marks;
		if (one->since.seconds < all[i].since.seconds)
			all[i].since = one->since;
		return count;
	}
	all[count] = *one;
	return count + 1;
}

static int left_compare(const void *a, const void *b)
{
	const struct register_ref *x = &((const struct draft_left *)a)->ref, *y = &((const struct draft_left *)b)->ref;

	if (!day_equal(x->day, y->day))
		return x->day.n < y->day.n ? -1 : 1;
	if (x->session != y->session)
		return x->session < y->session ? -1 : 1;
	return (x->roll_group > y->roll_group) - (x->roll_group < y->roll_group);
}

int office_drafts_left(struct office *o, struct arena *a, struct draft_left **ret)
{
	CLEAN_ARENA struct arena own = { 0 };
	struct staff_row staff = STAFF_NEW;
	struct draft_found *found;
	int r = office_refresh(o, NULL), count = 0;

	if (r == 0)
		r = store_thing_get(o->store, THING_STAFF, o->person.staff, &own, &staff);
	if (r == 0)
		r = draft_files_find(o->directory, &staff.key, &own, &found, NULL);
	if (r < 0)
		return r;
	struct draft_left *all = arena_new(a, (size_t)r + 1, sizeof *all);
	for (int i = 0, n = r; i < n; i++) {
		struct draft_left one;

		r = left_read(o, &found[i], &one);
		if (r < 0)
			return r;
		one.group = r > 0 ? arena_text(a, office_group_name(o, one.ref.roll_group)) : NULL;
		if (r > 0)
			count = left_add(all, count, &one);
	}
	qsort(all, (size_t)count, sizeof *all, left_compare);
	*ret = all;
	return count;
}
