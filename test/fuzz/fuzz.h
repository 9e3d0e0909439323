#ifndef TEST_FUZZ_H
#define TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/err.h"

/* libFuzzer calls this for each input.  A broken promise is a BUG: it ends the program, and the input is kept. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/** A refusal says one whole sentence, that it is about the file, and where a figure is said, one that begins at 1. */
static inline void must_be_said(int r, const struct err *e)
{
	if (r == 0)
		return;
	BUG_UNLESS(r < 0);
	BUG_UNLESS(e->kind != ERR_NONE);
	BUG_UNLESS(strlen(e->text) > 10);
	BUG_UNLESS(e->line >= 0 && e->column >= 0);
}

#endif
