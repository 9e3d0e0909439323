/* The evacuation list (B13). */
#include "ui.h"

int open_onsite(struct ui *ui)
{
	return ui_refuse(ui, "This is not built yet.");
}
