#include "internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "exchange/csv.h"
#include "rules/code.h"

/* register set: marks as arguments, or from CSV on standard input. */

struct wishes {
	VEC(struct mark_wish);
};

/* ARGUMENTS */

static int wish_read(struct cli *c, const struct register_ref *ref, const char *operand, struct wishes *wishes, struct err *e)
{
	const char *equals = strrchr(operand, '=');
	struct mark_wish wish = { .before = -1, .minutes_late = -1 };

	if (!equals || equals == operand)
		return err_usage(e, "\"%.100s\" is not PUPIL=CODE. Usage: firstbell register set --class CLASS --session am|pm PUPIL=CODE ...", operand);
	int r = office_pupil_find_in(c->office, ref, arena_text_n(&c->arena, operand, (size_t)(equals - operand)), &wish.pupil, e);
	if (r < 0)
		return r;
	wish.code = equals + 1;
	vec_push(wishes, wish);
	return 0;
}

static int wishes_from_operands(struct cli *c, const struct register_ref *ref, struct wishes *wishes, struct err *e)
{
	int r = 0;

	for (int i = 0; r == 0 && i < c->operand_count; i++)
		r = wish_read(c, ref, c->operands[i], wishes, e);
	return r;
}

/* CSV: an identifier, code, perhaps minutes_late and note; and what `register show` prints beside them */

#define INPUT_NAME "standard input"
#define INPUT_MOST (16u << 20)

enum { IDENTIFIERS = 3 };
static const char *const identifiers[IDENTIFIERS] = { "pupil", "upn", "admission_number" };
static const char *const known[] = { "pupil", "upn", "admission_number", "code", "minutes_late", "note", "date", "session", "class", "name",
				     "surname", "forename", "preferred_name", "expected", "remark", "expected_words", "expected_waits", "office_note", "signed_out" };

static bool heading_known(const struct csv_table *t, int column)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (csv_column(t, known[i]) == column)
			return true;
	return false;
}

static int check_headings(const struct csv_table *t, struct err *e)
{
	bool identified = false;

	for (int i = 0; i < IDENTIFIERS; i++)
		identified |= csv_column(t, identifiers[i]) >= 0;
	if (!identified)
		return err_input(e, INPUT_NAME, t->heading.line, 0, "No column says who is meant. Name one pupil, upn or admission_number.");
	if (csv_column(t, "code") < 0)
		return err_input(e, INPUT_NAME, t->heading.line, 0, "There is no column named code.");
	for (int i = 0; i < t->heading.count; i++)
		if (!heading_known(t, i))
			return err_input(e, INPUT_NAME, t->heading.line, i + 1, "The column \"%.60s\" is not one that register set takes. Take it out, or see firstbell-data(7).",
					 t->heading.fields[i]);
	return 0;
}

/* A file of another day or session is not taken for this one. */
static int check_register(const struct csv_table *t, const struct csv_row *row, const struct register_ref *ref, struct err *e)
{
	int date = csv_column(t, "date"), half = csv_column(t, "session");
	enum session session;
	struct day day;

	if (date >= 0 && (day_parse_english(csv_field(row, date), &day) < 0 || !day_equal(day, ref->day)))
		return err_input(e, INPUT_NAME, row->line, date + 1, "The date is not that of this register.");
	if (half >= 0 && (session_parse(csv_field(row, half), &session) < 0 || session != ref->session))
		return err_input(e, INPUT_NAME, row->line, half + 1, "The session is not that of this register.");
	return 0;
}

static int row_pupil(struct cli *c, const struct csv_table *t, const struct csv_row *row, int64_t *ret, struct err *e)
{
	struct err why = { 0 };

	for (int i = 0; i < IDENTIFIERS; i++) {
		int column = csv_column(t, identifiers[i]);
		const char *identifier = csv_field(row, column);
		if (!*identifier)
			continue;
		if (office_pupil_find(c->office, identifier, false, ret, &why) == 0)
			return 0;
		return why.kind == ERR_STORE ? err_store(e, 0, "%s", why.text) : err_input(e, INPUT_NAME, row->line, column + 1, "%s", why.text);
	}
	return err_input(e, INPUT_NAME, row->line, 0, "Nobody is named in this row.");
}

static int row_minutes(const struct csv_table *t, const struct csv_row *row, int *ret, struct err *e)
{
	int column = csv_column(t, "minutes_late");
	const char *text = csv_field(row, column);
	struct given value;

	if (!*text)
		return 0;
	if (value_read("minutes_late", VALUE_NUMBER, text, &value, NULL) < 0 || value.number > DAY_MINUTES)
		return err_input(e, INPUT_NAME, row->line, column + 1, "minutes_late takes a whole number of minutes, not \"%.40s\".", text);
	*ret = (int)value.number;
	return 0;
}

/* A code that there never was is a fault of the file; one that this day does not take is refused, and where it stands is said. */
static int row_code(const struct csv_table *t, const struct csv_row *row, const struct register_ref *ref, const char **ret, struct err *e)
{
	int column = csv_column(t, "code");
	const char *text = csv_field(row, column);
	struct err why = { 0 };
	uint8_t code;

	*ret = text;
	if (!*text || code_read(text, ref->day, ref->session, &code, &why) == 0 || why.kind == ERR_REFUSED)
		return 0;
	return err_input(e, INPUT_NAME, row->line, column + 1, "%s", why.text);
}

static int wish_from_row(struct cli *c, const struct csv_table *t, const struct csv_row *row, const struct register_ref *ref,
			 struct wishes *wishes, struct err *e)
{
	struct mark_wish wish = { .before = -1, .minutes_late = -1, .line = row->line };
	const char *note = csv_field(row, csv_column(t, "note"));
	int r = check_register(t, row, ref, e);

	if (*csv_field(row, csv_column(t, "remark"))) /* as `register show` has who is not due any more */
		return r;

	if (r == 0)
		r = row_pupil(c, t, row, &wish.pupil, e);
	if (r == 0)
		r = row_code(t, row, ref, &wish.code, e);
	if (r == 0)
		r = row_minutes(t, row, &wish.minutes_late, e);
	if (*note)
		wish.note = note;
	if (r == 0)
		vec_push(wishes, wish);
	return r;
}

static int wishes_from_input(struct cli *c, const struct register_ref *ref, struct csv_table *t, struct wishes *wishes, struct err *e)
{
	CLEAN_BUF struct buf bytes = { 0 };
	int r;

	if (ask_can())
		return err_usage(e, "Which marks? Name them as PUPIL=CODE, or send CSV on standard input.");
	r = file_read("-", INPUT_MOST, &bytes, e);
	if (r == 0)
		r = csv_read(INPUT_NAME, buf_string(&bytes), bytes.length, t, e);
	if (r == 0)
		r = check_headings(t, e);
	for (int i = 0; r == 0 && i < t->rows.count; i++)
		r = wish_from_row(c, t, &t->rows.items[i], ref, wishes, e);
	return r;
}

int command_register_set(struct cli *c, struct err *e)
{
	struct register_ref ref;
	struct csv_table table = { 0 };
	struct wishes wishes = { 0 };
	struct mark_result result = { 0 };
	int r = cli_register_ref(c, &ref, e);

	if (r == 0)
		r = c->operand_count ? wishes_from_operands(c, &ref, &wishes, e) : wishes_from_input(c, &ref, &table, &wishes, e);
	if (r == 0)
		r = office_marks_set(c->office, &ref, wishes.items, wishes.count, given_text(c, OPTION_REASON), &result, e);
	if (r < 0 && e->line && !e->file[0])
		snprintf(e->file, sizeof e->file, "%s", INPUT_NAME);
	if (r == 0)
		cli_saved(c, &result);
	vec_finish(&wishes);
	csv_finish(&table);
	return r;
}
