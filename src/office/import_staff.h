#ifndef OFFICE_IMPORT_STAFF_H
#define OFFICE_IMPORT_STAFF_H

/* One row of a staff file: as it was read (import_staff_row.c), what it would change (import_staff_plan.c). */

#include "import_plan.h"

/** What a row gives: a role within its scope, or (role NULL) a class to teach. */
struct staff_gift {
	const char *role;
	int64_t year, group;        /**< NONE: of no one year or group */
	const char *words;          /**< as the file has it */
};
struct staff_line {
	struct csv_row from;
	const char *sign_in, *name, *folded, *position, *kind;
	const char *made;           /**< the sign-in name to make of the name: khall */
	struct day first, last;
	struct { VEC(struct staff_gift); } gifts;
	const struct staff_row *old; /**< of judging; NULL: new */
};
void staff_read(struct import_job *j, const struct csv_row *from, struct arena *a, struct staff_line *ret);

struct staff_there {
	struct arena arena;
	struct staff_row *staff;
	int count;
	struct sorted roles, groups; /**< by member of staff */
};
int staff_there_read(struct import_job *j, struct staff_there *ret, struct err *e);
/** Also finds classes, which may have come since the file was read. */
void staff_plan(struct import_job *j, struct staff_line *lines, int count, const struct staff_there *there, struct plan *p);

#endif
