#ifndef TEST_MARKS_DESK_H
#define TEST_MARKS_DESK_H

#include "office/import.h"
#include "rules/code.h"
#include "store/store.h"

/*
 * A school with twelve pupils, admission numbers 1 to 12, in one class; its clock stands at Fri 20 Nov 2026, 09:07.  It knows the autumn
 * of 2026 with a half-term and a boiler that broke; pupil 11 left on 30 September 2026, pupil 12 boards.  Each case has it anew.
 */
enum { PUPILS = 12, LEFT = 11, BOARDS = 12 };
#define HEADING "admission_number,date,session,code,minutes_late,note\n"
#define THREE "1,2026-09-03,am,/,,\n1,2026-09-03,pm,I,,\n2,2026-09-03,am,C,,\n"

struct desk {
	char place[64];
	struct office *o;
	struct buf said;
	struct err e;
	struct import_result got;
	int r;
};

/** Another person at the keys: 1000 amy, who may do everything; 1001 ben, office. */
void open_as(struct desk *x, int64_t uid);
void desk_begin(struct desk *x);
void desk_end(struct desk *x);
/** In the school's directory. */
void write_file(struct desk *x, const char *name, const char *bytes, size_t n);
/** The whole of a file of marks; what was said, and how it ended: x->r. */
int import_n(struct desk *x, const char *bytes, size_t n, struct import_wish w);
int import(struct desk *x, const char *bytes, struct import_wish w);
/** Was school held then, in 2023/24?  A half-term, Christmas, half-term, Easter, half-term; an INSET day, a Saturday, a half day. */
bool held_2023(sitting s);
/** Rows of these days of that year, of the first pupils; how many. */
int put_held(struct buf *to, struct day from, struct day last, int pupils);
void must(struct desk *x, int wanted);
void has(const char *text, const char *part);
void put(struct store *st, enum thing thing, void *row);
/** The school's store, opened once more. */
struct store *look(struct desk *x);
int64_t last_act(struct desk *x);
const char *mark_of(struct desk *x, int pupil, struct day day, enum session session);
void assert_holds(struct desk *x);
int count_acts(struct desk *x, const char *kind);

#endif
