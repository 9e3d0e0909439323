/* A note for the class (A33). */
#include "ui.h"

int open_class_note(struct ui *ui, int64_t pupil, const char *group)
{
	(void)pupil;
	(void)group;
	return ui_refuse(ui, "This is not built yet.");
}
