/* Short lists of reasons: as shipped, as a school sets them (A17, A18, A20, B5). */
#include "rows.h"

#include <errno.h>

#include "office/clocks.h"
#include "rules/code.h"
#include "store/store.h"
#include "world.h"

static int64_t act;

static const char *listed(struct world *w, enum choices c)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct choice *items;
	int n = office_choices(w->o, c, &a, &items, &w->e);

	assert_true(n >= 0);
	buf_reset(&w->said);
	for (int i = 0; i < n; i++)
		buf_printf(&w->said, "%s%s%s\n", items[i].words, items[i].code ? " = " : "", items[i].code ? items[i].code : "");
	return buf_string(&w->said);
}

static int put(struct world *w, enum choices c, const char *lines)
{
	act = -1;
	err_clear(&w->e);
	return office_choices_put(w->o, c, lines, &act, &w->e);
}

/* What is shipped can be put: its codes are in force, its words are words. */
static void shipped_lists(struct world *w)
{
	as(w, "ann");
	for (enum choices c = 0; c < CHOICES_KINDS; c++) {
		CLEAN_BUF struct buf lines = { 0 };

		buf_text(&lines, listed(w, c));
		assert_true(lines.length > 0);
		assert_done(put(w, c, buf_string(&lines)));
		assert_true(act > 0);
		assert_string_equal(listed(w, c), buf_string(&lines));
	}
	assert_words(listed(w, CHOICES_LATE), "overslept\n");
	assert_words(listed(w, CHOICES_LATE), "appointment = M\n");
	assert_words(listed(w, CHOICES_OUT), "dentist = M\n");
	assert_null(strchr(listed(w, CHOICES_AMEND), '='));
	assert_string_equal(choices_name(CHOICES_AMEND), "amend");
}

static void set_and_put_back(struct world *w)
{
	CLEAN_BUF struct buf shipped = { 0 };

	as(w, "ann");
	buf_text(&shipped, listed(w, CHOICES_LATE));
	assert_done(put(w, CHOICES_LATE, "  ferry late \n\nmissed the boat=m\r\n"));
	assert_true(act > 0);
	assert_string_equal(listed(w, CHOICES_LATE), "ferry late\nmissed the boat = M\n");
	assert_done(put(w, CHOICES_LATE, "ferry late\nmissed the boat = M"));
	assert_int_equal(act, 0);
	assert_words(listed(w, CHOICES_OUT), "dentist = M\n");
	assert_done(put(w, CHOICES_LATE, "\n"));
	assert_true(act > 0);
	assert_string_equal(listed(w, CHOICES_LATE), buf_string(&shipped));
}

/* Of a day before it was set nothing changes; on its day it holds, and on the next. */
static void holds_from_its_day(struct world *w)
{
	as(w, "ann");
	assert_done(put(w, CHOICES_OUT, "swimming"));
	at(w, "2026-11-23T08:30");
	assert_string_equal(listed(w, CHOICES_OUT), "swimming\n");
	assert_done(put(w, CHOICES_OUT, "skating"));
	assert_string_equal(listed(w, CHOICES_OUT), "skating\n");
}

static void seen_by_others(struct world *w)
{
	as(w, "ann");
	assert_done(put(w, CHOICES_AMEND, "register on paper"));
	as(w, "tom");
	assert_string_equal(listed(w, CHOICES_AMEND), "register on paper\n");
}

static const struct refusal {
	const char *name, *who;
	enum choices list;
	const char *lines, *want;
} refusals[] = {
	{ "a teacher", "tom", CHOICES_LATE, "x", "Tom Bell may not change the lists of reasons." },
	{ "within one year", "yaz", CHOICES_LATE, "x", "Yaz Khan may not change" },
	{ "an inspector", "ina", CHOICES_LATE, "x", "Ina Ford may not change" },
	{ "a code that is none", "ann", CHOICES_LATE, "x = QQ", "QQ" },
	{ "a code that was retired", "ann", CHOICES_LATE, "x = H", "H" },
	{ "a code of one who is here", "ann", CHOICES_LATE, "x = /", "x: / says nothing of why a child is away." },
	{ "no reason known", "ann", CHOICES_ABSENT, "x = N", "x: N says nothing of why a child is away." },
	{ "a code for an amendment", "ann", CHOICES_AMEND, "x = M", "x: no code goes with why a mark is changed" },
	{ "a reason twice, folded", "ann", CHOICES_LATE, "Traffic\ntraffic = M", "traffic is in the list twice." },
	{ "a code without words", "ann", CHOICES_LATE, "= M", "A reason is empty" },
	{ "a semicolon", "ann", CHOICES_LATE, "a; b", "has no semicolon" },
	{ "61 letters", "ann", CHOICES_LATE, "0123456789012345678901234567890123456789012345678901234567890", "at most 60 letters long" },
	{ "25 reasons", "ann", CHOICES_LATE, "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np\nq\nr\ns\nt\nu\nv\nw\nx\ny", "The list has 25 reasons; at most 24" },
	{ "not UTF-8", "ann", CHOICES_LATE, "a\xff", "The list is not UTF-8 text" },
	{ "a control character", "ann", CHOICES_LATE, "a\x1b[2J", "a character that cannot be printed" },
	{ "what nobody can see", "ann", CHOICES_LATE, "a\xe2\x80\xae" "b", "a character that nobody can see" },
};

static void refusal_case(void **state)
{
	const struct refusal *row = *state;
	struct world world, *w = &world;

	world_make(w, false);
	as(w, row->who);
	assert_true(put(w, row->list, row->lines) < 0);
	assert_words(w->e.text, row->want);
	assert_int_equal(act, -1);
	as(w, "ann");
	assert_words(listed(w, CHOICES_LATE), "overslept\n");
	world_end(w);
}

int main(void)
{
	static const struct world_case cases[] = {
		{ "what is shipped is well made", shipped_lists },
		{ "set, and put back", set_and_put_back },
		{ "holds from its day on", holds_from_its_day },
		{ "seen by everybody else", seen_by_others },
	};
	static struct rows r;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, world_case, &cases[i]);
	rows_add(&r, refusal_case, refusals);
	return rows_run(&r, "choices");
}
