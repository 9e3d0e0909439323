/* Leaving, coming back, and how a pupil is on the roll (domain 3.2, 3.3; PR24 reg 9). */
#include "internal.h"
#include "office/pupils.h"

#define UNBUILT(...) \
	do { \
		const void *unused_[] = { __VA_ARGS__ }; \
		(void)unused_; \
		return err_refuse(e, "This is not built yet."); \
	} while (0)

int office_pupil_leave(struct office *o, int64_t pupil, const struct leave_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act,
		       struct err *e)
{
	(void)pupil;
	UNBUILT(o, w, reason, ret_said, ret_act);
}

int office_pupil_stay(struct office *o, int64_t pupil, const char *reason, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)pupil;
	UNBUILT(o, reason, ret_said, ret_act);
}

int office_pupil_return(struct office *o, int64_t pupil, const struct spell_wish *w, const char *group, int year, struct buf *ret_said,
			int64_t *ret_act, struct err *e)
{
	(void)pupil;
	(void)year;
	UNBUILT(o, w, group, ret_said, ret_act);
}

int office_pupil_status(struct office *o, int64_t pupil, const struct spell_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act,
			struct err *e)
{
	(void)pupil;
	UNBUILT(o, w, reason, ret_said, ret_act);
}

int office_pupil_elsewhere(struct office *o, int64_t pupil, const struct elsewhere_wish *w, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)pupil;
	UNBUILT(o, w, ret_said, ret_act);
}

int office_pupil_died(struct office *o, int64_t pupil, struct day died, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	(void)pupil;
	(void)died;
	UNBUILT(o, ret_said, ret_act);
}

int office_pupil_return_made(struct office *o, int64_t pupil, bool deletion, struct day made, int64_t *ret_act, struct err *e)
{
	(void)pupil;
	(void)deletion;
	(void)made;
	UNBUILT(o, ret_act);
}
