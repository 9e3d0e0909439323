#ifndef EXCHANGE_COLUMNS_H
#define EXCHANGE_COLUMNS_H

#include "base/err.h"

/*
 * What each file that firstbell reads may hold (design 6): one table for the import, the header maps, the export, the screen that maps an
 * unknown file, and firstbell-data(7).  A column's name is its heading in our own files.
 */
enum file_kind { FILE_PUPILS, FILE_CONTACTS, FILE_GROUPS, FILE_STAFF, FILE_MARKS, FILE_FIGURES, FILE_KINDS };

struct file_column {
	const char *name;  /**< "admission_number": lower_snake_case, stable */
	const char *title; /**< "Admission number" */
	const char *help;  /**< what it holds, in a few words */
};
struct file_shape {
	const char *name;  /**< "pupils", as on the command line */
	const char *title; /**< "Pupils" */
	const struct file_column *columns; /**< in the order of the enum below and of our own export */
	int count;
};
extern const struct file_shape file_shapes[FILE_KINDS];
#define FILE_COLUMNS_MOST 40

int file_kind_parse(const char *name, enum file_kind *ret, struct err *e);  /**< 0, or -EINVAL with the names there are */
/** What a heading is that is none of our columns: a session is a column of marks, wide. */
enum { COLUMN_UNKNOWN = -1, COLUMN_LEFT_OUT = -2, COLUMN_SESSION = -3 };
int file_column_find(enum file_kind kind, const char *name);               /**< index, or COLUMN_UNKNOWN */

/** Which pupil: the first three are in every file of pupils, in this order; any one of them is enough. */
enum { PUPIL_KEY, PUPIL_UPN, PUPIL_ADMISSION_NUMBER };

/** pupils: `pupil` is the permanent key; the sessions are am or pm (else on the roll from the morning, until the afternoon). */
enum { PUPILS_KEY, PUPILS_UPN, PUPILS_ADMISSION_NUMBER, PUPILS_SURNAME, PUPILS_FORENAME, PUPILS_PREFERRED_NAME, PUPILS_DOB, PUPILS_SEX, PUPILS_YEAR,
       PUPILS_CLASS, PUPILS_START_DATE, PUPILS_START_SESSION, PUPILS_LEAVE_DATE, PUPILS_LEAVE_SESSION, PUPILS_ENROLMENT,
       PUPILS_MIDDLE_NAMES, PUPILS_PREFERRED_SURNAME, PUPILS_LAST_SCHOOL, PUPILS_OTHER_SCHOOL, PUPILS_OTHER_SCHOOL_CONTACT, PUPILS_ARRANGEMENT,
       PUPILS_SEN, PUPILS_FSM, PUPILS_LOOKED_AFTER, PUPILS_CP, PUPILS_EAL, PUPILS_SOCIAL_WORKER, PUPILS_YOT_WORKER, PUPILS_TRAVELLER,
       PUPILS_YOUNG_CARER, PUPILS_SERVICE, PUPILS_COLUMNS };
/** contacts: a row a pupil and adult; `adult` is the adult's permanent key, which siblings share; `name` where forename and surname are not apart. */
enum { CONTACTS_KEY, CONTACTS_UPN, CONTACTS_ADMISSION_NUMBER, CONTACTS_PRIORITY, CONTACTS_NAME, CONTACTS_RELATION, CONTACTS_PHONE, CONTACTS_EMAIL,
       CONTACTS_LIVES_WITH, CONTACTS_PARENTAL_RESPONSIBILITY, CONTACTS_ADULT, CONTACTS_TITLE, CONTACTS_FORENAME, CONTACTS_SURNAME,
       CONTACTS_ADDRESS, CONTACTS_POSTCODE, CONTACTS_MOBILE, CONTACTS_HOME, CONTACTS_WORK, CONTACTS_DO_NOT_CONTACT, CONTACTS_LETTERS,
       CONTACTS_TEXTS, CONTACTS_MAY_COLLECT, CONTACTS_COURT_ORDER, CONTACTS_LANGUAGE, CONTACTS_CONFIRMED, CONTACTS_ADDRESS_SECRET, CONTACTS_COLUMNS };
/** groups: a row a pupil, group and time; school_year ("2023/24") stands for both dates; weekdays "mon tue" and sessions "am", "pm": all where
 *  empty. */
enum { GROUPS_KEY, GROUPS_UPN, GROUPS_ADMISSION_NUMBER, GROUPS_GROUP, GROUPS_KIND, GROUPS_FROM_DATE, GROUPS_TO_DATE, GROUPS_SCHOOL_YEAR, GROUPS_YEAR,
       GROUPS_WEEKDAYS, GROUPS_SESSIONS, GROUPS_COLUMNS };
/** staff: roles and classes are words joined by "; ". */
enum { STAFF_SIGN_IN, STAFF_NAME, STAFF_FORENAME, STAFF_SURNAME, STAFF_POSITION, STAFF_KIND, STAFF_ROLES, STAFF_CLASSES, STAFF_FROM_DATE,
       STAFF_TO_DATE, STAFF_COLUMNS };
/** marks: a row a mark (`session` and `code`), or a row a pupil and day (`am` and `pm`); wide: a row a pupil, a column a session. */
enum { MARKS_KEY, MARKS_UPN, MARKS_ADMISSION_NUMBER, MARKS_SURNAME, MARKS_FORENAME, MARKS_DOB, MARKS_DATE, MARKS_SESSION, MARKS_CODE,
       MARKS_MINUTES_LATE, MARKS_NOTE, MARKS_AM, MARKS_PM, MARKS_COLUMNS };
/** figures: what the old product says of each pupil, to lay beside ours. */
enum { FIGURES_KEY, FIGURES_UPN, FIGURES_ADMISSION_NUMBER, FIGURES_SURNAME, FIGURES_FORENAME, FIGURES_DOB, FIGURES_FROM_DATE, FIGURES_TO_DATE,
       FIGURES_POSSIBLE, FIGURES_ATTENDED, FIGURES_AUTHORISED, FIGURES_UNAUTHORISED, FIGURES_LATE, FIGURES_ATTENDANCE_PERCENT,
       FIGURES_ABSENCE_PERCENT, FIGURES_COLUMNS };

#endif
