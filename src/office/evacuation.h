#ifndef OFFICE_EVACUATION_H
#define OFFICE_EVACUATION_H

#include "onsite.h"

/* The evacuation list as text.  A school's lines are kept, for between two acts most of them stay as they were and a list is due after every act. */

/** A child's line: a box to tick, the name, the class and the last place seen. */
struct evacuation_line {
	const struct searched *who;
	const char *text;
	int length, name_length;     /**< whole; up to the name, for those whose register says where they are */
	int rank;                    /**< of the class, by name */
	struct where_answer at;
};
struct evacuation_class {
	const char *name;            /**< "": those in none */
	int64_t group;
	int first, count;            /**< of its lines in by_class */
};
/** Lines as they stand in the text, drawn again only where one of them has changed. */
struct evacuation_part {
	struct buf text;
	bool old;
};
struct evacuation_list {
	struct arena arena;
	struct onsite_reading reading;
	int64_t made, facts;         /**< of office->search and office->day_kept when all of it was made */
	struct day day;
	int minute;                  /**< when it was last looked at */
	int64_t act;                 /**< the last one that it knows of */
	struct hash head;            /**< of that act */
	struct evacuation_line *lines; /**< by name */
	int *by_class;               /**< indexes of them by class, then by name */
	int *line_of;                /**< by place in office->search->pupils; -1: not on the roll */
	int count;
	struct evacuation_class *classes; /**< by rank */
	int class_count;
	struct evacuation_part parts[WHERES]; /**< of all but those who are here */
	struct evacuation_part *here; /**< of those, by rank of their class */
	int of[WHERES];
	int drawn;                   /**< lines since all of it was made */
	struct buf text;
};
/** Within a reading: as things stand now.  0 or the store's -errno. */
int evacuation_follow(struct office *o, struct evacuation_list *l);
/** Into l->text: 80 columns, counts first, then who is to be found. */
void evacuation_text(struct office *o, struct evacuation_list *l);
void evacuation_list_finish(struct evacuation_list *l);

struct evacuation_kept;
void evacuation_kept_free(struct evacuation_kept *k); /**< NULL is welcome */
/** After the answer: rewrites the list where something was saved that it can show. */
void evacuation_rest(struct office *o);

#endif
