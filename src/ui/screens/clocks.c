/* The policy's clocks, and the short lists of reasons. */
#include "ui.h"

int open_clocks(struct ui *ui)
{
	return ui_refuse(ui, "This is not built yet.");
}
