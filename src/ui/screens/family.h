#ifndef UI_FAMILY_H
#define UI_FAMILY_H

#include "roll.h"

/* The Family screen: what is read and its keys (family.c), and what it says line by line (family_rows.c). */
enum family_row_kind { ROW_ALERT, ROW_REMARK, ROW_CONTACT, ROW_NUMBER, ROW_DETAIL, ROW_SIBLING, ROW_HOME, ROW_CHILD };

/* A line, and the thing that it is of. */
struct family_row {
	enum family_row_kind kind;
	const char *heading, *text;
	const struct contact_line_view *contact;
	enum contact_part part; /* what of the contact */
	const struct contact_number_line *number;
	const struct sibling_line *sibling;
	int64_t pupil;         /* of a sibling or a child at a home */
};

struct family {
	struct list list;
	int64_t pupil;
	struct family_view view;
	struct arena arena;    /* of the rows; as old as the view */
	struct { VEC(struct family_row); } rows;
	bool is_read;
};

/** From the view, in the order in which a person who rings needs it. */
void family_rows_make(struct family *f, struct day today);

#endif
