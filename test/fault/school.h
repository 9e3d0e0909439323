#ifndef TEST_FAULT_SCHOOL_H
#define TEST_FAULT_SCHOOL_H

/* What the programs here do to a store: make a small school, take its registers, look what is there. */

#include "seal/seal.h"
#include "store/store.h"

#define REGISTER_PUPILS 30

/** A school of one class of 30.  Act 1. */
int school_make(const char *directory, struct store **ret, struct err *e);
/** Register number n: 30 marks on a day of its own, under a key of its own.  *ret_seq untouched on failure */
int school_set(struct store *st, int n, int64_t *ret_seq);
/** 1 if register n is there with all its marks, 0 if nothing of it is, -errno or -EUCLEAN if it is there in part */
int school_has(struct store *st, int n);
/** Does the record hold, by verify and by SQLite's own checks?  Says why not on standard error. */
bool school_holds(struct store *st);

#endif
