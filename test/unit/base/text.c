#include "rows.h"

#include <stdio.h>
#include <wchar.h>

#include "base/text.h"

#define BAD "\xef\xbf\xbd" /* U+FFFD */
#define ACUTE "\xcc\x81"
#define FOUR ACUTE ACUTE ACUTE ACUTE

static const struct utf8_row {
	const char *name, *bytes;
	size_t n;
	long want;
} utf8_rows[] = {
	{ "nothing",                       "", 0, -1 },
	{ "ASCII",                         "abc", 3, -1 },
	{ "two, three and four bytes",     "é€😀", 9, -1 },
	{ "NUL inside",                    "ab\0c", 4, 2 },
	{ "a byte of Latin-1",             "Zo\xeb", 3, 2 },
	{ "C1 as one byte",                "\x9b" "31m", 4, 0 },
	{ "cut short",                     "ab\xe2\x82", 4, 2 },
	{ "cut short by n, not by bytes",  "ab€", 4, 2 },
	{ "too long a form of /",          "\xc0\xaf", 2, 0 },
	{ "a lone surrogate",              "a\xed\xa0\x80", 4, 1 },
	{ "beyond the last code point",    "\xf4\x90\x80\x80", 4, 0 },
	{ "the last code point",           "\xf4\x8f\xbf\xbf", 4, -1 },
	{ "a continuation alone",          "x\x80", 2, 1 },
	{ "NUL behind eight",              "abcdefgh\0jklmnop", 17, 8 },
	{ "NUL as the eighth of eight",    "abcdefg\0ijklmnop", 16, 7 },
	{ "NUL before a byte of one",      "abc\0\1efgh", 8, 3 },
	{ "bytes of one are none of NUL",  "\1\1\1\1\1\1\1\1\1\1", 10, -1 },
	{ "letters among ASCII",           "abcdefgéhijklmno€pqrstuvwxyz\xff", 32, 31 },
	{ "a byte order mark is UTF-8",    "\xef\xbb\xbf" "upn", 6, -1 },
};

static void utf8_row(void **state)
{
	const struct utf8_row *row = *state;

	assert_int_equal(text_bad_utf8(row->bytes, row->n), row->want);
}

static const struct clean_row {
	const char *name, *text, *want;
} clean_rows[] = {
	{ "nothing",                    "", "" },
	{ "ASCII is left alone",        "O'Brien <a@b.c> \"x\" 100%", "O'Brien <a@b.c> \"x\" 100%" },
	{ "names are left alone",       "Łukasz Zoë Ọlá Nguyễn 陳大文 Siân", "Łukasz Zoë Ọlá Nguyễn 陳大文 Siân" },
	{ "apart becomes together",     "Zoe\xcc\x88", "Zoë" },
	{ "marks in canonical order",   "e\xcc\x82\xcc\xa3", "ệ" },
	{ "formula and path are text",  "=HYPERLINK(\"../../\")'); DROP", "=HYPERLINK(\"../../\")'); DROP" },
	{ "clear the screen",           "\x1b[2J", BAD "[2J" },
	{ "title, OSC 0",               "\x1b]0;owned\x07", BAD "]0;owned" BAD },
	{ "link, OSC 8",                "\x1b]8;;http://x\x1b\\y", BAD "]8;;http://x" BAD "\\y" },
	{ "clipboard, OSC 52",          "\x1b]52;c;QQ==\x07", BAD "]52;c;QQ==" BAD },
	{ "DCS",                        "\x1bP$q\"p\x1b\\", BAD "P$q\"p" BAD "\\" },
	{ "CSI as one byte",            "\x9b" "31m", BAD "31m" },
	{ "CSI as U+009B",              "\xc2\x9b" "31m", BAD "31m" },
	{ "NEL",                        "a\xc2\x85z", "a" BAD "z" },
	{ "a forged line",              "a\r\nact 7 saved", "a" BAD BAD "act 7 saved" },
	{ "backspace, delete, tab",     "a\b\x7f\tz", "a" BAD BAD BAD "z" },
	{ "right to left override",     "Smith\u202eUPN", "Smith" BAD "UPN" },
	{ "every bidi embedding",       "\u202a\u202b\u202c\u202d", BAD BAD BAD BAD },
	{ "every bidi isolate",         "\u2066\u2067\u2068\u2069", BAD BAD BAD BAD },
	{ "bidi marks",                 "\u200e\u200f\u061c", BAD BAD BAD },
	{ "zero-width space",           "Sm\u200bith", "Sm" BAD "ith" },
	{ "word joiner",                "Sm\u2060ith", "Sm" BAD "ith" },
	{ "byte order mark",            "\ufeffSmith", BAD "Smith" },
	{ "soft hyphen",                "Sm\u00adith", "Sm" BAD "ith" },
	{ "line separator",             "a\u2028z", "a" BAD "z" },
	{ "paragraph separator",        "a\u2029z", "a" BAD "z" },
	{ "tag characters",             "a\U000e0041\U000e007f", "a" BAD BAD },
	{ "variation selectors",        "a\ufe0f\U000e0100", "a" BAD BAD },
	{ "annotation",                 "\ufff9\ufffa\ufffb", BAD BAD BAD },
	{ "Hangul fillers",             "\u115f\u1160\u3164\uffa0", BAD BAD BAD BAD },
	{ "Mongolian vowel separator",  "a\u180ez", "a" BAD "z" },
	{ "grapheme joiner",            "a\u034fz", "a" BAD "z" },
	{ "private use",                "a\ue000\U000f0000\U00100000", "a" BAD BAD BAD },
	{ "unassigned",                 "a\u0378\U0003ffff", "a" BAD BAD },
	{ "not a character",            "\ufffe\uffff\U0010ffff", BAD BAD BAD },
	{ "a lone surrogate",           "a\xed\xa0\x80z", "a" BAD BAD BAD "z" },
	{ "a pair of surrogates",       "\xed\xa0\xbd\xed\xb8\x80", BAD BAD BAD BAD BAD BAD },
	{ "too long a form of ESC",     "\xc0\x9b[2J", BAD BAD "[2J" },
	{ "Latin-1",                    "Zo\xeb", "Zo" BAD },
	{ "cut short at the end",       "a\xe2\x82", "a" BAD BAD },
	{ "U+FFFD itself",              BAD, BAD },
	{ "four marks stay",            "x" FOUR, "x" FOUR },
	{ "the fifth goes",             "x" FOUR ACUTE "y", "x" FOUR "y" },
	{ "the fifth goes in NFC too",  "e" FOUR ACUTE, "é" ACUTE ACUTE ACUTE },
	{ "taken apart, counted again", "ệ\xcc\xa7" ACUTE ACUTE ACUTE, "ȩ\xcc\xa3\xcc\x82" ACUTE ACUTE },
	{ "enclosing marks count",      "x\u20dd\u20dd\u20dd\u20dd\u20dd", "x\u20dd\u20dd\u20dd\u20dd" },
	{ "zero-width jamo count",      "\u1100\u11ff\u11ff\u11ff\u11ff\u11ff\u11ff", "\u1100\u11ff\u11ff\u11ff\u11ff" },
	{ "a mark with no base",        ACUTE "x", BAD "x" },
	{ "ZWNJ in Persian",            "می\u200cخواهم", "می\u200cخواهم" },
	{ "ZWJ in Sinhala",             "ශ්\u200dරී", "ශ්\u200dරී" },
	{ "ZWJ at the end, Malayalam",  "ന്\u200d", "ന്\u200d" },
	{ "ZWNJ in English",            "Sm\u200cith", "Sm" BAD "ith" },
	{ "ZWJ in English",             "Sm\u200dith", "Sm" BAD "ith" },
	{ "ZWNJ before a Latin letter", "ی\u200cx", "ی" BAD "x" },
	{ "ZWNJ after a Latin letter",  "x\u200cی", "x" BAD "ی" },
	{ "ZWNJ at the end",            "ی\u200c", "ی" BAD },
	{ "two ZWJ",                    "ශ්\u200d\u200dරී", "ශ්\u200d" BAD "රී" },
	{ "ZWJ between emoji",          "👩\u200d👧", "👩" BAD "👧" },
};

static void clean_row(void **state)
{
	const struct clean_row *row = *state;
	CLEAN_BUF struct buf got = { 0 }, again = { 0 };
	CLEAN_ARENA struct arena a = { 0 };

	text_clean(row->text, &got);
	assert_string_equal(buf_string(&got), row->want);
	text_clean(row->want, &again);
	assert_string_equal(buf_string(&again), row->want);
	assert_string_equal(text_clean_arena(&a, row->text), row->want);
}

static void clean_appends(void **state)
{
	CLEAN_BUF struct buf b = { 0 };

	text_clean("Zoë", &b);
	text_clean(" Smith", &b);
	text_clean("", &b);
	assert_string_equal(buf_string(&b), "Zoë Smith");
}

/* Marks of two classes in turn make the sorting of marks quadratic, if so many ever reach it. */
static void five_thousand_marks_leave_four(void **state)
{
	CLEAN_BUF struct buf zalgo = { 0 }, got = { 0 };

	buf_char(&zalgo, 'Z');
	for (int i = 0; i < 2500; i++)
		buf_text(&zalgo, ACUTE "\xcc\xa7");
	buf_text(&zalgo, "oe");
	text_clean(buf_string(&zalgo), &got);
	assert_int_equal(text_width(buf_string(&got)), 3);
	assert_true(got.length <= 3 + 4 * 2);
}

static void a_pasted_megabyte_is_cleaned(void **state)
{
	CLEAN_BUF struct buf paste = { 0 }, got = { 0 };

	for (int i = 0; i < 1 << 18; i++)
		buf_text(&paste, i % 2 ? "\xcc\x81\xcc\xa7" : "\x1bé\xff");
	text_clean(buf_string(&paste), &got);
	assert_int_equal(text_bad_utf8(buf_string(&got), got.length), -1);
	assert_null(memchr(buf_string(&got), '\x1b', got.length));
}

static bool the_c_library_shows(const char *s)
{
	wchar_t wide[32];
	size_t n = mbstowcs(wide, s, 32);

	if (n >= 32)
		return false;
	for (size_t i = 0; i < n; i++)
		if (wcwidth(wide[i]) < 0)
			return false;
	return true;
}

/* Every code point: what comes out is UTF-8, has a width, and is the same when cleaned again. */
static void every_code_point_is_fit_to_be_shown(void **state)
{
	CLEAN_BUF struct buf got = { 0 }, again = { 0 };

	for (unsigned int c = 1; c <= 0x10ffff; c += c < 0x30000 ? 1 : 257) {
		char s[5] = { 'x' };
		if (c < 0x80)
			snprintf(s + 1, 4, "%c", (int)c);
		else if (c < 0x800)
			snprintf(s, 5, "x%c%c", (int)(0xc0 | c >> 6), (int)(0x80 | (c & 63)));
		else if (c < 0x10000)
			snprintf(s, 5, "x%c%c%c", (int)(0xe0 | c >> 12), (int)(0x80 | (c >> 6 & 63)), (int)(0x80 | (c & 63)));
		else
			snprintf(s, 5, "%c%c%c%c", (int)(0xf0 | c >> 18), (int)(0x80 | (c >> 12 & 63)),
				 (int)(0x80 | (c >> 6 & 63)), (int)(0x80 | (c & 63)));
		buf_reset(&got);
		buf_reset(&again);
		text_clean(s, &got);
		text_clean(buf_string(&got), &again);
		if (text_bad_utf8(buf_string(&got), got.length) >= 0 || strcmp(buf_string(&got), buf_string(&again)) != 0 ||
		    text_width(buf_string(&got)) < 1 || !the_c_library_shows(buf_string(&got)))
			fail_msg("U+%04X", c);
	}
}

static const struct fold_row {
	const char *name, *text, *want;
} fold_rows[] = {
	{ "nothing",              "", "" },
	{ "apostrophe",           "O'Brien", "obrien" },
	{ "curly apostrophe",     "O’Brien", "obrien" },
	{ "none",                 "obrien", "obrien" },
	{ "opening quote",        "O‘Brien", "obrien" },
	{ "backtick",             "O`Brien", "obrien" },
	{ "acute accent",         "O´Brien", "obrien" },
	{ "modifier letter",      "Oʼbrien", "obrien" },
	{ "prime",                "O′Brien", "obrien" },
	{ "full-width",           "Ｏ＇Ｂｒｉｅｎ", "obrien" },
	{ "hyphen",               "Smith-Jones", "smith jones" },
	{ "blank for hyphen",     "Smith Jones", "smith jones" },
	{ "Unicode hyphen",       "Smith‐Jones", "smith jones" },
	{ "no-break hyphen",      "Smith\u2011Jones", "smith jones" },
	{ "en dash with blanks",  " Smith – Jones ", "smith jones" },
	{ "minus",                "Smith\u2212Jones", "smith jones" },
	{ "soft hyphen",          "Smi\u00adth", "smith" },
	{ "no-break space, tab",  "Anna\u00a0\tMaria", "anna maria" },
	{ "zero-width space",     "O\u200bBrien", "obrien" },
	{ "Polish",               "Łukasz Żółć", "lukasz zolc" },
	{ "diaeresis",            "ZOË", "zoe" },
	{ "apart",                "Zoe\xcc\x88", "zoe" },
	{ "sharp s",              "Weiß", "weiss" },
	{ "capital sharp s",      "WEIẞ", "weiss" },
	{ "Danish",               "Søren Ærø", "soren aero" },
	{ "ae with accent",       "Ǽ", "ae" },
	{ "Croatian, Vietnamese", "Đorđe Đặng", "dorde dang" },
	{ "Icelandic",            "Þórður", "thordur" },
	{ "oe",                   "Œuvre", "oeuvre" },
	{ "Turkish",              "İpek Işık", "ipek isik" },
	{ "dotless i",            "ışık", "isik" },
	{ "Maltese",              "Ħal", "hal" },
	{ "Yoruba",               "Ọlámidé Ṣadé", "olamide sade" },
	{ "Hausa",                "Ɗanladi Ƙaura", "danladi kaura" },
	{ "Welsh",                "Siân Llŷr", "sian llyr" },
	{ "Vietnamese",           "Nguyễn", "nguyen" },
	{ "a ligature",           "Steﬀi", "steffi" },
	{ "Chinese stays",        "陳大文", "陳大文" },
	{ "Latin-1 byte",         "Zo\xeb", "zo" BAD },
	{ "digits and dots stay", "St. John 2", "st. john 2" },
};

static void fold_row(void **state)
{
	const struct fold_row *row = *state;
	CLEAN_ARENA struct arena a = { 0 };

	assert_string_equal(text_fold(&a, row->text), row->want);
	assert_string_equal(text_fold(&a, row->want), row->want);
}

static void five_thousand_marks_fold_away(void **state)
{
	CLEAN_BUF struct buf zalgo = { 0 };
	CLEAN_ARENA struct arena a = { 0 };

	buf_char(&zalgo, 'Z');
	for (int i = 0; i < 2500; i++)
		buf_text(&zalgo, ACUTE "\xcc\xa7");
	assert_string_equal(text_fold(&a, buf_string(&zalgo)), "z");
}

static const struct width_row {
	const char *name, *text;
	int want;
} width_rows[] = {
	{ "nothing",                 "", 0 },
	{ "ASCII",                   "O'Brien", 7 },
	{ "an accent, together",     "Zoë", 3 },
	{ "an accent, apart",        "Zoe\xcc\x88", 3 },
	{ "double width",            "陳大文", 6 },
	{ "mixed",                   "Lin 林", 6 },
	{ "ellipsis",                "…", 1 },
	{ "a stopped one has a cell", "a\x1b", 2 },
	{ "a bad byte has a cell",   "a\xff", 2 },
	{ "emoji",                   "😀", 2 },
	{ "Hangul",                  "한글", 4 },
	{ "Devanagari, a spacing vowel", "राम", 3 },
	{ "Thai, marks above",       "ก็", 1 },
};

static void width_row(void **state)
{
	const struct width_row *row = *state;

	assert_int_equal(text_width(row->text), row->want);
}

static const struct clip_row {
	const char *name, *text;
	int cells;
	size_t want;
	int want_width;
} clip_rows[] = {
	{ "room for all",               "Zoë", 9, 4, 3 },
	{ "exactly",                    "Zoë", 3, 4, 3 },
	{ "one short",                  "Zoë", 2, 2, 2 },
	{ "an accent stays with its letter", "Zoe\xcc\x88y", 3, 5, 3 },
	{ "half a wide one does not fit", "陳大文", 3, 3, 2 },
	{ "no room",                    "abc", 0, 0, 0 },
	{ "less than none",             "abc", -1, 0, 0 },
	{ "nothing",                    "", 5, 0, 0 },
	{ "a flag is not halved",       "🇬🇧x", 1, 0, 0 },
};

static void clip_row(void **state)
{
	const struct clip_row *row = *state;
	int width = -1;

	assert_int_equal(text_clip(row->text, row->cells, &width), row->want);
	assert_int_equal(width, row->want_width);
	assert_int_equal(text_clip(row->text, row->cells, NULL), row->want);
}

static const struct pad_row {
	const char *name, *text;
	int cells;
	bool right;
	const char *want;
} pad_rows[] = {
	{ "shorter",                     "Zoë", 5, false, "Zoë  " },
	{ "shorter, to the right",       "95.0", 6, true, "  95.0" },
	{ "exactly",                     "Zoë", 3, false, "Zoë" },
	{ "one too long",                "Zoës", 3, false, "Zo…" },
	{ "too long, to the right",      "12345", 4, true, "123…" },
	{ "one cell",                    "Zoë", 1, false, "…" },
	{ "no cell",                     "Zoë", 0, false, "" },
	{ "less than none",              "Zoë", -3, false, "" },
	{ "wide, exactly",               "陳大", 4, false, "陳大" },
	{ "wide, cut even",              "陳大文", 5, false, "陳大…" },
	{ "wide, cut odd",               "陳大文", 4, false, "陳… " },
	{ "wide, cut odd, to the right", "陳大文", 4, true, " 陳…" },
	{ "nothing",                     "", 3, false, "   " },
	{ "apart",                       "Zoe\xcc\x88", 4, false, "Zoë " },
	{ "hostile",                     "a\x1b[2J", 6, false, "a" BAD "[2J " },
	{ "hostile, cut",                "\u202e\u202e\u202e", 2, false, BAD "…" },
};

static void pad_row(void **state)
{
	const struct pad_row *row = *state;
	CLEAN_BUF struct buf b = { 0 };

	buf_text(&b, "|");
	text_pad(&b, row->text, row->cells, row->right);
	assert_string_equal(buf_string(&b) + 1, row->want);
	assert_int_equal(text_width(buf_string(&b)) - 1, row->cells > 0 ? row->cells : 0);
}

static const struct compare_row {
	const char *name, *a, *b;
	int want;
} compare_rows[] = {
	{ "the same",                     "Smith", "Smith", 0 },
	{ "case does not matter",         "smith", "Taylor", -1 },
	{ "accents do not matter",        "Émile", "Frank", -1 },
	{ "but decide between two alike", "Zoe", "Zoë", -1 },
	{ "apostrophe between letters",   "O'Brien", "Obrist", -1 },
	{ "the shorter first",            "Smith", "Smith-Jones", -1 },
	{ "a blank before letters",       "Smith Jones", "Smithson", -1 },
	{ "Polish l among the l",         "Łukasz", "Mary", -1 },
};

static void compare_row(void **state)
{
	const struct compare_row *row = *state;
	int there = text_compare(row->a, row->b), back = text_compare(row->b, row->a);

	assert_int_equal((there > 0) - (there < 0), row->want);
	assert_int_equal((back > 0) - (back < 0), -row->want);
}

static const struct trim_row {
	const char *name, *text, *want;
} trim_rows[] = {
	{ "nothing",          "", "" },
	{ "nothing to take",  "a b", "a b" },
	{ "both ends",        " \t\r\na b \v\f", "a b" },
	{ "only white space", " \t ", "" },
	{ "no-break space",   "\u00a0Zoë\u00a0", "Zoë" },
	{ "ideographic",      "\u3000陳\u3000", "陳" },
	{ "line separator",   "a\u2028", "a" },
	{ "a bad byte stays", " \xff ", "\xff" },
};

static void trim_row(void **state)
{
	const struct trim_row *row = *state;
	CLEAN_FREE char *s = mem_text(row->text);

	assert_ptr_equal(text_trim(s), s);
	assert_string_equal(s, row->want);
}

static const struct number_row {
	const char *name;
	int64_t number;
	const char *want;
} number_rows[] = {
	{ "none", 0, "0" },
	{ "one digit", 9, "9" },
	{ "two digits", 10, "10" },
	{ "below none", -1, "-1" },
	{ "the greatest", INT64_MAX, "9223372036854775807" },
	{ "the least", INT64_MIN, "-9223372036854775808" },
};

static void number_row(void **state)
{
	const struct number_row *row = *state;
	char digits[TEXT_NUMBER], *end = text_number(digits, row->number);

	assert_string_equal(digits, row->want);
	assert_ptr_equal(end, digits + strlen(row->want));
}

static void clean_text_is_not_copied(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *plain = "Smith", *hostile = "a\x1b[2J";

	assert_ptr_equal(text_cleaned(&a, plain), plain);
	assert_string_equal(text_cleaned(&a, hostile), "a" BAD "[2J");
}

static struct rows tests;

int main(void)
{
	rows_add(&tests, width_row, width_rows); /* first: no locale was set, and it must not matter */
	rows_add(&tests, utf8_row, utf8_rows);
	rows_add(&tests, clean_row, clean_rows);
	rows_add(&tests, fold_row, fold_rows);
	rows_add(&tests, clip_row, clip_rows);
	rows_add(&tests, pad_row, pad_rows);
	rows_add(&tests, compare_row, compare_rows);
	rows_add(&tests, trim_row, trim_rows);
	rows_add(&tests, number_row, number_rows);
	rows_case(&tests, "clean text is not copied", clean_text_is_not_copied, NULL);
	rows_case(&tests, "clean appends", clean_appends, NULL);
	rows_case(&tests, "5,000 marks on a letter", five_thousand_marks_leave_four, NULL);
	rows_case(&tests, "5,000 marks on a letter, folded", five_thousand_marks_fold_away, NULL);
	rows_case(&tests, "a pasted megabyte", a_pasted_megabyte_is_cleaned, NULL);
	rows_case(&tests, "every code point", every_code_point_is_fit_to_be_shown, NULL);
	return rows_run(&tests, "base/text");
}
