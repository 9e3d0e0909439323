#ifndef OFFICE_DAY_KEPT_H
#define OFFICE_DAY_KEPT_H

/*
 * Today's marks of the whole school and how they came about, kept in memory and followed act by act: what the late desk and the evacuation list ask after every
 * key and every act.  Nothing of it is more than what the record says; it is read anew with the day, or where the record went on too far.
 */

#include "internal.h"

/** What is known of a child in one session of today. */
struct sighting {
	uint8_t mark;        /**< that stands */
	bool contradicted;   /**< signed in, and not in class (A22) */
	int arrival;         /**< minute of the signing in; -1: none */
	int minute;          /**< when the mark was made, or the child seen; -1: not known */
	int64_t roll_group;  /**< whose register said so; 0: none */
};

struct day_kept {
	struct day day;
	int64_t act;                 /**< the last one that it knows of */
	struct hash head;            /**< of that act */
	int64_t shown;               /**< counts the acts that an evacuation list can show */
	int64_t facts;               /**< of these, those that changed more than marks; and each reading anew */
	int64_t pupils;              /**< highest id + 1 that there is room for */
	struct sighting *seen[2];    /**< by session and pupil's id */
	int64_t groups;
	int (*sent)[2];              /**< by group's id and session: the minute when its register was sent; -1: not yet */
	/** Since whoever keeps a list has last emptied them: pupils of whom a mark was made, classes whose register was sent. */
	struct { VEC(int64_t); } touched, touched_groups;
};

/** Within a reading: office->day_kept as things stand, and office->search with it.  0 or the store's -errno. */
int day_follow(struct office *o);
/** 1 if one of the acts after that one can be shown on an evacuation list, 0 if none; 1 where they are many. */
int day_shown_since(struct office *o, int64_t since);
void day_kept_free(struct day_kept *k); /**< NULL is welcome */
const struct sighting *day_sighting(const struct day_kept *k, int64_t pupil, enum session session); /**< never NULL */
int day_sent(const struct day_kept *k, int64_t roll_group, enum session session); /**< minute; -1: not sent */

#endif
