#ifndef OFFICE_REGISTER_GRID_FACTS_H
#define OFFICE_REGISTER_GRID_FACTS_H

/* What a walk over the strips needs beside the grid (register_grid.c). */

#include "register_grid.h"

/** The facts of each pupil as lists of indexes, -1 at the end. */
struct grid_facts {
	struct register_grid *grid;
	struct arena arena;
	int64_t pupils;                       /**< highest id + 1 */
	struct place_row *places;
	struct spell_row *spells;
	struct year_row *years;
	int place_count, spell_count, year_count;
	int *place_of, *spell_of, *year_of;   /**< by pupil */
	int *next_place, *next_spell, *next_year;
	int *group_of_place;                  /**< index into office.roll_groups, -1: not there any more */
	bool *unmarked, *seen;                /**< by pupil: a boarder or a merged row; walked */
	struct grid_column *columns;          /**< sessions that are held for somebody */
	int column_count;
	bool narrow;                          /**< some closure is of a year or a class */
	struct grid_opening *openings;
};

/** A session to be counted. */
struct grid_column {
	sitting at;
	int bits;                    /**< place_bits() */
	struct grid_wanted *wanted;  /**< NULL: its number alone */
};

/** Which sessions are held for a year and group. */
struct grid_opening {
	int year, group;
	const uint8_t *open; /**< enum opening, from grid->first */
	struct grid_opening *next;
};

/** The rows of who is where, read; then as lists of each pupil. */
int grid_rows_read(struct grid_facts *f);
void grid_rows_link(struct grid_facts *f);
/** Who has no marks at all: boarders, merged rows. */
int grid_unmarked_read(struct grid_facts *f);
/** The sessions that are held for somebody. */
void grid_columns_find(struct grid_facts *f);
/** Which sessions are held for that year and group, by index, -1: the whole school.  enum opening, from grid->first */
const uint8_t *grid_openings(struct grid_facts *f, int year, int group);
/** The index of a group, by its id; `last`: that of the row before, since rows mostly come class by class. */
int grid_group_index(const struct office *o, int last, int64_t id);

#endif
