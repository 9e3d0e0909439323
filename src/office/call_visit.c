/* What two people take to the door (B16): no flag, no order of a court, and no secret address but for whoever may see it. */
#include <string.h>

#include "base/text.h"
#include "call_parts.h"

#define TRIED_MOST 8

/* A label, and a text that leaves the house: cleaned. */
static void line(struct buf *to, const char *label, const char *text)
{
	buf_text(to, label);
	text_clean(text ? text : "not known", to);
	buf_char(to, '\n');
}

static void rule(struct buf *to, const char *label)
{
	buf_printf(to, "\n%s", label);
	for (int i = (int)strlen(label); i < 78; i++)
		buf_char(to, '_');
	buf_char(to, '\n');
}

static void put_homes(struct buf *to, const struct family_view *f)
{
	bool secret = false;

	for (int i = 0; i < f->home_count; i++) {
		line(to, "Home: ", f->homes[i].address);
		if (*f->homes[i].adults)
			line(to, "      with ", f->homes[i].adults);
		secret |= f->homes[i].secret;
	}
	if (f->home_count == 0)
		line(to, "Home: ", NULL);
	if (secret)
		buf_text(to, "This address is secret: do not copy it, and destroy this sheet after the visit.\n");
}

static void put_contact(struct buf *to, const struct contact_line_view *c)
{
	CLEAN_BUF struct buf b = { 0 };

	buf_printf(&b, "%s (%s)", c->name, c->relation);
	for (int i = 0; i < c->number_count; i++)
		if (!c->numbers[i].dead)
			buf_printf(&b, ", %s", c->numbers[i].number);
	if (c->language)
		buf_printf(&b, ", speaks %s", c->language);
	if (c->do_not_contact || (c->court_order && *c->court_order))
		buf_text(&b, ": NOT TO BE CONTACTED");
	line(to, "  ", buf_string(&b));
}

static void put_contacts(struct buf *to, const struct family_view *f, struct day today)
{
	buf_text(to, "\nContacts\n");
	for (int i = 0; i < f->contact_count; i++)
		if (!f->contacts[i].died && day_within(today, f->contacts[i].from, f->contacts[i].to))
			put_contact(to, &f->contacts[i]);
}

static void put_seen(struct buf *to, const char *label, struct day day, int days)
{
	char when[DAY_TEXT];

	if (days < 0)
		buf_printf(to, "%s: not known\n", label);
	else
		buf_printf(to, "%s: %s, %d day%s ago\n", label, day_long(day_add(day, -days), when), days, PLURAL(days));
}

static void put_tried(struct buf *to, const struct call_page *p)
{
	buf_text(to, "\nWhat was tried\n");
	for (int i = 0; i < p->log_count && i < TRIED_MOST; i++)
		line(to, "  ", p->log[i].line);
	if (p->log_count == 0)
		buf_text(to, "  nothing yet\n");
}

static void put_sheet(struct office *o, const struct call_page *p, const struct family_view *f, struct buf *to)
{
	static const char *const blanks[] = {
		"Who went (two people): ", "Day and time: ", "Who was seen: ", "Child seen by, spoken to by: ", "What came of it: ", "Next: ",
	};
	char day[DAY_TEXT];

	if (office_banner(o))
		buf_printf(to, "%s\n", office_banner(o));
	line(to, "", office_school_name(o));
	buf_printf(to, "Home visit, %s\n\n", day_long(office_today(o), day));
	line(to, "Pupil: ", p->name);
	line(to, "Class: ", p->group ? p->group : f->group);
	line(to, "Why: ", p->why);
	put_seen(to, "Last seen", p->day, p->line.since_seen);
	put_seen(to, "Last spoken to", p->day, p->line.since_spoken);
	put_homes(to, f);
	put_contacts(to, f, office_today(o));
	put_tried(to, p);
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		rule(to, blanks[i]);
	buf_text(to, "\nBring this sheet back: it is confidential.\n");
}

int office_visit_sheet(struct office *o, int64_t pupil, struct day day, struct buf *ret_text, struct err *e)
{
	struct call_page page;
	struct family_view family;
	int r = office_call_open(o, pupil, day, &page, e);

	if (r < 0)
		return r;
	r = office_family_open(o, pupil, &family, e);
	if (r == 0) {
		put_sheet(o, &page, &family, ret_text);
		family_view_finish(&family);
	}
	call_page_finish(&page);
	return r;
}
