/* A change of a fact in words: what the field is called, and its value as people write it. */
#include <stdlib.h>
#include <string.h>

#include "change_words.h"
#include "contact.h"
#include "tasks.h"
#include "rules/pupil.h"

/* How a value is kept. */
enum value_form { FORM_WORDS, FORM_DAY, FORM_YES_NO, FORM_SESSION, FORM_MINUTE, FORM_YEAR, FORM_WEEKDAYS, FORM_SESSIONS, FORM_GROUP, FORM_PUPIL, FORM_ADULT,
		  FORM_STAFF, FORM_PLAN, FORM_PERCENT, FORM_HIDDEN };

static const struct fact {
	enum thing thing;
	const char *field, *label;
	enum value_form form;
} facts[] = {
	{ THING_PUPIL, "upn", "UPN", FORM_WORDS },
	{ THING_PUPIL, "former_upn", "Former UPN", FORM_WORDS },
	{ THING_PUPIL, "admission_number", "Admission number", FORM_WORDS },
	{ THING_PUPIL, "surname", "Surname", FORM_WORDS },
	{ THING_PUPIL, "forename", "Forename", FORM_WORDS },
	{ THING_PUPIL, "middle_names", "Middle names", FORM_WORDS },
	{ THING_PUPIL, "preferred_name", "Known as", FORM_WORDS },
	{ THING_PUPIL, "preferred_surname", "Known surname", FORM_WORDS },
	{ THING_PUPIL, "sort_name", "Sorted under", FORM_WORDS },
	{ THING_PUPIL, "born_day", "Date of birth", FORM_DAY },
	{ THING_PUPIL, "sex", "Sex", FORM_WORDS },
	{ THING_PUPIL, "boarder", "Boarder", FORM_YES_NO },
	{ THING_PUPIL, "died_day", "Died", FORM_DAY },
	{ THING_PUPIL, "merged_into", "Same child as", FORM_PUPIL },
	{ THING_PUPIL_NAME, "surname", "Former surname", FORM_WORDS },
	{ THING_PUPIL_NAME, "forename", "Former forename", FORM_WORDS },
	{ THING_PUPIL_NAME, "middle_names", "Former middle names", FORM_WORDS },
	{ THING_PUPIL_NAME, "preferred_name", "Formerly known as", FORM_WORDS },
	{ THING_PUPIL_NAME, "preferred_surname", "Former known surname", FORM_WORDS },
	{ THING_PUPIL_NAME, "to_day", "Former name until", FORM_DAY },
	{ THING_PUPIL_FLAG, "flag", "Flag", FORM_WORDS },
	{ THING_PUPIL_FLAG, "value", "Flag says", FORM_WORDS },
	{ THING_PUPIL_FLAG, "from_day", "Flag from", FORM_DAY },
	{ THING_PUPIL_FLAG, "to_day", "Flag until", FORM_DAY },
	{ THING_PUPIL_YEAR, "year", "Year", FORM_YEAR },
	{ THING_PUPIL_YEAR, "from_day", "In the year from", FORM_DAY },
	{ THING_PUPIL_YEAR, "to_day", "In the year until", FORM_DAY },
	{ THING_ENROLMENT, "kind", "Enrolment status", FORM_WORDS },
	{ THING_ENROLMENT, "from_day", "Starting day", FORM_DAY },
	{ THING_ENROLMENT, "from_session", "Starts in the", FORM_SESSION },
	{ THING_ENROLMENT, "to_day", "Last day on the roll", FORM_DAY },
	{ THING_ENROLMENT, "to_session", "Leaves in the", FORM_SESSION },
	{ THING_ENROLMENT, "ground", "Ground for leaving", FORM_WORDS },
	{ THING_ENROLMENT, "destination", "Destination", FORM_WORDS },
	{ THING_ENROLMENT, "other_school", "Other school", FORM_WORDS },
	{ THING_ENROLMENT, "other_school_contact", "Contact there", FORM_WORDS },
	{ THING_ENROLMENT, "arrangement", "Arrangement", FORM_WORDS },
	{ THING_ENROLMENT, "review_day", "Review of it", FORM_DAY },
	{ THING_ENROLMENT, "last_school", "Last school", FORM_WORDS },
	{ THING_ENROLMENT, "new_address", "New address", FORM_WORDS },
	{ THING_ENROLMENT, "evidence_day", "Evidence of the ground", FORM_DAY },
	{ THING_ENROLMENT, "enquiries", "Enquiries", FORM_WORDS },
	{ THING_ENROLMENT, "consent", "Consent", FORM_WORDS },
	{ THING_ENROLMENT, "social_worker_told_day", "Social worker told", FORM_DAY },
	{ THING_ENROLMENT, "virtual_school_told_day", "Virtual school told", FORM_DAY },
	{ THING_ENROLMENT, "joined_return_day", "New-pupil return", FORM_DAY },
	{ THING_ENROLMENT, "left_return_day", "Deletion return", FORM_DAY },
	{ THING_MEMBERSHIP, "roll_group", "Class", FORM_GROUP },
	{ THING_MEMBERSHIP, "weekdays", "In the class on", FORM_WEEKDAYS },
	{ THING_MEMBERSHIP, "sessions", "In the class for", FORM_SESSIONS },
	{ THING_MEMBERSHIP, "from_day", "In the class from", FORM_DAY },
	{ THING_MEMBERSHIP, "to_day", "In the class until", FORM_DAY },
	{ THING_MEMBERSHIP, "place", "Place in the line", FORM_WORDS },
	{ THING_ELSEWHERE, "code", "Elsewhere, code", FORM_WORDS },
	{ THING_ELSEWHERE, "place", "Elsewhere, at", FORM_WORDS },
	{ THING_ELSEWHERE, "weekdays", "Elsewhere on", FORM_WEEKDAYS },
	{ THING_ELSEWHERE, "sessions", "Elsewhere for", FORM_SESSIONS },
	{ THING_ELSEWHERE, "from_day", "Elsewhere from", FORM_DAY },
	{ THING_ELSEWHERE, "to_day", "Elsewhere until", FORM_DAY },
	{ THING_PUPIL_PAIR, "pupil", "Pupil", FORM_PUPIL },
	{ THING_PUPIL_PAIR, "other", "Other pupil", FORM_PUPIL },
	{ THING_PUPIL_PAIR, "said", "Said of the two", FORM_WORDS },
	{ THING_CONTACT, "adult", "Contact", FORM_ADULT },
	{ THING_CONTACT, "priority", "Contact's priority", FORM_WORDS },
	{ THING_CONTACT, "relation", "Contact's relation", FORM_WORDS },
	{ THING_CONTACT, "lives_with", "Lives with the contact", FORM_YES_NO },
	{ THING_CONTACT, "parental_responsibility", "Parental responsibility", FORM_YES_NO },
	{ THING_CONTACT, "letters", "Gets letters", FORM_YES_NO },
	{ THING_CONTACT, "texts", "Gets texts", FORM_YES_NO },
	{ THING_CONTACT, "may_collect", "May collect", FORM_YES_NO },
	{ THING_CONTACT, "do_not_contact", "Do not contact", FORM_YES_NO },
	{ THING_CONTACT, "court_order", "Court order", FORM_WORDS },
	{ THING_CONTACT, "from_day", "Contact from", FORM_DAY },
	{ THING_CONTACT, "to_day", "Contact until", FORM_DAY },
	{ THING_CONTACT, "confirmed_day", "Contact confirmed", FORM_DAY },
	{ THING_ADULT, "title", "Contact's title", FORM_WORDS },
	{ THING_ADULT, "surname", "Contact's surname", FORM_WORDS },
	{ THING_ADULT, "forename", "Contact's forename", FORM_WORDS },
	{ THING_ADULT, "email", "Contact's e-mail", FORM_WORDS },
	{ THING_ADULT, "language", "Contact's language", FORM_WORDS },
	{ THING_ADULT, "died_day", "Contact died", FORM_DAY },
	{ THING_ADULT_NUMBER, "kind", "Kind of number", FORM_WORDS },
	{ THING_ADULT_NUMBER, "number", "Number", FORM_WORDS },
	{ THING_ADULT_NUMBER, "rank", "Number's place", FORM_WORDS },
	{ THING_ADULT_NUMBER, "dead", "Number is dead", FORM_YES_NO },
	{ THING_ADDRESS, "lines", "Address", FORM_WORDS },
	{ THING_ADDRESS, "postcode", "Postcode", FORM_WORDS },
	{ THING_ADDRESS, "secret", "Secret address", FORM_YES_NO },
	{ THING_ADDRESS, "from_day", "Address from", FORM_DAY },
	{ THING_ADDRESS, "to_day", "Address until", FORM_DAY },
	{ THING_ROLL_GROUP, "name", "Name of the class", FORM_WORDS },
	{ THING_ROLL_GROUP, "kind", "Kind of group", FORM_WORDS },
	{ THING_ROLL_GROUP, "from_day", "Class from", FORM_DAY },
	{ THING_ROLL_GROUP, "to_day", "Class until", FORM_DAY },
	{ THING_ROLL_GROUP, "name_order", "Order of names", FORM_WORDS },
	{ THING_STAFF, "sign_in", "Sign-in name", FORM_WORDS },
	{ THING_STAFF, "name", "Name", FORM_WORDS },
	{ THING_STAFF, "position", "Position", FORM_WORDS },
	{ THING_STAFF, "kind", "Kind of staff", FORM_WORDS },
	{ THING_STAFF, "from_day", "Staff from", FORM_DAY },
	{ THING_STAFF, "to_day", "Staff until", FORM_DAY },
	{ THING_STAFF, "password_seal", "Password", FORM_HIDDEN },
	{ THING_STAFF_LOGIN, "staff", "Login of", FORM_STAFF },
	{ THING_STAFF_LOGIN, "uid", "User number", FORM_WORDS },
	{ THING_STAFF_LOGIN, "login", "Login", FORM_WORDS },
	{ THING_STAFF_LOGIN, "from_day", "Login from", FORM_DAY },
	{ THING_STAFF_LOGIN, "to_day", "Login until", FORM_DAY },
	{ THING_STAFF_ROLE, "staff", "Role of", FORM_STAFF },
	{ THING_STAFF_ROLE, "role", "Role", FORM_WORDS },
	{ THING_STAFF_ROLE, "year", "For the year", FORM_YEAR },
	{ THING_STAFF_ROLE, "roll_group", "For the class", FORM_GROUP },
	{ THING_STAFF_ROLE, "from_day", "Role from", FORM_DAY },
	{ THING_STAFF_ROLE, "to_day", "Role until", FORM_DAY },
	{ THING_STAFF_GROUP, "staff", "Teacher", FORM_STAFF },
	{ THING_STAFF_GROUP, "roll_group", "Teaches", FORM_GROUP },
	{ THING_STAFF_GROUP, "kind", "Teaches as", FORM_WORDS },
	{ THING_STAFF_GROUP, "from_day", "Teaches from", FORM_DAY },
	{ THING_STAFF_GROUP, "to_day", "Teaches until", FORM_DAY },
	{ THING_STAFF_ACTING, "staff", "Acts", FORM_STAFF },
	{ THING_STAFF_ACTING, "for_staff", "Acts for", FORM_STAFF },
	{ THING_STAFF_ACTING, "from_day", "Acts from", FORM_DAY },
	{ THING_STAFF_ACTING, "to_day", "Acts until", FORM_DAY },
	{ THING_TERM, "name", "Term", FORM_WORDS },
	{ THING_TERM, "from_day", "Term from", FORM_DAY },
	{ THING_TERM, "to_day", "Term until", FORM_DAY },
	{ THING_CLOSURE, "name", "Closure", FORM_WORDS },
	{ THING_CLOSURE, "kind", "Kind of closure", FORM_WORDS },
	{ THING_CLOSURE, "from_day", "Shut from", FORM_DAY },
	{ THING_CLOSURE, "from_session", "Shut from the", FORM_SESSION },
	{ THING_CLOSURE, "to_day", "Shut until", FORM_DAY },
	{ THING_CLOSURE, "to_session", "Shut until the", FORM_SESSION },
	{ THING_CLOSURE, "year", "Shut for the year", FORM_YEAR },
	{ THING_CLOSURE, "roll_group", "Shut for the class", FORM_GROUP },
	{ THING_SESSION_TIME, "year", "Times of the year", FORM_YEAR },
	{ THING_SESSION_TIME, "roll_group", "Times of the class", FORM_GROUP },
	{ THING_SESSION_TIME, "from_day", "Times from", FORM_DAY },
	{ THING_SESSION_TIME, "to_day", "Times until", FORM_DAY },
	{ THING_SESSION_TIME, "session", "Times of the", FORM_SESSION },
	{ THING_SESSION_TIME, "gate", "Gate closes", FORM_MINUTE },
	{ THING_SESSION_TIME, "starts", "Register starts", FORM_MINUTE },
	{ THING_SESSION_TIME, "closes", "Register closes", FORM_MINUTE },
	{ THING_SESSION_TIME, "ends", "Session ends", FORM_MINUTE },
	{ THING_SETTING, "name", "Setting", FORM_WORDS },
	{ THING_SETTING, "from_day", "Setting from", FORM_DAY },
	{ THING_SETTING, "value", "Setting says", FORM_WORDS },
	{ THING_POLICY, "name", "Policy", FORM_WORDS },
	{ THING_POLICY, "from_day", "Policy from", FORM_DAY },
	{ THING_SITE, "name", "Site", FORM_WORDS },
	{ THING_SCHOOL, "name", "Name of the school", FORM_WORDS },
	{ THING_SCHOOL, "authority", "Local authority", FORM_WORDS },
	{ THING_SCHOOL, "establishment", "Establishment", FORM_WORDS },
	{ THING_SCHOOL, "urn", "URN", FORM_WORDS },
	{ THING_SCHOOL, "phase", "Phase", FORM_WORDS },
	{ THING_SCHOOL, "address", "Address of the school", FORM_WORDS },
	{ THING_SCHOOL, "telephone", "Telephone of the school", FORM_WORDS },
	{ THING_SCHOOL, "timezone", "Time zone", FORM_WORDS },
	{ THING_IMPORT_FILE, "kind", "File of", FORM_WORDS },
	{ THING_IMPORT_FILE, "name", "File", FORM_WORDS },
	{ THING_IMPORT_FILE, "marks", "Marks in the file", FORM_WORDS },
	{ THING_IMPORT_FILE, "taken_from_day", "Marks taken from", FORM_DAY },
	{ THING_IMPORT_FILE, "taken_to_day", "Marks taken until", FORM_DAY },
	{ THING_IMPORT_FILE, "left_out", "Rows left out", FORM_WORDS },
	{ THING_IMPORT_FILE, "begun_day", "Import begun", FORM_DAY },
	{ THING_IMPORT_FILE, "finished", "Import finished", FORM_YES_NO },
	{ THING_PLAN, "kind", "Plan", FORM_WORDS },
	{ THING_PLAN, "code", "Planned code", FORM_WORDS },
	{ THING_PLAN, "name", "Name of the trip", FORM_WORDS },
	{ THING_PLAN, "words", "Planned because of", FORM_WORDS },
	{ THING_PLAN, "granted_by", "Leave granted by", FORM_WORDS },
	{ THING_PLAN, "from_day", "Planned from", FORM_DAY },
	{ THING_PLAN, "from_session", "Planned from the", FORM_SESSION },
	{ THING_PLAN, "to_day", "Planned until", FORM_DAY },
	{ THING_PLAN, "to_session", "Planned until the", FORM_SESSION },
	{ THING_PLAN, "weekdays", "Planned on", FORM_WEEKDAYS },
	{ THING_PLAN, "sessions", "Planned for", FORM_SESSIONS },
	{ THING_PLAN, "review_day", "Review of the plan", FORM_DAY },
	{ THING_PLAN, "place", "Planned at", FORM_WORDS },
	{ THING_PLAN, "leader", "Confirmed by", FORM_WORDS },
	{ THING_PLAN, "leaves", "Trip leaves at", FORM_MINUTE },
	{ THING_PLAN, "returns", "Trip is back at", FORM_MINUTE },
	{ THING_PLAN_PUPIL, "plan", "In the plan", FORM_PLAN },
	{ THING_PLAN_PUPIL, "pupil", "Pupil", FORM_PUPIL },
	{ THING_PLAN_PUPIL, "until_day", "In the plan until", FORM_DAY },
	{ THING_PLAN_PUPIL, "until_session", "In the plan until the", FORM_SESSION },
	{ THING_PLAN_PUPIL, "consent", "Consent to the trip", FORM_WORDS },
	{ THING_PLAN_PUPIL, "with_whom", "Goes with", FORM_WORDS },
	{ THING_REPORTED, "pupil", "Pupil", FORM_PUPIL },
	{ THING_REPORTED, "code", "Reported, code", FORM_WORDS },
	{ THING_REPORTED, "words", "Reported", FORM_WORDS },
	{ THING_REPORTED, "caller", "Reported by", FORM_WORDS },
	{ THING_REPORTED, "from_day", "Reported from", FORM_DAY },
	{ THING_REPORTED, "from_session", "Reported from the", FORM_SESSION },
	{ THING_REPORTED, "back_day", "Expected back on", FORM_DAY },
	{ THING_REPORTED, "back_session", "Expected back in the", FORM_SESSION },
	{ THING_CLASS_NOTE, "pupil", "Pupil", FORM_PUPIL },
	{ THING_CLASS_NOTE, "roll_group", "Class of the note", FORM_GROUP },
	{ THING_CLASS_NOTE, "from_day", "Note from", FORM_DAY },
	{ THING_CLASS_NOTE, "to_day", "Note until", FORM_DAY },
	{ THING_CLASS_NOTE, "session", "Note for the", FORM_SESSION },
	{ THING_CLASS_NOTE, "text", "Note for the class", FORM_WORDS },
	{ THING_SIGN_OUT, "pupil", "Pupil", FORM_PUPIL },
	{ THING_SIGN_OUT, "out_day", "Signed out on", FORM_DAY },
	{ THING_SIGN_OUT, "out_minute", "Signed out at", FORM_MINUTE },
	{ THING_SIGN_OUT, "due_minute", "Due back at", FORM_MINUTE },
	{ THING_SIGN_OUT, "in_minute", "Back at", FORM_MINUTE },
	{ THING_SIGN_OUT, "reason", "Signed out for", FORM_WORDS },
	{ THING_SIGN_OUT, "code", "Code while out", FORM_WORDS },
	{ THING_SIGN_OUT, "collected_by", "Collected by", FORM_WORDS },
	{ THING_SIGN_OUT, "place", "Out with us at", FORM_WORDS },
	{ THING_CALL, "pupil", "Pupil", FORM_PUPIL },
	{ THING_CALL, "of_day", "Call about", FORM_DAY },
	{ THING_CALL, "made_day", "Call on", FORM_DAY },
	{ THING_CALL, "made_minute", "Call at", FORM_MINUTE },
	{ THING_CALL, "kind", "Kind of call", FORM_WORDS },
	{ THING_CALL, "outcome", "Outcome of the call", FORM_WORDS },
	{ THING_CALL, "caller", "Call with", FORM_WORDS },
	{ THING_CALL, "number", "Number rung", FORM_WORDS },
	{ THING_CALL, "words", "Said in the call", FORM_WORDS },
	{ THING_CALL, "code", "Code from the call", FORM_WORDS },
	{ THING_CALL, "child_spoken", "Child spoken to", FORM_YES_NO },
	{ THING_CALL, "child_seen_by", "Child seen by", FORM_WORDS },
	{ THING_CALL, "went", "Who went to the home", FORM_WORDS },
	{ THING_CALL, "next", "Next step", FORM_WORDS },
	{ THING_CALL, "next_day", "Next step on", FORM_DAY },
	{ THING_CALL, "next_minute", "Next step at", FORM_MINUTE },
	{ THING_TASK, "pupil", "Pupil", FORM_PUPIL },
	{ THING_TASK, "kind", "Task", FORM_WORDS },
	{ THING_TASK, "for_role", "Task for", FORM_WORDS },
	{ THING_TASK, "for_staff", "Task for", FORM_STAFF },
	{ THING_TASK, "about_day", "Task about", FORM_DAY },
	{ THING_TASK, "due_day", "Task due on", FORM_DAY },
	{ THING_TASK, "due_minute", "Task due at", FORM_MINUTE },
	{ THING_TASK, "text", "To do", FORM_WORDS },
	{ THING_TASK, "done_day", "Task done on", FORM_DAY },
	{ THING_TASK, "done_words", "What was done", FORM_WORDS },
	{ THING_SETTLED, "pupil", "Pupil", FORM_PUPIL },
	{ THING_SETTLED, "of_day", "Settled, of", FORM_DAY },
	{ THING_SETTLED, "of_session", "Settled, of the", FORM_SESSION },
	{ THING_SETTLED, "kind", "Settled", FORM_WORDS },
	{ THING_SETTLED, "words", "Settled so", FORM_WORDS },
	{ THING_REVIEW, "policy", "Review by the policy", FORM_WORDS },
	{ THING_REVIEW, "through_day", "Review of marks until", FORM_DAY },
	{ THING_REVIEW, "through_session", "Review of marks until the", FORM_SESSION },
	{ THING_REVIEW, "opened_day", "Review begun", FORM_DAY },
	{ THING_REVIEW, "closed_day", "Review closed", FORM_DAY },
	{ THING_REVIEW, "roll_group", "Review of the class", FORM_GROUP },
	{ THING_REVIEWED, "pupil", "Pupil", FORM_PUPIL },
	{ THING_REVIEWED, "day", "Reviewed on", FORM_DAY },
	{ THING_REVIEWED, "stage", "Stage at the review", FORM_WORDS },
	{ THING_REVIEWED, "possible", "Possible sessions then", FORM_WORDS },
	{ THING_REVIEWED, "attended", "Attended then", FORM_WORDS },
	{ THING_REVIEWED, "decision", "Decided", FORM_WORDS },
	{ THING_REVIEWED, "next", "Agreed next", FORM_WORDS },
	{ THING_REVIEWED, "next_day", "Agreed by", FORM_DAY },
	{ THING_PUPIL_STAGE, "pupil", "Pupil", FORM_PUPIL },
	{ THING_PUPIL_STAGE, "policy", "Stage by the policy", FORM_WORDS },
	{ THING_PUPIL_STAGE, "stage", "Stage", FORM_WORDS },
	{ THING_PUPIL_STAGE, "from_day", "In the stage from", FORM_DAY },
	{ THING_PUPIL_STAGE, "to_day", "In the stage until", FORM_DAY },
	{ THING_PUPIL_STAGE, "words", "In the stage because", FORM_WORDS },
	{ THING_RETURN_MADE, "pupil", "Pupil", FORM_PUPIL },
	{ THING_RETURN_MADE, "kind", "Return", FORM_WORDS },
	{ THING_RETURN_MADE, "from_day", "Return of absence from", FORM_DAY },
	{ THING_RETURN_MADE, "made_day", "Return made on", FORM_DAY },
	{ THING_RETURN_MADE, "words", "Said of the return", FORM_WORDS },
	{ THING_TARGET, "kind", "Target for", FORM_WORDS },
	{ THING_TARGET, "year", "Target of the school year", FORM_WORDS },
	{ THING_TARGET, "roll_group", "Target of the class", FORM_GROUP },
	{ THING_TARGET, "pupil", "Target of the pupil", FORM_PUPIL },
	{ THING_TARGET, "hundredths", "Target", FORM_PERCENT },
	{ THING_TARGET, "words", "Said of the target", FORM_WORDS },
	{ THING_LEAGUE_OUT, "pupil", "Left out of praise", FORM_PUPIL },
	{ THING_LEAGUE_OUT, "roll_group", "Class left out of praise", FORM_GROUP },
	{ THING_LEAGUE_OUT, "words", "Left out because", FORM_WORDS },
};
enum { FACTS = sizeof facts / sizeof *facts };

static const struct fact *fact_find(enum thing thing, const char *field)
{
	for (int i = 0; i < FACTS; i++)
		if (facts[i].thing == thing && strcmp(facts[i].field, field) == 0)
			return &facts[i];
	return NULL;
}

const char *change_label(enum thing thing, const char *field)
{
	const struct fact *f = fact_find(thing, field);

	return f ? f->label : NULL;
}

/* VALUES ---------------------------------------------------------------------------------------------------------------------------- */

/* What asks for more than the history does: a family's facts, what was said on the telephone, why a child comes first. */
static bool may_see(struct office *o, enum thing thing)
{
	switch (thing) {
	case THING_ADULT: case THING_ADULT_NUMBER: case THING_ADDRESS: case THING_CONTACT:
		return office_may(o, ACTION_SEE_CONTACTS, 0, NULL) == 0;
	case THING_PUPIL_FLAG:
		return office_may(o, ACTION_SEE_FLAGS, 0, NULL) == 0;
	case THING_CALL: case THING_TASK:
		return office_may(o, ACTION_CALL, 0, NULL) == 0;
	case THING_REVIEWED: case THING_PUPIL_STAGE:
		return office_may(o, ACTION_REVIEW, 0, NULL) == 0;
	default:
		return true;
	}
}

/* What was written to the lead for safeguarding and what the lead answered; of a task that is gone nobody knows whose it was. */
static bool is_kept_task(struct office *o, const struct change_row *c, struct arena *a)
{
	bool text = strcmp(c->field, "text") == 0;
	struct task_row row;

	if (c->thing != THING_TASK || (!text && strcmp(c->field, "done_words") != 0))
		return false;
	if (store_thing_get(o->store, THING_TASK, c->id, a, &row) < 0)
		return !office_sees_secrets(o);
	return text ? task_text_is_kept(o, &row) : task_answer_is_kept(o, &row);
}

/* Where an address is secret, or the row that would say so is gone, it is for named roles alone (H3); and so is whatever was the same place. */
static bool is_secret(struct office *o, const struct change_row *c, const char *value, struct arena *a)
{
	bool lines = strcmp(c->field, "lines") == 0, postcode = strcmp(c->field, "postcode") == 0;
	struct address_row row;
	struct enrolment_row spell;

	if (c->thing == THING_ENROLMENT && strcmp(c->field, "new_address") == 0)
		return !office_sees_secrets(o) && (store_thing_get(o->store, THING_ENROLMENT, c->id, a, &spell) < 0 ||
						   !secret_new_address(o, spell.pupil, value));
	if (c->thing != THING_ADDRESS || (!lines && !postcode) || office_sees_secrets(o))
		return false;
	if (store_thing_get(o->store, THING_ADDRESS, c->id, a, &row) < 0)
		return true;
	return secrets_mask(office_secrets(o), row.lines, row.postcode, row.secret != 0) ||
	       secrets_mask(office_secrets(o), lines ? value : "", postcode ? value : NULL, false);
}

static const char *weekdays_words(int64_t bits, struct arena *a)
{
	static const char *const names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	CLEAN_BUF struct buf b = { 0 };

	if ((bits & 31) == 31)
		return bits & 96 ? "every day" : "every weekday";
	for (int i = 0; i < 7; i++)
		if (bits >> i & 1)
			buf_printf(&b, "%s%s", b.length ? ", " : "", names[i]);
	return arena_text(a, buf_string(&b));
}

static const char *adult_words(struct office *o, int64_t id, struct arena *a)
{
	struct adult_row row;

	if (store_thing_get(o->store, THING_ADULT, id, a, &row) < 0)
		return arena_printf(a, "adult %lld", (long long)id);
	return row.forename[0] ? arena_joined(a, row.forename, ' ', row.surname) : row.surname;
}

static const char *staff_words(struct office *o, int64_t id, struct arena *a)
{
	struct staff_row row;

	return store_thing_get(o->store, THING_STAFF, id, a, &row) < 0 ? arena_printf(a, "staff %lld", (long long)id) : row.name;
}

/* "Hever Castle", "absence (M)" */
static const char *plan_words(struct office *o, int64_t id, struct arena *a)
{
	struct plan_row row;

	if (store_thing_get(o->store, THING_PLAN, id, a, &row) < 0)
		return arena_printf(a, "plan %lld", (long long)id);
	return row.name ? row.name : arena_printf(a, "%s (%s)", row.kind, row.code);
}

static const char *number_words(struct office *o, enum value_form form, int64_t n, struct arena *a)
{
	char text[16];

	switch (form) {
	case FORM_DAY:      return day_long((struct day){ (int32_t)n }, arena_new(a, DAY_TEXT, 1));
	case FORM_YES_NO:   return n ? "yes" : "no";
	case FORM_SESSION:  return session_words((enum session)n);
	case FORM_MINUTE:   return arena_text(a, minute_text((int)n, text));
	case FORM_YEAR:     return arena_text(a, year_title((int)n, text));
	case FORM_WEEKDAYS: return weekdays_words(n, a);
	case FORM_SESSIONS: return n == 1 ? "mornings" : n == 2 ? "afternoons" : "mornings and afternoons";
	case FORM_GROUP:    return office_group_name(o, n);
	case FORM_PUPIL:    return office_pupil_name(o, n, a);
	case FORM_ADULT:    return adult_words(o, n, a);
	case FORM_STAFF:    return staff_words(o, n, a);
	case FORM_PLAN:     return plan_words(o, n, a);
	case FORM_PERCENT:  return arena_printf(a, "%lld.%02lld%%", (long long)(n / 100), (long long)(n % 100));
	default:            return NULL;
	}
}

/* NULL: not for the person at the keys. */
static const struct fact *may_be_shown(struct office *o, const struct change_row *c, const char *value, struct arena *a)
{
	static const struct fact unnamed = { .form = FORM_WORDS };
	const struct fact *f = c->thing < THINGS ? fact_find(c->thing, c->field) : NULL;

	if ((f && f->form == FORM_HIDDEN) || (c->thing < THINGS && !may_see(o, c->thing)) || is_secret(o, c, value, a) || is_kept_task(o, c, a))
		return NULL;
	return f ? f : &unnamed;
}

#define NOT_SHOWN "(not shown)"

const char *change_value(struct office *o, const struct change_row *c, const char *value, struct arena *a)
{
	const struct fact *f = value ? may_be_shown(o, c, value, a) : NULL;
	char *end = NULL;

	if (!f)
		return value ? NOT_SHOWN : NULL;
	if (!*value)
		return NULL; /* the surname of a mononym */
	if (f->form == FORM_WORDS)
		return value;
	int64_t n = strtoll(value, &end, 10);
	return *value && *end == '\0' ? number_words(o, f->form, n, a) : value;
}

const char *change_data(struct office *o, const struct change_row *c, const char *value, struct arena *a)
{
	const struct fact *f = value ? may_be_shown(o, c, value, a) : NULL;
	char day[DAY_TEXT];

	if (!f)
		return value ? NOT_SHOWN : NULL;
	return f->form == FORM_DAY ? arena_text(a, day_iso((struct day){ (int32_t)strtol(value, NULL, 10) }, day)) : value;
}
