#ifndef OFFICE_EXPORT_PUBLIC_H
#define OFFICE_EXPORT_PUBLIC_H

#include "exchange/columns.h"
#include "office/office.h"

/* The roll and the marks as files: reading an export changes nothing (E3). */

struct export_wish {
	enum file_kind kind;         /**< pupils, contacts, groups, staff, marks */
	struct day from, to;         /**< marks: DAY_NONE: 1 September .. today; else who was on the roll then */
	const char *group;           /**< a class; NULL: all */
	bool wide;                   /**< marks: a row a pupil, a column a session held */
	struct buf *said;            /**< gets a line each of what was left out, and why; NULL: nobody reads them */
	int64_t *rows;               /**< counts the rows as they go out; NULL */
};
typedef int export_put(void *ctx, const char *bytes, size_t n, struct err *e); /**< 0 or -errno */
/** Goes out piece by piece; an act ("export") says who took what, and of how many pupils; *ret_act 0 in a school that can only be read. */
int office_export(struct office *o, const struct export_wish *w, export_put *put, void *ctx, int64_t *ret_act, struct err *e);

#endif
