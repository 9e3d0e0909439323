#ifndef RULES_CODE_H
#define RULES_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "rules/session.h"

/*
 * Codes are data: share/codes/england.csv, compiled in.  One permanent number a symbol (1..255; 0 is no mark),
 * one row an era.  Category and meaning are taken at the date of the session (A14; domain 1.2, 1.3).
 */

/** The statistical classes (domain 1.1), in the order of the tally's counters. */
enum category {
	CATEGORY_NONE,           /**< no mark */
	CATEGORY_PRESENT,
	CATEGORY_ACTIVITY,       /**< approved educational activity */
	CATEGORY_AUTHORISED,
	CATEGORY_UNAUTHORISED,
	CATEGORY_NOT_POSSIBLE,
	CATEGORY_ADMINISTRATIVE, /**< Z and # */
	CATEGORIES,
};

const char *category_name(enum category c);  /**< as in v_mark: "present", "educational_activity", ... */
const char *category_title(enum category c); /**< "Present", "Approved educational activity", ... */

/** Where the child is, for lists of who is in the building. */
enum physical { PHYSICAL_IN, PHYSICAL_OUT, PHYSICAL_ELSEWHERE };

/** One symbol in one era. */
struct code {
	uint8_t number;
	const char *symbol;      /**< "/", "C1" */
	struct day from, to;     /**< in force, inclusive; `to` DAY_NONE: still */
	enum category category;
	enum physical physical;
	bool needs_note;         /**< the nature must be recorded (A15) */
	bool confirm;            /**< K V P W B D: recorded for what happened, expected until confirmed */
	const char *label;       /**< "Illness (not medical or dental appointment)" */
	const char *words;       /**< a word or two for lists: "illness" */
	const char *replacement; /**< what to use where it is not in force: "C" for H today, "J" for J1 in 2010; "" if it always is */
	const char *source;      /**< the regulation */
};

extern const struct code codes[];
extern const int codes_count;

#define CODE_NONE 0
/* The few that rules name, with their permanent numbers; checked against the table by a test. */
enum {
	CODE_PRESENT_AM = 1,
	CODE_PRESENT_PM = 2,
	CODE_LATE = 3,
	CODE_N = 4,
	CODE_U = 5,
	CODE_O = 6,
	CODE_G = 7,
	CODE_I = 8,
	CODE_X = 9,
	CODE_Z = 10,
	CODE_CLOSED = 11, /**< # */
	CODE_E = 12,
	CODE_D = 13,
	CODE_C = 19,
	CODE_C2 = 21,
	CODE_Y3 = 30,
	CODE_Y4 = 31,
	CODE_Y7 = 34,
};

/** The number of a symbol in any era; CODE_NONE if there is none.  Case does not matter. */
uint8_t code_number(const char *symbol);
const char *code_symbol(uint8_t number);             /**< "" for CODE_NONE or unknown */
/** The code as it was on that day; NULL if the number was not in force then. */
const struct code *code_on(uint8_t number, struct day day);
enum category code_category(uint8_t number, struct day day); /**< CATEGORY_NONE if not in force */
/** Is somebody with that mark in the school?  Not where there is none, nor where the code was not in force that day. */
bool code_is_in(uint8_t number, struct day day);
/** Are they out of it, neither in the school nor learning elsewhere?  As above: without a mark nobody knows. */
bool code_is_out(uint8_t number, struct day day);
/** An absence that nobody has explained: N, or O, which N becomes after five school days (PR24 reg 10(7)-(9), domain 2.4). */
static inline bool code_has_no_reason(uint8_t number) { return number == CODE_N || number == CODE_O; }

/**
 * A code as a person or a file gives it, for one session.  `/` and `\` both mean present and give the right one
 * (A5).  A code not in force that day is refused with its replacement named (domain 1.3); `#` and Z are
 * refused here: the calendar and the roll say those.
 * @return 0 and *ret, or -EPERM (refused by a rule) or -EINVAL (no such code), with `e` said
 */
int code_read(const char *symbol, struct day day, enum session session, uint8_t *ret, struct err *e);

/** Is the first letter a whole code, the start of one, or both (C1, Y3)?  For typing without a pause (A5). */
bool code_is_prefix(char letter, struct day day);

/** First day of the regulations of 2024 (SI 2024/208). */
#define CODES_2024 day_of(2024, 8, 19)

#endif
