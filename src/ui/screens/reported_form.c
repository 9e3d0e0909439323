/* A parent rings (B5). */
#include "ui.h"

int open_reported_new(struct ui *ui, int64_t pupil)
{
	(void)pupil;
	return ui_refuse(ui, "This is not built yet.");
}
