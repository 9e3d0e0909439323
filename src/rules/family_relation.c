/* What an adult is to a child, by the words of the relation (feature H3). */
#include <string.h>

#include "rules/family.h"

static const char *const parents[] = {
	"mother", "father", "parent", "parents", "mum", "mummy", "mom", "mam", "mama", "dad", "daddy", "papa", "tad", "stepmother", "stepfather", "stepparent",
	"stepparents", "stepmum", "stepmom", "stepmam", "stepdad", "adopter", "adopters", NULL,
};

/* Beside such a word "mother" or "parent" is another relation: great grandmother, friend of mother, mother in law, corporate parent, parent governor. */
static const char *const others[] = {
	"grand", "great", "god", "host", "house", "friend", "friends", "partner", "wife", "husband", "girlfriend",
	"boyfriend", "fiance", "fiancee", "law", "aunt", "auntie",
	"aunty", "uncle", "cousin", "sister", "brother", "sibling", "niece", "nephew", "worker", "teacher", "officer", "support", "adviser", "advisor", "governor",
	"liaison", "corporate", "authority", "council", "school", "agency", "team", "service", "services", "social", "solicitor", "nanny", "childminder",
	"minder", "neighbour", "lodger", "employer", "respite", NULL,
};

/* Whoever holds parental responsibility as one of these shares no child's parents: special guardians and grandparents bring up cousins. */
static const char *const carers[] = {
	"carer", "carers", "guardian", "guardians", "grandmother", "grandfather", "grandparent", "grandparents", "granny", "gran", "grandad", "granddad",
	"grandma", "grandpa", "nan", "nana", "nanna", "nain", "taid", "godmother", "godfather", "godparent", "stepsister", "stepbrother", "kinship", "kin",
	"relative", "landlady", "landlord", "doctor", "gp", "nurse", "therapist", "keyworker", "advocate", "borough", "county", "city", "department", "trust",
	"academy", "college", "nursery", "local", "agencies", "headteacher", "houseparent", "matron", NULL,
};

/* Whoever has care of the child. */
static const char *const in_care[] = { "carer", "carers", "guardian", "guardians", NULL };

/* An office, whatever the relation says. */
static const char *const bodies[] = {
	"council", "borough", "county", "authority", "school", "academy", "agency", "agencies", "service", "services", "trust", "nursery", "team", "department",
	"office", NULL,
};

static bool is_letter(const char *s)
{
	unsigned char c = (unsigned char)*s;

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* Bytes of an apostrophe: a word goes on behind it ("mother's"). */
static size_t apostrophe(const char *s)
{
	return *s == '\'' ? 1 : strncmp(s, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

#define WORD_ROOM 32
/* The next word in small letters, cut at WORD_ROOM; false at the end. */
static bool next_word(const char **at, char to[static WORD_ROOM])
{
	const char *s = *at;
	size_t n = 0, skip;

	while (*s && (!is_letter(s) || apostrophe(s)))
		s++;
	for (; is_letter(s) || apostrophe(s); s += skip) {
		skip = apostrophe(s) ? apostrophe(s) : 1;
		if (!apostrophe(s) && n + 1 < WORD_ROOM)
			to[n++] = (char)(*s >= 'A' && *s <= 'Z' ? *s + 'a' - 'A' : *s);
	}
	to[n] = '\0';
	*at = s;
	return n > 0;
}

static bool is_among(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

static bool has_word(const char *text, const char *const *list)
{
	char word[WORD_ROOM];

	while (text && next_word(&text, word))
		if (is_among(word, list))
			return true;
	return false;
}

bool family_is_foster(const char *relation)
{
	char word[WORD_ROOM];

	while (relation && next_word(&relation, word))
		if (strncmp(word, "foster", strlen("foster")) == 0)
			return true;
	return false;
}

bool family_is_parent(const char *relation)
{
	return has_word(relation, parents) && !has_word(relation, others) && !family_is_foster(relation);
}

bool family_is_parent_in_law(const char *relation, bool parental_responsibility)
{
	if (parental_responsibility || family_is_parent(relation) || family_is_foster(relation))
		return true;
	return has_word(relation, in_care) && !has_word(relation, others);
}

bool family_makes_siblings(const char *relation, const char *name, bool parental_responsibility)
{
	if (family_is_parent(relation))
		return true;
	return parental_responsibility && !family_is_foster(relation) && !has_word(relation, others) && !has_word(relation, carers) &&
	       !has_word(name, bodies);
}
