#ifndef TEST_DIRECTORY_H
#define TEST_DIRECTORY_H

#include <ftw.h>
#include <stdio.h>

static inline int directory_remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	return remove(path);
}

/** A directory that a case made, with all that is in it. */
static inline void directory_remove(const char *path)
{
	nftw(path, directory_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
