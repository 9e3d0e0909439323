#include "rules/register.h"

enum register_state register_state(const struct register_facts *f)
{
	if (f->due == 0)
		return REGISTER_EMPTY;
	if (f->sent && f->marked >= f->due)
		return f->amended ? REGISTER_AMENDED : REGISTER_TAKEN;
	return !f->sent && f->marked == 0 ? REGISTER_NOT_TAKEN : REGISTER_PARTLY_TAKEN;
}

static const struct {
	const char *name, *words;
} states[] = {
	[REGISTER_EMPTY] = { "empty", "nobody due" },
	[REGISTER_NOT_TAKEN] = { "not_taken", "not taken" },
	[REGISTER_PARTLY_TAKEN] = { "partly_taken", "partly taken" },
	[REGISTER_TAKEN] = { "taken", "taken" },
	[REGISTER_AMENDED] = { "amended", "amended" },
};

const char *register_state_name(enum register_state s)
{
	return states[s].name;
}

const char *register_state_words(enum register_state s)
{
	return states[s].words;
}
