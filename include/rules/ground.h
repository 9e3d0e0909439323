#ifndef RULES_GROUND_H
#define RULES_GROUND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"

/* Grounds on which a name leaves the admission register (PR24 reg 9; domain 3.2): data, share/grounds/england.csv, one row an era. */

/** What a ground asks for before the name may go. */
enum ground_need {
	GROUND_DESTINATION = 1,     /**< the other school's name, or what the child does instead */
	GROUND_ENQUIRIES = 2,       /**< made by school and authority together */
	GROUND_CONSENT = 4,         /**< the other school's, the authority's */
	GROUND_EVIDENCE = 8,        /**< a day of what shows it: letter, order, certificate */
	GROUND_ADDRESS = 16,        /**< the new address */
};
struct ground {
	const char *letter;         /**< "a", as in Working together; "na" .. for a child not of compulsory age (reg 9(3)) */
	const char *words;          /**< "registered at another school" */
	const char *source;         /**< "PR24 reg 9(1)(a)" */
	struct day from, to;        /**< in force; `from` DAY_NONE: not in force yet (no starting day is known), `to` DAY_NONE: still */
	uint32_t needs;             /**< bits of enum ground_need */
	int days_absent;            /**< school days of absence that the marks must show; 0: none */
	bool compulsory, younger;   /**< for a child of compulsory age; for one who is not */
	bool with_consent_if_ehe;   /**< home education: the authority's consent where the child is at a special school through it or under enquiry (EA 1996 s434A) */
};
extern const struct ground grounds[];
extern const int grounds_count;
/** By its letter on that day; NULL. */
const struct ground *ground_find(const char *letter, struct day day);
bool ground_is_for(const struct ground *g, bool compulsory);

#endif
