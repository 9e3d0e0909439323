#include "roll.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "exchange/csv.h"
#include "office/today.h"

int roll_pupil(struct cli *c, const char *typed, int64_t *ret, struct err *e)
{
	return office_pupil_find(c->office, typed, true, ret, e);
}

const char *roll_key(struct cli *c, struct report *r, int64_t pupil)
{
	const char *key = NULL;

	return office_pupil_key(c->office, pupil, &r->arena, &key, NULL) == 0 ? key : NULL;
}

int roll_sessions(const struct cli *c)
{
	int64_t session = given_number(c, OPTION_SESSION, -1);

	return session < 0 ? 0 : 1 << session;
}

struct day roll_day(const struct cli *c)
{
	struct day day = given_day(c, OPTION_DATE);

	return day_is_none(day) ? office_today(c->office) : day;
}

/* PUPILS FROM STANDARD INPUT */

#define INPUT_MOST (16u << 20)

static const char *const identifiers[] = { "pupil", "upn", "admission_number" };
enum { IDENTIFIERS = sizeof identifiers / sizeof *identifiers };

/* Where they are named. */
struct input {
	struct cli *c;
	const char *path, *name; /* for file_read, and for people */
};

static struct input input_of(struct cli *c, const char *path)
{
	return (struct input){ .c = c, .path = path, .name = strcmp(path, "-") == 0 ? "standard input" : path };
}

static int input_pupil(const struct input *in, int line, const char *identifier, struct pupil_ids *ret, struct err *e)
{
	struct err why = { 0 };
	int64_t pupil;

	if (office_pupil_find(in->c->office, identifier, false, &pupil, &why) < 0)
		return why.kind == ERR_STORE ? err_store(e, 0, "%s", why.text) : err_input(e, in->name, line, 0, "%s", why.text);
	vec_push(ret, pupil);
	return 0;
}

static bool names_pupils(const struct csv_table *t)
{
	for (int i = 0; i < IDENTIFIERS; i++)
		if (csv_column(t, identifiers[i]) >= 0)
			return true;
	return false;
}

/* The first identifier of a row that is not empty. */
static int input_row(const struct input *in, const struct csv_table *t, const struct csv_row *row, struct pupil_ids *ret, struct err *e)
{
	for (int i = 0; i < IDENTIFIERS; i++) {
		const char *identifier = csv_field(row, csv_column(t, identifiers[i]));
		if (*identifier)
			return input_pupil(in, row->line, identifier, ret, e);
	}
	return err_input(e, in->name, row->line, 0, "Nobody is named in this row.");
}

static int input_rows(const struct input *in, const struct csv_table *t, struct pupil_ids *ret, struct err *e)
{
	int r = 0;

	for (int i = 0; r == 0 && i < t->rows.count; i++)
		r = input_row(in, t, &t->rows.items[i], ret, e);
	return r;
}

static int input_lines(const struct input *in, const char *text, struct pupil_ids *ret, struct err *e)
{
	CLEAN_FREE char *copy = mem_text(text);
	int line = 0, r = 0;

	for (char *rest = copy, *one; r == 0 && (one = strsep(&rest, "\n"));) {
		line++;
		one = text_trim(one);
		if (*one)
			r = input_pupil(in, line, one, ret, e);
	}
	return r;
}

static int input_read(const struct input *in, struct pupil_ids *ret, struct err *e)
{
	CLEAN_BUF struct buf bytes = { 0 };
	struct csv_table table = { 0 };
	int r = file_read(in->path, INPUT_MOST, &bytes, e);

	if (r == 0)
		r = csv_read(in->name, buf_string(&bytes), bytes.length, &table, e);
	if (r < 0)
		return r;
	r = names_pupils(&table) ? input_rows(in, &table, ret, e) : input_lines(in, buf_string(&bytes), ret, e);
	csv_finish(&table);
	if (r == 0 && ret->count == 0)
		return err_input(e, in->name, 0, 0, strcmp(in->path, "-") == 0 ? "Nobody is named on standard input." : "Nobody is named in this file.");
	return r;
}

int roll_pupils(struct cli *c, int first, struct pupil_ids *ret, struct err *e)
{
	int r = 0;

	if (c->operand_count == first + 1 && strcmp(c->operands[first], "-") == 0) {
		const struct input in = input_of(c, "-");
		return input_read(&in, ret, e);
	}
	for (int i = first; r == 0 && i < c->operand_count; i++) {
		int64_t pupil;
		r = roll_pupil(c, c->operands[i], &pupil, e);
		if (r == 0)
			vec_push(ret, pupil);
	}
	return r;
}

#define NAME_MOST 200 /* bytes: more is a list */

/* "late Amara Okafor" as a person types it is one pupil; where the words are nobody together, each of them is somebody. */
static int whom_named(struct cli *c, int first, struct pupil_ids *ret, struct err *e)
{
	CLEAN_BUF struct buf words = { 0 };
	struct err together = { 0 };
	int64_t pupil;

	for (int i = first; i < c->operand_count; i++)
		buf_printf(&words, "%s%s", i > first ? " " : "", c->operands[i]);
	int r = words.length < NAME_MOST ? roll_pupil(c, buf_string(&words), &pupil, &together) : -ENOENT;
	if (r == 0)
		vec_push(ret, pupil);
	if (r != -ENOENT) {
		*e = r < 0 ? together : *e;
		return r;
	}
	r = roll_pupil(c, c->operands[first], &pupil, e);
	if (r < 0 && e->kind != ERR_STORE && together.kind != ERR_NONE)
		*e = together; /* a name that nobody has, not its first word */
	return r < 0 ? r : roll_pupils(c, first, ret, e);
}

int roll_whom(struct cli *c, int first, struct pupil_ids *ret, struct err *e)
{
	const char *file = given_text(c, OPTION_FILE);
	int named = c->operand_count - first;

	if (file && named > 0)
		return err_usage(e, "Name the pupils, or a file of them, not both: take out \"%.60s\" or --file.", c->operands[first]);
	if (file) {
		const struct input in = input_of(c, file);
		return input_read(&in, ret, e);
	}
	return named > 1 ? whom_named(c, first, ret, e) : roll_pupils(c, first, ret, e);
}

int roll_whom_some(struct cli *c, int first, struct pupil_ids *ret, struct err *e)
{
	int r = roll_whom(c, first, ret, e);

	return r == 0 && ret->count == 0 ? err_usage(e, "Who? Name pupils, or a file of them with --file.") : r;
}

int roll_pupil_code(struct cli *c, const char *typed, int64_t *ret_pupil, const char **ret_code, struct err *e)
{
	const char *equals = strrchr(typed, '=');

	if (!equals || equals == typed || !equals[1])
		return err_usage(e, "\"%.100s\" is not PUPIL=CODE, such as 0101=I.", typed);
	int r = roll_pupil(c, arena_text_n(&c->arena, typed, (size_t)(equals - typed)), ret_pupil, e);
	if (r == 0)
		*ret_code = equals + 1;
	return r;
}

struct cell roll_minute_cell(struct report *r, int minute)
{
	char text[8];

	return minute < 0 ? (struct cell){ .empty = true } : cell_text(r, minute_text(minute, text));
}

/* WHAT IS SAID OF A SPELL AND OF A CONTACT */

/* --arrangement, in the words of the store. */
static const char *arrangement_words(const struct cli *c)
{
	static const char *const words[] = { "dual registration", "managed move", "off-site direction", "mobile child" };
	const struct given *g = given_find(c, OPTION_ARRANGEMENT);

	return g ? words[g->number] : NULL;
}

void roll_spell_wish(const struct cli *c, struct spell_wish *ret)
{
	*ret = (struct spell_wish){
		.kind = given_text(c, OPTION_STATUS),
		.from = given_day(c, OPTION_FROM),
		.from_session = (int)given_number(c, OPTION_SESSION, -1),
		.last_school = given_text(c, OPTION_LAST_SCHOOL),
		.other_school = given_text(c, OPTION_OTHER_SCHOOL),
		.other_school_contact = given_text(c, OPTION_OTHER_CONTACT),
		.arrangement = arrangement_words(c),
		.review = given_day(c, OPTION_REVIEW),
		.to = given_day(c, OPTION_TO),
	};
}

void roll_contact_wish(const struct cli *c, struct contact_wish *ret)
{
	int64_t priority = given_number(c, OPTION_PRIORITY, -1);

	*ret = (struct contact_wish){
		.title = given_text(c, OPTION_TITLE),
		.relation = given_text(c, OPTION_RELATION),
		.priority = priority > INT_MAX ? INT_MAX : (int)priority,
		.mobile = given_text(c, OPTION_MOBILE),
		.home = given_text(c, OPTION_HOME),
		.work = given_text(c, OPTION_WORK),
		.email = given_text(c, OPTION_EMAIL),
		.language = given_text(c, OPTION_LANGUAGE),
		.address = given_text(c, OPTION_ADDRESS),
		.postcode = given_text(c, OPTION_POSTCODE),
		.secret = given_yes(c, OPTION_SECRET),
		.lives_with = given_yes(c, OPTION_LIVES_WITH),
		.parental_responsibility = given_yes(c, OPTION_PARENTAL_RESPONSIBILITY),
		.letters = given_yes(c, OPTION_LETTERS),
		.texts = given_yes(c, OPTION_TEXTS),
		.may_collect = given_yes(c, OPTION_MAY_COLLECT),
		.do_not_contact = given_yes(c, OPTION_DO_NOT_CONTACT),
		.court_order = given_text(c, OPTION_COURT_ORDER),
		.from = given_day(c, OPTION_FROM),
	};
}
