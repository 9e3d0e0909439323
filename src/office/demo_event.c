/* What happened, one by one: each part of the demonstration adds its own. */
#include "demo.h"

void demo_event_add(struct demo *d, struct event e)
{
	if (e.at > d->clock.seconds)
		return;
	e.order = d->events.count;
	vec_push(&d->events, e);
}
