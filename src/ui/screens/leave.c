/* Leaving: the ground from the dated table, what stands in its way before anything is written, and what is due then (D12; domain 3.2). */
#include <errno.h>
#include <string.h>

#include "office/today.h"
#include "roll.h"
#include "rules/ground.h"
#include "rules/pupil.h"

enum leave_line { LEAVE_GROUND, LEAVE_TO, LEAVE_SESSION, LEAVE_DESTINATION, LEAVE_ADDRESS, LEAVE_EVIDENCE, LEAVE_ENQUIRIES, LEAVE_CONSENT,
		  LEAVE_SOCIAL_WORKER, LEAVE_VIRTUAL_SCHOOL, LEAVE_WHY, LEAVE_LINES };

static const char *const last_sessions[] = { "afternoon", "morning", NULL };

static const struct form_line leave_lines[LEAVE_LINES] = {
	[LEAVE_GROUND] = { "Ground", FORM_CHOICE, false, "Its letter; Left and Right go through them. A child to come needs none.", NULL },
	[LEAVE_TO] = { "Last day", FORM_DAY, true, "The last day on the roll: today or later, never before.", NULL },
	[LEAVE_SESSION] = { "Last session", FORM_CHOICE, false, "The last on that day for which the child is on the roll.", last_sessions },
	[LEAVE_DESTINATION] = { "Destination", FORM_TEXT, false, "The other school, or what the child does instead.", NULL },
	[LEAVE_ADDRESS] = { "New address", FORM_TEXT, false, "Where the family moves to.", NULL },
	[LEAVE_EVIDENCE] = { "Evidence of", FORM_DAY, false, "The date of the letter, order or certificate. Of a death: the day.", NULL },
	[LEAVE_ENQUIRIES] = { "Enquiries", FORM_TEXT, false, "What school and authority did together to find the child, and when.", NULL },
	[LEAVE_CONSENT] = { "Consent", FORM_TEXT, false, "Whose consent there is, and of when.", NULL },
	[LEAVE_SOCIAL_WORKER] = { "Social worker told", FORM_DAY, false, "Before the name goes.", NULL },
	[LEAVE_VIRTUAL_SCHOOL] = { "Virtual school told", FORM_DAY, false, "Before the name goes, of a looked-after child.", NULL },
	[LEAVE_WHY] = { "Why", FORM_TEXT, false, "A word more for the history. It may stay empty.", NULL },
};

static void leave_title(const struct form_screen *s, struct buf *to)
{
	buf_printf(to, "Leaving: %s", s->name);
}

/* THE GROUND -------------------------------------------------------------------------------------------------------------------------- */

/* Those in force today that are for a child of that age; both ages where the birthday is not known. */
static void ground_choices(struct form *f, struct day born, struct day today, const char *chosen)
{
	CLEAN_ARENA struct arena a = { 0 };
	const char **words = arena_new(&a, (size_t)grounds_count + 1, sizeof *words);
	int n = 0, at = -1;

	for (int i = 0; i < grounds_count; i++) {
		const struct ground *g = &grounds[i];

		if (ground_find(g->letter, today) != g || (!day_is_none(born) && !ground_is_for(g, compulsory_on(born, today))))
			continue;
		if (chosen && strcmp(g->letter, chosen) == 0)
			at = n;
		words[n++] = arena_printf(&a, "%s: %s", g->letter, g->words);
	}
	form_choices(f, LEAVE_GROUND, words, n);
	form_choose(f, LEAVE_GROUND, at);
}

/* Its letter, which stands before the words. */
static const char *ground_letter(const struct form *f, char to[static 8])
{
	size_t n = strcspn(form_text(f, LEAVE_GROUND), ":");

	n = n < 7 ? n : 7;
	memcpy(to, form_text(f, LEAVE_GROUND), n);
	to[n] = '\0';
	return n ? to : NULL;
}

static int leave_read(struct ui *ui, struct form_screen *s, bool first, struct err *e)
{
	struct pupil_wish who = { .boarder = -1 };
	struct spell_wish spell = { 0 };
	struct leave_wish now = { 0 };
	struct form *f = &s->form;
	int r = first ? office_may(ui->office, ACTION_CHANGE_ROLL, 0, e) : 0;

	if (r == 0 && first)
		r = office_pupil_facts(ui->office, s->of, &s->arena, &who, &spell, &now, e);
	if (r < 0 || !first)
		return r;
	ground_choices(f, who.born, office_today(ui->office), now.ground);
	form_set_day(f, LEAVE_TO, day_is_none(now.to) ? office_today(ui->office) : now.to);
	form_choose(f, LEAVE_SESSION, now.to_session == SESSION_AM && !day_is_none(now.to));
	form_set(f, LEAVE_DESTINATION, now.destination);
	form_set(f, LEAVE_ADDRESS, now.new_address);
	form_set_day(f, LEAVE_EVIDENCE, now.evidence);
	form_set(f, LEAVE_ENQUIRIES, now.enquiries);
	form_set(f, LEAVE_CONSENT, now.consent);
	form_set_day(f, LEAVE_SOCIAL_WORKER, now.social_worker_told);
	form_set_day(f, LEAVE_VIRTUAL_SCHOOL, now.virtual_school_told);
	return 0;
}

/* SAVING ------------------------------------------------------------------------------------------------------------------------------ */

static int leave_wish(struct ui *ui, struct form *f, char letter[static 8], struct leave_wish *w, struct err *e)
{
	struct day today = office_today(ui->office);
	int r = form_complete(f, e);

	*w = (struct leave_wish){ .ground = ground_letter(f, letter), .to_session = form_choice(f, LEAVE_SESSION) == 1 ? SESSION_AM : -1,
				  .destination = form_changed(f, LEAVE_DESTINATION), .new_address = form_changed(f, LEAVE_ADDRESS),
				  .enquiries = form_changed(f, LEAVE_ENQUIRIES), .consent = form_changed(f, LEAVE_CONSENT) };
	if (r == 0)
		r = form_day(f, LEAVE_TO, today, &w->to, e);
	if (r == 0)
		r = form_day(f, LEAVE_EVIDENCE, today, &w->evidence, e);
	if (r == 0)
		r = form_day(f, LEAVE_SOCIAL_WORKER, today, &w->social_worker_told, e);
	if (r == 0)
		r = form_day(f, LEAVE_VIRTUAL_SCHOOL, today, &w->virtual_school_told, e);
	return r;
}

static bool is_death(const struct leave_wish *w)
{
	return w->ground && strcmp(w->ground, "j") == 0;
}

/* A death is one act that stops every letter and message (H8): nothing stands in its way, and it is asked in words of its own. */
static int died_save(struct ui *ui, struct form_screen *s, const struct leave_wish *w, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { .told = true };
	char day[DAY_TEXT];

	if (day_is_none(w->evidence)) {
		form_focus(&s->form, LEAVE_EVIDENCE);
		return ui_refuse(ui, "Fill in the day of the death on this line.");
	}
	if (!sure)
		return form_sure(ui, "%s died on %s. Enter stops every list and letter.", s->name, day_long(w->evidence, day));
	int r = office_pupil_died(ui->office, s->of, w->evidence, &a.said, &a.act, &a.e);
	return form_answered(ui, s, r, &a, "%s is off every list and letter.", s->name);
}

/* The cursor goes to the first line that the ground asks for and that is empty. */
static void focus_missing(struct form *f, const char *letter, struct day today)
{
	static const struct {
		uint32_t need;
		enum leave_line line;
	} lines[] = {
		{ GROUND_DESTINATION, LEAVE_DESTINATION }, { GROUND_ADDRESS, LEAVE_ADDRESS }, { GROUND_EVIDENCE, LEAVE_EVIDENCE },
		{ GROUND_ENQUIRIES, LEAVE_ENQUIRIES }, { GROUND_CONSENT, LEAVE_CONSENT },
	};
	const struct ground *g = letter ? ground_find(letter, today) : NULL;

	for (size_t i = 0; g && i < sizeof lines / sizeof *lines; i++)
		if (g->needs & lines[i].need && !form_given(f, lines[i].line)) {
			form_focus(f, lines[i].line);
			return;
		}
}

/* Tried first: what stands in the way is to be read before anything is asked. */
static int leave_save(struct ui *ui, struct form_screen *s, bool sure)
{
	CLEAN_ANSWER struct roll_answer a = { .told = true };
	struct leave_wish w;
	char letter[8], day[DAY_TEXT];

	if (leave_wish(ui, &s->form, letter, &w, &a.e) < 0)
		return ui_refuse_err(ui, &a.e);
	if (is_death(&w))
		return died_save(ui, s, &w, sure);
	w.dry = !sure;
	int r = office_pupil_leave(ui->office, s->of, &w, form_given(&s->form, LEAVE_WHY), &a.said, &a.act, &a.e);
	if (r == -EPERM)
		focus_missing(&s->form, w.ground, office_today(ui->office));
	if (r < 0 || sure)
		return form_answered(ui, s, r, &a, "%s leaves after %s.", s->name, day_long(w.to, day));
	buf_text(&s->said, buf_string(&a.said));
	return w.ground ? form_sure(ui, "%s leaves after %s, ground %s. Enter does it.", s->name, day_long(w.to, day), letter)
			: form_sure(ui, "%s does not come, or goes without a ground. Enter does it.", s->name);
}

/* As soon as there is a ground, what it asks for stands below, and goes as it is filled in. */
static void leave_moved(struct ui *ui, struct form_screen *s)
{
	CLEAN_ANSWER struct roll_answer a = { .told = true };
	struct form tried = s->form;
	struct leave_wish w;
	char letter[8];

	if (!form_given(&s->form, LEAVE_GROUND) || leave_wish(ui, &tried, letter, &w, &a.e) < 0 || is_death(&w))
		return;
	w.dry = true;
	form_unsay(s);
	int r = office_pupil_leave(ui->office, s->of, &w, NULL, &a.said, &a.act, &a.e);
	if (r < 0 && a.said.length == 0)
		buf_text(&s->said, a.e.text);
	buf_text(&s->said, buf_string(&a.said));
}

static const struct form_use leave_use = {
	.lines = leave_lines, .count = LEAVE_LINES, .what = "the leaving", .saves = "That is the last line: F10 says what would follow, and asks.",
	.title = leave_title, .read = leave_read, .save = leave_save, .moved = leave_moved,
};

int open_leave(struct ui *ui, int64_t pupil)
{
	return open_form(ui, &(struct form_about){ .use = &leave_use, .of = pupil });
}
