#include "internal.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "office/school.h"

/* init: each answer is an option; on a terminal those that are missing are asked, one line each, until they hold. */

enum { TERMS_MOST = 40, CLOSURES_MOST = 400 };

struct answers {
	struct init_wish wish;
	struct init_term terms[TERMS_MOST];
	struct init_closure closures[CLOSURES_MOST];
	struct arena *arena;
};

/* PARTS: "Autumn,2026-09-03,2026-12-18" */

/* Splits at commas into at most `most` parts (the last one takes what is left); how many there are. */
static int split(struct arena *a, const char *text, int most, char **parts)
{
	char *rest = arena_text(a, text);
	int count = 0;

	for (;;) {
		char *comma = count + 1 < most ? strchr(rest, ',') : NULL;
		if (comma)
			*comma = '\0';
		parts[count++] = text_trim(rest);
		if (!comma)
			return count;
		rest = comma + 1;
	}
}

int times_read(struct arena *a, const char *text, struct session_times *ret, struct err *e)
{
	char *parts[5];
	int times[4], n = split(a, text, 5, parts);

	if (n != 3 && n != 4)
		return err_usage(e, "Type four times with commas between them: gate closes, register starts, register closes, session ends.");
	for (int i = 0; i < n; i++)
		if (minute_parse(parts[i], &times[i + 4 - n]) < 0)
			return err_usage(e, "\"%.60s\" is not a time. Type it as 09:07.", parts[i]);
	if (n == 3)
		times[0] = times[1];
	*ret = (struct session_times){ .gate = times[0], .starts = times[1], .closes = times[2], .ends = times[3] };
	return 0;
}

/* ANSWERS: each takes its place in the wish */

static int take_name(struct answers *a, const char *text, struct err *e)
{
	a->wish.name = text;
	return 0;
}

static int take_authority(struct answers *a, const char *text, struct err *e)
{
	a->wish.authority = text;
	return 0;
}

static int take_establishment(struct answers *a, const char *text, struct err *e)
{
	a->wish.establishment = text;
	return 0;
}

static int take_timezone(struct answers *a, const char *text, struct err *e)
{
	a->wish.timezone = text;
	return 0;
}

static int take_am(struct answers *a, const char *text, struct err *e)
{
	return times_read(a->arena, text, &a->wish.am, e);
}

static int take_pm(struct answers *a, const char *text, struct err *e)
{
	return times_read(a->arena, text, &a->wish.pm, e);
}

/* The first day and the last. */
static int read_dates(char *const parts[2], struct day *from, struct day *to, struct err *e)
{
	int r = date_read(parts[0], from, e);

	return r < 0 ? r : date_read(parts[1], to, e);
}

static int take_term(struct answers *a, const char *text, struct err *e)
{
	struct init_term term = { 0 };
	char *parts[3];

	if (a->wish.term_count == TERMS_MOST)
		return err_usage(e, "That is more than %d terms.", TERMS_MOST);
	if (split(a->arena, text, 3, parts) != 3)
		return err_usage(e, "Type the term as its name, first day and last day: Autumn,2026-09-03,2026-12-18.");
	term.name = parts[0];
	int r = read_dates(parts + 1, &term.from, &term.to, e);
	if (r == 0)
		a->terms[a->wish.term_count++] = term;
	return r;
}

static int take_closure(struct answers *a, const char *text, struct err *e)
{
	struct init_closure closure = { 0 };
	char *parts[4];

	if (a->wish.closure_count == CLOSURES_MOST)
		return err_usage(e, "That is more than %d closures.", CLOSURES_MOST);
	if (split(a->arena, text, 4, parts) != 4)
		return err_usage(e, "Type it as kind, name, first day and last day: holiday,Half-term,2026-10-26,2026-10-30.");
	closure.kind = parts[0];
	closure.name = parts[1];
	int r = read_dates(parts + 2, &closure.from, &closure.to, e);
	if (r == 0)
		a->closures[a->wish.closure_count++] = closure;
	return r;
}

static int take_staff(struct answers *a, const char *text, struct err *e)
{
	char *parts[3];

	if (split(a->arena, text, 3, parts) != 3)
		return err_usage(e, "Type it as sign-in name, name and position: jokafor,Joy Okafor,School business manager.");
	a->wish.staff_sign_in = parts[0];
	a->wish.staff_name = parts[1];
	a->wish.staff_position = parts[2];
	return 0;
}

/* The order in which they are asked. */
static const struct question {
	enum option_id option;
	const char *ask;
	const char *otherwise; /**< what an empty line means; NULL: it is asked again */
	bool ready;            /**< stands without being asked where nobody can be */
	bool several, required;
	int (*take)(struct answers *a, const char *text, struct err *e);
} questions[] = {
	{ OPTION_NAME,          "Name of the school", NULL, false, false, true, take_name },
	{ OPTION_AUTHORITY,     "Number of the local authority (three digits)", NULL, false, false, true, take_authority },
	{ OPTION_ESTABLISHMENT, "Number of the school (four digits)", NULL, false, false, true, take_establishment },
	{ OPTION_TIMEZONE,      "Time zone", "Europe/London", true, false, true, take_timezone },
	{ OPTION_AM,            "Morning: gate closes, register starts, register closes, session ends", "08:45,08:50,09:20,12:00", false, false, true, take_am },
	{ OPTION_PM,            "Afternoon: register starts, register closes, session ends", "13:00,13:30,15:15", false, false, true, take_pm },
	{ OPTION_TERM,          "A term: name, first day, last day (Autumn,2026-09-03,2026-12-18)", NULL, false, true, true, take_term },
	{ OPTION_CLOSURE,       "Days shut: kind, name, first day, last day (holiday,Half-term,2026-10-26,2026-10-30)", NULL, false, true, false, take_closure },
	{ OPTION_STAFF,         "You: sign-in name, name, position (jokafor,Joy Okafor,School business manager)", NULL, false, false, true, take_staff },
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

/* An answer that does not hold leaves the wish as it was. */
static int take_answer(struct answers *a, const struct question *q, const char *text, struct err *e)
{
	struct init_wish before = a->wish;
	int r = q->take(a, text, e);

	if (r == 0)
		r = office_init_check(&a->wish, e);
	if (r < 0)
		a->wish = before;
	return r;
}

static int take_option(struct cli *c, struct answers *a, const struct question *q, struct err *e)
{
	int r = 0;

	for (int i = 0; r == 0 && i < c->given.count; i++)
		if (c->given.items[i].id == q->option)
			r = take_answer(a, q, c->given.items[i].text, e);
	return r;
}

static void put_prompt(const struct question *q, bool more, struct buf *to)
{
	buf_reset(to);
	buf_text(to, q->ask);
	if (q->otherwise)
		buf_printf(to, " [%s]", q->otherwise);
	else if (q->several && (more || !q->required))
		buf_text(to, ", or nothing");
	buf_text(to, ": ");
}

/* One answer to a question.  @return 1 taken, 0 an empty line that ends it, -errno */
static int ask_once(struct cli *c, struct answers *a, const struct question *q, bool more, struct err *e)
{
	CLEAN_BUF struct buf prompt = { 0 };
	char text[1024];

	for (;;) {
		struct err why = { 0 };
		put_prompt(q, more, &prompt);
		int r = ask_line(buf_string(&prompt), text, sizeof text);
		if (r < 0 && r != -E2BIG)
			return err_usage(e, "No answer came, so no school was made.");
		const char *answer = r < 0 ? "" : arena_text(&c->arena, text_trim(text));
		if (!*answer && q->otherwise)
			answer = q->otherwise;
		if (!*answer && q->several && (more || !q->required))
			return 0;
		if (*answer && take_answer(a, q, answer, &why) == 0)
			return 1;
		cli_say(*answer ? why.text : "Type an answer.");
	}
}

static int ask(struct cli *c, struct answers *a, const struct question *q, struct err *e)
{
	int r = ask_once(c, a, q, false, e);

	while (q->several && r > 0)
		r = ask_once(c, a, q, true, e);
	return r < 0 ? r : 0;
}

static int answer(struct cli *c, struct answers *a, const struct question *q, struct err *e)
{
	if (given_find(c, q->option))
		return take_option(c, a, q, e);
	if (ask_can())
		return ask(c, a, q, e);
	if (q->ready)
		return take_answer(a, q, q->otherwise, e);
	return q->required ? err_usage(e, "A new school needs --%s (%s).", option_rows[q->option].name, option_rows[q->option].help) : 0;
}

int command_init(struct cli *c, struct err *e)
{
	struct answers a = { .arena = &c->arena };
	const char *directory = c->operands[0];
	int r = 0;

	/* before the questions, not after the last of them */
	if (office_school_is_there(directory))
		return err_refuse(e, "There is a school in %s already. Nothing was changed.", directory);
	a.wish.terms = a.terms;
	a.wish.closures = a.closures;
	a.wish.uid = c->seat->uid;
	a.wish.login = c->seat->login;
	a.wish.terminal = c->seat->terminal;
	for (int i = 0; r == 0 && i < QUESTIONS; i++)
		r = answer(c, &a, &questions[i], e);
	if (r == 0)
		r = office_init(directory, &a.wish, e);
	if (r < 0)
		return r;
	cli_line(c, "school made in %s", directory);
	cli_say(arena_printf(&c->arena, "Next: firstbell --school %s import pupils FILE.csv", directory));
	return 0;
}
