/* What a new school is told of itself, and any one line that a person typed. */
#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "internal.h"
#include "policies.h"
#include "school.h"

/* A LINE */

const char *text_control(const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s, next = (unsigned char)s[1];

		if (c < 0x20 || c == 0x7f || (c == 0xc2 && next >= 0x80 && next <= 0x9f))
			return s;
	}
	return NULL;
}

static int replaced(const char *s)
{
	int n = 0;

	for (const char *p = s; (p = strstr(p, "\xef\xbf\xbd")); p++)
		n++;
	return n;
}

/* What would go out again as another text is not let in: a file exported and read again must change nothing. */
bool text_unseen(const char *s)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char *clean = text_cleaned(&a, s);

	return clean != s && replaced(clean) > replaced(s);
}

int line_check(const char *what, const char *s, struct err *e)
{
	if (s[strspn(s, " ")] == '\0')
		return err_usage(e, "%s is empty. Type it.", what);
	if (strlen(s) > 200)
		return err_usage(e, "%s is too long. It can have 200 characters at most.", what);
	if (text_bad_utf8(s, strlen(s)) >= 0 || text_control(s))
		return err_usage(e, "%s has a character that cannot be printed. Type it again.", what);
	return 0;
}

int sign_in_check(const char *s, struct err *e)
{
	size_t n = strlen(s);

	if (n == 0 || n > 32 || *s < 'a' || *s > 'z' || strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789.-_") != n)
		return err_usage(e, "A sign-in name begins with a small letter and has small letters, digits, dots and hyphens, 32 at most.");
	return 0;
}

/* THE ANSWERS */

static int check_digits(const char *what, const char *s, size_t n, struct err *e)
{
	if (strlen(s) != n || strspn(s, "0123456789") != n)
		return err_usage(e, "%s has %zu digits. Type it like %s.", what, n, n == 3 ? "845" : "2345");
	return 0;
}

static int check_times(const char *what, const struct session_times *t, struct err *e)
{
	struct err why = { 0 };

	if (t->ends == 0 && t->starts == 0 && t->closes == 0)
		return 0;
	if (session_times_check(t, &why) < 0)
		return err_usage(e, "%s: %s", what, why.text);
	return 0;
}

int term_check(const struct init_term *t, struct err *e)
{
	if (line_check("The name of a term", t->name, e) < 0)
		return -EINVAL;
	if (day_is_none(t->from) || day_is_none(t->to) || t->to.n < t->from.n)
		return err_usage(e, "%s ends before it begins. Give its first and its last day.", t->name);
	return 0;
}

static int check_terms(const struct init_wish *w, struct err *e)
{
	for (int i = 0; i < w->term_count; i++) {
		const struct init_term *t = &w->terms[i];

		if (term_check(t, e) < 0)
			return -EINVAL;
		for (int k = 0; k < i; k++)
			if (t->from.n <= w->terms[k].to.n && t->to.n >= w->terms[k].from.n)
				return err_usage(e, "%s and %s have days in common. Terms cannot overlap.", w->terms[k].name, t->name);
	}
	return 0;
}

/* A school begins with those of the whole of it. */
static int closure_check(const struct init_closure *c, struct err *e)
{
	static const char *const kinds[] = { "holiday", "inset", "planned", "unplanned", "open" };
	bool known = false;

	if (line_check("The name of a closure", c->name, e) < 0)
		return -EINVAL;
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		known |= strcmp(c->kind, kinds[k]) == 0;
	if (!known)
		return err_usage(e, "%s is no kind of closure. Use holiday, inset, planned, unplanned or open.", c->kind);
	if (day_is_none(c->from) || day_is_none(c->to) || c->to.n < c->from.n)
		return err_usage(e, "%s ends before it begins. Give its first and its last day.", c->name);
	return 0;
}

static int check_closures(const struct init_wish *w, struct err *e)
{
	for (int i = 0; i < w->closure_count; i++)
		if (closure_check(&w->closures[i], e) < 0)
			return -EINVAL;
	return 0;
}

int office_init_check(const struct init_wish *w, struct err *e)
{
	const struct { const char *what, *text; } lines[] = {
		{ "The school's name", w->name },
		{ "The name of the first member of staff", w->staff_name },
		{ "The position of the first member of staff", w->staff_position },
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < sizeof lines / sizeof *lines; i++)
		if (lines[i].text)
			r = line_check(lines[i].what, lines[i].text, e);
	if (r == 0 && w->authority)
		r = check_digits("The number of the local authority", w->authority, 3, e);
	if (r == 0 && w->establishment)
		r = check_digits("The establishment number", w->establishment, 4, e);
	if (r == 0 && w->timezone && zone_set(w->timezone) < 0)
		r = err_usage(e, "This computer knows no time zone %s. Schools in England use Europe/London.", w->timezone);
	if (r == 0)
		r = check_times("Morning", &w->am, e);
	if (r == 0)
		r = check_times("Afternoon", &w->pm, e);
	if (r == 0)
		r = check_terms(w, e);
	if (r == 0)
		r = check_closures(w, e);
	if (r == 0 && w->staff_sign_in)
		r = sign_in_check(w->staff_sign_in, e);
	if (r == 0 && w->policy && !policy_shipped_text(w->policy))
		r = err_usage(e, "There is no policy \"%.40s\": firstbell share lists those that are shipped.", w->policy);
	return r;
}
