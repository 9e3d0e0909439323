#include "import_desk.h"
#include "directory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static void put(struct store *st, enum thing thing, void *row)
{
	assert_true(store_act_put(st, thing, row) > 0);
}

static void put_rows(struct store *st)
{
	static const char *const roles[] = { "office", "admin" };
	struct school_row school = { .key = { { 1 } }, .name = "Saltmarsh", .authority = "845", .establishment = "9998", .timezone = "Europe/London" };
	struct term_row term = { .name = "Autumn", .from_day = day_of(2026, 9, 2), .to_day = day_of(2026, 12, 18) };
	struct staff_row staff = STAFF_NEW;
	struct staff_login_row login = STAFF_LOGIN_NEW;

	put(st, THING_SCHOOL, &school);
	put(st, THING_TERM, &term);
	staff.key = (struct key){ { 2 } };
	staff.sign_in = login.login = "amy";
	staff.name = "Amy Reed";
	staff.position = "Office manager";
	staff.kind = "person";
	staff.from_day = login.from_day = day_of(2026, 9, 1);
	put(st, THING_STAFF, &staff);
	login.staff = staff.id;
	login.uid = 1000;
	put(st, THING_STAFF_LOGIN, &login);
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		struct staff_role_row role = STAFF_ROLE_NEW;

		role.staff = staff.id;
		role.role = roles[i];
		role.from_day = staff.from_day;
		put(st, THING_STAFF_ROLE, &role);
	}
}

/* A practice school, so that its days are the same whenever this runs. */
static void put_school(struct desk *x)
{
	struct act_head head = { .kind = "school begun", .staff_name = "Amy Reed", .position = "", .roles = "", .terminal = "", .version = "",
				 .day = DAY_NONE, .session = -1 };
	struct office_options options = { .directory = x->place, .uid = 1000, .terminal = "" };
	struct store *st = NULL;
	int64_t seq;

	assert_int_equal(zone_set("Europe/London"), 0);
	head.at = moment_of(day_of(2026, 11, 20), 9 * 60 + 7, 0);
	assert_int_equal(store_create(x->place, &head.at, &st, &x->e), 0);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_act_begin(st, &head), 0);
	put_rows(st);
	assert_int_equal(store_act_end(st, true, &seq), 0);
	assert_int_equal(store_commit(st), 0);
	store_close(st);
	if (office_open(&options, &x->o, &x->e) != 0)
		print_error("%s\n", x->e.text);
	assert_non_null(x->o);
}

void desk_begin(struct desk *x)
{
	*x = (struct desk){ .place = "/tmp/firstbell-import-XXXXXX", .in = "/tmp/firstbell-files-XXXXXX" };
	assert_non_null(mkdtemp(x->place));
	assert_non_null(mkdtemp(x->in));
	put_school(x);
}

void desk_end(struct desk *x)
{
	office_close(x->o);
	buf_finish(&x->said);
	directory_remove(x->place);
	directory_remove(x->in);
}

const char *desk_path(struct desk *x, const char *name, char to[static 160])
{
	snprintf(to, 160, "%s/%s", x->in, name);
	return to;
}

void desk_write(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

char *desk_read(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = mem_new(1, 1 << 20);

	if (!f) {
		free(text);
		return NULL;
	}
	assert_true(fread(text, 1, (1 << 20) - 1, f) < (1 << 20) - 1);
	fclose(f);
	return text;
}

void desk_meanwhile(struct desk *x, const char *sign_in)
{
	struct office_options options = { .directory = x->place, .uid = 1000, .terminal = "" };
	struct office *o = NULL;
	struct err e = { 0 };
	int64_t act;

	assert_int_equal(office_open(&options, &o, &e), 0);
	assert_int_equal(office_staff_add(o, sign_in, "Else", "Clerk", false, &act, &e), 0);
	office_close(o);
}

/* Steps to the end; what comes between is done once the file is judged. */
static int run(struct desk *x, struct import_job *job)
{
	int r = 1;

	while (r > 0) {
		if (x->between && import_progress(job)->phase == IMPORT_WRITING) {
			desk_meanwhile(x, x->between);
			x->between = NULL;
		}
		if (x->meanwhile && import_progress(job)->phase == IMPORT_WRITING) {
			void (*f)(void *desk) = x->meanwhile;

			x->meanwhile = NULL;
			f(x);
		}
		r = import_step(job, &x->e);
		x->steps++;
		buf_text(&x->said, import_said(job));
	}
	return r;
}

int desk_import(struct desk *x, enum file_kind kind, const char *bytes)
{
	struct import_wish wish = x->wish;
	char path[160], name[32], text[1024];
	struct import_job *job = NULL;

	snprintf(name, sizeof name, "%s.csv", file_shapes[kind].name);
	wish.kind = kind;
	wish.file = desk_path(x, name, path);
	desk_write(path, bytes, strlen(bytes));
	buf_reset(&x->said);
	x->e = (struct err){ 0 };
	x->got = (struct import_result){ 0 };
	x->steps = x->refused = x->set_aside = 0;
	int r = office_import_begin(x->o, &wish, &job, &x->e);
	if (r < 0) {
		err_format(&x->e, text, sizeof text);
		buf_printf(&x->said, "%s\n", text);
		return r;
	}
	r = run(x, job);
	x->got = *import_result(job);
	x->refused = import_progress(job)->refused;
	x->set_aside = import_progress(job)->set_aside;
	if (r == 0)
		assert_int_equal(import_progress(job)->phase, IMPORT_DONE);
	import_close(job);
	return r;
}

int desk_dry(struct desk *x, enum file_kind kind, const char *bytes)
{
	x->wish.dry_run = true;
	int r = desk_import(x, kind, bytes);
	x->wish.dry_run = false;
	return r;
}

void desk_take(struct desk *x, enum file_kind kind, const char *bytes)
{
	int r = desk_import(x, kind, bytes);

	if (r != 0)
		print_error("%s%s\n", buf_string(&x->said), x->e.text);
	assert_int_equal(r, 0);
}

bool desk_heard(struct desk *x, const char *words)
{
	if (strstr(buf_string(&x->said), words))
		return true;
	print_error("not said: %s\nsaid:\n%s", words, buf_string(&x->said));
	return false;
}

static size_t before_last(const char *lines)
{
	size_t n = strlen(lines);

	for (n = n ? n - 1 : 0; n > 0 && lines[n - 1] != '\n'; n--)
		;
	return n;
}

void desk_same_but_last(const char *dry, const char *real)
{
	size_t n = before_last(dry);

	assert_true(n > 0);
	assert_int_equal(before_last(real), n);
	assert_memory_equal(dry, real, n);
}

struct store *desk_look(struct desk *x)
{
	struct store *st = NULL;
	struct err e = { 0 };

	assert_int_equal(store_open(x->place, &st, &e), 0);
	return st;
}

int64_t desk_last_act(struct desk *x)
{
	struct store *st = desk_look(x);
	struct hash head;
	int64_t seq = 0;

	assert_int_equal(store_act_last(st, &seq, &head), 0);
	store_close(st);
	return seq;
}

void desk_verify(struct desk *x)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct verify_result verified = { 0 };
	struct store *st = desk_look(x);

	assert_int_equal(store_verify(st, &a, &verified), 0);
	assert_true(verified.ok);
	vec_finish(&verified.faults);
	store_close(st);
}

void desk_refuses(struct desk *x, enum file_kind kind, const char *heading, const struct desk_fault *f)
{
	CLEAN_BUF struct buf file = { 0 };
	int64_t before = desk_last_act(x);
	bool own = *f->rows == '!';

	buf_printf(&file, "%s%s", own ? "" : heading, own ? f->rows + 1 : f->rows);
	assert_int_equal(desk_import(x, kind, buf_string(&file)), -EBADMSG);
	assert_true(desk_heard(x, f->words));
	assert_int_equal(x->e.line, f->line);
	assert_int_equal(x->e.column, f->column);
	assert_int_equal(desk_last_act(x), before);
}
