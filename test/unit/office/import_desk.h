#ifndef TEST_IMPORT_DESK_H
#define TEST_IMPORT_DESK_H

#include "rows.h"

#include "office/import.h"
#include "office/school.h"
#include "store/store.h"

/*
 * A practice school with nobody on the roll, its clock at Friday 20 November 2026; each case has it anew.  Amy Reed (office and admin) is at
 * the keys.
 */
struct desk {
	char place[64];            /**< the school */
	char in[64];               /**< where its files lie */
	struct office *o;
	struct import_wish wish;   /**< but kind and file: what a case asks for besides */
	struct buf said;           /**< all lines, and the sentence of a file that could not be begun */
	struct err e;
	struct import_result got;
	int steps, refused, set_aside;
	const char *between;       /**< a member of staff whom another program adds once the file is judged; NULL: nothing comes between */
	void (*meanwhile)(void *desk); /**< or whatever else happens then */
};

void desk_begin(struct desk *x);
void desk_end(struct desk *x);
/** Reads `bytes` as a file NAME.csv of that kind: what the last step, or the beginning, answered. */
int desk_import(struct desk *x, enum file_kind kind, const char *bytes);
int desk_dry(struct desk *x, enum file_kind kind, const char *bytes);
/** The same must be well. */
void desk_take(struct desk *x, enum file_kind kind, const char *bytes);
/** A file that is refused. */
struct desk_fault {
	const char *name, *rows;   /**< behind a heading, unless they begin with "!" */
	int line, column;
	const char *words;
};
/** That file must be refused there, with those words, and nothing written. */
void desk_refuses(struct desk *x, enum file_kind kind, const char *heading, const struct desk_fault *f);
bool desk_heard(struct desk *x, const char *words); /**< is that among what was said?  Prints it all if not */
/** The same lines but the last, which says "would be" in a dry run. */
void desk_same_but_last(const char *dry, const char *real);
struct store *desk_look(struct desk *x);            /**< the store, to be closed */
int64_t desk_last_act(struct desk *x);
void desk_verify(struct desk *x);
/** Somebody else saves something: another program adds a member of staff. */
void desk_meanwhile(struct desk *x, const char *sign_in);
/** A file in the directory of files. */
const char *desk_path(struct desk *x, const char *name, char to[static 160]);
void desk_write(const char *path, const char *bytes, size_t n);
/** Bytes of a file, ended by a zero byte; NULL if there is none. */
char *desk_read(const char *path);

#endif
