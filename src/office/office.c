/* A school opened: its store, its time zone before anything else, its own facts, and somebody at the keys. */
#include "office/office.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "evacuation.h"
#include "family_read.h"
#include "internal.h"
#include "office/school.h"
#include "paper.h"
#include "pupil_search.h"
#include "report_roll.h"

static int64_t or_zero(int64_t v)
{
	return v == NONE ? 0 : v;
}

static int or_any_year(int64_t v)
{
	return v == NONE ? SESSION_ANY_YEAR : (int)v;
}

static int load_terms(struct office *o)
{
	struct term_row *rows;
	int n = store_thing_all(o->store, THING_TERM, &o->arena, &rows);

	if (n < 0)
		return n;
	struct term *terms = arena_new(&o->arena, (size_t)n, sizeof *terms);
	for (int i = 0; i < n; i++)
		terms[i] = (struct term){ .name = rows[i].name, .from = rows[i].from_day, .to = rows[i].to_day };
	o->calendar.terms = terms;
	o->calendar.term_count = n;
	return 0;
}

static const struct {
	const char *name;
	enum closing kind;
} closings[] = {
	{ "holiday", CLOSING_HOLIDAY }, { "inset", CLOSING_INSET },     { "planned", CLOSING_PLANNED },
	{ "unplanned", CLOSING_UNPLANNED }, { "partial", CLOSING_PARTIAL }, { "staggered", CLOSING_STAGGERED },
	{ "open", CLOSING_OPEN },
};

static enum closing closing_of(const char *name)
{
	for (size_t i = 0; i < sizeof closings / sizeof *closings; i++)
		if (strcmp(closings[i].name, name) == 0)
			return closings[i].kind;
	BUG("closure of kind %s", name); /* the table itself refuses any other */
}

static int load_closures(struct office *o)
{
	struct closure_row *rows;
	int n = store_thing_all(o->store, THING_CLOSURE, &o->arena, &rows);

	if (n < 0)
		return n;
	struct closure *closures = arena_new(&o->arena, (size_t)n, sizeof *closures);
	int64_t *ids = arena_new(&o->arena, (size_t)n, sizeof *ids);
	for (int i = 0; i < n; i++) {
		ids[i] = rows[i].id;
		closures[i] = (struct closure){
			.from = sitting_of(rows[i].from_day, (enum session)rows[i].from_session),
			.to = sitting_of(rows[i].to_day, (enum session)rows[i].to_session),
			.kind = closing_of(rows[i].kind),
			.year = or_any_year(rows[i].year),
			.group = or_zero(rows[i].roll_group),
			.name = rows[i].name,
		};
		o->by_year |= closures[i].year != SESSION_ANY_YEAR;
	}
	o->calendar.closures = closures;
	o->closure_ids = ids;
	o->calendar.closure_count = n;
	return 0;
}

static int load_times(struct office *o)
{
	struct session_time_row *rows;
	int n = store_thing_all(o->store, THING_SESSION_TIME, &o->arena, &rows);

	if (n < 0)
		return n;
	o->session_rules = arena_new(&o->arena, (size_t)n, sizeof *o->session_rules);
	o->session_rule_count = n;
	for (int i = 0; i < n; i++) {
		const struct session_time_row *row = &rows[i];

		o->session_rules[i] = (struct session_rule){
			.site = or_zero(row->site), .group = or_zero(row->roll_group), .year = or_any_year(row->year),
			.from = row->from_day, .to = row->to_day, .session = (enum session)row->session,
			.times = { (int)row->gate, (int)row->starts, (int)row->closes, (int)row->ends },
		};
		o->by_year |= o->session_rules[i].year != SESSION_ANY_YEAR;
	}
	return 0;
}

static int load_groups(struct office *o)
{
	int n = store_thing_all(o->store, THING_ROLL_GROUP, &o->arena, &o->roll_groups);

	if (n < 0)
		return n;
	o->roll_group_count = n;
	n = store_thing_all(o->store, THING_SETTING, &o->arena, &o->settings);
	if (n < 0)
		return n;
	o->setting_count = n;
	return 0;
}

int office_load(struct office *o, struct err *e)
{
	arena_finish(&o->arena);
	o->calendar = (struct calendar){ 0 };
	o->school = (struct school_row){ .name = "", .timezone = "" };
	o->session_rule_count = o->roll_group_count = o->setting_count = o->import_file_count = 0;
	o->by_year = false;
	int r = store_thing_get(o->store, THING_SCHOOL, 1, &o->arena, &o->school);
	if (r == -ENOENT)
		return err_store(e, -ENOENT, "This school's record holds no school yet: it was never finished. Make it again with `firstbell init`.");
	if (r < 0)
		return office_fail(o, r, e);
	if (zone_set(o->school.timezone) < 0)
		return err_store(e, -ENOENT, "The school's time zone %s is not known to this system. Install the package tzdata.",
				 o->school.timezone);
	r = load_terms(o);
	if (r == 0)
		r = load_closures(o);
	if (r == 0)
		r = load_times(o);
	if (r == 0)
		r = load_groups(o);
	if (r == 0)
		r = o->import_file_count = store_thing_all(o->store, THING_IMPORT_FILE, &o->arena, &o->import_files);
	if (r < 0) {
		o->import_file_count = 0;
		return office_fail(o, r, e);
	}
	return 0;
}

bool office_taken_elsewhere(const struct office *o, struct day day)
{
	bool taken = false;

	for (int i = 0; i < o->import_file_count; i++) {
		const struct import_file_row *f = &o->import_files[i];

		taken |= !day_is_none(f->taken_from_day) && day_within(day, f->taken_from_day, f->taken_to_day);
	}
	return taken;
}

static int refresh(struct office *o, struct err *e)
{
	int64_t version = store_data_version(o->store);
	int r = 0;

	if (version == o->seen && day_equal(o->as_of, office_today(o)))
		return 0;
	if (version != o->seen)
		r = office_load(o, e);
	if (r == 0 && o->known)
		r = office_standing_load(o, e);
	if (r == 0)
		o->seen = version;
	return r;
}

int office_refresh(struct office *o, struct err *e)
{
	int r = office_someone(o, e);

	return r < 0 ? r : refresh(o, e);
}

const char *office_setting(struct office *o, const char *name, struct day day, const char *otherwise)
{
	const struct setting_row *best = NULL;

	for (int i = 0; i < o->setting_count; i++) {
		const struct setting_row *row = &o->settings[i];

		if (strcmp(row->name, name) == 0 && row->from_day.n <= day.n && (!best || row->from_day.n >= best->from_day.n))
			best = row;
	}
	return best ? best->value : otherwise;
}

static int open_conf(struct office *o, struct err *e)
{
	CLEAN_BUF struct buf path = { 0 };

	buf_printf(&path, "%s/firstbell.conf", o->directory);
	return conf_read(buf_string(&path), &o->conf, e);
}

static void fill_hands(struct office *o)
{
	struct conf *c = &o->conf;
	struct office_key *keys = arena_new(&c->arena, (size_t)c->key_count + 1, sizeof *keys);

	for (int i = 0; i < c->key_count; i++)
		keys[i] = (struct office_key){ .name = c->keys[i].name, .key = c->keys[i].key, .line = c->keys[i].line };
	o->hands = (struct office_hands){
		.file = arena_printf(&c->arena, "%s/firstbell.conf", o->directory),
		.theme = c->theme,
		.reader = c->reader,
		.sounds = c->sounds,
		.lock_minutes = c->lock_minutes,
		.keys = keys,
		.key_count = c->key_count,
	};
}

const struct office_hands *office_hands(struct office *o)
{
	return &o->hands;
}

int64_t office_version(struct office *o)
{
	return store_data_version(o->store);
}

static int open_all(struct office *o, const struct office_options *options, struct err *e)
{
	int r = seal_start(e);

	if (r == 0)
		r = store_open(o->directory, &o->store, e);
	if (r < 0)
		return r;
	o->seen = store_data_version(o->store);
	r = office_load(o, e); /* which sets the time zone: no civil time is worked out before */
	if (r == 0)
		r = open_conf(o, e);
	if (r == 0)
		fill_hands(o);
	if (r == 0)
		r = office_clock_look(o, e);
	if (r == 0)
		r = office_person_find(o, options, e);
	if (r == 0 && options->clock)
		r = office_clock(o, options->clock, e);
	return r;
}

int office_open(const struct office_options *options, struct office **ret, struct err *e)
{
	struct office *o = mem_new(1, sizeof *o);

	o->directory = mem_text(options->directory);
	o->terminal = mem_text(options->terminal ? options->terminal : "");
	o->uid = options->uid;
	int r = open_all(o, options, e);
	if (r < 0) {
		office_close(o);
		return r;
	}
	*ret = o;
	return 0;
}

void office_close(struct office *o)
{
	if (!o)
		return;
	store_close(o->store);
	search_free(o->search);
	day_kept_free(o->day_kept);
	evacuation_kept_free(o->evacuation);
	paper_free(o);
	secrets_free(o->secrets);
	roll_kept_free(o->roll);
	families_kept_free(o->families);
	conf_finish(&o->conf);
	arena_finish(&o->arena);
	arena_finish(&o->people);
	arena_finish(&o->standing);
	free(o->directory);
	free(o->terminal);
	free(o);
}

void office_rest(struct office *o)
{
	evacuation_rest(o);
	paper_rest(o);
	store_rest(o->store);
}

static int clock_move(struct office *o, struct moment to, struct err *e)
{
	int r = store_begin(o->store);

	if (r < 0)
		return office_fail(o, r, e);
	struct moment now = store_now(o->store);
	if (to.seconds <= now.seconds) {
		struct civil at = moment_civil(now);
		char day[DAY_TEXT], time[8];

		store_abandon(o->store);
		if (to.seconds == now.seconds)
			return 0;
		return err_refuse(e, "The practice school's clock stands at %s on %s, and moves forward only.", minute_text(at.minute, time),
				  day_long(at.day, day));
	}
	r = store_clock_put(o->store, to);
	if (r == 0)
		return office_write_end(o, e);
	office_fail(o, r, e);
	store_abandon(o->store);
	return r;
}

int office_clock(struct office *o, const char *to, struct err *e)
{
	struct civil civil;

	if (!store_is_practice(o->store))
		return err_refuse(e, "Only a practice school keeps its own clock.");
	if (civil_parse(to, &civil) < 0)
		return err_usage(e, "%s is not a date and time. Write it like 2026-11-20T09:07.", to);
	int r = clock_move(o, moment_of(civil.day, civil.minute, 0), e);
	return r < 0 ? r : refresh(o, e); /* nobody need be signed in */
}

struct moment office_now(struct office *o)
{
	return store_now(o->store);
}

struct day office_today(struct office *o)
{
	return moment_civil(store_now(o->store)).day;
}

enum session office_session_now(struct office *o)
{
	struct civil now = moment_civil(store_now(o->store));
	const struct session_times *pm = office_times_for(o, now.day, SESSION_PM, 0, SESSION_ANY_YEAR);

	return now.minute < (pm ? pm->starts : 12 * 60) ? SESSION_AM : SESSION_PM;
}

const char *office_school_name(struct office *o)
{
	return o->school.name;
}

const char *office_banner(struct office *o)
{
	return store_is_practice(o->store) ? "PRACTICE" : NULL;
}

const char *office_read_only(struct office *o)
{
	return store_read_only(o->store);
}

const char *office_clock_trouble(struct office *o)
{
	return o->clock_trouble;
}

const struct calendar *office_calendar(struct office *o)
{
	return &o->calendar;
}

const struct person *office_person(struct office *o)
{
	return &o->person;
}
