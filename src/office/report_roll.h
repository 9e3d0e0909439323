#ifndef FIRSTBELL_OFFICE_REPORT_ROLL_H
#define FIRSTBELL_OFFICE_REPORT_ROLL_H

/* What the office keeps of the roll between two use cases. */
struct roll_kept;
void roll_kept_free(struct roll_kept *k); /**< NULL is welcome */

#endif
