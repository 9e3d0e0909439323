/* What kind of place a file lies in. */
#include <errno.h>
#include <limits.h>
#include <libgen.h>
#include <string.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"

/* Of statfs(2) and linux/magic.h: locks or syncs of these are not to be trusted (reliability 2). */
static const struct network {
	unsigned int magic;
	const char *name;
} networks[] = {
	{ 0x00006969, "NFS" },     { 0x0000517b, "SMB" },       { 0xff534d42, "SMB (CIFS)" },
	{ 0xfe534d42, "SMB 2" },   { 0x01021997, "9P" },        { 0x5346414f, "AFS" },
	{ 0x6b414653, "AFS" },     { 0x73757245, "Coda" },      { 0x0000564c, "NCP" },
	{ 0x00c36400, "Ceph" },    { 0x0bd00bd0, "Lustre" },    { 0x47504653, "GPFS" },
	{ 0x01161970, "GFS2" },    { 0x7461636f, "OCFS2" },     { 0x19830326, "BeeGFS" },
	{ 0x65735546, "FUSE" },    { 0x786f4256, "VirtualBox shared folder" },
	{ 0xbacbacbc, "VMware shared folder" },
};

/* The nearest place on the way up that is there: a file about to be made has none of its own. */
static char *place_nearest(const char *path)
{
	char *at = mem_text(*path ? path : ".");

	while (access(at, F_OK) < 0 && errno == ENOENT && strcmp(at, "/") != 0 && strcmp(at, ".") != 0) {
		CLEAN_FREE char *below = at;
		at = mem_text(dirname(below));
	}
	return at;
}

const char *file_network(const char *path)
{
	CLEAN_FREE char *at = place_nearest(path);
	struct statfs fs;

	if (statfs(at, &fs) < 0)
		return NULL;
	for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
		if (networks[i].magic == (unsigned int)fs.f_type) /* signed on some machines */
			return networks[i].name;
	return NULL;
}

bool file_read_only(const char *path)
{
	CLEAN_FREE char *at = place_nearest(path);
	struct statvfs fs;

	if (statvfs(at, &fs) == 0 && (fs.f_flag & ST_RDONLY))
		return true;
	return eaccess(at, W_OK) < 0;
}

long file_free_mib(const char *path)
{
	CLEAN_FREE char *at = place_nearest(path);
	struct statvfs fs;
	unsigned long long bytes;

	if (statvfs(at, &fs) < 0)
		return -1;
	if (__builtin_mul_overflow((unsigned long long)fs.f_bavail, (unsigned long long)fs.f_frsize, &bytes))
		return LONG_MAX;
	return (long)(bytes >> 20);
}
