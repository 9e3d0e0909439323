#ifndef RULES_FAMILY_H
#define RULES_FAMILY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

/*
 * Families from shared homes and contacts (feature H3).  A household is the children who live with the same adults at one home; a child may have two.  Siblings
 * are children who share a parent, or of whom somebody said so: never because a sibling of one is a sibling of the other, never because they live
 * with the same carer (foster children), and never against what somebody said.
 */

/** A link of an adult and a child, as it stands on a day. */
struct family_link {
	int64_t adult, pupil;
	bool lives_with;
	bool parent;             /**< by relation (family_is_parent) or parental responsibility of a person; a carer's or an authority's does not count */
	const char *home;        /**< folded address of the adult; NULL: not known */
};
/** "Mother", "stepfather", "adoptive parent": a parent; "foster carer", "social worker", "grandparent", "childminder": not.  By words, case aside. */
bool family_is_parent(const char *relation);
bool family_is_foster(const char *relation);
/**
 * A parent in the sense of the Education Acts: by birth or adoption, by parental responsibility, or by care of the child (Education Act 1996, section
 * 576), such as a guardian or a foster carer.  Of each the admission register asks address and number (PR24 reg 8).
 */
bool family_is_parent_in_law(const char *relation, bool parental_responsibility);
/** Does such a contact make siblings of the children who share it?  A parent does; of others who hold parental responsibility those whom no word of the
 *  relation makes a relative, a carer or an office, nor a word of the name a council, a school or an agency. */
bool family_makes_siblings(const char *relation, const char *name, bool parental_responsibility);

struct family_said {
	int64_t pupil, other;
	bool siblings;           /**< false: somebody said that they are not */
};
/** Why two children are siblings, or that they are not. */
enum sibling_basis { SIBLING_NONE, SIBLING_PARENT, SIBLING_SAID };
struct sibling {
	int64_t pupil, other;    /**< both ways round */
	enum sibling_basis basis;
	int64_t adult;           /**< the parent they share, 0 */
};
struct household {
	const int64_t *adults;
	int adult_count;
	const int64_t *children;
	int child_count;
	const char *home;        /**< as given; NULL */
};
/** Adults who live with the same children at one home (or whose homes are not both known) are one household; two homes never are.
 *  In order of the lowest child.  Returns how many. */
int family_households(const struct family_link *links, int count, struct arena *a, struct household **ret);
/** Ordered by pupil, other.  Returns how many. */
int family_siblings(const struct family_link *links, int count, const struct family_said *said, int said_count, struct arena *a, struct sibling **ret);

#endif
