#include "rows.h"

#include <errno.h>

#include "base/file.h"
#include "config/policy.h"

#define HEAD "name = \"tiers\"\ntitle = \"Our tiers\"\n"
#define LINE_95 "boundary \"95\" {\n\tpercent = \"95\"\n\tinclusive = false\n\tabove = \"95 and above\"\n\tsource = \"Ours\"\n}\n"
#define LINE_90 "boundary \"90\" {\n\tpercent = 90\n\tinclusive = true\n\tabove = \"90 to 95\"\n\tsource = \"DfE\"\n}\n"
#define LOWEST "lowest = \"90 or less\"\n"

static void dump(const struct policy *p, struct buf *to)
{
	buf_printf(to, "%s|%s|%d", p->name, p->title, p->target);
	for (int i = 0; i < p->boundary_count; i++)
		buf_printf(to, "|%s|%d%s %s", p->bands[i], p->boundaries[i].percent, p->boundaries[i].inclusive ? " incl" : "",
			   p->boundaries[i].source);
	buf_printf(to, "|%s", p->bands[p->boundary_count]);
}

static const struct taken_row {
	const char *name, *text, *want;
} taken_rows[] = {
	{ "two lines", HEAD "target = 97\n" LINE_95 LINE_90 LOWEST, "tiers|Our tiers|97|95 and above|95 Ours|90 to 95|90 incl DfE|90 or less" },
	{ "no target", HEAD LINE_95 LOWEST, "tiers|Our tiers|0|95 and above|95 Ours|90 or less" },
	{ "the lowest band said first", LOWEST LINE_90 HEAD "target = 0\n", "tiers|Our tiers|0|90 to 95|90 incl DfE|90 or less" },
	{ "1 and 100 per cent, in any order of keys",
	  HEAD "boundary a { source = s above = x inclusive = yes percent = 100 }\nboundary b { percent = 1 inclusive = no above = y source = t }\nlowest = z",
	  "tiers|Our tiers|0|x|100 incl s|y|1 t|z" },
	{ "comments anywhere", "# one\n" HEAD "# two\n" LINE_95 "# three\n" LOWEST "# four", "tiers|Our tiers|0|95 and above|95 Ours|90 or less" },
};

static void taken_case(void **state)
{
	const struct taken_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	CLEAN_BUF struct buf got = { 0 };
	struct policy p;
	struct err e = { 0 };

	assert_int_equal(policy_parse("p.conf", row->text, &a, &p, &e), 0);
	dump(&p, &got);
	assert_string_equal(buf_string(&got), row->want);
}

static const struct refused_row {
	const char *name, *text;
	int line;
	const char *want;
} refused_rows[] = {
	{ "an empty file", "", 0, "name: This is not said anywhere in the file. Write name = \"...\"." },
	{ "no title", "name = x\n" LINE_95 LOWEST, 0, "title: This is not said anywhere" },
	{ "an empty name", "\nname = \" \"\ntitle = t\n" LINE_95 LOWEST, 2, "name:  : This is empty." },
	{ "no boundary", HEAD LOWEST, 0, "boundary: There is none in this file." },
	{ "no lowest band", HEAD LINE_95, 0, "lowest: This is not said anywhere" },
	{ "a lowest band without a name", HEAD LINE_95 "lowest = \"\"\n", 9, "lowest: : This is empty." },
	{ "an unknown key", HEAD "colour = red\n" LINE_95 LOWEST, 3, "colour: There is no setting of this name here." },
	{ "an unknown key in a block, behind comments", "# c\n" HEAD "# c\nboundary \"95\" {\n\t# c\n\tcolour = red\n}\n" LOWEST, 7, "colour: There is no setting" },
	{ "a key of the top in a block", HEAD "boundary \"95\" {\n\tlowest = x\n}\n", 4, "lowest: There is no setting" },
	{ "a key of a block at the top", HEAD "percent = 95\n", 3, "percent: There is no setting" },
	{ "a key twice", HEAD "target = 95\ntarget = 96\n" LINE_95 LOWEST, 4, "target: 96: This is set on line 3 already." },
	{ "a key twice in a block", HEAD LINE_95 "boundary \"90\" {\n\tpercent = 90\n\tpercent = 89\n}\n" LOWEST, 11, "percent: 89: This is set on line 10 already." },
	{ "a boundary twice", HEAD LINE_95 LINE_95 LOWEST, 9, "95: There are two blocks of this name." },
	{ "a boundary twice, under two names", HEAD LINE_95 "boundary \"x\" {\n\tpercent = 95\n\tinclusive = on\n\tabove = a\n\tsource = b\n}\n" LOWEST, 10,
	  "percent: 95: The boundary before has the same percentage." },
	{ "boundaries from the lowest up", HEAD LINE_90 LINE_95 LOWEST, 10, "percent: 95: The boundary before is lower." },
	{ "0 per cent", HEAD "boundary \"0\" {\n\tpercent = 0\n}\n", 4, "percent: 0: Write a whole number from 1 to 100." },
	{ "101 per cent", HEAD "boundary \"0\" {\n\tpercent = 101\n}\n", 4, "percent: 101: Write a whole number from 1 to 100." },
	{ "half a per cent", HEAD "boundary \"0\" {\n\tpercent = 92.5\n}\n", 4, "percent: 92.5: Write a whole number" },
	{ "no percentage", HEAD "boundary \"95\" {\n\tinclusive = on\n}\n", 5, "percent: This is not said in the block that ends here." },
	{ "an empty block", HEAD "boundary \"95\" {\n}\n", 4, "percent: This is not said in the block" },
	{ "neither in nor out", HEAD "boundary \"95\" {\n\tpercent = 95\n\tabove = a\n\tsource = b\n}\n", 7, "inclusive: This is not said in the block" },
	{ "a band without a name", HEAD "boundary \"95\" {\n\tpercent = 95\n\tinclusive = on\n\tabove = \"\"\n\tsource = b\n}\n", 6, "above: : This is empty." },
	{ "no name for a band", HEAD "boundary \"95\" {\n\tpercent = 95\n\tinclusive = on\n\tsource = b\n}\n", 7, "above: This is not said in the block" },
	{ "no source", HEAD "boundary \"95\" {\n\tpercent = 95\n\tinclusive = on\n\tabove = a\n}\n", 7, "source: This is not said in the block" },
	{ "a target over 100", HEAD "target = 101\n" LINE_95 LOWEST, 3, "target: 101: Write a whole number from 0 to 100." },
	{ "a block that never closes", HEAD "boundary \"95\" {\n\tpercent = 95\n", 3, "The brace that opens on this line never closes." },
	{ "a block in a block", HEAD "boundary \"95\" {\n\tboundary \"90\" {\n\t}\n}\n", 4, "boundary: There is no setting" },
	{ "a block without a name", HEAD "boundary {\n}\n", 3, "boundary: This block has no name." },
	{ "a block without a brace", HEAD "boundary \"95\"\npercent = 95\n", 4, "boundary: This block has no brace." },
};

static void refused_case(void **state)
{
	const struct refused_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };
	struct policy p = { .name = "untouched" };
	struct err e = { 0 };

	assert_int_equal(policy_parse("p.conf", row->text, &a, &p, &e), -EINVAL);
	if (!strstr(e.text, row->want))
		assert_string_equal(e.text, row->want);
	assert_int_equal(e.line, row->line);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_string_equal(e.file, "p.conf");
	assert_string_equal(p.name, "untouched");
}

/** The file and the one that is built in say the same. */
static void national_case(void **state)
{
	CLEAN_BUF struct buf text = { 0 }, got = { 0 }, want = { 0 };
	CLEAN_ARENA struct arena a = { 0 };
	struct policy p;
	struct err e = { 0 };

	assert_int_equal(file_read(TREE "/share/policies/national.conf", 1 << 16, &text, NULL), 0);
	assert_int_equal(policy_parse("national.conf", buf_string(&text), &a, &p, &e), 0);
	dump(&p, &got);
	dump(&policy_national, &want);
	assert_string_equal(buf_string(&got), buf_string(&want));
}

int main(void)
{
	static struct rows rows;

	rows_add(&rows, taken_case, taken_rows);
	rows_add(&rows, refused_case, refused_rows);
	rows_case(&rows, "the national policy", national_case, NULL);
	return rows_run(&rows, "policy");
}
