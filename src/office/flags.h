#ifndef FIRSTBELL_OFFICE_FLAGS_H
#define FIRSTBELL_OFFICE_FLAGS_H

#include "base/mem.h"

/** "Young carer" of young_carer, "SEN" of sen. */
const char *flag_title(const char *flag, struct arena *a);

#endif
