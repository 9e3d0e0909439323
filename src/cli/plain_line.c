/* One line said, one line asked. */
#include "plain.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/text.h"

#define REST_SECONDS 1 /* without a key, after which the draft is worth an fsync */

/* SIGNALS -------------------------------------------------------------------------------------------------------------------------- */

static const int ending[] = { SIGHUP, SIGINT, SIGTERM };

static volatile sig_atomic_t caught;

static void catch_signal(int signal)
{
	caught = signal;
}

void plain_watch(struct plain *p)
{
	struct sigaction action = { .sa_handler = catch_signal }, old;
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
		sigaddset(&set, ending[i]);
		sigaction(ending[i], NULL, &old);
		if (old.sa_handler != SIG_IGN)
			sigaction(ending[i], &action, NULL);
	}
	sigprocmask(SIG_BLOCK, &set, &p->open);
}

/* SAYING --------------------------------------------------------------------------------------------------------------------------- */

bool plain_flush(struct plain *p)
{
	if (!p->lost && cli_flush(p->c) < 0)
		p->lost = p->over = true;
	return !p->lost;
}

static void put(struct plain *p, const char *format, va_list values)
{
	CLEAN_ARENA struct arena a = { 0 };

	text_clean(arena_vprintf(&a, format, values), &p->c->out);
}

void plain_say(struct plain *p, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	put(p, format, values);
	va_end(values);
	buf_char(&p->c->out, '\n');
}

void plain_refuse(struct plain *p, const struct err *e)
{
	plain_say(p, "%s", e->text);
}

/* READING -------------------------------------------------------------------------------------------------------------------------- */

/* How many bytes came; 0 at the end of the input, or of its line. */
static size_t read_more(struct plain *p)
{
	struct pollfd wait = { .fd = STDIN_FILENO, .events = POLLIN };
	const struct timespec rest = { .tv_sec = REST_SECONDS };
	bool rested = !p->draft;

	while (!caught) {
		int n = ppoll(&wait, 1, rested ? NULL : &rest, &p->open);
		if (n == 0) {
			draft_rest(p->draft);
			rested = true;
		}
		if (n <= 0 && (n == 0 || errno == EINTR))
			continue;
		ssize_t got = n < 0 ? 0 : read(STDIN_FILENO, p->bytes, sizeof p->bytes);
		if (got >= 0 || (errno != EINTR && errno != EAGAIN))
			return got < 0 ? 0 : (size_t)got;
	}
	return 0;
}

/* A line into p->line: its length, -E2BIG, or -ENODATA: then nobody has ended it with Enter, and half a word may be another word. */
static int read_line(struct plain *p)
{
	size_t n = 0;

	for (;;) {
		if (p->from == p->to) {
			p->from = 0;
			p->to = read_more(p);
			if (p->to == 0)
				return -ENODATA;
		}
		char byte = p->bytes[p->from++];
		if (byte == '\n')
			break;
		if (n < sizeof p->line)
			p->line[n++] = byte;
	}
	if (n == sizeof p->line)
		return -E2BIG;
	n -= n > 0 && p->line[n - 1] == '\r';
	p->line[n] = '\0';
	return (int)n;
}

int plain_password(struct plain *p, char *to, size_t size)
{
	int n = read_line(p);

	if (n >= 0 && (size_t)n >= size)
		n = -E2BIG;
	if (n >= 0)
		memcpy(to, p->line, (size_t)n + 1);
	explicit_bzero(p->line, sizeof p->line);
	return n;
}

static bool has_control(const char *s)
{
	for (; *s; s++)
		if (((unsigned char)*s < ' ' && *s != '\t') || *s == 0x7f)
			return true;
	return false;
}

/* NULL, or why nothing of that line is taken. */
static const char *line_trouble(const struct plain *p, int n)
{
	if (n == -E2BIG)
		return "That line is too long: nothing of it was taken.";
	if (text_bad_utf8(p->line, (size_t)n) >= 0)
		return "That line is not text in UTF-8: nothing of it was taken.";
	if (has_control(p->line))
		return "That line has keys in it that are no text: nothing of it was taken.";
	return NULL;
}

static char *ask(struct plain *p, const char *question)
{
	while (!p->over) {
		buf_text(&p->c->out, question);
		if (!plain_flush(p))
			return NULL;
		int n = read_line(p);
		p->over = n == -ENODATA;
		if (p->over || !p->terminal)
			buf_char(&p->c->out, '\n'); /* the Enter that does not show */
		if (p->over)
			return NULL;
		const char *trouble = line_trouble(p, n);
		if (!trouble)
			return text_trim(p->line);
		plain_say(p, "%s", trouble);
	}
	return NULL;
}

static char *ask_format(struct plain *p, const char *format, va_list values)
{
	CLEAN_ARENA struct arena a = { 0 };

	return ask(p, text_clean_arena(&a, arena_vprintf(&a, format, values)));
}

char *plain_ask(struct plain *p, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	char *typed = ask_format(p, format, values);
	va_end(values);
	return typed;
}

bool plain_agree(struct plain *p, const char *format, ...)
{
	CLEAN_ARENA struct arena a = { 0 };
	va_list values;

	va_start(values, format);
	const char *question = text_clean_arena(&a, arena_vprintf(&a, format, values));
	va_end(values);
	for (const char *typed; (typed = ask(p, question));) {
		if (!*typed)
			return true;
		if (strcasecmp(typed, "n") == 0 || strcasecmp(typed, "no") == 0 || strcasecmp(typed, "back") == 0)
			return false;
		plain_say(p, "Nothing was done yet: Enter alone does it, n goes back.");
	}
	return false;
}

/* WORDS ---------------------------------------------------------------------------------------------------------------------------- */

static bool is_word(const char *word, const char *line, size_t n)
{
	return word && strlen(word) == n && strncasecmp(word, line, n) == 0;
}

const struct plain_word *plain_word_find(const struct plain_word *words, char *line, char **ret_rest)
{
	size_t n = strcspn(line, " \t");

	for (const struct plain_word *w = words; w->word; w++)
		if (is_word(w->letter, line, n) || is_word(w->word, line, n)) {
			*ret_rest = text_trim(line + n);
			return w;
		}
	return NULL;
}

void plain_words_say(struct plain *p, const struct plain_word *words)
{
	for (const struct plain_word *w = words; w->word; w++) {
		const char *letter = w->letter ? w->letter : "", *operands = w->operands ? w->operands : "";

		plain_say(p, "%s%s%s%s%s: %s", letter, *letter ? " or " : "", w->word, *operands ? " " : "", operands, w->help);
	}
}

static char *last_word(char *line)
{
	char *at = line + strlen(line);

	while (at > line && at[-1] != ' ' && at[-1] != '\t')
		at--;
	return at;
}

struct plain_which plain_which(char *rest)
{
	struct plain_which w = { .day = DAY_NONE, .session = -1 };

	for (;;) {
		char *word = last_word(rest);
		enum session session;

		if (w.session < 0 && session_parse(word, &session) == 0)
			w.session = (int)session;
		else if (!day_is_none(w.day) || day_parse_english(word, &w.day) < 0)
			break;
		*word = '\0';
		rest = text_trim(rest);
	}
	w.group = *rest ? rest : NULL;
	return w;
}

int plain_ref(struct plain *p, const struct plain_which *w, struct register_ref *ret, struct err *e)
{
	struct day today = office_today(p->office), day = day_is_none(w->day) ? today : w->day;
	enum session usual = day_equal(day, today) ? office_session_now(p->office) : SESSION_AM;
	struct register_ref ref = { .day = day, .session = w->session < 0 ? usual : (enum session)w->session };
	int r = w->group ? office_group_find(p->office, w->group, day, &ref.roll_group, e) : 0;

	if (r == 0)
		*ret = ref;
	return r;
}
