/* Verify: the chain replayed from the first act, and what stands compared with what the record adds up to. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "rules/code.h"
#include "rules/span.h"
#include "verify.h"

#define FAULTS_MOST 100
#define STRIPS_FROM day_of(1900, 9, 1) /* the first storage year that begins on a day there is */

void verify_fault(struct replay *v, int64_t act, const char *sentence)
{
	struct verify_result *r = v->result;

	r->ok = false;
	if (act && !r->first_bad_act)
		r->first_bad_act = act;
	if (r->faults.count < FAULTS_MOST)
		vec_push(&r->faults, sentence);
}

/* STRIPS */

static uint8_t *strip_of(struct replay *v, int64_t pupil, int year)
{
	if (pupil < 1 || pupil > 100000000)
		return NULL;
	if (pupil >= v->pupil_room) {
		int64_t room = (pupil + 1) * 2;

		v->pupils = mem_grow(v->pupils, (size_t)room, sizeof *v->pupils);
		memset(v->pupils + v->pupil_room, 0, (size_t)(room - v->pupil_room) * sizeof *v->pupils);
		v->pupil_room = room;
	}
	struct pupil_strips *p = &v->pupils[pupil];
	if (p->years == 0)
		p->first_year = year;
	if (year < p->first_year || year >= p->first_year + p->years) {
		int first = year < p->first_year ? year : p->first_year;
		int last = year >= p->first_year + p->years ? year : p->first_year + p->years - 1;
		uint8_t **grown = mem_new((size_t)(last - first + 1), sizeof *grown);

		if (p->years)
			memcpy(grown + (p->first_year - first), p->strips, (size_t)p->years * sizeof *grown);
		free(p->strips);
		*p = (struct pupil_strips){ first, last - first + 1, grown };
	}
	uint8_t **slot = &p->strips[year - p->first_year];
	if (!*slot)
		*slot = mem_new(1, STRIP_BYTES);
	return *slot;
}

static void replay_entry(struct replay *v, const struct item *i)
{
	struct day day = { (int32_t)i->entry.day };

	v->result->entries++;
	if (!i->entry.stands)
		return;
	if (day.n != v->day.n && day.n >= STRIPS_FROM.n && day.n <= DAY_MAX.n) {
		v->day = day;
		v->year = strip_year(day);
		v->day_slot = strip_slot(sitting_of(day, SESSION_AM));
	}
	uint8_t *strip = day.n == v->day.n && !day_is_none(day) ? strip_of(v, i->entry.pupil, v->year) : NULL;
	if (!strip) {
		verify_fault(v, i->act, arena_printf(v->a, "Act %lld has a mark for no known pupil or day.", (long long)i->act));
		return;
	}
	uint8_t *mark = &strip[v->day_slot + (i->entry.session & 1)];
	if (*mark != (uint8_t)i->entry.before)
		verify_fault(v, i->act, arena_printf(v->a, "Act %lld changes a mark that did not stand so before it.", (long long)i->act));
	*mark = (uint8_t)i->entry.after;
}

/* REGISTERS */

/* Each act that concerns a register, as a register of that act alone; sorted later, in the order of the acts. */
static void replay_register(struct replay *v, const struct act_columns *act)
{
	struct register_row row = { .day = { (int32_t)act->day }, .session = (enum session)act->session, .roll_group = act->roll_group };

	if (act->roll_group == NONE || act->day == NONE || act->session == NONE)
		return;
	register_apply(&row, act);
	vec_push(&v->registers, ((struct register_event){ row, strcmp(act->kind, ACT_REOPEN) == 0 }));
}

static int same_register(const struct register_row *x, const struct register_row *y)
{
	return x->day.n == y->day.n && x->session == y->session && x->roll_group == y->roll_group;
}

static int event_order(const void *a, const void *b)
{
	const struct register_row *x = &((const struct register_event *)a)->row, *y = &((const struct register_event *)b)->row;

	if (x->day.n != y->day.n)
		return x->day.n < y->day.n ? -1 : 1;
	if (x->session != y->session)
		return x->session < y->session ? -1 : 1;
	if (x->roll_group != y->roll_group)
		return x->roll_group < y->roll_group ? -1 : 1;
	return x->opened_act < y->opened_act ? -1 : x->opened_act > y->opened_act;
}

/* What the acts of one register add up to, from event *at on; *at is left on the next register's first. */
static struct register_row fold_register(const struct register_event *events, int count, int *at)
{
	struct register_row row = events[*at].row;

	for ((*at)++; *at < count && same_register(&row, &events[*at].row); (*at)++) {
		const struct register_event *e = &events[*at];

		if (e->row.sent_act)
			row.sent_act = e->row.sent_act;
		if (e->row.closed_act || e->reopened)
			row.closed_act = e->row.closed_act;
	}
	return row;
}

static int compare_registers(struct replay *v)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct register_row *rows;
	int at = 0, n = 0, count = store_registers_between(v->st, (struct day){ INT32_MIN + 1 }, (struct day){ INT32_MAX }, &a, &rows);

	if (count < 0)
		return count;
	if (v->registers.count)
		qsort(v->registers.items, (size_t)v->registers.count, sizeof *v->registers.items, event_order);
	for (; at < v->registers.count; n++) {
		struct register_row want = fold_register(v->registers.items, v->registers.count, &at);

		if (n < count && same_register(&want, &rows[n]) && want.opened_act == rows[n].opened_act && want.sent_act == rows[n].sent_act &&
		    want.closed_act == rows[n].closed_act)
			continue;
		verify_fault(v, 0, arena_printf(v->a, "The register that act %lld opened is not opened, sent or closed as the record says.", (long long)want.opened_act));
		return 0;
	}
	/* counted, because a day that is none is not between any two */
	int64_t rows_there;
	int r = stmt_ask(v->st, SQL_REGISTER_COUNT, &rows_there);
	if (r == 0 && n != rows_there)
		verify_fault(v, 0, "The list of registers taken has more than the record says.");
	return r;
}

/* THE CHAIN */

static void replay_items(struct replay *v, const struct chain_act *act)
{
	for (int n = 0; n < act->item_count; n++) {
		const struct item *i = &act->items[n];

		if (i->kind == ITEM_ENTRY)
			replay_entry(v, i);
		else if (i->kind == ITEM_CHANGE)
			facts_replay(v, i);
		else if (i->kind == ITEM_NOTE)
			v->result->notes++;
		else
			v->result->erased++;
	}
}

static int replay_act(void *ctx, const struct chain_act *act)
{
	struct replay *v = ctx;
	long long seq = act->columns.seq;

	if (act->columns.kind == NULL && act->fault) {
		verify_fault(v, v->next_seq, arena_printf(v->a, "After act %lld %s.", (long long)v->next_seq - 1, act->fault));
		return 0;
	}
	v->result->acts++;
	if (seq != v->next_seq)
		verify_fault(v, v->next_seq, arena_printf(v->a, "Act %lld is missing.", (long long)v->next_seq));
	else if (act->fault)
		verify_fault(v, seq, arena_printf(v->a, "Act %lld does not hold: %s.", seq, act->fault));
	else if (memcmp(&act->previous, &v->head, sizeof v->head) != 0)
		verify_fault(v, seq, arena_printf(v->a, "Act %lld does not follow from the one before it.", seq));
	else if (memcmp(&act->hash, &act->again, sizeof act->hash) != 0)
		verify_fault(v, seq, arena_printf(v->a, "Act %lld was changed after it was made: its hash does not hold.", seq));
	replay_items(v, act);
	replay_register(v, &act->columns);
	v->head = act->hash;
	v->next_seq = seq + 1;
	return 0;
}

static int compare_strip(struct replay *v, int year, int64_t pupil, const uint8_t *marks)
{
	const struct pupil_strips *p = pupil >= 0 && pupil < v->pupil_room ? &v->pupils[pupil] : NULL;
	bool known = p && p->years && year >= p->first_year && year < p->first_year + p->years && p->strips[year - p->first_year];

	if (!known || memcmp(p->strips[year - p->first_year], marks, STRIP_BYTES) != 0)
		verify_fault(v, 0, arena_printf(v->a, "The marks of pupil %lld in the year from September %d are not what the record says.", (long long)pupil, year));
	if (known) {
		free(p->strips[year - p->first_year]);
		p->strips[year - p->first_year] = NULL;
	}
	return 0;
}

static int compare_strips(struct replay *v)
{
	STMT q = NULL;
	int size, r = stmt_borrow(v->st, SQL_STRIP_ALL, &q);

	while (r >= 0 && (r = stmt_row(q)) > 0) {
		const uint8_t *marks = stmt_blob(q, 2, &size);

		if (size == STRIP_BYTES)
			r = compare_strip(v, stmt_small(q, 0), stmt_int(q, 1), marks);
		else
			verify_fault(v, 0, "A pupil's marks have the wrong length.");
	}
	for (int64_t pupil = 0; r == 0 && pupil < v->pupil_room; pupil++)
		for (int y = 0; y < v->pupils[pupil].years; y++)
			if (v->pupils[pupil].strips[y])
				verify_fault(v, 0, arena_printf(v->a, "The marks of pupil %lld in the year from September %d are missing.", (long long)pupil,
							 v->pupils[pupil].first_year + y));
	return r;
}

/* Passwords stand beside the record, which holds their digests. */
static int compare_passwords(struct replay *v)
{
	STMT q = NULL;
	int r = stmt_borrow(v->st, SQL_PASSWORD_ALL, &q);

	while (r >= 0 && (r = stmt_row(q)) > 0) {
		CLEAN_ARENA struct arena a = { 0 };
		struct staff_row staff;
		const char *hash = stmt_said(q, 1);
		struct hashing h;
		struct hash digest;
		char hex[2 * HASH_BYTES + 1];

		hash_begin(&h);
		hash_more(&h, hash, strlen(hash));
		hash_end(&h, &digest);
		hex_write(digest.bytes, HASH_BYTES, hex);
		r = store_thing_get(v->st, THING_STAFF, stmt_int(q, 0), &a, &staff);
		if (r == -ENOENT || (r == 0 && !text_same(staff.password_seal, hex)))
			verify_fault(v, 0, arena_printf(v->a, "The password of staff %lld is not the one that the record says was set.", (long long)stmt_int(q, 0)));
		r = r == -ENOENT ? 0 : r;
	}
	return r;
}

static int missing_passwords(struct replay *v)
{
	STMT q = NULL;
	int r = stmt_borrow(v->st, SQL_PASSWORD_MISSING, &q);

	while (r >= 0 && (r = stmt_row(q)) > 0)
		verify_fault(v, 0, arena_printf(v->a, "The password that staff %lld set is not there.", (long long)stmt_int(q, 0)));
	return r;
}

/* Only the transaction that erases something may name it; what stays there would let a later one erase unseen. */
static int compare_erasing(struct replay *v)
{
	int64_t left = 0;
	int r = stmt_ask(v->st, SQL_ERASING_COUNT, &left);

	if (r == 0 && left != 0)
		verify_fault(v, 0, "Items are named for erasing, and nothing is being erased.");
	return r;
}

static void replay_finish(struct replay *v)
{
	for (int64_t p = 0; p < v->pupil_room; p++) {
		for (int y = 0; y < v->pupils[p].years; y++)
			free(v->pupils[p].strips[y]);
		free(v->pupils[p].strips);
	}
	free(v->pupils);
	facts_finish(v);
	vec_finish(&v->registers);
}

int store_verify(struct store *st, struct arena *a, struct verify_result *ret)
{
	struct replay v = { .st = st, .a = a, .result = ret, .next_seq = 1, .day = DAY_NONE };
	bool own = !st->reading && !st->writing;
	int r = own ? store_read_begin(st) : 0;

	*ret = (struct verify_result){ .ok = true };
	if (r == 0)
		r = chain_walk(st, NONE + 1, replay_act, &v);
	if (r == 0)
		r = compare_strips(&v);
	if (r == 0)
		r = facts_compare(&v);
	if (r == 0)
		r = compare_registers(&v);
	if (r == 0)
		r = compare_passwords(&v);
	if (r == 0)
		r = missing_passwords(&v);
	if (r == 0)
		r = compare_erasing(&v);
	ret->head = v.head;
	replay_finish(&v);
	if (own)
		store_read_end(st);
	return r;
}

int store_codes_check(struct store *st)
{
	STMT q = NULL;
	int seen = 0, r = stmt_borrow(st, SQL_CODE_ALL, &q);

	while (r >= 0 && (r = stmt_row(q)) > 0) {
		bool same = false;

		for (int i = 0; i < codes_count && !same; i++)
			same = codes[i].number == stmt_int(q, 0) && strcmp(codes[i].symbol, stmt_said(q, 1)) == 0 && day_equal(codes[i].from, stmt_day(q, 2)) &&
			       day_equal(codes[i].to, stmt_day(q, 3)) && strcmp(category_name(codes[i].category), stmt_said(q, 4)) == 0 &&
			       strcmp(codes[i].label, stmt_said(q, 5)) == 0;
		if (!same)
			return -ESTALE;
		seen++;
	}
	return r < 0 ? r : seen == codes_count ? 0 : -ESTALE;
}
