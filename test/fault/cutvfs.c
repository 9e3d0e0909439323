#include "cutvfs.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/file.h"
#include "base/mem.h"

#define SECTOR 512
#define PAGE 4096

/* The two files that matter; every other passes through. */
enum { DISK_STORE, DISK_LOG, DISKS };
static const char *const disk_names[DISKS] = { "school.db", "school.db-wal" };

enum certainty { LOOSE, CERTAIN, LOST_SYNC }; /* LOST_SYNC: a sync failed over it, so no later one counts for it */

struct step {
	int disk;
	bool truncate;
	enum certainty certainty;
	int64_t offset;
	int size;
	uint8_t *bytes;
};

static struct {
	bool noting, off;
	struct cut_plan plan;
	char directory[256];
	struct buf start[DISKS];
	bool there[DISKS];
	struct { VEC(struct step); } steps;
	int counted, syncs, failed_at; /* failed_at: of those counted; 0: none has */
} cut;

/* NOTING */

static bool step_allowed(void)
{
	if (!cut.noting)
		return true;
	if (cut.plan.power_off_at >= 0 && cut.counted >= cut.plan.power_off_at)
		cut.off = true;
	if (cut.plan.off_after && cut.failed_at && cut.counted >= cut.failed_at + cut.plan.off_after)
		cut.off = true;
	cut.counted++;
	return !cut.off;
}

static void note(int disk, bool truncate, int64_t offset, const void *bytes, int size)
{
	struct step s = { .disk = disk, .truncate = truncate, .offset = offset, .size = size };

	if (!cut.noting)
		return;
	if (size) {
		s.bytes = mem_new((size_t)size, 1);
		memcpy(s.bytes, bytes, (size_t)size);
	}
	vec_push(&cut.steps, s);
}

/* A page cache writes its pages in whatever order, also those of one write. */
static void note_write(int disk, int64_t offset, const uint8_t *bytes, int size)
{
	for (int done = 0, part; done < size; done += part) {
		part = PAGE - (int)((offset + done) % PAGE);
		if (part > size - done)
			part = size - done;
		note(disk, false, offset + done, bytes + done, part);
	}
}

static void note_sync(int disk, enum certainty certainty)
{
	for (int i = 0; i < cut.steps.count; i++)
		if (cut.steps.items[i].disk == disk && cut.steps.items[i].certainty == LOOSE)
			cut.steps.items[i].certainty = certainty;
}

/* THE SHIM */

struct cut_file {
	sqlite3_file base;
	int disk; /* -1: passes through */
	sqlite3_file *real;
};

static sqlite3_vfs *real_vfs;

static sqlite3_file *real_of(sqlite3_file *f)
{
	return ((struct cut_file *)f)->real;
}

static int disk_of(sqlite3_file *f)
{
	return ((struct cut_file *)f)->disk;
}

static int cut_close(sqlite3_file *f)
{
	return real_of(f)->pMethods->xClose(real_of(f));
}

static int cut_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	return real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}

static int cut_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	if (disk_of(f) >= 0) {
		if (!step_allowed())
			return SQLITE_IOERR_WRITE;
		note_write(disk_of(f), at, from, n);
	}
	return real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
}

static int cut_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	if (disk_of(f) >= 0) {
		if (!step_allowed())
			return SQLITE_IOERR_TRUNCATE;
		note(disk_of(f), true, size, NULL, 0);
	}
	return real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int cut_sync(sqlite3_file *f, int flags)
{
	if (disk_of(f) < 0 || !cut.noting)
		return SQLITE_OK;
	if (!step_allowed())
		return SQLITE_IOERR_FSYNC;
	int n = cut.syncs++ - cut.plan.sync_fails_at;
	if (cut.plan.sync_fails_at >= 0 && n >= 0 && n <= cut.plan.more_fail) {
		if (n == 0)
			cut.failed_at = cut.counted;
		note_sync(disk_of(f), LOST_SYNC);
		return SQLITE_IOERR_FSYNC;
	}
	if (!cut.plan.lying)
		note_sync(disk_of(f), CERTAIN);
	return SQLITE_OK; /* the page cache holds it: a real sync would only take time */
}

static int cut_file_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int cut_lock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int cut_unlock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int cut_check_lock(sqlite3_file *f, int *held)
{
	return real_of(f)->pMethods->xCheckReservedLock(real_of(f), held);
}

static int cut_control(sqlite3_file *f, int verb, void *with)
{
	if (verb == SQLITE_FCNTL_SIZE_HINT || verb == SQLITE_FCNTL_CHUNK_SIZE)
		return SQLITE_OK; /* room made beforehand would be a write that is not noted */
	return real_of(f)->pMethods->xFileControl(real_of(f), verb, with);
}

static int cut_sector(sqlite3_file *f)
{
	return SECTOR;
}

/* Nothing promised but what every disk of today does: a write that is not of those bytes leaves them alone. */
static int cut_traits(sqlite3_file *f)
{
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int cut_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **to)
{
	return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, to);
}

static int cut_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
	return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}

static void cut_shm_barrier(sqlite3_file *f)
{
	real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int cut_shm_unmap(sqlite3_file *f, int remove)
{
	return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

static const sqlite3_io_methods cut_methods = {
	.iVersion = 2, .xClose = cut_close, .xRead = cut_read, .xWrite = cut_write, .xTruncate = cut_truncate, .xSync = cut_sync,
	.xFileSize = cut_file_size, .xLock = cut_lock, .xUnlock = cut_unlock, .xCheckReservedLock = cut_check_lock, .xFileControl = cut_control,
	.xSectorSize = cut_sector, .xDeviceCharacteristics = cut_traits, .xShmMap = cut_shm_map, .xShmLock = cut_shm_lock,
	.xShmBarrier = cut_shm_barrier, .xShmUnmap = cut_shm_unmap,
};

static int disk_find(const char *path)
{
	const char *name = path ? strrchr(path, '/') : NULL;

	for (int i = 0; name && i < DISKS; i++)
		if (strcmp(name + 1, disk_names[i]) == 0)
			return i;
	return -1;
}

static int cut_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *f, int flags, int *got)
{
	struct cut_file *file = (struct cut_file *)f;

	file->real = (sqlite3_file *)(file + 1);
	file->disk = disk_find(path);
	int rc = real_vfs->xOpen(real_vfs, path, file->real, flags, got);
	file->base.pMethods = file->real->pMethods ? &cut_methods : NULL;
	return rc;
}

int cut_install(void)
{
	static sqlite3_vfs shim;

	real_vfs = sqlite3_vfs_find(NULL);
	if (!real_vfs)
		return -EIO;
	shim = *real_vfs;
	shim.zName = "cut";
	shim.pNext = NULL;
	shim.szOsFile = (int)sizeof(struct cut_file) + real_vfs->szOsFile;
	shim.xOpen = cut_open;
	return sqlite3_vfs_register(&shim, 1) == SQLITE_OK ? 0 : -EIO;
}

/* THE CUT */

static const char *disk_path(int disk)
{
	static char path[300];

	snprintf(path, sizeof path, "%s/%s", cut.directory, disk_names[disk]);
	return path;
}

void cut_begin(const char *directory, const struct cut_plan *plan)
{
	cut_end();
	snprintf(cut.directory, sizeof cut.directory, "%s", directory);
	for (int i = 0; i < DISKS; i++) {
		buf_reset(&cut.start[i]);
		cut.there[i] = file_exists(disk_path(i));
		if (cut.there[i] && file_read(disk_path(i), 1 << 30, &cut.start[i], NULL) < 0)
			BUG("%s cannot be read", disk_path(i));
	}
	cut.plan = *plan;
	cut.noting = true;
	cut.off = false;
	cut.counted = cut.syncs = cut.failed_at = 0;
}

int cut_steps(void)
{
	return cut.counted;
}

bool cut_is_off(void)
{
	return cut.off;
}

void cut_end(void)
{
	for (int i = 0; i < cut.steps.count; i++)
		mem_cleanup(&cut.steps.items[i].bytes);
	cut.steps.count = 0;
	cut.noting = false;
}

static uint64_t draw(uint64_t below)
{
	uint64_t *x = &cut.plan.seed;

	*x += 0x9e3779b97f4a7c15u;
	uint64_t z = *x;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (z ^ (z >> 31)) % below;
}

/* A file as long as `size` at least, its new part zeroed. */
static void reach(struct buf *disk, size_t size)
{
	static const char zeros[4096];

	while (disk->length < size)
		buf_put(disk, zeros, size - disk->length < sizeof zeros ? size - disk->length : sizeof zeros);
}

/* Bytes from..to of a step's reach the disk. */
static void apply(struct buf *disk, const struct step *s, int from, int to)
{
	if (s->truncate) {
		reach(disk, (size_t)s->offset);
		disk->length = (size_t)s->offset;
		return;
	}
	if (from >= to)
		return;
	reach(disk, (size_t)s->offset + (size_t)to);
	memcpy(disk->text + s->offset + from, s->bytes + from, (size_t)(to - from));
}

/* Whole or not at all, the kinds that a plan mixes; else torn at a sector. */
static void apply_loose(struct buf *disk, const struct step *s, uint64_t keep_of_eight)
{
	if (draw(8) >= keep_of_eight)
		return;
	if (s->truncate || s->size <= SECTOR || draw(4)) {
		apply(disk, s, 0, s->size);
		return;
	}
	int at = SECTOR * (int)(1 + draw((uint64_t)(s->size - 1) / SECTOR));
	bool head = draw(2);
	apply(disk, s, head ? 0 : at, head ? at : s->size);
}

static void write_disk(int disk)
{
	FILE *f = fopen(disk_path(disk), "wb");

	if (!f || fwrite(buf_string(&cut.start[disk]), 1, cut.start[disk].length, f) != cut.start[disk].length || fclose(f) != 0)
		BUG("%s cannot be written", disk_path(disk));
}

void cut_power(void)
{
	static const uint64_t keeps[] = { 0, 8, 4, 1, 7 }; /* of eight loose writes: none, all, half, few, most */
	uint64_t keep = keeps[draw(sizeof keeps / sizeof *keeps)];
	char path[320];

	for (int i = 0; i < cut.steps.count; i++) {
		const struct step *s = &cut.steps.items[i];

		cut.there[s->disk] = true;
		if (s->certainty == CERTAIN)
			apply(&cut.start[s->disk], s, 0, s->size);
		else
			apply_loose(&cut.start[s->disk], s, keep);
	}
	for (int i = 0; i < DISKS; i++)
		if (cut.there[i])
			write_disk(i);
	snprintf(path, sizeof path, "%s/school.db-shm", cut.directory);
	unlink(path);
	cut_end();
	cut.off = false;
}
