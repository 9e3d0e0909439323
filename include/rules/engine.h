#ifndef RULES_ENGINE_H
#define RULES_ENGINE_H

#include "rules/crossing.h"
#include "rules/forecast.h"
#include "rules/pattern.h"
#include "rules/penalty.h"
#include "rules/returns.h"

/*
 * All rules of one pupil in one go, in order of what they need from one another: the same call serves screens, reports, evidence and tests.  Pure, and without
 * memory of its own from pupil to pupil but its buffers.
 */
enum { ENGINE_TALLY = 1, ENGINE_CROSSINGS = 2, ENGINE_FORECAST = 4, ENGINE_PENALTY = 8, ENGINE_RETURNS = 16, ENGINE_PATTERNS = 32, ENGINE_SPELLS = 64,
       ENGINE_ALL = 127 };
/** What is the same for everybody. */
struct engine_terms {
	const struct policy *policy;
	const struct school_days *days;
	sitting first, last;       /**< the period that tally, band, crossings, forecast, spells and patterns are of */
	struct day today;
	unsigned int parts;
};
/** A pupil, from `span` on: at least the period, and for penalty windows and returns what lies before it. */
struct engine_pupil {
	struct span span;
	struct return_known known; /**< with ENGINE_RETURNS; `born` also with ENGINE_PENALTY */
	int left;                  /**< with ENGINE_FORECAST */
	const sitting *used;       /**< by penalty notices */
	int used_count;
};
struct engine_result {
	struct marks all, marks;   /**< of the span; of the period */
	struct tally tally;
	int possible, attended, missed;
	int band;                  /**< -1: nothing was possible */
	struct stage_at stage;     /**< with ENGINE_CROSSINGS; else by the figures at the end alone, and since STAGE_SINCE_UNKNOWN */
	bool persistent, severe;
	struct crossings crossings;
	struct forecast forecast;
	struct penalty penalty;
	struct returns returns;
	struct spells spells;
	struct patterns patterns;
	struct forecast_line *lines; /**< of the forecast */
	int line_room;
	struct { VEC(struct mark); } buffer;
};
/**
 * Fills *r, whose buffers are used again: zeros at first, engine_result_finish() at last.  Marks, tally, band, stage and the two flags are filled always; what else
 * `parts` does not ask for is left as it was.  Patterns fill the spells too.
 */
void engine_run(const struct engine_terms *t, const struct engine_pupil *p, struct engine_result *r);
void engine_result_finish(struct engine_result *r);
#define CLEAN_ENGINE __attribute__((cleanup(engine_result_finish)))

#endif
