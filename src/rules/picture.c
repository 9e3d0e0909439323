#include "rules/picture.h"

static const enum picture_role roles[CATEGORIES] = {
	[CATEGORY_NONE] = PICTURE_BLANK,
	[CATEGORY_PRESENT] = PICTURE_PRESENT,
	[CATEGORY_ACTIVITY] = PICTURE_ACTIVITY,
	[CATEGORY_AUTHORISED] = PICTURE_AUTHORISED,
	[CATEGORY_UNAUTHORISED] = PICTURE_UNAUTHORISED,
	[CATEGORY_NOT_POSSIBLE] = PICTURE_NOT_POSSIBLE,
	[CATEGORY_ADMINISTRATIVE] = PICTURE_NOT_POSSIBLE, /* Z and #: in no figure either (domain 1.1) */
};

enum picture_role picture_role_of(uint8_t code, struct day day)
{
	enum category c = code == CODE_NONE ? CATEGORY_NONE : code_category(code, day);

	return code == CODE_LATE && c == CATEGORY_PRESENT ? PICTURE_LATE : roles[c];
}

const char *picture_role_words(enum picture_role r)
{
	static const char *const words[PICTURE_ROLES] = {
		[PICTURE_NONE] = "no session",
		[PICTURE_BLANK] = "no mark",
		[PICTURE_PRESENT] = "present",
		[PICTURE_LATE] = "late",
		[PICTURE_ACTIVITY] = "approved educational activity",
		[PICTURE_AUTHORISED] = "authorised absence",
		[PICTURE_UNAUTHORISED] = "unauthorised absence",
		[PICTURE_NOT_POSSIBLE] = "not a possible attendance",
	};

	return words[r];
}
