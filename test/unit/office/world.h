#ifndef TEST_OFFICE_WORLD_H
#define TEST_OFFICE_WORLD_H

/* A small practice school in a directory of its own: two classes, seven children, staff of every kind that matters here. */

#include "office/register.h"
#include "store/rows.h"

enum {
	WILLOW = 1, OAK = 2,
	ANN = 1, TOM, HAL, ADA, GUS, INA, YAZ, SUE, MIA, DES, LOU, /* office teacher head admin governor inspector head of year supply acting DSL late */
	AMARA = 1, BEN, CHLOE, DEV, ED, FINN, GIA,
};

/* Friday 20 November 2026; Dev joins Willow at noon that day, Ed left it on the Friday before. */
#define TODAY day_of(2026, 11, 20)
#define REF(g, d, s) (&(struct register_ref){ g, d, s })
#define WILLOW_AM REF(WILLOW, TODAY, SESSION_AM)
#define WILLOW_PM REF(WILLOW, TODAY, SESSION_PM)

struct world {
	char directory[4096];
	struct office *o;
	struct err e;
	struct mark_result got;
	struct buf said;
};

/** A case of its own: a fresh school, a walk through it. */
struct world_case {
	const char *name;
	void (*run)(struct world *w);
	bool real;
};
void world_case(void **state);

/** `real`: a real school, whose clock is the system's; else a practice school at 08:30. */
void world_make(struct world *w, bool real);
void world_end(struct world *w);

/** Signs in as that person; the clock stays. */
void as(struct world *w, const char *sign_in);
void at(struct world *w, const char *clock);
/** Sign-in by whatever the options say. */
int sign_in(struct world *w, const char *name, int64_t uid, const char *password);

/** One mark, `before` not said: the answer, with w->got and w->e. */
int mark(struct world *w, const struct register_ref *ref, int64_t pupil, const char *code, const char *reason);
int late(struct world *w, int64_t pupil, int minute, const char *code, const char *why);
/** A row of any thing, written behind the office's back as another program would. */
void world_put(struct world *w, enum thing thing, void *row);
/** Marks of years behind the office's back: `sessions` of those that the calendar of the world holds, one after the other from that day on. */
struct world_run {
	int64_t pupil;
	struct day from;
	int sessions;
	int missed;      /**< the first of them; the others are present */
	const char *code;
};
void world_runs(struct world *w, const struct world_run *runs, size_t n);
#define RUN(w, ...) \
	world_runs(w, (const struct world_run[]){ __VA_ARGS__ }, sizeof (const struct world_run[]){ __VA_ARGS__ } / sizeof(struct world_run))
/** The code that stands, "" for none. */
const char *stands(struct world *w, const struct register_ref *ref, int64_t pupil);

#define assert_done(r) assert_done_at(&w->e, r, #r, __FILE__, __LINE__)
void assert_done_at(const struct err *e, int r, const char *what, const char *file, int line);
/** Refused (exit 4) with these words in the sentence. */
#define assert_refused(r, words) assert_refused_at(&w->e, r, words, __FILE__, __LINE__)
void assert_refused_at(const struct err *e, int r, const char *words, const char *file, int line);
#define assert_words(text, words) assert_words_at(text, words, __FILE__, __LINE__)
void assert_words_at(const char *text, const char *words, const char *file, int line);

#endif
