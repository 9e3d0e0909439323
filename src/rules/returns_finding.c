/* What all rules of returns need of the pupil that they are at. */
#include "returns_parts.h"

#include "rules/pupil.h"

/* Of most pupils nobody asks. */
bool finding_is_compulsory(struct finding *f)
{
	if (!f->aged && !day_is_none(f->known->born)) {
		f->of_age = compulsory_start(f->known->born);
		f->until = compulsory_end(f->known->born);
	}
	f->aged = true;
	return day_within(f->known->today, f->of_age, f->until);
}

struct return_found *finding_add(struct finding *f, struct return_found found)
{
	vec_push(&f->to->of, found);
	return &f->to->of.items[f->to->of.count - 1];
}
