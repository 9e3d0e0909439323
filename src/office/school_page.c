/* The head's page: who is not known, then the year's figures, all in one reading. */
#include "school_page.h"

#include <string.h>

#include "office/today.h"
#include "rules/period.h"

void school_page_finish(struct school_page *p)
{
	arena_finish(&p->arena);
	*p = (struct school_page){ 0 };
}

const char *school_part_name(enum school_part p)
{
	static const char *const names[SCHOOL_PARTS] = {
		[SCHOOL_NOT_KNOWN] = "not_known", [SCHOOL_SHARE] = "attendance", [SCHOOL_COMPARED] = "compared", [SCHOOL_ABSENCE] = "absence",
		[SCHOOL_BAND] = "band", [SCHOOL_TREND] = "trend", [SCHOOL_CLASS] = "class", [SCHOOL_GROUP] = "group",
	};

	return names[p];
}

static void not_known_say(struct schooling *s)
{
	struct school_page *p = s->page;

	if (p->not_known < 0) {
		school_item_add(s, SCHOOL_NOT_KNOWN, "Not known", SCHOOL_HIDDEN)->hidden = true;
		return;
	}
	struct school_item *i = school_item_add(s, SCHOOL_NOT_KNOWN, "Not known",
						arena_printf(&p->arena, "%d %s, %s session", p->not_known, p->not_known == 1 ? "child" : "children",
							     p->session == SESSION_AM ? "morning" : "afternoon"));

	i->of = i->all = p->not_known;
	i->from = i->to = p->day;
}

static void items_keep(struct schooling *s)
{
	struct school_page *p = s->page;

	p->count = s->items.count;
	p->items = arena_new(&p->arena, (size_t)p->count + 1, sizeof *p->items);
	memcpy(p->items, s->items.items, (size_t)p->count * sizeof *p->items);
}

static int page_fill(struct office *o, const struct report_asked *k, void *ctx, struct err *e)
{
	struct school_page *p = ctx;
	struct report_asked asked = *k;
	struct schooling s = { .office = o, .asked = &asked, .page = p };

	asked.from = school_year_first(office_calendar(o), asked.to);
	asked.first = sitting_of(asked.from, SESSION_AM);
	p->names = k->action == ACTION_SEE_TOTALS;
	p->whole = k->everything;
	p->from = asked.from;
	p->to = asked.to;
	not_known_say(&s);
	int r = school_count(&s, e);
	if (r == 0)
		r = school_hide(&s, e);
	if (r == 0)
		r = school_say(&s, e);
	if (r == 0)
		items_keep(&s);
	vec_finish(&s.items);
	arena_finish(&s.work);
	return r;
}

/* Whoever sees figures alone is not told who is missing among few; the year may still be of enough. */
static int today_read(struct office *o, struct school_page *p, bool names, struct err *e)
{
	struct today_view v;
	int r = office_today_open(o, p->day, p->session, &v, e);

	p->not_known = -1;
	if (r < 0 && !names && office_may(o, ACTION_SEE_FIGURES, 0, NULL) == 0) {
		err_clear(e);
		return 0;
	}
	if (r < 0)
		return r;
	p->not_known = v.counts.not_known;
	today_view_finish(&v);
	return 0;
}

int office_school_page_open(struct office *o, struct school_page *ret, struct err *e)
{
	struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1 };
	struct school_page p = { .day = office_today(o), .session = office_session_now(o) };
	bool names = office_may(o, ACTION_SEE_TOTALS, 0, NULL) == 0;
	int r = today_read(o, &p, names, e);

	if (r == 0)
		r = report_read(o, &wish, names ? ACTION_SEE_TOTALS : ACTION_SEE_FIGURES, page_fill, &p, e);
	if (r < 0)
		school_page_finish(&p);
	else
		*ret = p;
	return r;
}
