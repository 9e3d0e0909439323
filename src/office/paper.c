/* Slips and lists on paper: through lp, else a text file in out/ (A17). */
#include "internal.h"
#include "office/gate.h"

int office_paper_text(struct office *, const char *, const char *, int, struct buf *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}
