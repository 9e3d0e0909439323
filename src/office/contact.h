#ifndef OFFICE_CONTACT_H
#define OFFICE_CONTACT_H

/* What the use cases of contacts and families share (include/office/family.h), and what they give to others. */

#include "internal.h"
#include "office/family.h"

/** As office_contact_add(), into the open act: of a pupil who is new in it too.  `said` gets a sentence a line. */
int contact_put_new(struct office *o, int64_t pupil, const struct contact_wish *w, bool another, struct arena *a, int64_t *ret_contact,
		    struct buf *said, struct err *e);

#endif
