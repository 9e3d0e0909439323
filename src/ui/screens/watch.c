/* What is to be settled (A22, B5, B17). */
#include "ui.h"

int open_watch(struct ui *ui, int kind)
{
	(void)kind;
	return ui_refuse(ui, "This is not built yet.");
}
