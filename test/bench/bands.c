/* Who is near a line, and why: the Bands screen's figures, a pupil's page, and the working of a figure, each as a key asks for it. */
#include <stdio.h>
#include <unistd.h>

#include "office/pupil_page.h"
#include "office/school_page.h"
#include "office/trend.h"
#include "school.h"

static struct office *office_of(const char *directory)
{
	const struct office_options options = { .directory = directory, .uid = getuid(), .terminal = "bench" };
	struct office *o;
	struct err e = { 0 };

	DO(NULL, zone_set("Europe/London"));
	if (office_open(&options, &o, &e) < 0)
		wrong("%s", e.text);
	return o;
}

static double bands_seconds(struct office *o, int pupils)
{
	const struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1 };
	struct bands_view v;
	struct err e = { 0 };
	double began = seconds_now();

	if (office_bands_open(o, &wish, &v, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	MUST(v.count == pupils);
	bands_view_finish(&v);
	return began;
}

static double trend_seconds(struct office *o, int pupils)
{
	const struct bands_wish wish = { .from = DAY_NONE, .to = DAY_NONE, .year = SESSION_ANY_YEAR, .band = -1 };
	struct trend_view v;
	struct err e = { 0 };
	double began = seconds_now();

	if (office_trend_open(o, &wish, &v, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	MUST(v.count > 30 && v.weeks[v.count - 1].possible_to_date > 300 * pupils);
	trend_view_finish(&v);
	return began;
}

struct first {
	const char *directory;
	int pupils;
	double (*seconds)(struct office *o, int pupils);
};

static double figures_first(const void *ctx)
{
	const struct first *f = ctx;
	struct office *o = office_of(f->directory);
	double seconds = f->seconds(o, f->pupils);

	office_close(o);
	return seconds;
}

static void measure_figures(const struct bench *b, const char *what, double (*seconds)(struct office *o, int pupils), double most_first)
{
	CLEAN_ARENA struct arena a = { 0 };
	const struct first f = { school_directory(b, &a), b->sizes->pupils, seconds };
	struct samples first = { 0 }, again = { 0 };

	for (int i = 0; i < b->sizes->repeats; i++)
		vec_push(&first, answer_apart(figures_first, &f));
	struct office *o = office_of(f.directory);
	for (int i = 0; i < b->sizes->repeats; i++)
		vec_push(&again, seconds(o, f.pupils));
	office_close(o);
	print_heading(arena_printf(&a, "%s of %d pupils, as the key asks for them", what, f.pupils));
	print_limit(b, "opened for the first time in a process", 1e3 * samples_percentile(&first, 50), most_first, "ms");
	print_limit(b, "opened again", 1e3 * samples_percentile(&again, 50), 16, "ms");
}

void row_bands(const struct bench *b)
{
	measure_figures(b, "Bands", bands_seconds, 16);
}

void row_trend(const struct bench *b)
{
	measure_figures(b, "The weeks of a year", trend_seconds, 16);
}

static double school_page_seconds(struct office *o, int pupils)
{
	struct school_page p;
	struct err e = { 0 };
	double began = seconds_now();

	if (office_school_page_open(o, &p, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	MUST(p.bands.all == pupils && p.n[SCHOOL_CLASS] > 3 && p.trend.count > 30);
	school_page_finish(&p);
	return began;
}

void row_school_page(const struct bench *b)
{
	measure_figures(b, "The head's page", school_page_seconds, 48); /* Today is read for it as well */
}

static double working_seconds(struct office *o, const char *pupil, const char *class)
{
	const struct report_wish wish = { .date = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE, .session = -1, .pupil = pupil, .group = class };
	struct report r;
	struct err e = { 0 };
	double began = seconds_now();

	if (report_fill_working(o, &wish, &r, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	MUST(r.rows.count > 5);
	report_finish(&r);
	return began;
}

static double page_seconds(struct office *o, int64_t pupil)
{
	struct pupil_page p;
	struct err e = { 0 };
	double began = seconds_now();

	if (office_pupil_page_open(o, pupil, DAY_NONE, &p, &e) < 0)
		wrong("%s", e.text);
	began = seconds_now() - began;
	MUST(p.picture.weeks > 30);
	pupil_page_finish(&p);
	return began;
}

void row_working(const struct bench *b)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct office *o = office_of(school_directory(b, &a));
	struct samples pupil = { 0 }, class = { 0 }, school = { 0 }, page = { 0 };

	for (int i = 0; i < b->sizes->repeats; i++) {
		int n = i * 131 % b->sizes->pupils;

		vec_push(&pupil, working_seconds(o, arena_printf(&a, "A%06d", n + 1), NULL));
		vec_push(&class, working_seconds(o, NULL, arena_printf(&a, "C%02d", n / CLASS_SIZE + 1)));
		vec_push(&school, working_seconds(o, NULL, NULL));
		vec_push(&page, page_seconds(o, n + 1));
	}
	office_close(o);
	print_heading("The working of a figure, and a pupil's page");
	print_limit(b, "of a pupil's", 1e3 * samples_percentile(&pupil, 50), 5, "ms");
	print_limit(b, "of a class's", 1e3 * samples_percentile(&class, 50), 5, "ms");
	print_limit(b, "of the school's", 1e3 * samples_percentile(&school, 50), 5, "ms");
	print_limit(b, "a pupil's page", 1e3 * samples_percentile(&page, 50), 5, "ms");
}
