#ifndef OFFICE_REPORT_GROUPS_H
#define OFFICE_REPORT_GROUPS_H

/* Groups side by side, in parts: counted and said (report_groups.c), hidden from who sees figures alone (report_groups_hide.c). */

#include "report_listed.h"
#include "report_member.h"

/** What a group is one of: years, classes and sexes are each the whole in parts; a flag is itself and the rest. */
enum dimension { OF_ALL, OF_YEAR, OF_CLASS, OF_SEX, OF_FLAG, DIMENSIONS };

struct group {
	enum dimension of;
	const char *name;
	struct tally tally;
	int pupils, counted, persistent, severe; /**< counted: with a possible session */
	uint64_t *members;                       /**< a bit a pupil: those counted */
	bool hidden;
};

/** What a pupil did while in one group. */
struct piece {
	int64_t pupil;
	int group;
	int32_t possible, attended;
};

struct grouping {
	struct office *office;
	const struct report_asked *asked;
	struct member member;
	struct arena arena;
	struct group *groups;
	int count, first[DIMENSIONS + 1];        /**< where each dimension begins */
	struct { VEC(struct piece); } pieces;
	int words;                               /**< of a set of pupils */
};

/** Small groups, and those that would bring small ones back, become hidden (C14; reliability 5). */
void groups_hide(struct grouping *g);

#endif
