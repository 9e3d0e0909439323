#include "school.h"

#include <sqlite3.h>

#include "internal.h"
#include "item.h"

/*
 * Somebody with an SQL tool and all the time in the world (reliability R20).  Ten thousand changes of one bit, one value or
 * one row, with the triggers and every check out of the way, each on the whole record; verify must see every one.
 */

#define DAY day_of(2026, 11, 20)
#define MUTATIONS 10000
#define FILE_BITS 1000

/* A record with something in every table that holds content. */

static void put_family(struct school *s)
{
	struct adult_row adult = ADULT_NEW;
	struct contact_row contact = CONTACT_NEW;
	struct address_row address = ADDRESS_NEW;
	struct adult_number_row number = ADULT_NUMBER_NEW;

	adult.key = key_of('a', 0);
	adult.surname = "Okafor";
	adult.forename = "Ngozi";
	adult.email = "ngozi@example.org";
	must(s, store_act_put(s->st, THING_ADULT, &adult));
	contact.adult = address.adult = number.adult = adult.id;
	contact.pupil = s->pupil[0];
	contact.priority = 1;
	contact.relation = "mother";
	contact.from_day = address.from_day = STARTED;
	address.lines = "3 Quay Street\nHarbour";
	number.kind = "mobile";
	number.number = "07700 900123";
	must(s, store_act_put(s->st, THING_CONTACT, &contact));
	must(s, store_act_put(s->st, THING_ADDRESS, &address));
	must(s, store_act_put(s->st, THING_ADULT_NUMBER, &number));
}

static void put_calendar(struct school *s)
{
	struct term_row term = TERM_NEW;
	struct closure_row closure = CLOSURE_NEW;
	struct session_time_row time = SESSION_TIME_NEW;
	struct setting_row setting = SETTING_NEW;
	struct policy_row policy = POLICY_NEW;
	struct site_row site = SITE_NEW;

	term.name = "Autumn";
	term.from_day = day_of(2026, 9, 1);
	term.to_day = day_of(2026, 12, 18);
	must(s, store_act_put(s->st, THING_TERM, &term));
	closure.name = "Half-term";
	closure.kind = "holiday";
	closure.from_day = closure.to_day = day_of(2026, 10, 26);
	closure.to_session = 1;
	must(s, store_act_put(s->st, THING_CLOSURE, &closure));
	time.from_day = STARTED;
	time.gate = 525;
	time.starts = 530;
	time.closes = 560;
	time.ends = 720;
	must(s, store_act_put(s->st, THING_SESSION_TIME, &time));
	setting.name = "policy.current";
	setting.from_day = policy.from_day = STARTED;
	setting.value = policy.name = "national";
	policy.text = "target = 96\n";
	must(s, store_act_put(s->st, THING_SETTING, &setting));
	must(s, store_act_put(s->st, THING_POLICY, &policy));
	site.key = key_of('h', 0);
	site.name = "Lower site";
	must(s, store_act_put(s->st, THING_SITE, &site));
}

/* A password as staff set it: its hash beside the record, the digest in it. */
static void put_password(struct school *s)
{
	static const char hash[] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ";
	struct staff_row staff;
	struct hashing h;
	struct hash digest;
	char hex[2 * HASH_BYTES + 1];

	hash_begin(&h);
	hash_more(&h, hash, strlen(hash));
	hash_end(&h, &digest);
	hex_write(digest.bytes, HASH_BYTES, hex);
	must(s, store_thing_get(s->st, THING_STAFF, s->staff, &s->a, &staff));
	staff.password_seal = hex;
	must(s, store_act_put(s->st, THING_STAFF, &staff));
	must(s, store_password_put(s->st, s->staff, hash));
}

static void take_registers(struct school *s)
{
	static const char *const kinds[] = { "register", ACT_SEND, ACT_CLOSE };
	int64_t seq;

	for (int n = 0; n < 12; n++) {
		struct act_head h = head_of(kinds[n % 3]);

		h.staff = s->staff;
		h.roll_group = s->group[n % GROUPS];
		h.day = day_add(DAY, -n / 3);
		h.session = n % 2;
		h.reason = n % 4 ? NULL : "late bus";
		must(s, store_begin(s->st));
		must(s, store_act_begin(s->st, &h));
		for (int p = n % GROUPS; p < PUPILS && n % 3 < 2; p += GROUPS)
			must(s, act_mark(s, s->pupil[p], day_add(h.day, -400 * (n % 2)), (enum session)h.session, CODE_NONE, (uint8_t)(1 + (n + p) % 9)));
		if (n % 5 == 0)
			must(s, store_act_note(s->st, s->pupil[n % PUPILS], h.day, h.session, "all", "Seen at the gate"));
		must(s, store_act_end(s->st, true, &seq));
		must(s, store_commit(s->st));
	}
}

/* ERASING, by hand as firstbell-data(7) describes it */

static void sql(struct school *s, const char *text)
{
	char *said = NULL;

	if (sqlite3_exec(s->st->db, text, NULL, NULL, &said) != SQLITE_OK)
		fail_msg("%s: %s", text, said);
}

static void sql_with(struct school *s, const char *text, int64_t act, int64_t ordinal, const void *blob, int size)
{
	sqlite3_stmt *q;

	assert_int_equal(sqlite3_prepare_v2(s->st->db, text, -1, &q, NULL), SQLITE_OK);
	sqlite3_bind_int64(q, 1, act);
	sqlite3_bind_int64(q, 2, ordinal);
	sqlite3_bind_blob(q, 3, blob, size, SQLITE_TRANSIENT);
	if (sqlite3_step(q) != SQLITE_DONE)
		fail_msg("%s: %s", text, sqlite3_errmsg(s->st->db));
	sqlite3_finalize(q);
}

/* The second note of an act of three; its leaf stays, and the salts of the two others. */
static void erase_note(struct school *s, int64_t act)
{
	struct item item = { .kind = ITEM_NOTE, .act = act, .ordinal = 1 };
	struct act_head h = head_of("erased");
	CLEAN_BUF struct buf form = { 0 };
	uint8_t salts[64], seed[SEED_BYTES], stay[2 * SALT_BYTES];
	struct hash leaf;
	sqlite3_stmt *q;
	int64_t seq;

	must(s, store_begin(s->st));
	must(s, store_act_begin(s->st, &h));
	must(s, store_act_end(s->st, true, &seq));
	assert_int_equal(sqlite3_prepare_v2(s->st->db, "SELECT salt FROM act WHERE seq = ?", -1, &q, NULL), SQLITE_OK);
	sqlite3_bind_int64(q, 1, act);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	memcpy(seed, sqlite3_column_blob(q, 0), sizeof seed);
	sqlite3_finalize(q);
	salt_block(seed, 0, salts);
	item.note.pupil = s->pupil[1];
	item.note.day = DAY.n;
	item.note.session = NONE;
	item.note.audience = "dsl";
	item.note.text = "To be forgotten";
	item_canonical(&item, &form);
	hash_leaf(salts + SALT_BYTES, form.text, form.length, &leaf);
	memcpy(stay, salts, SALT_BYTES);
	memcpy(stay + SALT_BYTES, salts + 2 * SALT_BYTES, SALT_BYTES);
	sql_with(s, "INSERT INTO erasing (act, ordinal, by_act) VALUES (?1, ?2, (SELECT max(seq) FROM act))", act, 1, NULL, 0);
	sql_with(s, "INSERT INTO erased (act, ordinal, leaf) VALUES (?1, ?2, ?3)", act, 1, leaf.bytes, HASH_BYTES);
	sql_with(s, "DELETE FROM note WHERE act = ?1 AND ordinal = ?2", act, 1, NULL, 0);
	sql_with(s, "UPDATE act SET salt = ?3 WHERE seq = ?1", act, 1, stay, sizeof stay);
	sql(s, "DELETE FROM erasing");
	must(s, store_commit(s->st));
}

static int64_t three_notes(struct school *s)
{
	act_begin(s, "note");
	must(s, store_act_note(s->st, s->pupil[0], DAY, SESSION_AM, "all", "Stays"));
	must(s, store_act_note(s->st, s->pupil[1], DAY, -1, "dsl", "To be forgotten"));
	must(s, store_act_note(s->st, s->pupil[2], DAY_NONE, -1, "all", "Stays too"));
	return act_save(s);
}

static void full_school(struct school *s)
{
	school_start(s, NULL);
	act_begin(s, "settings");
	put_family(s);
	put_calendar(s);
	put_password(s);
	act_save(s);
	take_registers(s);
	erase_note(s, three_notes(s));
	assert_holds(s);
	assert_int_equal(store_codes_check(s->st), 0);
}

static void erasing(void **state)
{
	struct school s;
	struct note_row *notes;
	int64_t act, seq, wrong;
	struct hash before, after;

	school_start(&s, NULL);
	act = three_notes(&s);
	must(&s, store_act_last(s.st, &seq, &before));
	erase_note(&s, act);
	assert_int_equal(must(&s, store_notes_of_act(s.st, act, &s.a, &notes)), 2);
	assert_string_equal(notes[1].text, "Stays too");
	assert_holds(&s);
	must(&s, store_act_last(s.st, &wrong, &after));
	assert_int_equal(wrong, seq + 1);

	/* what names an item for erasing and leaves it so is not saved */
	act_begin(&s, "erased");
	must(&s, act_mark(&s, s.pupil[0], DAY, SESSION_AM, CODE_NONE, CODE_N));
	must(&s, store_act_end(s.st, true, &seq));
	sql_with(&s, "INSERT INTO erasing (act, ordinal, by_act) VALUES (?1, ?2, 1)", act, 0, NULL, 0);
	assert_int_equal(store_commit(s.st), -EUCLEAN);
	assert_non_null(strstr(store_trouble(s.st)->text, "could not be read back"));
	assert_holds(&s);
	school_finish(&s);
}

/* MUTATIONS */

struct column {
	char table[32], name[32];
	int key; /* its place in the primary key, 0: none */
};

struct tamper {
	struct school s;
	struct { VEC(struct column); } columns;
	uint64_t state; /* of the numbers drawn: the same at each run */
};

static uint64_t draw(struct tamper *t, uint64_t below)
{
	t->state ^= t->state << 13;
	t->state ^= t->state >> 7;
	t->state ^= t->state << 17;
	return t->state % below;
}

/* Tables that hold content, with their columns.  store_info says which file this is, not what is in it; a line that rings is no part of the record. */
static void read_columns(struct tamper *t)
{
	static const char text[] = "SELECT m.name, p.name, p.pk FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' "
				   "AND m.name NOT LIKE 'sqlite%' AND m.name NOT IN ('store_info', 'erasing', 'ringing') ORDER BY m.name, p.cid";
	sqlite3_stmt *q;

	assert_int_equal(sqlite3_prepare_v2(t->s.st->db, text, -1, &q, NULL), SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		struct column c = { .key = sqlite3_column_int(q, 2) };

		snprintf(c.table, sizeof c.table, "%s", (const char *)sqlite3_column_text(q, 0));
		snprintf(c.name, sizeof c.name, "%s", (const char *)sqlite3_column_text(q, 1));
		vec_push(&t->columns, c);
	}
	sqlite3_finalize(q);
	assert_true(t->columns.count > 150);
}

/* Everything that stands in the way of an SQL tool. */
static void unlock_everything(struct school *s)
{
	char names[4096] = "";
	sqlite3_stmt *q;

	sqlite3_set_authorizer(s->st->db, NULL, NULL);
	sqlite3_db_config(s->st->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	sqlite3_prepare_v2(s->st->db, "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_schema WHERE type = 'trigger'", -1, &q, NULL);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	snprintf(names, sizeof names, "%s", (const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	sql(s, names);
	sql(s, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON;"
	       "UPDATE sqlite_schema SET sql = replace(replace(sql, ' IS NOT NULL', ' NOTNULL'), ' NOT NULL', '') WHERE type = 'table'; PRAGMA writable_schema = RESET");
}

/* A value with one bit of it turned; what is NULL becomes the empty value of its kind. */
static void bind_mutated(struct tamper *t, sqlite3_stmt *q, int n, sqlite3_value *v)
{
	uint8_t bytes[4096];
	int size = sqlite3_value_bytes(v);

	switch (sqlite3_value_type(v)) {
	case SQLITE_NULL:
		switch (draw(t, 4)) {
		case 0: sqlite3_bind_int64(q, n, 0); break;
		case 1: sqlite3_bind_int64(q, n, INT64_MIN); break;
		case 2: sqlite3_bind_text(q, n, "", 0, SQLITE_STATIC); break;
		default: sqlite3_bind_blob(q, n, "", 0, SQLITE_STATIC); break;
		}
		return;
	case SQLITE_INTEGER:
		if (draw(t, 20) == 0)
			sqlite3_bind_null(q, n);
		else
			sqlite3_bind_int64(q, n, (int64_t)((uint64_t)sqlite3_value_int64(v) ^ (UINT64_C(1) << draw(t, 64))));
		return;
	default:
		break;
	}
	if (draw(t, 8) == 0) { /* NULL */
		sqlite3_bind_null(q, n);
		return;
	}
	bool text = sqlite3_value_type(v) == SQLITE_TEXT;
	assert_in_range(size, 0, sizeof bytes - 2);
	if (size) /* with none there may be no pointer either */
		memcpy(bytes, text ? (const void *)sqlite3_value_text(v) : sqlite3_value_blob(v), (size_t)size);
	switch (size ? draw(t, 8) : 6) {
	case 6: /* longer, behind a zero byte */
		bytes[size] = 0;
		bytes[size + 1] = 'x';
		size += 2;
		break;
	case 7:
		size--;
		break;
	default:
		bytes[draw(t, (uint64_t)size)] ^= (uint8_t)(1u << draw(t, 8));
		break;
	}
	if (text)
		sqlite3_bind_text(q, n, (const char *)bytes, size, SQLITE_TRANSIENT);
	else
		sqlite3_bind_blob(q, n, bytes, size, SQLITE_TRANSIENT);
}

static int64_t count_rows(struct tamper *t, const char *table)
{
	char text[128];
	sqlite3_stmt *q;

	snprintf(text, sizeof text, "SELECT count(*) FROM %s", table);
	sqlite3_prepare_v2(t->s.st->db, text, -1, &q, NULL);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	int64_t n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return n;
}

/* "k1 = ?2 AND k2 = ?3", and the names alone. */
static void key_of_table(const struct tamper *t, const char *table, char where[static 256], char names[static 256])
{
	int n = 0;

	where[0] = names[0] = '\0';
	for (int i = 0; i < t->columns.count; i++) {
		const struct column *c = &t->columns.items[i];

		if (c->key == 0 || strcmp(c->table, table) != 0)
			continue;
		snprintf(where + strlen(where), 256 - strlen(where), "%s%s = ?%d", n ? " AND " : "", c->name, n + 2);
		snprintf(names + strlen(names), 256 - strlen(names), ", %s", c->name);
		n++;
	}
}

/* One change to one row.  @return false if nothing came of it (no rows, another row has that key, the table's own types refuse it) */
static bool mutate(struct tamper *t, const struct column *c, char said[static 256])
{
	char text[768], where[256], names[256];
	sqlite3_stmt *find, *change;
	int64_t rows = count_rows(t, c->table);
	bool remove = draw(t, 12) == 0;

	if (rows == 0)
		return false;
	key_of_table(t, c->table, where, names);
	snprintf(text, sizeof text, "SELECT %s%s FROM %s LIMIT 1 OFFSET %llu", c->name, names, c->table, (unsigned long long)draw(t, (uint64_t)rows));
	assert_int_equal(sqlite3_prepare_v2(t->s.st->db, text, -1, &find, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(find), SQLITE_ROW);
	if (remove)
		snprintf(text, sizeof text, "DELETE FROM %s WHERE ?1 IS NULL AND %s", c->table, where);
	else
		snprintf(text, sizeof text, "UPDATE %s SET %s = ?1 WHERE %s", c->table, c->name, where);
	assert_int_equal(sqlite3_prepare_v2(t->s.st->db, text, -1, &change, NULL), SQLITE_OK);
	if (!remove)
		bind_mutated(t, change, 1, sqlite3_column_value(find, 0));
	snprintf(said, 256, "%s of %s.%s, was %.60s", remove ? "removal" : "change", c->table, c->name,
		 sqlite3_column_type(find, 0) == SQLITE_BLOB ? "bytes" : (const char *)sqlite3_column_text(find, 0));
	for (int i = 1; i < sqlite3_column_count(find); i++)
		sqlite3_bind_value(change, i + 1, sqlite3_column_value(find, i));
	int rc = sqlite3_step(change);
	bool done = rc == SQLITE_DONE && sqlite3_changes(t->s.st->db) == 1;
	sqlite3_finalize(change);
	sqlite3_finalize(find);
	return done;
}

/* Whatever stands in a damaged store, reading it must not fell the program. */
static void read_everything(struct school *s)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct act_row *acts;
	struct change_row *changes;
	struct entry_row *entries;
	struct note_row *notes;
	struct due_row *due;
	struct register_row *registers;
	struct staff_row staff;
	const char *password;
	void *rows;

	store_acts_between(s->st, (struct moment){ 0 }, (struct moment){ INT64_MAX }, &a, &acts);
	store_acts_of_pupil(s->st, s->pupil[0], &a, &acts);
	for (int64_t act = 1; act < 20; act++) {
		store_changes_of_act(s->st, act, &a, &changes);
		store_notes_of_act(s->st, act, &a, &notes);
		store_entries_of_act(s->st, act, &a, &entries);
	}
	store_notes_of_session(s->st, DAY, SESSION_AM, &a, &notes);
	store_entries_standing(s->st, DAY, SESSION_AM, &a, &entries);
	store_due(s->st, DAY, SESSION_AM, 0, &a, &due);
	store_registers_between(s->st, DAY_MIN, DAY_MAX, &a, &registers);
	store_staff_by_sign_in(s->st, "ann", &a, &staff);
	store_password_get(s->st, s->staff, &a, &password);
	for (int thing = 0; thing < THINGS; thing++)
		store_thing_all(s->st, (enum thing)thing, &a, &rows);
}

static void ten_thousand(void **state)
{
	struct tamper t = { .state = 0x9e3779b97f4a7c15u };
	char said[256], fault[256];

	full_school(&t.s);
	mark_one(&t.s, t.s.pupil[0], day_add(DAY, 3), SESSION_AM, CODE_NONE, CODE_N); /* an act without items at the very end could go unseen */
	unlock_everything(&t.s);
	read_columns(&t);
	assert_holds(&t.s);
	for (int done = 0, tries = 0; done < MUTATIONS; tries++) {
		const struct column *c = &t.columns.items[draw(&t, (uint64_t)t.columns.count)];

		assert_true(tries < 4 * MUTATIONS);
		must(&t.s, store_read_begin(t.s.st)); /* so that verify looks inside this transaction */
		if (mutate(&t, c, said)) {
			bool seen = strcmp(c->table, "code_era") == 0 ? store_codes_check(t.s.st) < 0 : !school_holds(&t.s, fault);

			if (!seen)
				fail_msg("mutation %d was not seen: %s", done, said);
			if (done++ % 5 == 0)
				read_everything(&t.s);
		}
		sql(&t.s, "ROLLBACK; BEGIN");
		store_read_end(t.s.st);
	}
	assert_holds(&t.s);
	vec_finish(&t.columns);
	school_finish(&t.s);
}

/* Rows put in, taken away with all that belongs to them, put in another order; from outside, while the store is closed. */
static const struct forged_row {
	const char *name, *sql;
	bool seen;
} forged_rows[] = {
	{ "nothing", "SELECT 1", false },
	{ "an act below the first", "INSERT INTO act SELECT -seq, randomblob(16), kind, at, staff, staff_name, position, roles, acting_for, uid, terminal, "
	  "version, reason, roll_group, day, session, undoes, salt, previous, hash FROM act WHERE seq = 1", true },
	{ "an act of number 0 without items", "INSERT INTO act SELECT 0, randomblob(16), 'register', at, staff, staff_name, position, roles, acting_for, uid, "
	  "terminal, version, reason, NULL, NULL, NULL, undoes, NULL, zeroblob(32), zeroblob(32) FROM act WHERE seq = 1", true },
	{ "bytes behind the nothing before the first act", "UPDATE act SET previous = zeroblob(34) WHERE seq = 1", true },
	{ "an act at the end", "INSERT INTO act SELECT 99, randomblob(16), kind, at, staff, staff_name, position, roles, acting_for, uid, terminal, "
	  "version, reason, roll_group, day, session, undoes, salt, previous, hash FROM act WHERE seq = 2", true },
	{ "two acts change places", "UPDATE act SET seq = 98 WHERE seq = 3; UPDATE act SET seq = 3 WHERE seq = 4; UPDATE act SET seq = 4 WHERE seq = 98", true },
	{ "an entry of no act", "INSERT INTO entry SELECT -5, 0, pupil, day, session, code_before, code_after, NULL, NULL, 0, 0 FROM entry LIMIT 1", true },
	{ "an entry more", "INSERT INTO entry SELECT act, 77, pupil, day, session, code_before, code_after, NULL, NULL, 0, 0 FROM entry LIMIT 1", true },
	{ "an entry of an act to come", "INSERT INTO entry SELECT 500, 0, pupil, day, session, code_before, code_after, NULL, NULL, 0, 0 FROM entry LIMIT 1", true },
	{ "two notes change places", "UPDATE note SET ordinal = 77 WHERE act = 15 AND ordinal = 0; UPDATE note SET ordinal = 0 WHERE act = 15 AND ordinal = 2; "
	  "UPDATE note SET ordinal = 2 WHERE ordinal = 77", true },
	{ "a strip of nobody, blank", "INSERT INTO strip VALUES (2026, 77, zeroblob(732))", true },
	{ "a strip of a year without marks, blank", "INSERT INTO strip VALUES (2010, 1, zeroblob(732))", true },
	{ "a strip of a year far away", "INSERT INTO strip SELECT year + 4294967296, pupil, marks FROM strip", true },
	{ "a register more", "INSERT INTO register VALUES (20000, 0, 1, 1, NULL, NULL)", true },
	{ "a register on a day that is none", "INSERT INTO register VALUES (1099511627776, 0, 1, 1, NULL, NULL)", true },
	{ "no registers at all", "DELETE FROM register", true },
	{ "no marks at all", "DELETE FROM strip", true },
	{ "a pupil more", "INSERT INTO pupil (id, key, surname, forename, born_day, sex, boarder) VALUES (77, randomblob(16), 'X', 'Y', 1, 'F', 0)", true },
	{ "a pupil less", "DELETE FROM pupil WHERE id = 6", true },
	{ "a role more", "INSERT INTO staff_role (staff, role, from_day) VALUES (1, 'head', 1)", true },
	{ "another password", "UPDATE password SET hash = 'x'", true },
	{ "no password", "DELETE FROM password", true },
	{ "a password of nobody", "INSERT INTO password VALUES (77, 'x')", true },
	{ "a password and its seal", "UPDATE password SET hash = 'x'; UPDATE staff SET password_seal = lower(hex(zeroblob(32)))", true },
	{ "an item named for erasing", "INSERT INTO erasing VALUES (1, 0, 1)", true },
	{ "what was erased is there no more", "DELETE FROM erased", true },
	{ "no salt where there are items", "UPDATE act SET salt = NULL WHERE seq = 3", true },
	{ "an empty salt where there are no items", "UPDATE act SET salt = x'' WHERE seq = 16", true },
	{ "everything but the first act", "DELETE FROM entry; DELETE FROM note; DELETE FROM erased; DELETE FROM strip; DELETE FROM register; "
	  "DELETE FROM change WHERE act > 1; DELETE FROM act WHERE seq > 1", true },
	/* What no chain can see without an outside witness: the last act taken away whole (reliability 5, seals). */
	{ "the last act is cut off, with nothing left of it", "DELETE FROM act WHERE seq = (SELECT max(seq) FROM act)", false },
};

static void forged_case(void **state)
{
	const struct forged_row *row = *state;
	struct school s;
	struct err e = { 0 };
	char said[256] = "", *why = NULL, path[256];
	sqlite3 *db;

	full_school(&s);
	unlock_everything(&s);
	school_close(&s);
	school_path(&s, STORE_FILE, path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_exec(db, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL);
	if (sqlite3_exec(db, row->sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s", why);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	assert_int_equal(store_open(s.directory, &s.st, &e), 0);
	assert_int_equal(!school_holds(&s, said), row->seen);
	school_finish(&s);
}

/* The shape of the store is not in the chain; `check` compares it with the program's own. */
static const struct forged_row shape_rows[] = {
	{ "its shape is as it was made", "SELECT 1", false },
	{ "a trigger is gone", "DROP TRIGGER entry_keep", true },
	{ "a trigger that does nothing", "DROP TRIGGER note_keep; CREATE TRIGGER note_keep BEFORE DELETE ON note BEGIN SELECT 1; END", true },
	{ "a view leaves something out", "DROP VIEW v_act; CREATE VIEW v_act AS SELECT * FROM act WHERE seq <> 3", true },
	{ "a table more", "CREATE TABLE extra (a)", true },
	{ "a row that names nobody", "PRAGMA foreign_keys = OFF; INSERT INTO pupil_flag (pupil, flag, value, from_day) VALUES (77, 'sen', 'K', 1)", true },
	{ "only SQLite's own figures are there", "ANALYZE", false },
};

static void shape_case(void **state)
{
	const struct forged_row *row = *state;
	struct school s;
	char path[256];
	const char **faults;
	sqlite3 *db;

	school_start(&s, NULL);
	school_close(&s);
	school_path(&s, STORE_FILE, path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, row->sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	school_open(&s);
	assert_int_equal(must(&s, store_integrity(s.st, &s.a, &faults)), row->seen);
	school_finish(&s);
}

/* Where the first fault is, by number. */
static void first_bad(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct verify_result v;
	struct school s;

	full_school(&s);
	unlock_everything(&s);
	sql(&s, "UPDATE act SET reason = 'x' WHERE seq IN (5, 9)");
	must(&s, store_verify(s.st, &a, &v));
	assert_false(v.ok);
	assert_int_equal(v.first_bad_act, 5);
	assert_int_equal(v.faults.count, 2);
	assert_int_equal(v.acts, 16);
	assert_int_equal(v.erased, 1);
	vec_finish(&v.faults);
	school_finish(&s);
}

/* Everything that an SQL tool would read from the tables, as one hash; nothing of the indexes. */
static struct hash contents(struct school *s)
{
	char text[256], table[64];
	struct hashing h;
	struct hash ret;
	sqlite3_stmt *tables, *q;

	hash_begin(&h);
	sqlite3_prepare_v2(s->st->db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'store_info' ORDER BY name", -1, &tables, NULL);
	while (sqlite3_step(tables) == SQLITE_ROW) {
		snprintf(table, sizeof table, "%s", (const char *)sqlite3_column_text(tables, 0));
		snprintf(text, sizeof text, "SELECT * FROM %s NOT INDEXED", table);
		if (sqlite3_prepare_v2(s->st->db, text, -1, &q, NULL) != SQLITE_OK)
			continue;
		while (sqlite3_step(q) == SQLITE_ROW)
			for (int i = 0; i < sqlite3_column_count(q); i++) {
				uint8_t type = (uint8_t)sqlite3_column_type(q, i);
				const void *bytes = sqlite3_column_blob(q, i);

				hash_more(&h, &type, 1);
				hash_more(&h, bytes, (size_t)sqlite3_column_bytes(q, i));
			}
		sqlite3_finalize(q);
	}
	sqlite3_finalize(tables);
	hash_end(&h, &ret);
	return ret;
}

static bool everything_holds(struct school *s)
{
	CLEAN_ARENA struct arena a = { 0 };
	struct verify_result v;
	const char **faults;
	int r = store_verify(s->st, &a, &v);
	bool ok = r == 0 && v.ok;

	vec_finish(&v.faults);
	return ok && store_codes_check(s->st) == 0 && store_integrity(s->st, &a, &faults) == 0;
}

/* One bit of the file itself, the log emptied before: what reads otherwise is seen by verify, by the codes, or by SQLite. */
static void file_bits(void **state)
{
	struct school s;
	struct err e = { 0 };
	char path[256], said[256];
	uint64_t seed = 88172645463325252u;
	int opened = 0, held = 0;
	struct hash was_there, is_there;

	full_school(&s);
	int rc = sqlite3_wal_checkpoint_v2(s.st->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	assert_int_equal(rc, SQLITE_OK);
	was_there = contents(&s);
	school_close(&s);
	school_path(&s, STORE_FILE, path);
	FILE *f = fopen(path, "r+b");
	assert_non_null(f);
	fseek(f, 0, SEEK_END);
	long size = ftell(f);
	for (int n = 0; n < FILE_BITS; n++) {
		seed ^= seed << 13;
		seed ^= seed >> 7;
		seed ^= seed << 17;
		long at = (long)(seed % (uint64_t)size);
		fseek(f, at, SEEK_SET);
		int was = fgetc(f);
		fseek(f, at, SEEK_SET);
		fputc(was ^ (1 << (seed >> 40) % 8), f);
		fflush(f);
		if (store_open(s.directory, &s.st, &e) == 0) {
			opened++;
			if (everything_holds(&s)) {
				held++;
				is_there = contents(&s);
				if (memcmp(&was_there, &is_there, sizeof was_there) != 0)
					fail_msg("bit %d of byte %ld changed what is read, and nobody saw it", (int)((seed >> 40) % 8), at);
			}
		}
		school_close(&s);
		fseek(f, at, SEEK_SET);
		fputc(was, f);
		fflush(f);
	}
	fclose(f);
	assert_true(opened > FILE_BITS / 2);
	assert_in_range(held, 1, opened - 1);
	school_open(&s);
	assert_true(school_holds(&s, said));
	school_finish(&s);
}

static const struct case_row cases[] = {
	{ "an item is erased, and the record holds", erasing },
	{ "ten thousand changes of one bit, value or row", ten_thousand },
	{ "the first act that does not hold is named", first_bad },
	{ "a bit of the file", file_bits },
};

int main(void)
{
	static struct rows r;
	struct err e;

	if (seal_start(&e) < 0)
		return 1;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		rows_case(&r, cases[i].name, cases[i].f, NULL);
	rows_add(&r, forged_case, forged_rows);
	rows_add(&r, shape_case, shape_rows);
	return rows_run(&r, "store/tamper");
}
