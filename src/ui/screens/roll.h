#ifndef UI_ROLL_H
#define UI_ROLL_H

#include "form_screen.h"
#include "office/pupils.h"

/* The screens of the roll open one another. */

/** A pupil is chosen from the roll: `chosen` is called with the screen that asked, once that is on top again; reaction bits. */
typedef int roll_chosen(struct ui *ui, void *asker, int64_t pupil);
int open_pupil_pick(struct ui *ui, const char *title, roll_chosen *chosen);

/* FORMS: each has the pupil's name in its title */
int open_pupil_change(struct ui *ui, int64_t pupil, int line);
enum pupil_change_line { CHANGE_SURNAME, CHANGE_FORENAME, CHANGE_MIDDLE, CHANGE_KNOWN, CHANGE_KNOWN_SURNAME, CHANGE_SORT, CHANGE_SEX,
			 CHANGE_BORN, CHANGE_UPN, CHANGE_NUMBER, CHANGE_BOARDER, CHANGE_REST, CHANGE_FROM, CHANGE_WHY, CHANGE_LINES };
int open_move(struct ui *ui, const int64_t *pupils, int count, bool year); /**< to a class, or (where the focus begins there) to a year */
int open_leave(struct ui *ui, int64_t pupil);
int open_return(struct ui *ui, int64_t pupil);
int open_status(struct ui *ui, int64_t pupil, const char *label); /**< of the record's line, where the focus begins; NULL */
int open_elsewhere(struct ui *ui, int64_t pupil);
int open_flag(struct ui *ui, int64_t pupil);
int open_address(struct ui *ui, int64_t pupil);
int open_merge(struct ui *ui, int64_t pupil, int64_t other);
/** Two rows are one: the record and the family that are open of the row which went are of the other now. */
void record_becomes(struct ui *ui, int64_t from, int64_t to);
void family_becomes(struct ui *ui, int64_t from, int64_t to);
/** With the cursor where that part of a contact is changed; contact 0: a new one. */
enum contact_part { CONTACT_PART_NAME, CONTACT_PART_MOBILE, CONTACT_PART_HOME, CONTACT_PART_WORK, CONTACT_PART_CHILD, CONTACT_PART_COURT,
		    CONTACT_PART_NEVER, CONTACT_PART_ADDRESS, CONTACT_PART_WORDS };
int open_contact(struct ui *ui, int64_t pupil, int64_t contact, enum contact_part part);

/* LINES THAT SEVERAL FORMS HAVE */
extern const char *const sex_choices[], *const spell_choices[], *const arrangement_choices[], *const session_choices[], *const relation_offers[];
/** Is a contact of that name somebody whom the school knows? */
extern const char *const same_choices[];
enum same { SAME_NOT_SAID, SAME_PERSON, SAME_NOBODY };
const char *sex_letter(const struct form *f, int line);       /**< NULL: not chosen */
void year_choices(struct form *f, int line, bool by_birth);   /**< `by_birth`: that comes first */
int year_chosen(const struct form *f, int line, bool by_birth); /**< SESSION_ANY_YEAR: none, or by birth */
/** "mon wed fri" as bits; "" 0.  0 or -EINVAL with the focus on it. */
int weekdays_chosen(struct form *f, int line, int *ret, struct err *e);
int sessions_chosen(const struct form *f, int line);          /**< bits; 0: both */
/** "3 Sep 2014", as a narrow column has it; "" for none. */
const char *short_day(struct day d, char to[static DAY_TEXT]);

#endif
