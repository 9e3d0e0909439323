/* Blanks of which something is planned, reported or shut: they become marks when the register is sent or the session closed (design 2 Strips; A10). */
#include "marking.h"

#define NAMED_MOST 2 /* by name, as a line of the screen has room for; of more the codes are counted */

void marking_expect(struct marking *m, const struct expectations *x)
{
	const struct expected **of = arena_new(&m->arena, (size_t)m->count + 1, sizeof *of);
	const struct sign_out_row **gone = arena_new(&m->arena, (size_t)m->count + 1, sizeof *gone);
	sitting at = sitting_of(m->ref.day, m->ref.session);

	for (int i = 0; i < m->count; i++) {
		of[i] = expected_at(x, m->due[i].pupil, m->due[i].year, m->ref.roll_group, at);
		gone[i] = expected_gone(x, m->due[i].pupil, m->due[i].year, m->ref.roll_group, at);
	}
	m->expected = of;
	m->gone = gone;
}

int marking_expected(struct marking *m)
{
	struct expectations *x;
	int r = expectations_read(m->o, m->ref.day, m->ref.day, &m->arena, &x);

	if (r < 0)
		return office_fail(m->o, r, m->e);
	marking_expect(m, x);
	return 0;
}

bool marking_is_planned(const struct marking *m, int i)
{
	return m->due[i].mark == CODE_NONE && m->expected[i] && !m->expected[i]->waits;
}

bool marking_is_awaited(const struct marking *m, int i)
{
	return m->due[i].mark == CODE_NONE && m->expected[i] && m->expected[i]->waits;
}

bool marking_is_gone(const struct marking *m, int i)
{
	return m->due[i].mark == CODE_NONE && !m->expected[i] && m->gone[i];
}

/* A15: what was said of the plan is the nature of the mark. */
static int note_nature(struct marking *m, int64_t pupil, const struct expected *x)
{
	const struct code *code = code_on(x->code, m->ref.day);

	return code && code->needs_note ? marking_note(m, pupil, x->words) : 0;
}

int marking_planned_put(struct marking *m)
{
	int r = 0;

	for (int i = 0; r == 0 && i < m->count; i++) {
		if (!marking_is_planned(m, i))
			continue;
		marking_entry(m, &m->due[i], m->expected[i]->code, -1, -1, true);
		m->entries.items[m->entries.count - 1].planned = true;
		m->result.planned++;
		r = note_nature(m, m->due[i].pupil, m->expected[i]);
	}
	return r;
}

/* "M 2, X 24" */
static void codes_say(const struct marking *m, struct buf *to)
{
	int counts[256] = { 0 };
	bool any = false;

	for (int i = 0; i < m->entries.count; i++)
		counts[m->entries.items[i].after] += m->entries.items[i].planned;
	for (int c = 1; c < 256; c++) {
		if (counts[c] == 0)
			continue;
		buf_printf(to, "%s%s %d", any ? ", " : "", code_symbol((uint8_t)c), counts[c]);
		any = true;
	}
}

static void names_say(struct marking *m, struct buf *to)
{
	bool any = false;

	for (int i = 0; i < m->entries.count; i++) {
		const struct entry *e = &m->entries.items[i];

		if (!e->planned)
			continue;
		buf_printf(to, "%s%s %s", any ? ", " : "", marking_name(m, e->pupil), code_symbol(e->after));
		any = true;
	}
}

void marking_planned_say(struct marking *m, struct buf *to)
{
	if (m->result.planned == 0)
		return;
	buf_printf(to, "; %d as planned or reported: ", m->result.planned);
	if (m->result.planned > NAMED_MOST)
		codes_say(m, to);
	else
		names_say(m, to);
}
