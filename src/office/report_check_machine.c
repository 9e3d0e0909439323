/* Check: the store, the directory, the disk, the backups and firstbell.conf. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "report_parts.h"
#include "store/draft.h"

#define ROOM_ACT 50   /* MiB */
#define ROOM_LOOK 500

static const char *path_in(struct check *c, const char *name)
{
	return arena_printf(&c->report->arena, "%s/%s", c->office->directory, name);
}

/* 3.7.0 to 3.51.2 can lose committed work when two connections write or checkpoint at one instant (reliability 1). */
static void check_sqlite(struct check *c)
{
	const char *version = store_sqlite_version();
	int major = 0, minor = 0, patch = 0;

	sscanf(version, "%d.%d.%d", &major, &minor, &patch);
	if (major * 1000000 + minor * 1000 + patch < 3051003)
		check_say(c, "sqlite", CHECK_OK, NULL, "SQLite %s: its WAL-reset race (fixed in 3.51.3) is kept off by the queue, one writer at a time.",
			  version);
	else
		check_say(c, "sqlite", CHECK_OK, NULL, "SQLite %s", version);
}

static int check_store(struct check *c, struct err *e)
{
	const char **faults;
	int n = store_integrity(c->office->store, &c->report->arena, &faults);

	if (n < 0)
		return office_fail(c->office, n, e);
	for (int i = 0; i < n; i++)
		check_say(c, "store", CHECK_ACT, "Keep this directory as it is, and work in a copy of the newest backup that verifies.", "%s",
			  faults[i]);
	if (n == 0)
		check_say(c, "store", CHECK_OK, NULL, "The file school.db is sound. `firstbell verify` checks what is in it.");
	check_sqlite(c);
	const char *read_only = office_read_only(c->office);
	if (read_only)
		check_say(c, "store", CHECK_ACT, "Nothing can be saved: see to that first.", "%s", read_only);
	if (store_codes_check(c->office->store) < 0)
		check_say(c, "codes", CHECK_LOOK, "Open the school once with this version where it can be written.",
			  "The table of codes in school.db is not this version's.");
	else
		check_say(c, "codes", CHECK_OK, NULL, "The table of codes in school.db is this version's.");
	return 0;
}

static void check_room(struct check *c)
{
	long room = file_free_mib(c->office->directory);

	if (room < 0)
		check_say(c, "disk", CHECK_LOOK, "Look with `df` how much is left.", "How much room the disk has is not known.");
	else if (room < ROOM_LOOK)
		check_say(c, "disk", room < ROOM_ACT ? CHECK_ACT : CHECK_LOOK, "Make room: move old backups and files that are not needed elsewhere.",
			  "%ld MiB are left on the disk.", room);
	else
		check_say(c, "disk", CHECK_OK, NULL, "%ld MiB are left on the disk.", room);
	const char *network = file_network(c->office->directory);
	if (network)
		check_say(c, "disk", CHECK_ACT, "Move the directory to a disk of this machine.", "The directory is on %s, a network file system.", network);
}

/* Children's data: the directory and its files are the owner's alone (design 4). */
static void check_modes(struct check *c)
{
	static const struct {
		const char *name;
		const char *what_to_do;
	} files[] = {
		{ ".", "chmod 700 the directory." },    { "school.db", "chmod 600 school.db." },
		{ "school.db-wal", "chmod 600 school.db-wal." }, { "school.db-shm", "chmod 600 school.db-shm." },
		{ "school.db-queue", "chmod 600 school.db-queue." }, { "school.db-in", "chmod 600 school.db-in." },
		{ "sign-in", "chmod 600 sign-in." },
		{ "backups", "chmod 700 backups." },    { "drafts", "chmod 700 drafts." },
		{ "out", "chmod 700 out." },            { "letters", "chmod 700 letters." },
	};
	int before = c->found;
	struct stat st;

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (stat(path_in(c, files[i].name), &st) == 0 && st.st_mode & 077)
			check_say(c, "permissions", CHECK_ACT, files[i].what_to_do, "%s can be opened by others on this machine (mode %03o).",
				  i == 0 ? c->office->directory : files[i].name, (unsigned int)st.st_mode & 0777);
	if (c->found == before)
		check_say(c, "permissions", CHECK_OK, NULL, "Only the owner can open the directory and its files.");
}

/* @return when the newest file in backups/ was written, or 0 */
static int64_t newest_backup(struct check *c)
{
	DIR *dir = opendir(path_in(c, "backups"));
	struct dirent *entry;
	struct stat st;
	int64_t newest = 0;

	if (!dir)
		mem_check();
	while (dir && (entry = readdir(dir)))
		if (entry->d_name[0] != '.' && fstatat(dirfd(dir), entry->d_name, &st, 0) == 0 && S_ISREG(st.st_mode) && st.st_mtime > newest)
			newest = st.st_mtime;
	if (dir)
		closedir(dir);
	return newest;
}

/* The machine's clock, in a practice school too: files have no other. */
static void check_backups(struct check *c)
{
	int64_t newest = newest_backup(c), age = (moment_now().seconds - newest) / 86400;

	if (newest == 0)
		check_say(c, "backups", CHECK_LOOK, "Run `firstbell backup FILE` and keep a copy in another place.", "There is no backup in backups/ yet.");
	else if (age > c->office->conf.backup_days)
		check_say(c, "backups", CHECK_ACT, "Run `firstbell backup FILE`, and see why the regular one did not run.",
			  "The newest backup is %lld days old.", (long long)age);
	else
		check_say(c, "backups", CHECK_OK, NULL, "The newest backup is %lld day%s old.", (long long)age, PLURAL(age));
}

/* Marks not sent are their owner's business; what nobody will ever be offered is said here. */
static void check_drafts(struct check *c)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct draft_found *found;
	int strange = 0, torn = 0, n = draft_files_find(c->office->directory, NULL, &a, &found, &strange);

	for (int i = 0; i < n; i++)
		torn += found[i].passed_over > 0;
	if (n < 0)
		check_say(c, "drafts", CHECK_ACT, "See to it that its owner can read it.", "The directory drafts/ cannot be read: %s.", strerror(-n));
	if (strange > 0)
		check_say(c, "drafts", CHECK_LOOK, "Look at each, and move it elsewhere.", "%d file%s in drafts/ can be read as no draft of this version.",
			  strange, PLURAL(strange));
	if (torn > 0)
		check_say(c, "drafts", CHECK_LOOK, "Have the owners look at those registers before they send them.",
			  "%d draft%s in drafts/ %s damaged lines, which count for nothing.", torn, PLURAL(torn), torn == 1 ? "has" : "have");
}

static void check_conf(struct check *c)
{
	struct conf conf = { 0 };
	struct err e = { 0 };
	char text[800];

	if (conf_read(path_in(c, "firstbell.conf"), &conf, &e) == 0) {
		conf_finish(&conf);
		check_say(c, "settings", CHECK_OK, NULL, "firstbell.conf can be read.");
		return;
	}
	err_format(&e, text, sizeof text);
	check_say(c, "settings", CHECK_ACT, "Correct that line of firstbell.conf: until then its settings are not used.", "%s", text);
}

int check_machine(struct check *c, struct err *e)
{
	int r = check_store(c, e);

	if (r < 0)
		return r;
	check_room(c);
	check_modes(c);
	check_backups(c);
	check_drafts(c);
	check_conf(c);
	return 0;
}
