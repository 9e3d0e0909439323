/* Out of the gate and back (A18, B19). */
#include "internal.h"
#include "office/gate.h"

int office_collectors(struct office *, int64_t, struct arena *, struct collector **, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_gate_out(struct office *, const struct sign_out_wish *, struct buf *, int64_t *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_gate_back(struct office *, const int64_t *, int, int, struct buf *, int64_t *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

int office_gate_open(struct office *, struct gate_view *, struct err *e)
{
	return err_refuse(e, "This is not built yet.");
}

void gate_view_finish(struct gate_view *v)
{
	arena_finish(&v->arena);
}
