#ifndef EXCHANGE_HEADERS_H
#define EXCHANGE_HEADERS_H

#include "exchange/columns.h"
#include "exchange/csv.h"
#include "rules/session.h"

/*
 * Header maps: which heading of another product's file is which column of ours.  A map is itself a CSV file (share/headers/ *.csv, and a
 * school's own in its directory's headers/) that an office can read and change in a spreadsheet:
 *
 *	file,column,heading
 *	product,,SIMS               the name that people know it by
 *	pupils,forename,Legal Forename
 *	pupils,,Email               known, and left out
 *	codes,,-                    their "-" is no mark
 *	codes,J1,J1X                their J1X is our J1
 *
 * Several headings may stand for one column; headings are the same whatever the case, blanks, underscores and hyphens in them.
 */
struct header_map_row {
	enum file_kind kind;
	int column;          /**< index into file_shapes[kind].columns, or COLUMN_LEFT_OUT */
	const char *heading;
	int line;
};
struct header_map_code {
	const char *theirs, *ours; /**< `ours` "": no mark */
	int line;
};
struct header_map {
	struct arena arena;
	const char *name;    /**< "sims": the file without its end */
	const char *title;   /**< "SIMS" */
	struct { VEC(struct header_map_row); } rows;
	struct { VEC(struct header_map_code); } codes;
};
/** All or nothing: an unknown file, column or code, a heading that stands for two columns, a missing product is refused by line. -EBADMSG */
int header_map_read(const char *file, const char *name, const char *bytes, size_t n, struct header_map *ret, struct err *e);
void header_map_write(const struct header_map *map, struct buf *to); /**< header_map_read() of it gives the same map */
void header_map_finish(struct header_map *map);

/** How a file's headings are read by a map; `map` NULL: by our own names. */
struct header_match {
	int column[FILE_COLUMNS_MOST];   /**< of our columns: the field of the file, -1 where it has none */
	int known;                       /**< headings that are one of our columns */
	int wide;                        /**< marks: headings that are a date and session */
	struct { VEC(int); } left_out;   /**< fields that the map says to leave out */
	struct { VEC(int); } unknown;    /**< fields that nobody knows */
	int twice;                       /**< a second field for a column that has one already; -1: none */
};
void header_match(const struct header_map *map, enum file_kind kind, const struct csv_row *heading, struct header_match *ret);
void header_match_finish(struct header_match *m);
/** Are two headings the same? */
bool heading_same(const char *a, const char *b);

/** Their code as ours: itself where the map says nothing. */
const char *header_map_code(const struct header_map *map, const char *theirs);
bool header_map_has_code(const struct header_map *map, const char *theirs);

/** "02/09/2026 AM", "2026-09-02 pm", "Wed 02/09/2026 (AM)", "2026-09-02_am": a session, in the heading of a wide file.  0 or -EINVAL */
int heading_sitting(const char *heading, sitting *ret);

/** Maps that firstbell comes with (share/headers), compiled in. */
struct header_map_text {
	const char *name, *text;
	size_t length;
};
extern const struct header_map_text header_maps_shipped[]; /**< ended by a NULL name */

#endif
