/* Contacts: a new one, a change, an end (H3, B18, B19).  Each is an act. */
#include "contact.h"

int contact_put_new(struct office *o, int64_t pupil, const struct contact_wish *w, bool another, struct arena *a, int64_t *ret_contact,
		    struct buf *said, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_contact_add(struct office *o, int64_t pupil, const struct contact_wish *w, bool another, int64_t *ret_contact, struct buf *ret_said,
		       int64_t *ret_act, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_contact_change(struct office *o, int64_t contact, const struct contact_wish *w, const char *reason, struct buf *ret_said, int64_t *ret_act,
			  struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_contact_end(struct office *o, int64_t contact, struct day last, const char *reason, int64_t *ret_act, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_number_dead(struct office *o, int64_t adult, const char *number, bool dead, struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_address_put(struct office *o, int64_t pupil, int64_t adult, const char *lines, const char *postcode, int secret, struct day from, bool household,
		       struct buf *ret_said, int64_t *ret_act, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_contacts_confirm(struct office *o, int64_t pupil, struct day day, int64_t *ret_act, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_adult_died(struct office *o, int64_t adult, struct day died, struct buf *ret_said, int64_t *ret_act, struct err *e)
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
