#ifndef OFFICE_DEMO_H
#define OFFICE_DEMO_H

/*
 * The practice school, in steps: its year (demo_year.c), its people (demo_roll.c, demo_family.c), who was there (demo_marks.c), the pupils that
 * a figure is wished of (demo_special.c), how each mark came about (demo_events.c), and the acts (demo_write.c).
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
	       SPECIAL_TWIN, SPECIAL_SAME_NAME, SPECIAL_NO_UPN, SPECIAL_SECRET_ADDRESS, SPECIAL_DO_NOT_CONTACT, SPECIAL_FOSTER,
	       SPECIAL_NONE_POSSIBLE };

struct demo_pupil {
	struct pupil_row row;
	const char *heritage, *flags; /**< "sen=K eal=yes" */
	int year, class, family;      /**< class and family are indexes */
	enum special special;
	int percent, beside;          /**< SPECIAL_EXACT: 95, 90, 80 or 50; 0 exactly, 1 a session above, -1 below */
	const char *enrolment, *ground, *destination, *other_school;
	struct day from, to;          /**< on the roll; `to` DAY_NONE: still */
	enum session from_session;
	int64_t spell;                /**< id of the enrolment row, once written */
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
};

/* WHAT HAPPENED */

enum happening { HAPPENED_PUPIL, HAPPENED_LEAVING, HAPPENED_COVER, HAPPENED_REGISTER, HAPPENED_SENT, HAPPENED_MARK, HAPPENED_CLOSE };
struct event {
	int64_t at;
	int order;         /**< among those of one second */
	enum happening what;
	int staff, class, session; /**< indexes; -1: none */
	int pupil;
	uint8_t code;
	int arrival;       /**< -1: none */
	const char *reason, *note;
};

/** How far a register has come at the clock. */
enum taken { TAKEN_NOT, TAKEN_PARTLY, TAKEN_SENT };

struct demo {
	struct arena arena;
	struct dice dice;
	struct moment clock;
	struct civil now;
	struct demo_year year;
	sitting *sessions;  /**< held since 1 September, those that have begun: mornings at even indexes */
	int session_count;
	struct demo_class *classes;
	int class_count;
	struct demo_staff *staff;
	int staff_count;
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
void demo_marks_make(struct demo *d);
void demo_special_make(struct demo *d);
void demo_events_make(struct demo *d);
int demo_write(struct demo *d);

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
