/* A new school: its directory, and the act that begins its record. */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/text.h"
#include "internal.h"
#include "policies.h"
#include "practice.h"
#include "rules/calendar.h"
#include "school.h"

int store_said(struct store *st, int r, struct err *e)
{
	if (e)
		*e = *store_trouble(st);
	return r;
}

void key_maker_start(struct key_maker *m, struct store *st, const char *label)
{
	struct hash head;
	int64_t seq = 0;

	*m = (struct key_maker){ .practice = store_is_practice(st), .label = label, .moment = store_now(st).seconds };
	if (m->practice && store_act_last(st, &seq, &head) == 0)
		m->counter = (uint64_t)seq << 24;
}

struct key key_make(struct key_maker *m)
{
	struct key k;

	if (m->practice)
		practice_bytes(m->label, m->moment, m->counter++, k.bytes, sizeof k.bytes);
	else
		random_bytes(k.bytes, sizeof k.bytes);
	return k;
}

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

/* ANSWERS */

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

static int check_all_given(const struct init_wish *w, struct err *e)
{
	const struct { const char *what; bool given; } answers[] = {
		{ "the school's name", w->name },
		{ "the number of the local authority", w->authority },
		{ "the establishment number", w->establishment },
		{ "the time zone", w->timezone },
		{ "the times of the morning", w->am.ends > 0 },
		{ "the times of the afternoon", w->pm.ends > 0 },
		{ "the terms", w->term_count > 0 },
		{ "the sign-in name of the first member of staff", w->staff_sign_in },
		{ "the name of the first member of staff", w->staff_name },
		{ "the position of the first member of staff", w->staff_position },
	};

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (!answers[i].given)
			return err_usage(e, "A school needs %s. Nothing was made.", answers[i].what);
	return office_init_check(w, e);
}

/* THE DIRECTORY */

static const char *const places[] = { "letters", "backups", "drafts", "out" };

/* What a school's directory, or one whose making was stopped half way, may hold. */
static bool is_ours(const char *name)
{
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, "lost+found") == 0)
		return true;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (strcmp(name, places[i]) == 0)
			return true;
	return strncmp(name, "firstbell.conf", 14) == 0 || strncmp(name, STORE_FILE, strlen(STORE_FILE)) == 0;
}

static int refuse_strange(const char *directory, struct err *e)
{
	DIR *d = opendir(directory);
	struct dirent *entry;
	int r = 0;

	if (!d)
		return err_store(e, -errno, "%s cannot be read: %s.", directory, strerror(errno));
	while (r == 0 && (entry = readdir(d)))
		if (!is_ours(entry->d_name))
			r = err_refuse(e, "%s holds other things (%s). Name a directory that is empty or not there yet.", directory, entry->d_name);
	closedir(d);
	return r;
}

/* Made, or there already. */
static int make_place(const char *path, struct err *e)
{
	struct stat s;

	if (stat(path, &s) == 0 && S_ISDIR(s.st_mode))
		return 0;
	return file_make_directory(path, 0700, e);
}

int school_directory_make(const char *directory, struct err *e)
{
	CLEAN_BUF struct buf path = { 0 };
	int r = make_place(directory, e);

	if (r == 0)
		r = refuse_strange(directory, e);
	if (r == 0 && chmod(directory, 0700) != 0)
		r = err_store(e, -errno, "%s cannot be kept to yourself: %s.", directory, strerror(errno));
	for (size_t i = 0; r == 0 && i < sizeof places / sizeof *places; i++) {
		buf_reset(&path);
		buf_printf(&path, "%s/%s", directory, places[i]);
		r = make_place(path.text, e);
	}
	buf_reset(&path);
	buf_printf(&path, "%s/firstbell.conf", directory);
	if (r == 0 && !file_exists(path.text))
		r = file_replace(path.text, share_firstbell_conf, strlen(share_firstbell_conf), 0600, e);
	return r;
}

/* THE FIRST ACT */

static int put_calendar(struct store *st, const struct init_wish *w)
{
	int r = 0;

	for (int i = 0; r >= 0 && i < w->term_count; i++) {
		struct term_row row = TERM_NEW;

		row.name = w->terms[i].name;
		row.from_day = w->terms[i].from;
		row.to_day = w->terms[i].to;
		r = store_act_put(st, THING_TERM, &row);
	}
	for (int i = 0; r >= 0 && i < w->closure_count; i++) {
		struct closure_row row = CLOSURE_NEW;

		row.name = w->closures[i].name;
		row.kind = w->closures[i].kind;
		row.from_day = w->closures[i].from;
		row.to_day = w->closures[i].to;
		row.to_session = SESSION_PM;
		r = store_act_put(st, THING_CLOSURE, &row);
	}
	return r;
}

static int put_times(struct store *st, enum session session, const struct session_times *t, struct day from)
{
	struct session_time_row row = SESSION_TIME_NEW;

	row.from_day = from;
	row.session = session;
	row.gate = t->gate;
	row.starts = t->starts;
	row.closes = t->closes;
	row.ends = t->ends;
	return store_act_put(st, THING_SESSION_TIME, &row);
}

/* Without one nothing would say which lines and clocks the school goes by; a better fitting one is adopted later. */
static int put_policy(struct store *st, const char *name, struct day from)
{
	struct policy_row row = POLICY_NEW;
	const char *text = policy_shipped_text(name);

	BUG_UNLESS(text != NULL); /* its name was checked */
	row.name = name;
	row.from_day = from;
	row.text = text;
	return store_act_put(st, THING_POLICY, &row);
}

static int put_first_staff(struct store *st, const struct init_wish *w, struct day today, struct key_maker *keys, int64_t *ret_staff)
{
	static const enum role first_roles[] = { ROLE_OFFICE, ROLE_HEAD, ROLE_ADMIN };
	struct staff_row staff = STAFF_NEW;
	struct staff_login_row login = STAFF_LOGIN_NEW;

	staff.key = key_make(keys);
	staff.sign_in = w->staff_sign_in;
	staff.name = w->staff_name;
	staff.position = w->staff_position;
	staff.kind = "person";
	staff.from_day = today;
	int r = store_act_put(st, THING_STAFF, &staff);
	login.staff = staff.id;
	login.uid = w->uid;
	login.login = w->login ? w->login : "";
	login.from_day = today;
	if (r >= 0)
		r = store_act_put(st, THING_STAFF_LOGIN, &login);
	for (size_t i = 0; r >= 0 && i < sizeof first_roles / sizeof *first_roles; i++) {
		struct staff_role_row role = STAFF_ROLE_NEW;

		role.staff = staff.id;
		role.role = role_name(first_roles[i]);
		role.from_day = today;
		r = store_act_put(st, THING_STAFF_ROLE, &role);
	}
	if (r >= 0)
		*ret_staff = staff.id;
	return r;
}

int school_put(struct store *st, const struct init_wish *w, struct day today, struct key_maker *keys, int64_t *ret_staff)
{
	struct school_row school = SCHOOL_NEW;
	struct day first = today;

	school.key = key_make(keys);
	school.name = w->name;
	school.authority = w->authority;
	school.establishment = w->establishment;
	school.timezone = w->timezone;
	school.phase = w->phase;
	for (int i = 0; i < w->term_count; i++)
		first = w->terms[i].from.n < first.n ? w->terms[i].from : first;
	first = school_year_start(first);

	int r = store_act_put(st, THING_SCHOOL, &school);
	if (r >= 0)
		r = put_calendar(st, w);
	if (r >= 0)
		r = put_times(st, SESSION_AM, &w->am, first);
	if (r >= 0)
		r = put_times(st, SESSION_PM, &w->pm, first);
	if (r >= 0)
		r = put_policy(st, w->policy ? w->policy : policy_national.name, first);
	if (r >= 0)
		r = put_first_staff(st, w, today, keys, ret_staff);
	return r < 0 ? r : 0;
}

static int begin_record(struct store *st, const struct init_wish *w)
{
	struct act_head head = {
		.kind = "school begun", .at = store_now(st), .staff_name = w->staff_name, .position = w->staff_position,
		.roles = "", .uid = w->uid, .terminal = w->terminal ? w->terminal : "", .version = FIRSTBELL_VERSION,
		.day = DAY_NONE, .session = -1,
	};
	struct key_maker keys;
	int64_t staff, seq;

	key_maker_start(&keys, st, "school");
	int r = store_begin(st);
	if (r == 0)
		r = store_act_begin(st, &head);
	if (r == 0)
		r = school_put(st, w, moment_civil(head.at).day, &keys, &staff);
	if (r == 0)
		r = store_act_end(st, true, &seq);
	return r == 0 ? store_commit(st) : r;
}

bool office_school_is_there(const char *directory)
{
	struct store *st = NULL;
	int r = store_open(directory, &st, NULL);

	store_close(st);
	return r != -ENOENT;
}

int office_init(const char *directory, const struct init_wish *w, struct err *e)
{
	struct store *st = NULL;
	int r = check_all_given(w, e);

	if (r == 0 && day_is_none(moment_civil(moment_now()).day))
		r = err_store(e, -ERANGE, CLOCK_OUTSIDE);
	if (r == 0)
		r = school_directory_make(directory, e);
	if (r == 0)
		r = store_create(directory, NULL, &st, e);
	if (r < 0)
		return r;
	r = begin_record(st, w);
	if (r < 0)
		store_said(st, r, e);
	store_close(st);
	return r;
}
