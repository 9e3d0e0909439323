#ifndef STORE_THING_H
#define STORE_THING_H

#include <stdbool.h>
#include <stddef.h>

#include "statements.h"
#include "store/rows.h"

enum column_kind { COLUMN_INTEGER, COLUMN_TEXT, COLUMN_DAY, COLUMN_KEY };

/** A column of a thing and where its C struct keeps it. */
struct thing_column {
	const char *name;
	enum column_kind kind;
	size_t offset;
	bool required; /**< NOT NULL */
};

/** How a thing is read and written; generated from the migrations. */
struct thing_shape {
	const char *name;
	size_t size;
	const struct thing_column *columns;
	int count;
	enum statement get, all, put, remove, next;
};

extern const struct thing_shape thing_shapes[THINGS];

#endif
