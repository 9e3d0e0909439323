/* What the Family screen says line by line: what must not be done, what is to be checked, then contacts, siblings and homes. */
#include <string.h>

#include "family.h"

static void row_add(struct family *f, const struct family_row *row)
{
	vec_push(&f->rows, *row);
}

static const char *who(struct arena *a, const struct contact_line_view *c)
{
	return arena_printf(a, "%s%s%s%s", c->name, c->relation ? " (" : "", c->relation ? c->relation : "", c->relation ? ")" : "");
}

static bool is_past(const struct contact_line_view *c, struct day today)
{
	return !day_is_none(c->to) && c->to.n < today.n;
}

/* Before all else: what a person who rings must not do. */
static void alerts_add(struct family *f, struct day today)
{
	for (int i = 0; i < f->view.contact_count; i++) {
		const struct contact_line_view *c = &f->view.contacts[i];

		if (is_past(c, today))
			continue;
		if (c->do_not_contact)
			row_add(f, &(struct family_row){ ROW_ALERT, .contact = c, .part = CONTACT_PART_NEVER,
							 .text = arena_printf(&f->arena, "Do not contact %s", who(&f->arena, c)) });
		if (c->court_order)
			row_add(f, &(struct family_row){ ROW_ALERT, .contact = c, .part = CONTACT_PART_COURT,
							 .text = arena_printf(&f->arena, "Court order, %s: %s", who(&f->arena, c), c->court_order) });
	}
}

static void remarks_add(struct family *f)
{
	for (const char *const *r = f->view.remarks; r && *r; r++)
		row_add(f, &(struct family_row){ ROW_REMARK, .text = arena_printf(&f->arena, "Check: %s", *r) });
}

/* What is so of them, in words: "lives with, responsible, letters, texts, may collect". */
static void detail_add(struct family *f, const struct contact_line_view *c)
{
	const struct { bool is; const char *words; } parts[] = {
		{ c->lives_with, "lives with the child" }, { c->parental_responsibility, "parental responsibility" }, { c->letters, "letters" },
		{ c->texts, "texts" }, { c->may_collect, "may collect" }, { !c->may_collect, "may not collect" },
	};
	CLEAN_BUF struct buf words = { 0 };
	char day[DAY_TEXT];

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].is)
			buf_printf(&words, "%s%s", words.length ? ", " : "", parts[i].words);
	if (!day_is_none(c->confirmed))
		buf_printf(&words, "; confirmed %s", short_day(c->confirmed, day));
	row_add(f, &(struct family_row){ ROW_DETAIL, .contact = c, .part = CONTACT_PART_CHILD, .text = arena_text(&f->arena, buf_string(&words)) });
	if (c->address)
		row_add(f, &(struct family_row){ ROW_DETAIL, .contact = c, .part = CONTACT_PART_ADDRESS,
						 .text = arena_printf(&f->arena, "%s%s", c->address, c->address_secret && !c->address_masked ? " (secret)" : "") });
	if (c->email || c->language)
		row_add(f, &(struct family_row){ ROW_DETAIL, .contact = c, .part = CONTACT_PART_WORDS,
						 .text = arena_printf(&f->arena, "%s%s%s", c->email ? c->email : "",
						 c->email && c->language ? ", speaks " : c->language ? "speaks " : "", c->language ? c->language : "") });
}

static enum contact_part part_of(const struct contact_number_line *n)
{
	return strcmp(n->kind, "mobile") == 0 ? CONTACT_PART_MOBILE : strcmp(n->kind, "home") == 0 ? CONTACT_PART_HOME : CONTACT_PART_WORK;
}

static void numbers_add(struct family *f, const struct contact_line_view *c)
{
	for (int i = 0; i < c->number_count; i++) {
		const struct contact_number_line *n = &c->numbers[i];

		row_add(f, &(struct family_row){ ROW_NUMBER, .contact = c, .number = n, .part = part_of(n),
						 .text = arena_printf(&f->arena, "%-7s %s%s", n->kind, n->number, n->dead ? "  dead: nobody answers it" : "") });
	}
	if (c->number_count == 0)
		row_add(f, &(struct family_row){ ROW_DETAIL, .contact = c, .part = CONTACT_PART_MOBILE, .text = "no number" });
}

static void contacts_add(struct family *f, struct day today)
{
	const char *heading = "Contacts, in the order to ring them";
	char day[DAY_TEXT];

	for (int i = 0; i < f->view.contact_count; i++) {
		const struct contact_line_view *c = &f->view.contacts[i];
		const char *name = who(&f->arena, c), *text;

		if (is_past(c, today))
			text = arena_printf(&f->arena, "   %s: no contact since %s", name, short_day(c->to, day));
		else
			text = arena_printf(&f->arena, "%2d %s%s%s", c->priority, name, c->died ? ": has died" : "", c->do_not_contact ? ": do not contact" : "");
		row_add(f, &(struct family_row){ ROW_CONTACT, .heading = heading, .contact = c, .text = text });
		heading = NULL;
		if (is_past(c, today) || c->died)
			continue;
		numbers_add(f, c);
		detail_add(f, c);
	}
}

static void siblings_add(struct family *f)
{
	for (int i = 0; i < f->view.sibling_count; i++) {
		const struct sibling_line *s = &f->view.siblings[i];

		row_add(f, &(struct family_row){ ROW_SIBLING, .heading = i == 0 ? "Siblings" : NULL, .sibling = s, .pupil = s->pupil,
						 .text = arena_printf(&f->arena, "%s, %s: %s", s->name, s->group ? s->group : "no class", s->why ? s->why : "") });
	}
}

static void home_add(struct family *f, const struct home_line *h, const char *heading)
{
	const char *where = h->address ? h->address : "address not known", *adults = h->adults && *h->adults ? h->adults : "no adult known";

	row_add(f, &(struct family_row){ ROW_HOME, .heading = heading, .text = arena_printf(&f->arena, "%s%s: %s", where, h->secret ? " (secret)" : "", adults) });
	for (int i = 0; i < h->child_count; i++) {
		const struct family_child *c = &h->children[i];

		row_add(f, &(struct family_row){ ROW_CHILD, .pupil = c->pupil,
						 .text = arena_printf(&f->arena, "%s, %s", c->name, c->group ? c->group : "no class") });
	}
}

void family_rows_make(struct family *f, struct day today)
{
	alerts_add(f, today);
	remarks_add(f);
	contacts_add(f, today);
	siblings_add(f);
	for (int i = 0; i < f->view.home_count; i++)
		home_add(f, &f->view.homes[i], i == 0 ? "Homes" : NULL);
}
