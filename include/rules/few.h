#ifndef RULES_FEW_H
#define RULES_FEW_H

#include <stdbool.h>

/**
 * Small numbers (C14 for governors): which parts of a whole are not told, so that no subtraction from the whole brings one back.  A part below `fewest` and above 0
 * is hidden; where only one would be, the smallest of the others above 0 is hidden with it; where what is hidden together is still below `fewest`, one more, and so on; also
 * where their sum could be made up in one way only (each 1, or each fewest - 1).
 * @param of      parts that make up the whole, pupils
 * @param hidden  room for `count`
 * @return whether the whole itself may be told: false where it is below `fewest`, or where everything is hidden and the whole would still tell; then all are hidden
 */
bool few_hide(const int *of, int count, int fewest, bool *hidden);

#endif
