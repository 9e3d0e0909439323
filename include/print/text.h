#ifndef PRINT_TEXT_H
#define PRINT_TEXT_H

#include "rules/report.h"

/** A report as plain text, at most `width` cells a line (0: as wide as needed); every cell cleaned; label before value. */
void print_report(const struct report *r, int width, struct buf *to);

#endif
