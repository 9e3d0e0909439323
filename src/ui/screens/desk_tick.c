/* Several at the desk at once (A29): a family, a bus, a class but for some. */
#include "desk.h"

static int ticked_at(const struct desk *d, int64_t pupil)
{
	for (int i = 0; i < d->ticked.count; i++)
		if (d->ticked.items[i].pupil == pupil)
			return i;
	return -1;
}

bool desk_is_ticked(const struct desk *d, int64_t pupil)
{
	return ticked_at(d, pupil) >= 0;
}

void desk_tick(struct desk *d, const struct desk_hit *h)
{
	struct desk_hit kept = *h;

	if (desk_is_ticked(d, h->pupil))
		return;
	kept.name = arena_text(&d->kept, h->name);
	kept.group = arena_text(&d->kept, h->group);
	kept.remark = arena_text(&d->kept, h->remark);
	kept.state = arena_text(&d->kept, h->state);
	vec_push(&d->ticked, kept);
}

static void untick(struct desk *d, int64_t pupil)
{
	int at = ticked_at(d, pupil);

	if (at < 0)
		return;
	d->ticked.count--;
	for (int i = at; i < d->ticked.count; i++)
		d->ticked.items[i] = d->ticked.items[i + 1];
}

/* Where those who are ticked are the list itself, one line less is the list now. */
static void ticks_changed(struct desk *d)
{
	d->fresh = d->moved = true;
	if (d->typed.text.length > 0)
		return;
	d->hits = d->ticked.items;
	list_count(&d->list, d->ticked.count);
}

int desk_key_tick(struct ui *ui, void *state, const struct key *k)
{
	struct desk *d = state;
	const struct desk_hit h = d->hits[d->list.focus];

	if (desk_is_ticked(d, h.pupil))
		untick(d, h.pupil);
	else
		desk_tick(d, &h);
	if (d->typed.text.length > 0)
		list_focus(&d->list, d->list.focus + 1);
	ticks_changed(d);
	return REACT_NONE;
}

/* Those of rows that `fits`: all of them ticked, or none where they were. */
static void tick_rows(struct desk *d, bool (*fits)(const struct desk_hit *h, int family), int family)
{
	bool all = true;

	for (int i = 0; i < d->list.count; i++)
		all = all && (!fits(&d->hits[i], family) || desk_is_ticked(d, d->hits[i].pupil));
	for (int i = d->list.count; i-- > 0;)
		if (all && fits(&d->hits[i], family))
			untick(d, d->hits[i].pupil);
	for (int i = 0; i < d->list.count && !all; i++)
		if (fits(&d->hits[i], family))
			desk_tick(d, &d->hits[i]);
	ticks_changed(d);
}

static bool is_of_family(const struct desk_hit *h, int family)
{
	return h->family == family;
}

static bool is_anybody(const struct desk_hit *h, int family)
{
	return true;
}

int desk_key_family(struct ui *ui, void *state, const struct key *k)
{
	struct desk *d = state;

	tick_rows(d, is_of_family, d->hits[d->list.focus].family);
	ui_say(ui, "%d ticked: Enter takes them together.", d->ticked.count);
	return REACT_NONE;
}

/* Nobody goes out who never came in, or who is out already. */
static bool is_here(const struct desk_hit *h, int family)
{
	return code_is_in(h->mark, h->ref.day) && !h->signed_out;
}

int desk_key_all_here(struct ui *ui, void *state, const struct key *k)
{
	struct desk *d = state;

	tick_rows(d, is_here, 0);
	ui_say(ui, "%d ticked of those who are here: Enter takes them together.", d->ticked.count);
	return REACT_NONE;
}

int desk_key_all(struct ui *ui, void *state, const struct key *k)
{
	struct desk *d = state;

	tick_rows(d, is_anybody, 0);
	ui_say(ui, "%d ticked: Enter takes them together.", d->ticked.count);
	return REACT_NONE;
}
