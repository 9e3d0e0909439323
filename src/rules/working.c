#include "rules/working.h"

#include <stdio.h>

static void step_add(struct working_steps *s, struct working_step step, const char *format, va_list values)
{
	step.what = arena_text(s->arena, step.what);
	step.words = arena_vprintf(s->arena, format, values);
	vec_push(&s->of, step);
}

void working_step(struct working_steps *s, const char *what, int64_t number, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	step_add(s, (struct working_step){ .what = what, .number = number, .numbered = true }, format, values);
	va_end(values);
}

void working_words(struct working_steps *s, const char *what, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	step_add(s, (struct working_step){ .what = what }, format, values);
	va_end(values);
}

const char *working_grouped(struct arena *a, int64_t n)
{
	char text[32];
	int at = sizeof text, digits = 0;
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	text[--at] = '\0';
	do {
		if (digits > 0 && digits % 3 == 0)
			text[--at] = ',';
		text[--at] = (char)('0' + rest % 10);
		rest /= 10;
		digits++;
	} while (rest > 0);
	if (n < 0)
		text[--at] = '-';
	return arena_text(a, text + at);
}

/* Domain 4: whole numbers are compared, never a percentage. */
const char *working_side(const struct boundary *line, int possible, int attended, struct arena *a)
{
	int64_t have = INT64_C(100) * attended, need = (int64_t)line->percent * possible;
	const char *side = line->inclusive ? (have > need ? "over" : "at or below") : have < need ? "below" : "at or above";

	return arena_printf(a, "%s %d", side, line->percent);
}

const char *working_compared(const struct boundary *line, int possible, int attended, struct arena *a)
{
	int64_t have = INT64_C(100) * attended, need = (int64_t)line->percent * possible;
	const char *compared = have == need ? (line->inclusive ? ", not more" : ", not less") : "";

	return arena_printf(a, "%d of %d: %s is %s%d x %d = %s%s, so %s", attended, possible, working_grouped(a, have),
			    have == need ? "" : have > need ? "more than " : "less than ", line->percent, possible, working_grouped(a, need), compared,
			    working_side(line, possible, attended, a));
}

void working_boundary(struct working_steps *s, const struct boundary *line, int possible, int attended)
{
	if (possible > 0)
		working_words(s, arena_printf(s->arena, "Line of %d", line->percent), "%s", working_compared(line, possible, attended, s->arena));
}

void working_provisional(struct working_steps *s, int sessions)
{
	if (sessions > 0)
		working_step(s, "Provisional", sessions, "N, which becomes something else within five school days");
}

const char *working_line(const struct working_steps *s, struct arena *a)
{
	CLEAN_BUF struct buf line = { 0 };

	for (int i = 0; i < s->of.count; i++) {
		const struct working_step *step = &s->of.items[i];

		buf_printf(&line, "%s%s:", i > 0 ? "; " : "", step->what);
		if (step->numbered)
			buf_printf(&line, " %s", working_grouped(a, step->number));
		if (*step->words)
			buf_printf(&line, "%s%s", step->numbered ? ", " : " ", step->words);
	}
	return arena_text(a, buf_string(&line));
}

void working_steps_finish(struct working_steps *s)
{
	vec_finish(&s->of);
}
