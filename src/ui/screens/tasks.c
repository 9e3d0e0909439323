/* Tasks: what somebody is to do (B3, B10). */
#include "ui.h"

int open_tasks(struct ui *ui)
{
	return ui_refuse(ui, "This is not built yet.");
}
