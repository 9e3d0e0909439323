#include "rows.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"

/* So that the sanitizer's allocator refuses as the C library's does. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void an_arena_zeroes_and_aligns(void **state)
{
	static const size_t sizes[] = { 0, 1, 7, 16, 33, 4000, 8192, 8193, 40000, 1 << 20 };
	CLEAN_ARENA struct arena a = { 0 };

	for (int round = 0; round < 50; round++)
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
			if (sizes[i] > 8193 && round > 2)
				continue;
			unsigned char *p = arena_new(&a, sizes[i], 1);
			assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
			for (size_t j = 0; j < sizes[i]; j++)
				if (p[j] != 0)
					fail_msg("byte %zu of %zu is not zero", j, sizes[i]);
			memset(p, 0xa5, sizes[i]);
		}
}

static void pieces_of_an_arena_do_not_overlap(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };
	char *pieces[2000];

	for (int i = 0; i < 2000; i++)
		pieces[i] = arena_printf(&a, "%d%0*d", i, i % 97 + 1, 0);
	for (int i = 0; i < 2000; i++) {
		char want[128];
		snprintf(want, sizeof want, "%d%0*d", i, i % 97 + 1, 0);
		assert_string_equal(pieces[i], want);
	}
}

static void an_arena_copies_text(void **state)
{
	CLEAN_ARENA struct arena a = { 0 };

	assert_null(arena_text(&a, NULL));
	assert_string_equal(arena_text(&a, ""), "");
	assert_string_equal(arena_text(&a, "Zoë"), "Zoë");
	assert_string_equal(arena_text_n(&a, "abcdef", 3), "abc");
	assert_string_equal(arena_text_n(&a, NULL, 0), "");
}

/* Also what is too long for the first attempt. */
static void an_arena_prints(void **state)
{
	static const int lengths[] = { 1, 254, 255, 256, 257, 40000 };
	CLEAN_ARENA struct arena a = { 0 };

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		char *p = arena_printf(&a, "%0*d", lengths[i], 7);
		assert_int_equal(strlen(p), lengths[i]);
		assert_int_equal(p[lengths[i] - 1], '7');
	}
	assert_string_equal(arena_joined(&a, "Zoë", ' ', "Smith"), "Zoë Smith");
	assert_string_equal(arena_joined(&a, "", '\t', ""), "\t");
}

static void an_arena_is_empty_after_its_end(void **state)
{
	struct arena a = { 0 };

	arena_finish(&a);
	arena_new(&a, 1, 100000);
	arena_new(&a, 1, 1);
	arena_finish(&a);
	assert_null(a.blocks);
	assert_int_equal(a.left, 0);
}

static void a_buf_grows_and_ends(void **state)
{
	CLEAN_BUF struct buf b = { 0 };

	assert_string_equal(buf_string(&b), "");
	for (int i = 0; i < 1000; i++) {
		buf_char(&b, 'a');
		assert_int_equal(b.text[b.length], '\0');
	}
	assert_int_equal(b.length, 1000);
	buf_printf(&b, "%s-%d", "x", 7);
	assert_string_equal(b.text + 1000, "x-7");
	buf_blanks(&b, -1);
	buf_blanks(&b, 0);
	buf_blanks(&b, 2);
	assert_string_equal(b.text + 1000, "x-7  ");
	size_t room = b.room;
	buf_reset(&b);
	assert_string_equal(buf_string(&b), "");
	assert_int_equal(b.room, room);
	buf_put(&b, "a\0b", 3);
	assert_int_equal(b.length, 3);
	assert_memory_equal(b.text, "a\0b", 4);
}

static void nothing_put_is_still_text(void **state)
{
	CLEAN_BUF struct buf b = { 0 };

	buf_put(&b, NULL, 0);
	assert_non_null(b.text);
	assert_string_equal(b.text, "");
}

static void a_vec_keeps_what_was_pushed(void **state)
{
	struct point { int x, y; };
	struct { VEC(struct point); } v = { 0 };

	for (int i = 0; i < 1000; i++)
		vec_push(&v, (struct point){ i, -i });
	assert_int_equal(v.count, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(v.items[i].x - v.items[i].y, 2 * i);
	vec_finish(&v);
	assert_null(v.items);
	assert_int_equal(v.count, 0);
}

/* Runs in a child what ends the program. @return its wait status; what it said in `said` */
static int ends(void (*f)(void), char said[static 512])
{
	int ends_of_pipe[2], status;

	assert_int_equal(pipe(ends_of_pipe), 0);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		signal(SIGABRT, SIG_DFL); /* cmocka catches it */
		dup2(ends_of_pipe[1], STDERR_FILENO);
		f();
		_exit(99);
	}
	close(ends_of_pipe[1]);
	size_t n = 0;
	for (ssize_t got; n < 511 && (got = read(ends_of_pipe[0], said + n, 511 - n)) > 0;)
		n += (size_t)got;
	said[n] = '\0';
	close(ends_of_pipe[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void say_restored(void)
{
	fputs("[restored]", stderr);
}

static void ask_for_everything(void)
{
	bug_restore = say_restored;
	free(mem_new(SIZE_MAX / 2, 4));
}

static void ask_an_arena_for_everything(void)
{
	struct arena a = { 0 };

	arena_new(&a, SIZE_MAX, 1);
}

static void make_a_mistake(void)
{
	bug_restore = say_restored;
	BUG_UNLESS(1 == 2);
}

static void no_memory_is_status_3(void **state)
{
	char said[512];

	int status = ends(ask_for_everything, said);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 3);
	assert_ptr_equal(strstr(said, "[restored]"), said);
	assert_non_null(strstr(said, "not enough memory"));

	status = ends(ask_an_arena_for_everything, said);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 3);
}

static void a_mistake_of_ours_aborts(void **state)
{
	char said[512];

	int status = ends(make_a_mistake, said);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_ptr_equal(strstr(said, "[restored]"), said);
	assert_non_null(strstr(said, "1 == 2"));
}

#ifndef __SANITIZE_ADDRESS__ /* that allocator keeps what is freed from being had again */
#define RESERVED ((size_t)1024 * 1024)
#define LARGEST ((size_t)16 * 1024)

/* As where the machine gives nothing more.  Status 0: every piece was there; else how many were. */
static void take_it_without_more(bool reserved)
{
	void *keep = reserved ? mem_reserve(RESERVED) : NULL;
	const struct rlimit nothing_more = { 0, 0 };
	size_t n = 0;

	setrlimit(RLIMIT_AS, &nothing_more);
	while (n < RESERVED / LARGEST && malloc(LARGEST - 64))
		n++;
	free(keep);
	_exit(n == RESERVED / LARGEST ? 0 : 1 + (int)n);
}

static void take_what_was_reserved(void)
{
	take_it_without_more(true);
}

static void take_what_was_not_reserved(void)
{
	take_it_without_more(false);
}

static void what_is_reserved_can_be_had(void **state)
{
	char said[512];

	assert_int_equal(WEXITSTATUS(ends(take_what_was_reserved, said)), 0);
	assert_int_not_equal(WEXITSTATUS(ends(take_what_was_not_reserved, said)), 0);
}
#endif

static struct rows tests;

int main(void)
{
	rows_case(&tests, "an arena zeroes and aligns", an_arena_zeroes_and_aligns, NULL);
	rows_case(&tests, "pieces of an arena do not overlap", pieces_of_an_arena_do_not_overlap, NULL);
	rows_case(&tests, "an arena copies text", an_arena_copies_text, NULL);
	rows_case(&tests, "an arena prints", an_arena_prints, NULL);
	rows_case(&tests, "an arena is empty after its end", an_arena_is_empty_after_its_end, NULL);
	rows_case(&tests, "a buf grows and ends", a_buf_grows_and_ends, NULL);
	rows_case(&tests, "nothing put is still text", nothing_put_is_still_text, NULL);
	rows_case(&tests, "a vec keeps what was pushed", a_vec_keeps_what_was_pushed, NULL);
	rows_case(&tests, "no memory is status 3", no_memory_is_status_3, NULL);
	rows_case(&tests, "a mistake of ours aborts", a_mistake_of_ours_aborts, NULL);
#ifndef __SANITIZE_ADDRESS__
	rows_case(&tests, "what is reserved can be had", what_is_reserved_can_be_had, NULL);
#endif
	return rows_run(&tests, "base/mem");
}
