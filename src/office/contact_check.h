#ifndef OFFICE_CONTACT_CHECK_H
#define OFFICE_CONTACT_CHECK_H

/* The contacts check (feature B18), of a whole school without a query a pupil. */

#include "family_read.h"

enum contact_remark {
	REMARK_NOBODY,           /**< no contact at all */
	REMARK_FEW_NUMBERS,      /**< fewer than two that are answered, of all who may be contacted (domain 2.9) */
	REMARK_DEAD_NUMBER,
	REMARK_NO_RESPONSIBILITY,
	REMARK_LIVES_WITH_NOBODY,
	REMARK_NO_ADDRESS,
	REMARK_NOT_CONFIRMED,    /**< in this school year */
	CONTACT_REMARKS,
};
struct contacts_checked {
	int64_t pupil;
	uint32_t remarks;        /**< bits 1 << enum contact_remark */
	int numbers, dead;       /**< that are answered, by their digits; struck out */
};
struct contacts_check {
	struct arena arena;
	struct contacts_checked *pupils; /**< on the roll or to come, by id */
	int count;
};
/** Within a reading: 0 or -errno of the store. */
int contacts_check_read(struct office *o, struct contacts_check *ret);
void contacts_check_finish(struct contacts_check *c);
/** Of one pupil, from what was read. */
struct contacts_checked contacts_checked_of(const struct families *f, const struct family_pupil *p);
const char *contact_remark_words(enum contact_remark r); /**< "fewer than two numbers" */

#endif
