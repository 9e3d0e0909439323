/* How a use case saves: one transaction, everything read and judged inside it, nothing left half done. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "internal.h"

int office_fail(struct office *o, int r, struct err *e)
{
	const struct err *said = store_trouble(o->store);

	if (e && said && said->text[0])
		*e = *said;
	else
		err_store(e, r, "The school's records could not be read or written: %s.", strerror(-r));
	return r;
}

static const char *clock_words(struct office *o, struct moment m)
{
	struct civil c = moment_civil(m);
	char day[DAY_TEXT], minute[8];

	if (day_is_none(c.day))
		return "a time beyond every calendar";
	return arena_printf(&o->people, "%s on %s", minute_text(c.minute, minute), day_long(c.day, day));
}

#define BACK_LEAST 60 /* seconds: less is a clock put right as clocks are, seen in the history only */

int office_clock_look(struct office *o, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct moment now = store_now(o->store);
	struct act_row last;
	struct hash head;
	int64_t seq;
	int r = store_act_last(o->store, &seq, &head);

	if (r == 0 && !o->began)
		o->began = seq;
	if (r == 0 && seq)
		r = store_act_get(o->store, seq, &a, &last);
	if (r < 0)
		return office_fail(o, r, e);
	if (seq && !o->clock_trouble && now.seconds <= last.head.at.seconds - BACK_LEAST)
		o->clock_trouble = arena_printf(&o->people, "This computer's clock went back: it says %s, and act %" PRId64 " was saved at %s. "
						"What you save keeps its order all the same. Tell whoever looks after this computer.",
						clock_words(o, now), seq, clock_words(o, last.head.at));
	return 0;
}

int office_write_begin(struct office *o, struct err *e)
{
	int r = office_refresh(o, e);

	if (r < 0)
		return r;
	r = store_begin(o->store);
	if (r < 0)
		return office_fail(o, r, e);
	/* Somebody may have written while we stood in the queue: a role that was taken away there no longer holds here. */
	if (o->known && store_data_version(o->store) != o->seen)
		r = office_standing_load(o, e);
	if (r == 0)
		r = office_clock_look(o, e);
	if (r < 0)
		store_abandon(o->store);
	return r;
}

int office_act_open(struct office *o, const char *kind, const char *reason, const struct register_ref *ref, int64_t undoes,
		    struct err *e)
{
	struct act_head head = {
		.kind = kind,
		.at = store_now(o->store),
		.staff = o->person.staff,
		.staff_name = o->person.name,
		.position = o->person.position,
		.roles = o->role_names,
		.acting_for = o->acting_for,
		.uid = o->uid,
		.terminal = o->terminal,
		.version = FIRSTBELL_VERSION,
		.reason = reason,
		.roll_group = ref ? ref->roll_group : 0,
		.day = ref ? ref->day : DAY_NONE,
		.session = ref ? (int)ref->session : -1,
		.undoes = undoes,
	};
	int r = store_act_begin(o->store, &head);

	return r < 0 ? office_fail(o, r, e) : 0;
}

int office_act_begin(struct office *o, const char *kind, const char *reason, const struct register_ref *ref, struct err *e)
{
	int r = office_write_begin(o, e);

	if (r < 0)
		return r;
	r = office_act_open(o, kind, reason, ref, 0, e);
	if (r < 0)
		store_abandon(o->store);
	return r;
}

int office_write_end(struct office *o, struct err *e)
{
	int r = store_commit(o->store);

	o->seen = -1; /* the store tells only of what others wrote */
	o->saved |= r == 0;
	if (r == 0)
		return 0;
	office_fail(o, r, e);
	store_abandon(o->store);
	return r;
}

int office_act_end(struct office *o, bool always, int64_t *ret_act, struct err *e)
{
	int64_t act = 0;
	int r = store_act_end(o->store, always, &act);

	if (r < 0)
		office_fail(o, r, e);
	else if (act)
		r = office_write_end(o, e);
	if (r < 0 || act == 0)
		store_abandon(o->store);
	if (r == 0)
		*ret_act = act;
	return r;
}

void office_act_abandon(struct office *o)
{
	store_abandon(o->store);
}

int office_words_check(const char *what, const char *text, struct err *e)
{
	size_t n = strlen(text);

	if (text[strspn(text, " \t\r\n")] == '\0')
		return err_refuse(e, "The %s is blank: say it in a few words.", what);
	if (n > OFFICE_WORDS_MOST)
		return err_refuse(e, "The %s is %zu bytes long; at most %d are kept. Shorten it.", what, n, OFFICE_WORDS_MOST);
	if (text_bad_utf8(text, n) >= 0)
		return err_refuse(e, "The %s is not UTF-8 text: type it again.", what);
	return 0;
}
