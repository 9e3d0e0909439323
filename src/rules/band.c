#include "rules/band.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

int boundary_side(const struct boundary *line, int possible, int attended, enum side *ret)
{
	if (possible < 0 || attended < 0 || attended > possible)
		return -ERANGE;
	if (possible == 0) {
		*ret = SIDE_UNKNOWN;
		return 0;
	}
	int64_t have = INT64_C(100) * attended, need = (int64_t)line->percent * possible;
	*ret = have < need || (line->inclusive && have == need) ? SIDE_BELOW : SIDE_ABOVE;
	return 0;
}

int policy_band(const struct policy *p, int possible, int attended)
{
	enum side side = SIDE_UNKNOWN;
	int band = 0;

	if (possible == 0)
		return -1;
	for (; band < p->boundary_count; band++) {
		BUG_UNLESS(boundary_side(&p->boundaries[band], possible, attended, &side) == 0);
		if (side == SIDE_ABOVE)
			break;
	}
	return band;
}

/* Domain 4 and 6.6: exactly 10% missed is persistent, exactly 50% severe. */

bool absence_persistent(int possible, int missed)
{
	return possible > 0 && INT64_C(10) * missed >= possible;
}

bool absence_severe(int possible, int missed)
{
	return possible > 0 && INT64_C(2) * missed >= possible;
}

/* HOW NEAR -------------------------------------------------------------------------------------------------------------------- */

/* Below is have < percent * (possible + k), or equal where the line is inclusive. */
int boundary_missed_to_fall(const struct boundary *line, int possible, int attended)
{
	int64_t have = INT64_C(100) * attended, percent = line->percent;
	int64_t k = (line->inclusive ? (have + percent - 1) / percent : have / percent + 1) - possible;

	return k > 1 ? (int)k : 1;
}

/* Above is lack - gain * k < 0, or 0 where the line is not inclusive. */
int boundary_attended_to_rise(const struct boundary *line, int possible, int attended)
{
	int64_t lack = (int64_t)line->percent * possible - INT64_C(100) * attended, gain = 100 - line->percent;

	if (gain == 0)
		return -1;
	return (int)(line->inclusive ? lack / gain + 1 : (lack + gain - 1) / gain);
}

struct band_near policy_near(const struct policy *p, int possible, int attended, int most)
{
	struct band_near near = { .below = -1, .above = -1 };
	int band = policy_band(p, possible, attended);

	if (band < 0)
		return near;
	if (band < p->boundary_count) {
		int k = boundary_missed_to_fall(&p->boundaries[band], possible, attended);

		if (k <= most) {
			near.missed = k;
			near.below = band;
		}
	}
	if (band > 0) {
		int k = boundary_attended_to_rise(&p->boundaries[band - 1], possible, attended);

		if (k > 0 && k <= most) {
			near.attended = k;
			near.above = band - 1;
		}
	}
	return near;
}

/* A BAND WITH ITS EDGES ------------------------------------------------------------------------------------------------------- */

/* How a name can say where exactly the line's percent belongs, round its number; the first of each is how we say it. */
enum edge { EDGE_FROM, EDGE_OVER, EDGE_UP_TO, EDGE_UNDER, EDGES };
static const struct edge_words {
	const char *before, *after; /* both NULL: no more */
} edge_words[EDGES][7] = {
	[EDGE_FROM] = { { "", " or more" }, { "", " and above" }, { "", " or above" }, { "", " and over" }, { "", " or over" }, { "at least ", "" } },
	[EDGE_OVER] = { { "over ", "" }, { "above ", "" }, { "more than ", "" } },
	[EDGE_UP_TO] = { { "", " or less" }, { "", " and below" }, { "", " or below" }, { "", " and under" }, { "", " or under" }, { "up to ", "" } },
	[EDGE_UNDER] = { { "under ", "" }, { "below ", "" }, { "less than ", "" } },
};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Are the words in the name, and not as the end or the beginning of a longer number ("9.5 or more")? */
static bool name_has(const char *name, const char *words)
{
	size_t n = strlen(words);

	for (const char *at = strstr(name, words); at; at = strstr(at + 1, words))
		if ((at == name || !(digit(at[-1]) || at[-1] == '.')) && !digit(at[n]) && !(at[n] == '.' && digit(at[n + 1])))
			return true;
	return false;
}

static bool name_says(const char *name, enum edge edge, int percent)
{
	char plain[BAND_EDGES_MOST], words[24];
	size_t n = 0;

	for (const char *c = name; *c && n + 1 < sizeof plain; c++)
		if (*c != '%')
			plain[n++] = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
	plain[n] = '\0';
	for (const struct edge_words *w = edge_words[edge]; w->before; w++) {
		snprintf(words, sizeof words, "%s%d%s", w->before, percent, w->after);
		if (name_has(plain, words))
			return true;
	}
	return false;
}

/* The edge below a band: exactly the percent of an inclusive line is below it (domain 4). */
static enum edge edge_below(const struct policy *p, int band)
{
	return p->boundaries[band].inclusive ? EDGE_OVER : EDGE_FROM;
}

static enum edge edge_above(const struct policy *p, int band)
{
	return p->boundaries[band - 1].inclusive ? EDGE_UP_TO : EDGE_UNDER;
}

static void edge_put(char *to, size_t *length, enum edge edge, int percent)
{
	const struct edge_words *w = &edge_words[edge][0];

	*length += (size_t)snprintf(to + *length, BAND_EDGES_MOST - *length, "%s%s%d%s", *length ? ", " : "", w->before, percent, w->after);
}

/* What the band's own name, or that of the highest band, does not say already. */
static void edges_missing(const struct policy *p, int band, char to[static BAND_EDGES_MOST])
{
	const char *name = p->bands[band];
	size_t length = 0;

	to[0] = '\0';
	if (band < p->boundary_count && !name_says(name, edge_below(p, band), p->boundaries[band].percent))
		edge_put(to, &length, edge_below(p, band), p->boundaries[band].percent);
	if (band == 0 || name_says(name, edge_above(p, band), p->boundaries[band - 1].percent))
		return;
	if (band > 1 || !name_says(p->bands[0], edge_below(p, 0), p->boundaries[0].percent))
		edge_put(to, &length, edge_above(p, band), p->boundaries[band - 1].percent);
}

const char *policy_band_edges(const struct policy *p, int band, char to[static BAND_EDGES_MOST])
{
	char edges[BAND_EDGES_MOST];
	size_t name;

	to[0] = '\0';
	if (band < 0)
		return to;
	name = strlen(p->bands[band]);
	edges_missing(p, band, edges);
	if (edges[0] && name + strlen(edges) + sizeof " ()" <= BAND_EDGES_MOST) {
		snprintf(to, BAND_EDGES_MOST, "%s (%s)", p->bands[band], edges);
		return to;
	}
	if (name >= BAND_EDGES_MOST) /* clipped between two characters */
		for (name = BAND_EDGES_MOST - 1; name > 0 && ((unsigned char)p->bands[band][name] & 0xc0) == 0x80;)
			name--;
	memcpy(to, p->bands[band], name);
	to[name] = '\0';
	return to;
}
