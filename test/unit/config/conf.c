#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "config/conf.h"

static char path[] = "/tmp/firstbell-conf-XXXXXX";

static void file_put(const char *bytes, size_t n)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

/** All of it in one line, to be compared. */
static void dump(const struct conf *c, struct buf *to)
{
	buf_printf(to, "%s|%s|%s|%s|%d|%d|%d|%d", c->printer, c->out, c->evacuation_copy, c->theme, c->reader, c->sounds,
		   c->lock_minutes, c->backup_days);
	for (int i = 0; i < c->key_count; i++)
		buf_printf(to, "|%d:%s=%s", c->keys[i].line, c->keys[i].name, c->keys[i].key);
}

#define DEFAULTS "|||default|0|1|5|7"

static const struct taken_row {
	const char *name, *text, *want;
} taken_rows[] = {
	{ "an empty file", "", DEFAULTS },
	{ "blank lines and comments", "\n# printer = \"x\"\n \t\n  # ${HOME}\n", DEFAULTS },
	{ "every key",
	  "printer = \"office-laser\"\nout = \"/srv/out put\"\nevacuation_copy = '/mnt/b/list.txt'\ntheme = mono\nreader = true\n"
	  "sounds = false\nlock_minutes = 60\nbackup_days = 31\n",
	  "office-laser|/srv/out put|/mnt/b/list.txt|mono|1|0|60|31" },
	{ "no newline at the end", "lock_minutes = 1", "|||default|0|1|1|7" },
	{ "CRLF and a byte order mark", "\xef\xbb\xbflock_minutes = 9\r\nprinter = p\r\n", "p|||default|0|1|9|7" },
	{ "figures in quotes", "lock_minutes = \"9\"\nbackup_days = '1'\n", "|||default|0|1|9|1" },
	{ "yes, no, on, off", "reader = yes\nsounds = no\n", "|||default|1|0|5|7" },
	{ "on and off", "reader = on\nsounds = off\n", "|||default|1|0|5|7" },
	{ "two on a line", "reader = on sounds = off", "|||default|1|0|5|7" },
	{ "a comment behind a value", "lock_minutes = 9 # not 10\nout = \"/a#b\" # c\n", "|/a#b||default|0|1|9|7" },
	{ "nothing is filled in between single quotes", "out = '/srv/${HOME}'\n", "|/srv/${HOME}||default|0|1|5|7" },
	{ "what is empty is the default", "printer = \"\"\nout = ''\n", DEFAULTS },
	{ "high contrast", "theme = \"high-contrast\"\n", "|||high-contrast|0|1|5|7" },
	{ "letters beyond ASCII", "out = \"/srv/Siân/李\"\n", "|/srv/Siân/李||default|0|1|5|7" },
	{ "another key", "key \"register.send\" { is = \"F12\" }\n", DEFAULTS "|1:register.send=F12" },
	{ "keys among other settings, in their order", "reader = on\nkey register.undo {\n\tis = 'Ctrl+Z'\n}\nsounds = off # c\nkey a { is = b }",
	  "|||default|1|0|5|7|3:register.undo=Ctrl+Z|6:a=b" },
	{ "one key for two things is for the screens to judge", "key a.b { is = F2 }\nkey c.d { is = F2 }\n", DEFAULTS "|1:a.b=F2|2:c.d=F2" },
};

static void taken_case(void **state)
{
	const struct taken_row *row = *state;
	CLEAN_BUF struct buf got = { 0 };
	struct conf c;
	struct err e = { 0 };

	file_put(row->text, strlen(row->text));
	assert_int_equal(conf_read(path, &c, &e), 0);
	dump(&c, &got);
	assert_string_equal(buf_string(&got), row->want);
	assert_int_equal(e.kind, ERR_NONE);
	conf_finish(&c);
}

#define BYTES(s) (s), sizeof(s) - 1

static const struct refused_row {
	const char *name, *text;
	size_t n;
	int line;
	const char *want;
} refused_rows[] = {
	{ "an unknown key", BYTES("# one\n\nprnter = \"x\"\n"), 3, "prnter: There is no setting of this name here." },
	{ "its line behind comments", BYTES("# 1\n# 2\n# 3\nreader = on # 4\nbogus = 1\n"), 5, "bogus: There is no setting" },
	{ "a figure, not of the settings here", BYTES("pupil_limit = 1\n"), 1, "pupil_limit: " },
	{ "a key twice", BYTES("reader = on\nsounds = on\nreader = off\n"), 3, "reader: off: This is set on line 1 already." },
	{ "a key twice alike", BYTES("reader = on\nreader = on\n"), 2, "reader: on: This is set on line 1 already." },
	{ "zero minutes", BYTES("\nlock_minutes = 0\n"), 2, "lock_minutes: 0: Write a whole number from 1 to 60." },
	{ "61 minutes", BYTES("lock_minutes = 61\n"), 1, "lock_minutes: 61: Write a whole number from 1 to 60." },
	{ "octal", BYTES("lock_minutes = 010\n"), 1, "lock_minutes: 010: Write a whole number" },
	{ "hexadecimal", BYTES("lock_minutes = 0x10\n"), 1, "lock_minutes: 0x10: Write a whole number" },
	{ "a sign", BYTES("lock_minutes = -5\n"), 1, "lock_minutes: -5: Write a whole number" },
	{ "a fraction", BYTES("lock_minutes = 5.5\n"), 1, "lock_minutes: 5.5: Write a whole number" },
	{ "a figure without end", BYTES("lock_minutes = 4294967301\n"), 1, "lock_minutes: 4294967301: Write a whole number" },
	{ "nothing for a figure", BYTES("lock_minutes = \"\"\n"), 1, "lock_minutes: : Write a whole number" },
	{ "no days", BYTES("backup_days = 0\n"), 1, "backup_days: 0: Write a whole number from 1 to 31." },
	{ "over a month", BYTES("backup_days = 32\n"), 1, "backup_days: 32: Write a whole number from 1 to 31." },
	{ "neither true nor false", BYTES("reader = maybe\n"), 1, "reader: maybe: Write true or false." },
	{ "a theme there is not", BYTES("theme = \"pink\"\n"), 1, "theme: pink: Write \"default\", \"mono\" or \"high-contrast\"." },
	{ "a path from somewhere", BYTES("out = \"prints\"\n"), 1, "out: prints: Write the whole path" },
	{ "a path from home", BYTES("evacuation_copy = '~/list.txt'\n"), 1, "evacuation_copy: ~/list.txt: Write the whole path" },
	{ "a printer that is an option", BYTES("printer = \"-o\"\n"), 1, "printer: -o: Write the name of a printer" },
	{ "a printer of two words", BYTES("printer = \"a b\"\n"), 1, "printer: a b: Write the name of a printer" },
	{ "a name to be filled in", BYTES("reader = on\nout = \"${HOME}/x\"\n"), 2, "${HOME} are not filled in here" },
	{ "the same without quotes", BYTES("out = ${HOME}\n"), 1, "There is a $ outside quotes." },
	{ "a quote that does not close on its line", BYTES("# x\nprinter = \"a\nreader = on\nout = \"b\"\n"), 2, "A quote opens on this line and does not close on it." },
	{ "a quote that never closes", BYTES("printer = 'a"), 1, "A quote opens on this line" },
	{ "a backslash", BYTES("printer = \"a\\x41\"\n"), 1, "A value cannot have a backslash." },
	{ "a backslash at the end", BYTES("printer = a\\\nb\n"), 1, "There is a \\ outside quotes." },
	{ "a semicolon", BYTES("reader = on;\n"), 1, "There is a ; outside quotes." },
	{ "another kind of comment", BYTES("reader = on\n// sounds = off\n"), 2, "A comment begins with #." },
	{ "a long comment of that kind", BYTES("/* sounds = off\n"), 1, "A comment begins with #." },
	{ "a # within a word", BYTES("printer = room#3\n"), 1, "A # begins a comment only behind a blank." },
	{ "two words without quotes", BYTES("printer = office laser\n"), 1, "laser: There is no setting of this name here. Check the spelling, and put a value of several words in quotes." },
	{ "no =", BYTES("reader on\n"), 1, "reader: There is no = behind this name." },
	{ "no value", BYTES("\nreader =\n"), 3, "The file ends in the middle of a setting." },
	{ "a list", BYTES("printer = {a}\n"), 1, "This line cannot be read." },
	{ "a value added", BYTES("printer += a\n"), 1, "printer: This line cannot be read." },
	{ "a brace that closes nothing", BYTES("reader = on\n}\n"), 2, "This brace closes nothing." },
	{ "a brace that never closes", BYTES("\nreader {\n\n"), 2, "The brace that opens on this line never closes." },
	{ "another file", BYTES("include(\"/etc/passwd\")\n"), 1, "There is a ( outside quotes." },
	{ "another encoding", BYTES("reader = on\n# caf\xe9\n"), 2, "not UTF-8 text" },
	{ "a key of nothing", BYTES("\nkey \"\" { is = F2 }\n"), 2, "Write what the key does as screen.action" },
	{ "a key of several words", BYTES("key \"send it\" { is = F2 }\n"), 1, "key: send it: Write what the key does" },
	{ "a key without a name", BYTES("key { is = F2 }\n"), 1, "key: This block has no name. Write one in quotes before its brace." },
	{ "a key not said", BYTES("# 1\nkey a.b {\n}\n"), 3, "a.b: No key is said in the block that ends here." },
	{ "a key that is empty", BYTES("key a.b { is = '' }\n"), 1, "is: : Write the name of one key, like F12." },
	{ "a key made twice", BYTES("key a.b { is = F2 }\nkey a.b { is = F3 }\n"), 2, "There are two blocks of this name." },
	{ "a key twice in a block", BYTES("key a.b { is = F2\nis = F3 }\n"), 2, "is: F3: This is set on line 1 already." },
	{ "another setting in the block of a key", BYTES("key a.b { was = F2 }\n"), 1, "was: There is no setting of this name here." },
	{ "a zero byte", BYTES("reader = on\nsounds = on\0\n"), 2, "not UTF-8 text" },
};

static void refused_case(void **state)
{
	const struct refused_row *row = *state;
	struct conf c = { .lock_minutes = -1 };
	struct err e = { 0 };
	char said[1024], want[1024];

	file_put(row->text, row->n);
	assert_int_equal(conf_read(path, &c, &e), -EINVAL);
	if (!strstr(e.text, row->want))
		assert_string_equal(e.text, row->want);
	assert_int_equal(e.line, row->line);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_int_equal(c.lock_minutes, -1);
	err_format(&e, said, sizeof said);
	snprintf(want, sizeof want, "%s:%d: ", path, row->line);
	assert_int_equal(strncmp(said, want, strlen(want)), 0);
}

static void missing_case(void **state)
{
	CLEAN_BUF struct buf got = { 0 };
	struct conf c;
	struct err e = { 0 };

	assert_int_equal(conf_read("/tmp/there is no such directory/firstbell.conf", &c, &e), 0);
	dump(&c, &got);
	assert_string_equal(buf_string(&got), DEFAULTS);
	assert_int_equal(e.kind, ERR_NONE);
	conf_finish(&c);
}

static void directory_case(void **state)
{
	struct conf c;
	struct err e = { 0 };

	assert_int_equal(conf_read("/tmp", &c, &e), -EINVAL);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_string_equal(e.file, "/tmp");
	assert_string_not_equal(e.text, "");
}

static void huge_case(void **state)
{
	static char spaces[64 * 1024 + 1];
	struct conf c;
	struct err e = { 0 };

	memset(spaces, '\n', sizeof spaces);
	file_put(spaces, sizeof spaces - 1);
	assert_int_equal(conf_read(path, &c, &e), 0);
	conf_finish(&c);
	file_put(spaces, sizeof spaces);
	assert_int_equal(conf_read(path, &c, &e), -EINVAL);
}

/** The file that `init` writes is the defaults, also with each of its settings made; the manual has every one of them. */
static void shipped_case(void **state)
{
	CLEAN_BUF struct buf text = { 0 }, manual = { 0 }, made = { 0 }, got = { 0 };
	struct conf c;
	char key[64];
	int keys = 0;

	assert_int_equal(conf_read(TREE "/share/firstbell.conf", &c, NULL), 0);
	dump(&c, &got);
	assert_string_equal(buf_string(&got), DEFAULTS);
	conf_finish(&c);
	assert_int_equal(file_read(TREE "/share/firstbell.conf", 1 << 16, &text, NULL), 0);
	assert_int_equal(file_read(TREE "/man/firstbell.conf.5.scd", 1 << 16, &manual, NULL), 0);
	char *save = NULL;
	for (char *line = strtok_r(text.text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		int end = 0;

		if (sscanf(line, "#%60[a-z_] =%n", key, &end) != 1 || end == 0)
			continue;
		CLEAN_BUF struct buf entry = { 0 };

		buf_printf(&made, "%s\n", line + 1);
		buf_printf(&entry, "\n*%s* = ", key);
		if (!strstr(manual.text, buf_string(&entry)))
			assert_string_equal("the manual", key);
		keys++;
	}
	assert_int_equal(keys, 8);
	assert_non_null(strstr(manual.text, "\nkey \"register.send\" { is = \"F12\" }\n")); /* as the file has it, in a comment */
	buf_text(&made, "key \"register.send\" { is = \"F12\" }\n");
	file_put(made.text, made.length);
	assert_int_equal(conf_read(path, &c, NULL), 0);
	buf_reset(&got);
	dump(&c, &got);
	assert_string_equal(buf_string(&got), DEFAULTS "|9:register.send=F12");
	conf_finish(&c);
}

int main(void)
{
	static struct rows rows;
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	close(fd);
	rows_add(&rows, taken_case, taken_rows);
	rows_add(&rows, refused_case, refused_rows);
	rows_case(&rows, "a file that is not there gives the defaults", missing_case, NULL);
	rows_case(&rows, "a directory is refused", directory_case, NULL);
	rows_case(&rows, "a file over 64 KiB is refused", huge_case, NULL);
	rows_case(&rows, "the file we ship, and its manual", shipped_case, NULL);
	int failed = rows_run(&rows, "conf");
	unlink(path);
	return failed;
}
