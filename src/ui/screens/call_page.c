/* One family on the telephone (B3, B4). */
#include "ui.h"

int open_call(struct ui *ui, int64_t pupil, struct day day)
{
	(void)pupil;
	(void)day;
	return ui_refuse(ui, "This is not built yet.");
}
