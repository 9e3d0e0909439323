#ifndef EXCHANGE_HEADERS_PRIVATE_H
#define EXCHANGE_HEADERS_PRIVATE_H

#include <stdbool.h>

/* What headers.c and headers_file.c share. */

/** Is there nothing in it by which it could be told from another? */
bool heading_blank(const char *s);

#endif
