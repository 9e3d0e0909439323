/* A home visit (B16). */
#include "ui.h"

int open_visit(struct ui *ui, int64_t pupil, struct day day)
{
	(void)pupil;
	(void)day;
	return ui_refuse(ui, "This is not built yet.");
}
