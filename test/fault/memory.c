/*
 * Memory that runs out when a test says so (reliability R7): stands before the C library's allocator in a program that is linked as it
 * ships (LD_PRELOAD).  What was asked for, and what is refused, is in a file that the test maps as well.
 *
 * Some libraries do not look whether they got what they asked for, so the program makes sure of it before it calls them
 * (mem_reserve): to those nothing is refused but what the program has not had before, which is how a heap that cannot grow behaves.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The C library's own, behind the names that programs call. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *p);

/* test/fault/memory.py knows the shape. */
static struct tally {
	int64_t asked;    /* how often so far */
	int64_t from, to; /* these are refused; 0: none */
	int64_t refused;  /* how many were */
} none, *tally = &none;

static size_t held, most; /* bytes in use now, and ever */

static const char *const trusting[] = { "/libconfuse.", "/libncursesw.", "/libtinfo.", "/libtermkey.", "/libunibilium." };
enum { TRUSTING = sizeof trusting / sizeof *trusting };
static struct { uintptr_t from, to; } code[TRUSTING];

static int find_code(struct dl_phdr_info *library, size_t size, void *data)
{
	(void)size, (void)data;
	for (int i = 0; i < TRUSTING; i++)
		for (int h = 0; strstr(library->dlpi_name, trusting[i]) && h < library->dlpi_phnum; h++)
			if (library->dlpi_phdr[h].p_type == PT_LOAD && library->dlpi_phdr[h].p_flags & PF_X) {
				code[i].from = library->dlpi_addr + library->dlpi_phdr[h].p_vaddr;
				code[i].to = code[i].from + library->dlpi_phdr[h].p_memsz;
			}
	return 0;
}

static struct passwd *(*look_up)(uid_t uid); /* the C library's own, which trusts too */
static int looks_up;

static int is_trusting(uintptr_t caller)
{
	if (looks_up)
		return 1;
	for (int i = 0; i < TRUSTING; i++)
		if (caller >= code[i].from && caller < code[i].to)
			return 1;
	return 0;
}

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("FAULT_MEMORY_TALLY");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *shared = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof none, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (fd >= 0)
		close(fd);
	dl_iterate_phdr(find_code, NULL);
	look_up = (struct passwd *(*)(uid_t))dlsym(RTLD_NEXT, "getpwuid");
	if (shared != MAP_FAILED)
		tally = shared;
}

static int refuses(size_t size, uintptr_t caller)
{
	int refused;

	if (is_trusting(caller)) {
		refused = held + size > most;
	} else {
		tally->asked++;
		refused = tally->asked >= tally->from && tally->asked <= tally->to;
	}
	tally->refused += refused;
	if (refused)
		errno = ENOMEM;
	return refused;
}

#define CALLER (uintptr_t)__builtin_return_address(0)

static void *had(void *p)
{
	held += malloc_usable_size(p);
	if (held > most)
		most = held;
	return p;
}

void *malloc(size_t size)
{
	return refuses(size, CALLER) ? NULL : had(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
	return refuses(count * size, CALLER) ? NULL : had(__libc_calloc(count, size));
}

static void *resize(void *old, size_t size, uintptr_t caller)
{
	if (refuses(size, caller))
		return NULL;
	held -= malloc_usable_size(old);
	return had(__libc_realloc(old, size));
}

void *realloc(void *old, size_t size)
{
	return resize(old, size, CALLER);
}

void *reallocarray(void *old, size_t count, size_t size)
{
	size_t bytes;

	if (!__builtin_mul_overflow(count, size, &bytes))
		return resize(old, bytes, CALLER);
	errno = ENOMEM;
	return NULL;
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return refuses(size, CALLER) ? NULL : had(__libc_memalign(alignment, size));
}

/* Else the C library would be the caller. */
char *strdup(const char *s)
{
	size_t n = strlen(s) + 1;
	char *copy = refuses(n, CALLER) ? NULL : had(__libc_malloc(n));

	return copy ? memcpy(copy, s, n) : NULL;
}

void free(void *p)
{
	held -= malloc_usable_size(p);
	__libc_free(p);
}

struct passwd *getpwuid(uid_t uid)
{
	looks_up++;
	struct passwd *found = look_up(uid);
	looks_up--;
	return found;
}
