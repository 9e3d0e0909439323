#ifndef OFFICE_DEMO_H
#define OFFICE_DEMO_H

/*
 * The practice school, in steps: its year (demo_year.c), its people (demo_roll.c, demo_family.c), who was there (demo_marks.c), the pupils that
 * a figure is wished of (demo_special.c), the cases that a roll has (demo_cases.c), what the office knows before the bell (demo_day.c), how each mark
 * came about (demo_events.c), what the thresholds engine has to find (demo_review.c), and the acts (demo_write.c, demo_case_write.c, demo_day_write.c,
 * demo_review_write.c).
 * All of it follows from the clock alone: no other randomness than `dice`, whose seed is a constant.
 */

#include "base/mem.h"
#include "practice.h"
#include "rules/calendar.h"
#include "school.h"

struct dice {
	uint64_t state;
};
uint32_t dice_roll(struct dice *d, uint32_t below); /**< 0 .. below - 1 */
/** An index into a table of share/practice, as often as its column `weight` says: `first` is that of row 0, `size` that of a row. */
int dice_weighted(struct dice *d, const char *const *first, size_t size, int count);
static inline bool dice_chance(struct dice *d, uint32_t in_10000) { return dice_roll(d, 10000) < in_10000; }

/* THE YEAR */

enum { DEMO_TERMS = 3, DEMO_CLOSURES = 8 };
struct demo_year {
	int year; /**< storage year */
	struct init_term init_terms[DEMO_TERMS];
	struct init_closure init_closures[DEMO_CLOSURES];
	struct term terms[DEMO_TERMS];
	struct closure closures[DEMO_CLOSURES];
	struct calendar calendar; /**< points into this struct */
};
void demo_year_make(int year, struct demo_year *ret);
extern const struct session_times demo_times[2];
/** "2026-11-20T09:07"; NULL: now if school is on, else the last school day at 09:07.  Refuses what is before the codes of 2024. */
int demo_clock(const char *clock, struct moment *ret, struct err *e);

/* THE PEOPLE */

enum special { SPECIAL_NONE, SPECIAL_EXACT, SPECIAL_20_OF_201, SPECIAL_JOINER, SPECIAL_LEAVER, SPECIAL_NURSERY_X, SPECIAL_DUAL, SPECIAL_GUEST,
	       SPECIAL_EXTRA, /* who came beside the classes' numbers: always here */
	       SPECIAL_TWIN, SPECIAL_SAME_NAME, SPECIAL_NO_UPN, SPECIAL_SECRET_ADDRESS, SPECIAL_DO_NOT_CONTACT, SPECIAL_FOSTER,
	       SPECIAL_NONE_POSSIBLE };

struct demo_pupil {
	struct pupil_row row;
	const char *heritage, *flags; /**< "sen=K eal=yes" */
	int year, class, family;      /**< class and family are indexes */
	enum special special;
	int percent, beside;          /**< SPECIAL_EXACT: 95, 90, 80 or 50; 0 exactly, 1 a session above, -1 below */
	const char *enrolment, *ground, *destination, *other_school;
	const char *other_contact, *arrangement, *last_school;
	struct day from, to;          /**< on the roll; `to` DAY_NONE: still */
	enum session from_session;
	int64_t spell;                /**< id of the enrolment row, once written */
	bool named;                   /**< has a line in share/practice/pupils.csv */
	bool picked;                  /**< a case is made of them already */
	bool carers_own;              /**< the foster carer's own child: she is the mother, and their only contact here */
	int class_before;             /**< until the day before `moved` */
	struct day moved;             /**< DAY_NONE: always in `class` */
	struct day first_from, first_to; /**< an earlier time on the roll; DAY_NONE: none */
	int64_t told;                 /**< when the school was told of them; 0: as others */
	bool mornings;                /**< nursery: X in the afternoon */
	uint32_t frailty, tardiness;  /**< chance of an absence a day, of being late a morning, in 10,000 */
	uint8_t *marks;               /**< a session of demo.sessions each: what is true, CODE_NONE where nothing is known yet */
	uint8_t *now;                 /**< what stands, as the acts are written */
	int *why;                     /**< index into practice_absences + 1; 0: none */
	int64_t *settled;             /**< when the school heard why; 0: never, it stays N */
	int *arrival;                 /**< minute of the day for L and U */
};

struct demo_adult {
	struct adult_row row;
	const char *relation, *mobile, *home, *work, *lines, *postcode;
	bool lives_with, responsibility, secret, do_not_contact;
};
enum { DEMO_ADULTS = 4 };
struct demo_family {
	const char *key, *surname, *heritage;
	struct demo_adult adults[DEMO_ADULTS];
	int adult_count;
	int children;
	uint32_t years;  /**< bit 1 << (year + 2): has a child in that year */
	struct day born; /**< of the first child: twins have it too */
	bool written;
};

struct demo_class {
	int64_t id;
	const char *name;
	int staff;       /**< index of the teacher */
};
struct demo_staff {
	int64_t id;
	const struct practice_staff *from;
	const char *roles; /**< "office,head,admin" */
	const char *name;  /**< as it is at that moment of the year */
};

/* WHAT HAPPENED */

enum happening { HAPPENED_PUPIL, HAPPENED_LEAVING, HAPPENED_COVER, HAPPENED_REGISTER, HAPPENED_SENT, HAPPENED_MARK, HAPPENED_CLOSE, HAPPENED_CASE,
		 HAPPENED_DAY, HAPPENED_REVIEW };
/** What became of one pupil, member of staff or household (demo_case_write.c). */
enum demo_case { CASE_NEW_UPN, CASE_NEW_NAME, CASE_MOVED, CASE_MARRIED, CASE_NUMBER_DEAD, CASE_CONFIRMED, CASE_ELSEWHERE_TODAY, CASE_OFF_SITE, CASE_RETURN,
		 DEMO_CASES };
/** What the office knows before the bell of the clock's day, and what it was told or tried before (demo_day.c). */
enum demo_day_case { DAY_TRIP, DAY_DENTIST, DAY_HOSPITAL, DAY_GRANTED, DAY_HOLY, DAY_PROVIDER, DAY_PART_TIME, DAY_SIBLINGS, DAY_ILL, DAY_BACK_TODAY,
		     DAY_COURT_ORDER, DAY_SOCIAL_WORKER, DAY_NUMBERS_DEAD, DAY_NUMBER_DEAD, DAY_CALL, DAY_TASK, DAY_NOTE_CLASS, DAY_NOTE_PUPIL,
		     DEMO_DAY_CASES };
/** Of the review two weeks before the clock, and of the year's targets (demo_review.c). */
enum demo_review { REVIEW_OPENED, REVIEW_DECIDED, REVIEW_CLOSED, TARGET_SET, ABIE_SET };
enum { DEMO_TRIP = 24 };
struct event {
	int64_t at;
	int order;         /**< among those of one second */
	enum happening what;
	int staff, class, session; /**< indexes; -1: none */
	int pupil;
	uint8_t code;      /**< of HAPPENED_CASE: enum demo_case; of HAPPENED_DAY: enum demo_day_case; of HAPPENED_REVIEW: enum demo_review */
	int arrival;       /**< -1: none; of a call what came of it */
	const char *reason, *note;
};

/** How far a register has come at the clock. */
enum taken { TAKEN_NOT, TAKEN_PARTLY, TAKEN_SENT };

struct demo {
	struct arena arena;
	struct dice dice;
	struct dice more;   /**< of what came after the first school was made: it shifts none of the others' throws */
	struct moment clock;
	struct civil now;
	struct demo_year year;
	sitting *sessions;  /**< held since 1 September, those that have begun: mornings at even indexes */
	int session_count;
	struct demo_class *classes;
	int class_count;
	struct demo_staff *staff;
	int staff_count;
	int trip[DEMO_TRIP], trip_count;     /**< who goes on the trip of the clock's day */
	int rang, sibling;                   /**< about whom the family of two rang; -1: none */
	int unanswered, unanswered_session;  /**< the last absence about which nobody could be reached; -1: none */
	int64_t review;     /**< its row, once written */
	int cover_session;  /**< first of the day when the supply teacher took a class; -1: none */
	struct { VEC(struct demo_pupil); } pupils;
	struct { VEC(struct demo_family); } families;
	struct { VEC(struct event); } events;
	int next_admission, next_serial[100], next_mobile, next_home;
	struct buf *said;   /**< what could not be made, a sentence a line */
	struct store *store;
	struct key_maker keys;
	int64_t uid;
	const char *login;
};

/** A forename of that sex, of the family's heritage three times in four, else English. */
const char *demo_forename(struct demo *d, const char *sex, const char *heritage);
const char *demo_language(const char *heritage); /**< spoken at home; NULL: English */
/** Families are indexes into demo.families.  `key` "" where no other line of the pupils' table shares it. */
int demo_family_new(struct demo *d, const char *key, const char *surname, const char *heritage);
int demo_family_by_key(struct demo *d, const char *key); /**< -1: none yet */
int demo_family_any(struct demo *d, int year);
struct demo_adult *demo_adult_add(struct demo *d, struct demo_family *f, const char *relation, const char *sex, const char *surname);
void demo_adult_house(struct demo *d, struct demo_adult *a); /**< an address of their own */

void demo_roll_make(struct demo *d);
/** Adds a pupil beside the classes' numbers. */
struct demo_pupil *demo_pupil_extra(struct demo *d, int class, int year, const char *surname, const char *forename, const char *sex);
const char *demo_upn(struct demo *d, int year);
/** After the roll: makes cases of pupils that the dice made, and adds those who come. */
void demo_cases_make(struct demo *d);
void demo_cases_happen(struct demo *d); /**< their events */
int demo_case_write(struct demo *d, const struct event *e);
/** After the marks: what the office knows on the clock's day, and its acts. */
void demo_day_happen(struct demo *d);
int demo_day_write(struct demo *d, const struct event *e);
/** After those: absences that the thresholds engine has to find, a closed review, targets; and its acts. */
void demo_review_happen(struct demo *d);
int demo_review_write(struct demo *d, const struct event *e);
/** What is written with the pupil: places elsewhere that were agreed before they came. */
int demo_case_pupil(struct demo *d, const struct demo_pupil *p);
int demo_class_at(const struct demo *d, const struct demo_pupil *p, int session);
void demo_marks_make(struct demo *d);
void demo_special_make(struct demo *d);
void demo_events_make(struct demo *d);
void demo_event_add(struct demo *d, struct event e); /**< unless it is after the clock */
int demo_write(struct demo *d);
int demo_act_begin(struct demo *d, const char *kind, int64_t at, int staff, const char *reason, int class, int session);

/** The class that the supply teacher covered for a day, and the part of the school that has not sent its register at the clock. */
enum { DEMO_COVERED = 5, DEMO_PARTLY = 5, DEMO_NOT_TAKEN = 6 };
enum taken demo_taken(const struct demo *d, int class, int session);
/** The moment a class's register was, or will be, sent. */
int64_t demo_sent_at(const struct demo *d, int class, int session);
int64_t demo_moment(const struct demo *d, int session, int minute, int second);
bool demo_on_roll(const struct demo *d, const struct demo_pupil *p, int session);
/** Absent for that reason from one session to another, where the pupil was here; how many sessions. */
int demo_absence(struct demo *d, struct demo_pupil *p, int first, int last, int why);
/** The office manager, who does what no teacher does; the supply teacher. */
enum { DEMO_OFFICE = 0, DEMO_SUPPLY = 7 };

#endif
