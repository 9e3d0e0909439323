/* contact add, change, end, number, address, confirm, died, siblings: whom to telephone, and who belongs together. */
#include "roll.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"

/* WHICH CONTACT: the priority, or the name as it is folded, or a part that begins words of only one ---------------------------------- */

static bool begins_word(const char *name, const char *typed)
{
	size_t n = strlen(typed);

	for (const char *word = name; word; word = strchr(word, ' ')) {
		word += *word == ' ';
		if (strncmp(word, typed, n) == 0)
			return true;
	}
	return false;
}

enum fit { FIT_NOT, FIT_PART, FIT_WHOLE };

static enum fit contact_fits(struct arena *a, const struct contact_line_view *line, const char *typed, int64_t priority)
{
	if (priority >= 0)
		return line->priority == priority ? FIT_WHOLE : FIT_NOT;
	const char *name = text_fold(a, line->name), *wanted = text_fold(a, typed);
	if (strcmp(name, wanted) == 0)
		return FIT_WHOLE;
	return *wanted && begins_word(name, wanted) ? FIT_PART : FIT_NOT;
}

static int refuse_contact(const struct family_view *v, const char *typed, int found, struct day today, struct err *e)
{
	CLEAN_BUF struct buf names = { 0 };

	for (int i = 0; i < v->contact_count && names.length < 200; i++)
		if (day_within(today, DAY_MIN, v->contacts[i].to))
			buf_printf(&names, "%s%d %s", names.length ? ", " : "", v->contacts[i].priority, v->contacts[i].name);
	if (names.length == 0)
		return err_refuse(e, "%s has no contacts yet.", v->name);
	if (found > 1)
		return err_refuse(e, "\"%.60s\" fits several contacts of %s: %s. Use the number before the name.", typed, v->name, buf_string(&names));
	return err_refuse(e, "%s has no contact \"%.60s\". There are: %s.", v->name, typed, buf_string(&names));
}

static int find_in_view(struct cli *c, const struct family_view *v, const char *typed, struct contact_line_view *ret, struct err *e)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct day today = office_today(c->office);
	struct given number;
	int64_t priority = value_read("", VALUE_NUMBER, typed, &number, NULL) == 0 ? number.number : -1;
	enum fit best = FIT_NOT;
	int found = 0, at = -1;

	for (int i = 0; i < v->contact_count; i++) {
		enum fit fit = day_within(today, DAY_MIN, v->contacts[i].to) ? contact_fits(&a, &v->contacts[i], typed, priority) : FIT_NOT;
		if (fit == FIT_NOT || fit < best)
			continue;
		found = fit > best ? 1 : found + 1;
		best = fit;
		at = i;
	}
	if (found != 1)
		return refuse_contact(v, typed, found, today, e);
	*ret = v->contacts[at];
	return 0;
}

struct contact_ids {
	int64_t pupil, contact, adult;
};

static int find_contact(struct cli *c, const char *pupil, const char *typed, struct contact_ids *ret, struct err *e)
{
	struct contact_line_view line = { 0 };
	struct contact_ids ids = { 0 };
	struct family_view v;
	int r = roll_pupil(c, pupil, &ids.pupil, e);

	if (r == 0)
		r = office_family_open(c->office, ids.pupil, &v, e);
	if (r < 0)
		return r;
	r = find_in_view(c, &v, typed, &line, e);
	family_view_finish(&v);
	if (r < 0)
		return r;
	ids.contact = line.contact;
	ids.adult = line.adult;
	*ret = ids;
	return 0;
}

int roll_contact(struct cli *c, int64_t pupil, const char *typed, int64_t *ret_adult, struct err *e)
{
	struct contact_line_view line = { 0 };
	struct family_view v;
	int r = office_family_open(c->office, pupil, &v, e);

	if (r < 0)
		return r;
	r = find_in_view(c, &v, typed, &line, e);
	family_view_finish(&v);
	if (r == 0)
		*ret_adult = line.adult;
	return r;
}

/* ADD, CHANGE, END ---------------------------------------------------------------------------------------------------------------------- */

int command_contact_add(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	const char *same_as = given_text(c, OPTION_SAME_AS);
	struct contact_ids known = { 0 };
	struct contact_wish wish;
	int64_t pupil, contact, act = 0;
	int r = roll_pupil(c, c->operands[0], &pupil, e);

	roll_contact_wish(c, &wish);
	if (r == 0 && same_as)
		r = find_contact(c, same_as, c->operands[1], &known, e);
	if (r < 0)
		return r;
	wish.adult = known.adult;
	wish.name = same_as ? NULL : c->operands[1];
	r = office_contact_add(c->office, pupil, &wish, given_find(c, OPTION_ANOTHER), &contact, &said, &act, e);
	if (r == -EEXIST)
		cli_add(e, "Say --same-as PUPIL, whose contact that is, or --another.");
	return cli_changed(c, r, &said, act, "this contact is there already");
}

int command_contact_change(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct contact_ids ids;
	struct contact_wish wish;
	int64_t act = 0;
	int r = find_contact(c, c->operands[0], c->operands[1], &ids, e);

	roll_contact_wish(c, &wish);
	wish.name = given_text(c, OPTION_NAME);
	if (r == 0)
		r = office_contact_change(c->office, ids.contact, &wish, given_text(c, OPTION_REASON), &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

int command_contact_end(struct cli *c, struct err *e)
{
	struct contact_ids ids;
	int64_t act = 0;
	int r = find_contact(c, c->operands[0], c->operands[1], &ids, e);

	if (r == 0)
		r = office_contact_end(c->office, ids.contact, given_day(c, OPTION_TO), given_text(c, OPTION_REASON), &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}

/* THE ADULT ----------------------------------------------------------------------------------------------------------------------------- */

int command_contact_number(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct contact_ids ids;
	struct given which;
	int64_t act = 0;
	int r = word_read("contact number", "dead|alive", c->operands[3], &which, e);

	if (r == 0)
		r = find_contact(c, c->operands[0], c->operands[1], &ids, e);
	if (r == 0)
		r = office_number_dead(c->office, ids.adult, c->operands[2], which.number == 0, &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

int command_contact_address(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	const char *contact = given_text(c, OPTION_CONTACT);
	struct contact_ids ids = { 0 };
	int64_t act = 0;
	int r = contact ? find_contact(c, c->operands[0], contact, &ids, e) : roll_pupil(c, c->operands[0], &ids.pupil, e);

	if (r == 0)
		r = office_address_put(c->office, contact ? 0 : ids.pupil, ids.adult, c->operands[1], given_text(c, OPTION_POSTCODE),
				       given_yes(c, OPTION_SECRET), given_day(c, OPTION_FROM), given_find(c, OPTION_HOUSEHOLD), &said, &act, e);
	return cli_changed(c, r, &said, act, "they live there already");
}

int command_contact_died(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	struct contact_ids ids;
	int64_t act = 0;
	int r = find_contact(c, c->operands[0], c->operands[1], &ids, e);

	if (r == 0)
		r = office_adult_died(c->office, ids.adult, roll_day(c), &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}

/* THE FAMILY ---------------------------------------------------------------------------------------------------------------------------- */

int command_contact_confirm(struct cli *c, struct err *e)
{
	int64_t pupil, act = 0;
	int r = roll_pupil(c, c->operands[0], &pupil, e);

	if (r == 0)
		r = office_contacts_confirm(c->office, pupil, roll_day(c), &act, e);
	if (r == 0)
		cli_saved_act(c, act, "it stands so already");
	return r;
}

int command_contact_siblings(struct cli *c, struct err *e)
{
	CLEAN_BUF struct buf said = { 0 };
	static const int meant[] = { 1, 0, -1 }; /* yes, no, nothing */
	int64_t first, second, act = 0;
	int r = roll_pupil(c, c->operands[0], &first, e);

	if (r == 0)
		r = roll_pupil(c, c->operands[1], &second, e);
	if (r == 0)
		r = office_siblings_say(c->office, first, second, meant[given_number(c, OPTION_SAID, 2)], &said, &act, e);
	return cli_changed(c, r, &said, act, "it stands so already");
}
