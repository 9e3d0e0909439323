/* An address from a day on, of one or of all who live there with them. */
#include "contact.h"

int office_address_put(struct office *o, int64_t pupil, int64_t adult, const char *lines, const char *postcode, int secret, struct day from, bool household,
		       struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_siblings_say(struct office *o, int64_t a, int64_t b, int said, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_contact_facts(struct office *o, int64_t contact, struct arena *a, struct contact_wish *ret, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}
