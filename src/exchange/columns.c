#include "exchange/columns.h"

#include <string.h>

#include "base/mem.h"

#define PUPIL_COLUMNS \
	{ "pupil",            "Pupil key",        "firstbell's own key of the pupil, which never changes" }, \
	{ "upn",              "UPN",              "the unique pupil number, 13 characters" }, \
	{ "admission_number", "Admission number", "the school's own number for the pupil" }

static const struct file_column pupils[PUPILS_COLUMNS] = {
	PUPIL_COLUMNS,
	[PUPILS_SURNAME] = { "surname", "Surname", "legal surname" },
	[PUPILS_FORENAME] = { "forename", "Forename", "legal forename" },
	[PUPILS_PREFERRED_NAME] = { "preferred_name", "Preferred name", "the forename that the pupil goes by" },
	[PUPILS_DOB] = { "dob", "Date of birth", "a date, 2014-09-02 or 02/09/2014" },
	[PUPILS_SEX] = { "sex", "Sex", "F or M; empty while it is not known" },
	[PUPILS_YEAR] = { "year", "Year group", "N, R, or 1 to 13" },
	[PUPILS_CLASS] = { "class", "Class", "the class whose register the pupil is in" },
	[PUPILS_START_DATE] = { "start_date", "Start date", "the first day on the roll" },
	[PUPILS_START_SESSION] = { "start_session", "Start session", "am or pm of the first day; the morning where empty" },
	[PUPILS_LEAVE_DATE] = { "leave_date", "Leaving date", "the last day on the roll; empty while the pupil is here" },
	[PUPILS_LEAVE_SESSION] = { "leave_session", "Leaving session", "am or pm of the last day; the afternoon where empty" },
	[PUPILS_ENROLMENT] = { "enrolment", "Enrolment status", "single, main, subsidiary or guest" },
	[PUPILS_MIDDLE_NAMES] = { "middle_names", "Middle names", "the other legal names" },
	[PUPILS_PREFERRED_SURNAME] = { "preferred_surname", "Preferred surname", "the surname that the pupil goes by, where it is another" },
	[PUPILS_LAST_SCHOOL] = { "last_school", "Last school", "name and address of the school before this one" },
	[PUPILS_OTHER_SCHOOL] = { "other_school", "Other school", "where the pupil is on the roll too" },
	[PUPILS_OTHER_SCHOOL_CONTACT] = { "other_school_contact", "Contact at the other school", "who is rung there: name, telephone, email" },
	[PUPILS_ARRANGEMENT] = { "arrangement", "Arrangement", "dual registration, managed move, off-site direction or mobile child" },
	[PUPILS_SEN] = { "sen", "Special educational needs", "yes or no, or the kind of support" },
	[PUPILS_FSM] = { "fsm", "Free school meals", "yes or no" },
	[PUPILS_LOOKED_AFTER] = { "looked_after", "Looked after", "yes or no: in the care of a council" },
	[PUPILS_CP] = { "cp", "Child protection plan", "yes or no" },
	[PUPILS_EAL] = { "eal", "English as an additional language", "yes or no" },
	[PUPILS_SOCIAL_WORKER] = { "social_worker", "Has a social worker", "yes or no" },
	[PUPILS_YOT_WORKER] = { "yot_worker", "Has a youth offending team worker", "yes or no" },
	[PUPILS_TRAVELLER] = { "traveller", "Traveller", "yes or no: the family travels for work" },
	[PUPILS_YOUNG_CARER] = { "young_carer", "Young carer", "yes or no" },
	[PUPILS_SERVICE] = { "service", "Service child", "yes or no: a parent in the armed forces" },
};

static const struct file_column contacts[CONTACTS_COLUMNS] = {
	PUPIL_COLUMNS,
	[CONTACTS_PRIORITY] = { "priority", "Priority", "1 is telephoned first" },
	[CONTACTS_NAME] = { "name", "Name", "the adult's whole name, where forename and surname are not apart" },
	[CONTACTS_RELATION] = { "relation", "Relation", "to the pupil: mother, father, carer ..." },
	[CONTACTS_PHONE] = { "phone", "Telephone", "the first number to try" },
	[CONTACTS_EMAIL] = { "email", "Email", "address for letters by email" },
	[CONTACTS_LIVES_WITH] = { "lives_with", "Lives with the pupil", "yes or no" },
	[CONTACTS_PARENTAL_RESPONSIBILITY] = { "parental_responsibility", "Parental responsibility", "yes or no" },
	[CONTACTS_ADULT] = { "adult", "Adult key", "firstbell's own key of the adult, which brothers and sisters share" },
	[CONTACTS_TITLE] = { "title", "Title", "Mr, Ms, Dr ..." },
	[CONTACTS_FORENAME] = { "forename", "Forename", "the adult's forename" },
	[CONTACTS_SURNAME] = { "surname", "Surname", "the adult's surname" },
	[CONTACTS_ADDRESS] = { "address", "Address", "house, street and town" },
	[CONTACTS_POSTCODE] = { "postcode", "Postcode", "of the address" },
	[CONTACTS_MOBILE] = { "mobile", "Mobile", "mobile number" },
	[CONTACTS_HOME] = { "home", "Home telephone", "number at home" },
	[CONTACTS_WORK] = { "work", "Work telephone", "number at work" },
	[CONTACTS_DO_NOT_CONTACT] = { "do_not_contact", "Not to be contacted", "yes or no" },
	[CONTACTS_LETTERS] = { "letters", "Gets letters", "yes or no" },
	[CONTACTS_TEXTS] = { "texts", "Gets texts", "yes or no" },
	[CONTACTS_MAY_COLLECT] = { "may_collect", "May collect", "yes or no: may take the pupil home" },
	[CONTACTS_COURT_ORDER] = { "court_order", "Court order", "yes or no" },
	[CONTACTS_LANGUAGE] = { "language", "Language", "the language to write and speak in" },
	[CONTACTS_CONFIRMED] = { "confirmed", "Confirmed", "the day on which the family last said that all of it is right" },
	[CONTACTS_ADDRESS_SECRET] = { "address_secret", "Address kept secret", "yes or no: the address is for the head and the safeguarding lead alone" },
};

static const struct file_column groups[GROUPS_COLUMNS] = {
	PUPIL_COLUMNS,
	[GROUPS_GROUP] = { "group", "Group", "its name: 5B, Breakfast club" },
	[GROUPS_KIND] = { "kind", "Kind", "class, form or other; class where empty" },
	[GROUPS_FROM_DATE] = { "from_date", "From", "the first day in the group" },
	[GROUPS_TO_DATE] = { "to_date", "Until", "the last day in the group; empty while it lasts" },
	[GROUPS_SCHOOL_YEAR] = { "school_year", "School year", "2023/24, in place of both dates" },
	[GROUPS_YEAR] = { "year", "Year group", "the pupil's year group at the time" },
	[GROUPS_WEEKDAYS] = { "weekdays", "Weekdays", "mon tue wed thu fri; every day where empty" },
	[GROUPS_SESSIONS] = { "sessions", "Sessions", "am or pm; both where empty" },
};

static const struct file_column staff[STAFF_COLUMNS] = {
	[STAFF_SIGN_IN] = { "sign_in", "Sign-in name", "what the person types to sign in" },
	[STAFF_NAME] = { "name", "Name", "as pupils say it: Mrs Ahmed" },
	[STAFF_FORENAME] = { "forename", "Forename", "where forename and surname are apart" },
	[STAFF_SURNAME] = { "surname", "Surname", "where forename and surname are apart" },
	[STAFF_POSITION] = { "position", "Position", "what the person does: class teacher, attendance officer ..." },
	[STAFF_KIND] = { "kind", "Kind", "person or machine; a person where empty" },
	[STAFF_ROLES] = { "roles", "Roles", "what the person may do in firstbell, joined by \"; \"" },
	[STAFF_CLASSES] = { "classes", "Classes", "whose registers the person takes, joined by \"; \"" },
	[STAFF_FROM_DATE] = { "from_date", "From", "the first day at the school" },
	[STAFF_TO_DATE] = { "to_date", "Until", "the last day at the school; empty while here" },
};

static const struct file_column marks[MARKS_COLUMNS] = {
	PUPIL_COLUMNS,
	[MARKS_SURNAME] = { "surname", "Surname", "with forename and date of birth, where there is no number" },
	[MARKS_FORENAME] = { "forename", "Forename", "with surname and date of birth, where there is no number" },
	[MARKS_DOB] = { "dob", "Date of birth", "a date, 2014-09-02 or 02/09/2014" },
	[MARKS_DATE] = { "date", "Date", "the day of the mark" },
	[MARKS_SESSION] = { "session", "Session", "am or pm" },
	[MARKS_CODE] = { "code", "Mark", "the attendance code: / \\ L I C1 ..." },
	[MARKS_MINUTES_LATE] = { "minutes_late", "Minutes late", "a whole number" },
	[MARKS_NOTE] = { "note", "Note", "what was written beside the mark" },
	[MARKS_AM] = { "am", "Morning mark", "the morning's code, in a file with a row a day" },
	[MARKS_PM] = { "pm", "Afternoon mark", "the afternoon's code, in a file with a row a day" },
};

static const struct file_column figures[FIGURES_COLUMNS] = {
	PUPIL_COLUMNS,
	[FIGURES_SURNAME] = { "surname", "Surname", "with forename and date of birth, where there is no number" },
	[FIGURES_FORENAME] = { "forename", "Forename", "with surname and date of birth, where there is no number" },
	[FIGURES_DOB] = { "dob", "Date of birth", "a date, 2014-09-02 or 02/09/2014" },
	[FIGURES_FROM_DATE] = { "from_date", "From", "the first day that the figures count" },
	[FIGURES_TO_DATE] = { "to_date", "Until", "the last day that the figures count" },
	[FIGURES_POSSIBLE] = { "possible", "Possible", "possible sessions" },
	[FIGURES_ATTENDED] = { "attended", "Attended", "sessions attended" },
	[FIGURES_AUTHORISED] = { "authorised", "Authorised absence", "sessions of authorised absence" },
	[FIGURES_UNAUTHORISED] = { "unauthorised", "Unauthorised absence", "sessions of unauthorised absence" },
	[FIGURES_LATE] = { "late", "Late", "sessions late" },
	[FIGURES_ATTENDANCE_PERCENT] = { "attendance_percent", "Attendance %", "attended of possible, in per cent" },
	[FIGURES_ABSENCE_PERCENT] = { "absence_percent", "Absence %", "missed of possible, in per cent" },
};

const struct file_shape file_shapes[FILE_KINDS] = {
	[FILE_PUPILS] = { "pupils", "Pupils", pupils, PUPILS_COLUMNS },
	[FILE_CONTACTS] = { "contacts", "Contacts", contacts, CONTACTS_COLUMNS },
	[FILE_GROUPS] = { "groups", "Groups", groups, GROUPS_COLUMNS },
	[FILE_STAFF] = { "staff", "Staff", staff, STAFF_COLUMNS },
	[FILE_MARKS] = { "marks", "Marks", marks, MARKS_COLUMNS },
	[FILE_FIGURES] = { "figures", "Attendance figures", figures, FIGURES_COLUMNS },
};

int file_kind_parse(const char *name, enum file_kind *ret, struct err *e)
{
	CLEAN_BUF struct buf names = { 0 };

	for (int kind = 0; kind < FILE_KINDS; kind++) {
		if (strcasecmp(name, file_shapes[kind].name) == 0) {
			*ret = (enum file_kind)kind;
			return 0;
		}
		buf_printf(&names, "%s%s", kind == 0 ? "" : kind == FILE_KINDS - 1 ? " and " : ", ", file_shapes[kind].name);
	}
	return err_usage(e, "There is no kind of file \"%.40s\". There are %s.", name, buf_string(&names));
}

int file_column_find(enum file_kind kind, const char *name)
{
	for (int i = 0; i < file_shapes[kind].count; i++)
		if (strcmp(file_shapes[kind].columns[i].name, name) == 0)
			return i;
	return -1;
}
