/* What the use cases of contacts share: a wish that makes sense, rows by id, names in sentences. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "contact.h"
#include "import_contacts.h"
#include "school.h"

void contact_say(struct contact_work *w, const char *format, ...)
{
	va_list ap;

	if (!w->said)
		return;
	va_start(ap, format);
	buf_text(w->said, arena_vprintf(w->arena, format, ap));
	va_end(ap);
	buf_char(w->said, '\n');
}

int contact_fail(struct contact_work *w, int r)
{
	return office_fail(w->o, r, w->e);
}

int contact_put(struct contact_work *w, enum thing thing, void *row)
{
	int r = store_act_put(w->o->store, thing, row);

	return r < 0 ? contact_fail(w, r) : r;
}

int contact_change_begin(struct contact_work *w, const char *reason)
{
	int r = office_may(w->o, ACTION_CHANGE_ROLL, 0, w->e);

	return r < 0 || !reason ? r : office_words_check("reason", reason, w->e);
}

/* A WISH ------------------------------------------------------------------------------------------------------------------------------- */

int contact_text_read(struct contact_work *w, const char *what, const char **text)
{
	if (!*text)
		return 0;
	char *given = text_trim(arena_text(w->arena, *text));
	int r = *given ? line_check(what, given, w->e) : 0;

	if (r < 0)
		return r;
	if (text_unseen(given))
		return err_usage(w->e, "%s has a character that nobody can see, or that is no letter. Type it again.", what);
	*text = text_cleaned(w->arena, given);
	return 0;
}

static const struct {
	size_t at;
	const char *what;
} wish_texts[] = {
	{ offsetof(struct contact_wish, name), "The contact's name" },
	{ offsetof(struct contact_wish, title), "The contact's title" },
	{ offsetof(struct contact_wish, forename), "The contact's forename" },
	{ offsetof(struct contact_wish, surname), "The contact's surname" },
	{ offsetof(struct contact_wish, relation), "The relation" },
	{ offsetof(struct contact_wish, mobile), "The mobile number" },
	{ offsetof(struct contact_wish, home), "The home number" },
	{ offsetof(struct contact_wish, work), "The work number" },
	{ offsetof(struct contact_wish, email), "The e-mail address" },
	{ offsetof(struct contact_wish, language), "The language" },
	{ offsetof(struct contact_wish, address), "The address" },
	{ offsetof(struct contact_wish, postcode), "The postcode" },
	{ offsetof(struct contact_wish, court_order), "The court order" },
};

static int texts_read(struct contact_work *w, struct contact_wish *c)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < sizeof wish_texts / sizeof *wish_texts; i++)
		r = contact_text_read(w, wish_texts[i].what, (const char **)((char *)c + wish_texts[i].at));
	return r;
}

static int numbers_read(struct contact_work *w, const struct contact_wish *c)
{
	const char *const numbers[] = { c->mobile, c->home, c->work };

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (numbers[i] && *numbers[i] && !number_is_one(numbers[i]))
			return err_usage(w->e, "\"%.40s\" is no telephone number. Write it like 07700 900123.", numbers[i]);
	return 0;
}

int contact_day_read(struct contact_work *w, struct day *day)
{
	if (day_is_none(*day))
		*day = w->today;
	if (day->n < DAY_MIN.n || day->n > DAY_MAX.n)
		return err_usage(w->e, "That day is outside the years 1900 to 2199. Give another.");
	return 0;
}

int contact_wish_read(struct contact_work *w, const struct contact_wish *given, struct contact_wish *ret)
{
	struct contact_wish c = *given;
	int r = texts_read(w, &c);

	if (r == 0)
		r = numbers_read(w, &c);
	if (r < 0)
		return r;
	if (c.email && *c.email && !strchr(c.email, '@'))
		return err_usage(w->e, "\"%.60s\" is no e-mail address: it has no @. Correct it.", c.email);
	if (c.priority != -1 && (c.priority < 1 || c.priority > CONTACT_PRIORITY_MOST))
		return err_usage(w->e, "A priority is a number from 1, whom to telephone first, to %d.", CONTACT_PRIORITY_MOST);
	if (!day_is_none(c.from))
		r = contact_day_read(w, &c.from);
	if (r == 0)
		*ret = c;
	return r;
}

/* ROWS --------------------------------------------------------------------------------------------------------------------------------- */

int contact_adult_get(struct contact_work *w, int64_t id, struct adult_row *ret)
{
	int r = store_thing_get(w->o->store, THING_ADULT, id, w->arena, ret);

	if (r == -ENOENT) {
		err_refuse(w->e, "There is no such contact any more. Look again who is there.");
		return -ENOENT;
	}
	return r < 0 ? contact_fail(w, r) : 0;
}

int contact_get(struct contact_work *w, int64_t id, struct contact_row *ret, struct adult_row *ret_adult)
{
	struct contact_row row;
	int r = store_thing_get(w->o->store, THING_CONTACT, id, w->arena, &row);

	if (r == -ENOENT) {
		err_refuse(w->e, "There is no such contact any more. Look again who is there.");
		return -ENOENT;
	}
	if (r < 0)
		return contact_fail(w, r);
	r = contact_adult_get(w, row.adult, ret_adult);
	if (r == 0)
		*ret = row;
	return r;
}

int contact_pupil_get(struct contact_work *w, int64_t id, struct pupil_row *ret)
{
	struct pupil_row row;
	int r = store_thing_get(w->o->store, THING_PUPIL, id, w->arena, &row);

	if (r == -ENOENT) {
		err_refuse(w->e, "There is no such pupil any more. Look again who is there.");
		return -ENOENT;
	}
	if (r < 0)
		return contact_fail(w, r);
	if (row.merged_into != NONE)
		return err_refuse(w->e, "%s is kept as one child with another row: change that one.", pupil_display_name(&row, w->arena));
	*ret = row;
	return 0;
}

bool contact_goes_on(const struct contact_row *c, struct day today)
{
	return day_is_none(c->to_day) || c->to_day.n >= today.n;
}

/* NAMES -------------------------------------------------------------------------------------------------------------------------------- */

const char *adult_name(const struct adult_row *row, struct arena *a)
{
	if (!*row->forename || !*row->surname)
		return arena_text(a, *row->forename ? row->forename : row->surname);
	return arena_joined(a, row->forename, ' ', row->surname);
}

const char *contact_child_words(struct contact_work *w, int64_t pupil)
{
	const char *name = office_pupil_name(w->o, pupil, w->arena);
	int64_t group = 0;

	for (enum session s = SESSION_AM; group == 0 && s <= SESSION_PM; s++)
		if (office_pupil_group(w->o, pupil, w->today, s, &group, NULL) < 0)
			return name;
	return group ? arena_printf(w->arena, "%s (%s)", name, office_group_name(w->o, group)) : name;
}

const char *contact_list(struct contact_work *w, const char *const *words, int count)
{
	CLEAN_BUF struct buf b = { 0 };

	for (int i = 0; i < count; i++)
		buf_printf(&b, "%s%s", i == 0 ? "" : i == count - 1 ? " and " : ", ", words[i]);
	return arena_text(w->arena, buf_string(&b));
}

int contact_children(struct contact_work *w, int64_t adult, int64_t except, const char **ret)
{
	struct contact_row *rows;
	int n = store_children_of_adult(w->o->store, adult, w->arena, &rows), count = 0;
	const char **words = arena_new(w->arena, (size_t)(n > 0 ? n : 0) + 1, sizeof *words);

	if (n < 0)
		return contact_fail(w, n);
	for (int i = 0; i < n; i++)
		if (rows[i].pupil != except && contact_goes_on(&rows[i], w->today))
			words[count++] = contact_child_words(w, rows[i].pupil);
	*ret = count ? contact_list(w, words, count) : NULL;
	return 0;
}
