#ifndef RULES_REGISTER_H
#define RULES_REGISTER_H

#include <stdbool.h>

/** States of a register (A4).  Blank is never assumed present, in any figure. */
enum register_state {
	REGISTER_EMPTY,        /**< nobody is due: no register to take */
	REGISTER_NOT_TAKEN,
	REGISTER_PARTLY_TAKEN, /**< n blank */
	REGISTER_TAKEN,
	REGISTER_AMENDED,      /**< taken, and a mark changed after it was first sent */
};

struct register_facts {
	int due;        /**< pupils on its roll that session */
	int marked;     /**< of them with a mark */
	bool sent;
	bool amended;   /**< an entry after the first sending changed a mark that stood */
};

/** A register is taken when it was sent and no due pupil is blank. Not sent and no mark: not taken. Otherwise partly. */
enum register_state register_state(const struct register_facts *f);
const char *register_state_name(enum register_state s);  /**< "not_taken" ... for data */
const char *register_state_words(enum register_state s); /**< "not taken" ... */

#endif
