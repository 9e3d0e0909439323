/* First-day calls: whom to ring, in which order (B2, B3). */
#include "ui.h"

int open_calls(struct ui *ui)
{
	return ui_refuse(ui, "This is not built yet.");
}
