/* What a return is made of, in a few words. */
#include "returns_parts.h"

const char *half_days(int days, int half, struct arena *a)
{
	if (days == 0 && half)
		return "half a school day";
	return arena_printf(a, "%d%s school day%s", days, half ? " 1/2" : "", days == 1 && !half ? "" : "s");
}

static const char *had_words(const struct return_found *f, const char *format, struct arena *a)
{
	const char *days = half_days(f->days, f->half, a), *more = "";

	if (f->ahead > 0 && f->kind == RETURN_SUSPENSION_6)
		more = arena_printf(a, ", %d planned", f->ahead);
	else if (f->ahead > 0)
		more = arena_printf(a, ", %d session%s to come", f->ahead, PLURAL(f->ahead));
	if (f->provisional > 0)
		more = arena_printf(a, "%s, %d of the sessions N", more, f->provisional);
	return arena_printf(a, "%s%s%s", days, format, more);
}

static const char *day_words(const char *words, struct day day, struct arena *a)
{
	char text[DAY_TEXT];

	return arena_printf(a, "%s %s", words, day_long(day, text));
}

const char *return_words(const struct return_found *f, struct arena *a)
{
	static const char *const behind[RETURN_KINDS] = {
		[RETURN_ATTENDANCE] = " in a row of G, N, O or U", [RETURN_SICKNESS] = " of illness this year", [RETURN_LEAVE] = " since leave ended",
		[RETURN_GROUND_I] = " in a row of G, N or O", [RETURN_SUSPENSION_6] = " of suspension", [RETURN_SUSPENSION_45] = " of suspension this year",
		[RETURN_EXAM] = " since study leave ended",
	};

	if (f->named && f->days == 0 && f->half == 0 && f->ahead == 0 && day_is_none(f->due))
		return day_words("named on", f->from, a);
	if (f->kind == RETURN_OFF_ROLL)
		return day_words("of compulsory school age until", f->due, a);
	if (f->kind == RETURN_NEW_PUPIL)
		return day_words("starting day", f->from, a);
	if (f->kind == RETURN_DELETION)
		return day_words("last day", f->from, a);
	return had_words(f, behind[f->kind], a);
}
