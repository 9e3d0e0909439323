#include "rows.h"

#include <stdio.h>

#include "../../../src/office/change_words.h"
#include "office/pupils.h"
#include "store/store.h"
#include "world.h"

/* A change as people read it. */

static const struct value_row {
	const char *name;
	enum thing thing;
	const char *field, *value;
	const char *label, *words, *data; /* NULL: none */
	const char *who;                  /* NULL: the office */
} value_rows[] = {
	{ "words stay as they are", THING_PUPIL, "surname", "Ash", "Surname", "Ash", "Ash" },
	{ "none", THING_PUPIL, "surname", NULL, "Surname", NULL, NULL },
	{ "an empty name is none", THING_PUPIL, "forename", "", "Forename", NULL, "" },
	{ "a day", THING_PUPIL, "born_day", "20777", "Date of birth", "Fri 20 Nov 2026", "2026-11-20" },
	{ "the first day there is", THING_ENROLMENT, "from_day", "0", "Starting day", "Thu 1 Jan 1970", "1970-01-01" },
	{ "yes", THING_PUPIL, "boarder", "1", "Boarder", "yes", "1" },
	{ "no", THING_PUPIL, "boarder", "0", "Boarder", "no", "0" },
	{ "a session", THING_ENROLMENT, "from_session", "1", "Starts in the", "afternoon", "1" },
	{ "a time of day", THING_SESSION_TIME, "starts", "535", "Register starts", "08:55", "535" },
	{ "a year", THING_PUPIL_YEAR, "year", "0", "Year", "Reception", "0" },
	{ "every weekday", THING_MEMBERSHIP, "weekdays", "31", "In the class on", "every weekday", "31" },
	{ "the whole week", THING_MEMBERSHIP, "weekdays", "127", "In the class on", "every day", "127" },
	{ "some weekdays", THING_MEMBERSHIP, "weekdays", "18", "In the class on", "Tue, Fri", "18" },
	{ "mornings", THING_ELSEWHERE, "sessions", "1", "Elsewhere for", "mornings", "1" },
	{ "afternoons", THING_ELSEWHERE, "sessions", "2", "Elsewhere for", "afternoons", "2" },
	{ "both", THING_ELSEWHERE, "sessions", "3", "Elsewhere for", "mornings and afternoons", "3" },
	{ "a class", THING_MEMBERSHIP, "roll_group", "2", "Class", "Oak", "2" },
	{ "a pupil", THING_PUPIL, "merged_into", "2", "Same child as", "Ben Ash", "2" },
	{ "an adult who is not there any more", THING_CONTACT, "adult", "77", "Contact", "adult 77", "77" },
	{ "a member of staff", THING_STAFF_GROUP, "staff", "2", "Teacher", "Tom Bell", "2" },
	{ "what is no number is shown as it is", THING_PUPIL, "born_day", "soon", "Date of birth", "soon", "1970-01-01" },
	{ "a password is nobody's to read", THING_STAFF, "password_seal", "abc", "Password", "(not shown)", "(not shown)" },
	{ "what joins rows is no fact", THING_MEMBERSHIP, "pupil", "2", NULL, "2", "2" },
	{ "a key is no fact", THING_PUPIL, "key", "00ff", NULL, "00ff", "00ff" },
	{ "a flag, for the office", THING_PUPIL_FLAG, "value", "K", "Flag says", "K", "K" },
	{ "a flag, for a teacher", THING_PUPIL_FLAG, "value", "K", "Flag says", "(not shown)", "(not shown)", "tom" },
	{ "a flag, for an inspector", THING_PUPIL_FLAG, "value", "K", "Flag says", "(not shown)", "(not shown)", "ina" },
	{ "a number, for an inspector", THING_ADULT_NUMBER, "number", "07700 900123", "Number", "07700 900123", "07700 900123", "ina" },
	{ "a number, for an administrator", THING_ADULT_NUMBER, "number", "07700 900123", "Number", "(not shown)", "(not shown)", "ada" },
	{ "a number, for a governor", THING_ADULT_NUMBER, "number", "07700 900123", "Number", "(not shown)", "(not shown)", "gus" },
	{ "an address whose row is gone", THING_ADDRESS, "lines", "7 Hidden Close", "Address", "(not shown)", "(not shown)" },
	{ "its days are no secret", THING_ADDRESS, "from_day", "20777", "Address from", "Fri 20 Nov 2026", "2026-11-20" },
	{ "the head sees it", THING_ADDRESS, "lines", "7 Hidden Close", "Address", "7 Hidden Close", "7 Hidden Close", "hal" },
	{ "whom a call was about", THING_CALL, "pupil", "2", "Pupil", "Ben Ash", "2" },
	{ "a plan that is gone", THING_PLAN_PUPIL, "plan", "77", "In the plan", "plan 77", "77" },
	{ "when a trip leaves", THING_PLAN, "leaves", "560", "Trip leaves at", "09:20", "560" },
	{ "who fetched a child", THING_SIGN_OUT, "collected_by", "Grace Okafor", "Collected by", "Grace Okafor", "Grace Okafor", "tom" },
	{ "what was said in a call", THING_CALL, "words", "ill", "Said in the call", "ill", "ill" },
	{ "that, for a teacher", THING_CALL, "words", "ill", "Said in the call", "(not shown)", "(not shown)", "tom" },
	{ "that, for an inspector", THING_CALL, "number", "07700 900123", "Number rung", "(not shown)", "(not shown)", "ina" },
	{ "a task that is gone, for a teacher", THING_TASK, "text", "Ring", "To do", "(not shown)", "(not shown)", "tom" },
	{ "a task that is gone, for the office: it may have been the lead's", THING_TASK, "text", "Ring", "To do", "(not shown)", "(not shown)" },
	{ "a task that is gone, for the lead", THING_TASK, "text", "Ring", "To do", "Ring", "Ring", "des" },
	{ "for whom a task is", THING_TASK, "for_staff", "2", "Task for", "Tom Bell", "2", "des" },
	{ "a new home of a spell that is gone", THING_ENROLMENT, "new_address", "1 Far Road", "New address", "(not shown)", "(not shown)" },
};

static void value_case(void **state)
{
	const struct value_row *row = *state;
	struct change_row c = { .act = 1, .thing = row->thing, .id = 999, .field = row->field, .after = row->value };
	CLEAN_ARENA struct arena a = { 0 };
	struct world made, *w = &made;

	world_make(w, false);
	as(w, row->who ? row->who : "ann");
	const char *label = change_label(row->thing, row->field), *words = change_value(w->o, &c, row->value, &a), *data = change_data(w->o, &c, row->value, &a);
	assert_string_equal(label ? label : "none", row->label ? row->label : "none");
	assert_string_equal(words ? words : "none", row->words ? row->words : "none");
	assert_string_equal(data ? data : "none", row->data ? row->data : "none");
	world_end(w);
}

/* A secret address: its own row, its own past, and whatever else was the same place. */
static void secrets_case(void **state)
{
	struct address_row secret = ADDRESS_NEW, open = ADDRESS_NEW;
	CLEAN_ARENA struct arena a = { 0 };
	struct world made, *w = &made;

	world_make(w, false);
	secret.id = 50;
	secret.pupil = BEN;
	secret.lines = "7 Hidden Close";
	secret.postcode = "AB1 2CD";
	secret.secret = 1;
	secret.from_day = day_of(2026, 9, 1);
	world_put(w, THING_ADDRESS, &secret);
	open = secret;
	open.id = 51;
	open.pupil = CHLOE;
	open.lines = "4 Hill Road";
	open.postcode = "AB9 9ZZ";
	open.secret = 0;
	world_put(w, THING_ADDRESS, &open);
	as(w, "ann");
	struct change_row of_secret = { .thing = THING_ADDRESS, .id = 50, .field = "lines" }, of_open = { .thing = THING_ADDRESS, .id = 51, .field = "lines" };
	struct change_row code = { .thing = THING_ADDRESS, .id = 51, .field = "postcode" };
	assert_string_equal(change_value(w->o, &of_secret, "7 Hidden Close", &a), "(not shown)");
	assert_string_equal(change_value(w->o, &of_secret, "1 Where They Fled From", &a), "(not shown)"); /* its past too */
	assert_string_equal(change_value(w->o, &of_open, "4 Hill Road", &a), "4 Hill Road");
	assert_string_equal(change_value(w->o, &of_open, "7 hidden close,", &a), "(not shown)");
	assert_string_equal(change_data(w->o, &of_open, "7 hidden close,", &a), "(not shown)");
	assert_string_equal(change_value(w->o, &code, "AB9 9ZZ", &a), "AB9 9ZZ");
	assert_string_equal(change_value(w->o, &code, "AB12CD", &a), "(not shown)");
	as(w, "des");
	assert_string_equal(change_value(w->o, &of_secret, "7 Hidden Close", &a), "7 Hidden Close");
	world_end(w);
}

/* What a review decides is for whoever reviews that child, a target for whoever sees it in the list: Tom teaches Willow, Yaz has year 1 (Oak). */
static const struct whose_row {
	const char *name, *who;
	enum thing thing;
	int64_t pupil, group; /* both 0: of the school, or the row is gone */
	bool gone, shown;
} whose_rows[] = {
	{ "a decision, for the office", "ann", THING_REVIEWED, AMARA, 0, false, true },
	{ "one whose row is gone, for the office", "ann", THING_REVIEWED, AMARA, 0, true, true },
	{ "a decision, for the child's teacher", "tom", THING_REVIEWED, AMARA, 0, false, false },
	{ "a decision, for an inspector", "ina", THING_REVIEWED, AMARA, 0, false, false },
	{ "a decision, for the head of another year", "yaz", THING_REVIEWED, AMARA, 0, false, false },
	{ "a decision, for the head of the child's year", "yaz", THING_REVIEWED, FINN, 0, false, true },
	{ "one whose row is gone, for a head of year", "yaz", THING_REVIEWED, FINN, 0, true, false },
	{ "a stage, for the child's teacher", "tom", THING_PUPIL_STAGE, AMARA, 0, false, false },
	{ "a stage, for the head of another year", "yaz", THING_PUPIL_STAGE, AMARA, 0, false, false },
	{ "a stage, for the head of the child's year", "yaz", THING_PUPIL_STAGE, FINN, 0, false, true },
	{ "a return, for the child's teacher", "tom", THING_RETURN_MADE, AMARA, 0, false, false },
	{ "a return, for the head of another year", "yaz", THING_RETURN_MADE, AMARA, 0, false, false },
	{ "a return, for the head of the child's year", "yaz", THING_RETURN_MADE, FINN, 0, false, true },
	{ "left out of praise, for the child's teacher", "tom", THING_LEAGUE_OUT, AMARA, 0, false, false },
	{ "left out of praise, for the head of the child's year", "yaz", THING_LEAGUE_OUT, FINN, 0, false, true },
	{ "a class left out, for its teacher", "tom", THING_LEAGUE_OUT, 0, WILLOW, false, false },
	{ "a class left out, for the head of its year", "yaz", THING_LEAGUE_OUT, 0, OAK, false, true },
	{ "a class left out, for the head of another year", "yaz", THING_LEAGUE_OUT, 0, WILLOW, false, false },
	{ "a child's target, for the office", "ann", THING_TARGET, AMARA, 0, false, true },
	{ "a child's target, for an inspector", "ina", THING_TARGET, AMARA, 0, false, true },
	{ "a child's target, for the child's teacher", "tom", THING_TARGET, AMARA, 0, false, true },
	{ "a child's target, for another teacher", "tom", THING_TARGET, FINN, 0, false, false },
	{ "a child's target, for a governor", "gus", THING_TARGET, AMARA, 0, false, false },
	{ "a child's target that is gone, for the child's teacher", "tom", THING_TARGET, AMARA, 0, true, false },
	{ "a class's target, for its teacher", "tom", THING_TARGET, 0, WILLOW, false, true },
	{ "a class's target, for another teacher", "tom", THING_TARGET, 0, OAK, false, false },
	{ "the school's target, for a teacher", "tom", THING_TARGET, 0, 0, false, true },
	{ "the school's target, for an administrator", "ada", THING_TARGET, 0, 0, false, false },
};

static int64_t whose_put(struct world *w, const struct whose_row *row)
{
	int64_t group = row->group ? row->group : NONE, pupil = row->pupil ? row->pupil : NONE, id = 70;
	struct review_row review = REVIEW_NEW;
	struct reviewed_row decided = REVIEWED_NEW;
	struct pupil_stage_row stage = PUPIL_STAGE_NEW;
	struct return_made_row made = RETURN_MADE_NEW;
	struct league_out_row out = LEAGUE_OUT_NEW;
	struct target_row target = TARGET_NEW;

	review.id = decided.id = stage.id = made.id = out.id = target.id = id;
	decided.pupil = stage.pupil = made.pupil = out.pupil = target.pupil = pupil;
	out.roll_group = target.roll_group = group;
	review.policy = stage.policy = "national";
	review.opened_day = review.through_day = TODAY;
	decided.review = id;
	decided.day = TODAY.n;
	stage.from_day = made.from_day = TODAY;
	stage.stage = "1";
	made.kind = "attendance";
	target.kind = "attendance";
	target.year = 2026;
	decided.decision = stage.words = made.words = out.words = target.words = "the court said so";
	if (row->thing == THING_REVIEWED)
		world_put(w, THING_REVIEW, &review);
	world_put(w, row->thing, row->thing == THING_REVIEWED ? (void *)&decided : row->thing == THING_PUPIL_STAGE ? (void *)&stage
			      : row->thing == THING_RETURN_MADE ? (void *)&made : row->thing == THING_LEAGUE_OUT ? (void *)&out : (void *)&target);
	return id;
}

static void whose_case(void **state)
{
	const struct whose_row *row = *state;
	const char *field = row->thing == THING_REVIEWED ? "decision" : "words";
	CLEAN_ARENA struct arena a = { 0 };
	struct world made, *w = &made;

	world_make(w, false);
	struct change_row c = { .act = 1, .thing = row->thing, .id = row->gone ? 999 : whose_put(w, row), .field = field, .after = "the court said so" };
	as(w, row->who);
	assert_string_equal(change_value(w->o, &c, c.after, &a), row->shown ? "the court said so" : "(not shown)");
	assert_string_equal(change_data(w->o, &c, c.after, &a), row->shown ? "the court said so" : "(not shown)");
	world_end(w);
}

/* Every field of the store has words, but for those that only join rows. */
static void every_field(void **state)
{
	static const char *const joins[] = { "key", "pupil", "adult", "site", "id", "salt", "digest", "import_file" };
	CLEAN_ARENA struct arena a = { 0 };
	struct world made, *w = &made;
	struct store *reader;
	struct change_row *changes;

	world_make(w, false);
	assert_done(store_open(w->directory, &reader, &w->e));
	int n = store_changes_of_act(reader, 1, &a, &changes);
	assert_true(n > 100);
	for (int i = 0; i < n; i++) {
		bool join = false;

		for (size_t k = 0; k < sizeof joins / sizeof *joins; k++)
			join |= strcmp(changes[i].field, joins[k]) == 0;
		if (!join && !change_label(changes[i].thing, changes[i].field))
			fail_msg("no words for %s.%s", store_thing_name(changes[i].thing), changes[i].field);
	}
	store_close(reader);
	world_end(w);
}

int main(void)
{
	static struct rows r;

	rows_add(&r, value_case, value_rows);
	rows_add(&r, whose_case, whose_rows);
	rows_case(&r, "secret addresses, and what was the same place", secrets_case, NULL);
	rows_case(&r, "whatever a school begins with has words", every_field, NULL);
	return rows_run(&r, "office/change_words");
}
