#ifndef CLI_INTERNAL_H
#define CLI_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "office/office.h"
#include "office/register.h"
#include "rules/report.h"

/* OPTIONS: one table for all commands, so that a word means the same everywhere ------------------------------------------- */

enum option_id {
	OPTION_NONE,
	OPTION_SCHOOL, OPTION_AS, OPTION_PASSWORD_FD, OPTION_CLOCK, OPTION_PLAIN, OPTION_HELP, OPTION_VERSION, /* before any command */
	OPTION_DATE, OPTION_FROM, OPTION_TO, OPTION_SESSION, OPTION_CLASS, OPTION_PUPIL, OPTION_ACT, OPTION_FORMAT, OPTION_OUT,
	OPTION_WORKING, OPTION_REASON, OPTION_OVERWRITE, OPTION_YES, OPTION_CONFIRM_N, OPTION_AT, OPTION_CODE, OPTION_WHY,
	OPTION_DRY_RUN, OPTION_MACHINE, OPTION_YEAR, OPTION_COVER, OPTION_REMOVE,
	OPTION_NAME, OPTION_AUTHORITY, OPTION_ESTABLISHMENT, OPTION_TIMEZONE, OPTION_AM, OPTION_PM, OPTION_TERM, OPTION_CLOSURE,
	OPTION_STAFF,
	OPTION_MAP, OPTION_DELIMITER, OPTION_ENCODING, OPTION_MOVING_IN, OPTION_LEAVE_OUT, OPTION_REPLACE, OPTION_REFUSED, OPTION_TITLE,
	OPTION_WIDE, OPTION_GROUP, OPTION_WITHIN,
	OPTION_POLICY, OPTION_PERIOD, OPTION_COUNTED_AS, OPTION_STAGE, OPTION_NEW, OPTION_WHICH, OPTION_BEGINS, OPTION_NO_TASKS,
	/* of a pupil */
	OPTION_SURNAME, OPTION_FORENAME, OPTION_MIDDLE_NAMES, OPTION_KNOWN_AS, OPTION_KNOWN_SURNAME, OPTION_SORT_NAME, OPTION_DOB, OPTION_SEX,
	OPTION_UPN, OPTION_ADMISSION_NUMBER, OPTION_BOARDER, OPTION_WEEKDAYS, OPTION_LEFT, OPTION_TO_COME, OPTION_EVERYBODY,
	/* of how a pupil is on the roll, and leaves it */
	OPTION_STATUS, OPTION_LAST_SCHOOL, OPTION_OTHER_SCHOOL, OPTION_OTHER_CONTACT, OPTION_ARRANGEMENT, OPTION_REVIEW, OPTION_PLACE,
	OPTION_GROUND, OPTION_DESTINATION, OPTION_NEW_ADDRESS, OPTION_ENQUIRIES, OPTION_CONSENT, OPTION_EVIDENCE, OPTION_SOCIAL_WORKER_TOLD,
	OPTION_VIRTUAL_SCHOOL_TOLD, OPTION_KEEP, OPTION_ANOTHER,
	/* of a contact */
	OPTION_CONTACT, OPTION_RELATION, OPTION_PRIORITY, OPTION_MOBILE, OPTION_HOME, OPTION_WORK, OPTION_EMAIL, OPTION_LANGUAGE, OPTION_ADDRESS,
	OPTION_POSTCODE, OPTION_SECRET, OPTION_LIVES_WITH, OPTION_PARENTAL_RESPONSIBILITY, OPTION_LETTERS, OPTION_TEXTS, OPTION_MAY_COLLECT,
	OPTION_DO_NOT_CONTACT, OPTION_COURT_ORDER, OPTION_SAME_AS, OPTION_SAME_CONTACT, OPTION_ANOTHER_CONTACT, OPTION_HOUSEHOLD, OPTION_SAID,
	/* of classes, staff and the year */
	OPTION_KIND, OPTION_ORDER, OPTION_POSITION, OPTION_LAST_YEAR,
	/* of the gate */
	OPTION_FILE, OPTION_PRINT, OPTION_BACK, OPTION_COLLECTED_BY, OPTION_ALONE, OPTION_SURE,
	/* of plans and trips */
	OPTION_FROM_SESSION, OPTION_TO_SESSION, OPTION_GRANTED_BY, OPTION_LEADER, OPTION_LEAVES, OPTION_RETURNS, OPTION_MISSING, OPTION_WHO,
	OPTION_AGREED, OPTION_WITH,
	/* of calls and tasks */
	OPTION_OUTCOME, OPTION_HOW, OPTION_NUMBER, OPTION_DEAD, OPTION_ALSO, OPTION_SPOKEN_TO_CHILD, OPTION_SEEN_BY, OPTION_NEXT, OPTION_NEXT_ON,
	OPTION_NEXT_AT, OPTION_CALLER, OPTION_NOTE, OPTION_WENT, OPTION_ROLE, OPTION_FOR, OPTION_DUE, OPTION_DONE, OPTION_SHEET,
	/* of the policy and the school's lists */
	OPTION_TIMES, OPTION_SET,
	OPTIONS
};
#define OPTION_REQUIRED 0x8000

enum value_kind { VALUE_NONE, VALUE_TEXT, VALUE_TEXT_OR_NONE, VALUE_WORD, VALUE_DAYS, VALUE_PATH, VALUE_DAY, VALUE_SESSION,
		  VALUE_MINUTE, VALUE_WHEN, VALUE_NUMBER, VALUE_YEAR, VALUE_FORMAT,
		  VALUE_DELIMITER, VALUE_ENCODING };
enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };

struct option_row {
	const char *name;
	const char *value; /**< what stands for its value in help: "CLASS"; of a VALUE_WORD the words there are: "am|pm"; NULL for none */
	enum value_kind kind;
	bool repeats;      /**< may be given more than once */
	const char *help;
};
extern const struct option_row option_rows[OPTIONS];

/* COMMANDS ------------------------------------------------------------------------------------------------------------------ */

struct cli;

struct command {
	const char *name;     /**< one or two words: "register set" */
	const char *operands; /**< as in help, "" for none */
	int least, most;      /**< operands */
	const char *help;     /**< NULL: that of the report */
	/** 0, 1 where it found something, or -errno with `e` said; what it prints goes to c->out. */
	int (*run)(struct cli *c, struct err *e);
	bool needs_office;    /**< runs in an open school */
	bool paths;           /**< its operands are names of files, whatever bytes they have */
	bool leaves_out;      /**< "-=HEADING" is an operand of it, and no option */
	void (*more)(struct buf *to);           /**< adds to its help; NULL */
	uint16_t options[OPTIONS];              /**< besides the global ones; or OPTION_REQUIRED; ended by OPTION_NONE */
};
extern const struct command commands[]; /**< ended by a NULL name */

int command_init(struct cli *c, struct err *e);
int command_demo(struct cli *c, struct err *e);
int command_clock(struct cli *c, struct err *e);
int command_backup(struct cli *c, struct err *e);
int command_import(struct cli *c, struct err *e);      /**< import pupils, contacts, groups, staff, marks */
int command_import_map(struct cli *c, struct err *e);
int command_import_maps(struct cli *c, struct err *e);
int command_export(struct cli *c, struct err *e);
int command_register_show(struct cli *c, struct err *e);
int command_register_set(struct cli *c, struct err *e);
int command_register_fill(struct cli *c, struct err *e);
int command_register_send(struct cli *c, struct err *e);
int command_register_close(struct cli *c, struct err *e);
int command_late(struct cli *c, struct err *e);
int command_sign_out(struct cli *c, struct err *e);
int command_sign_in(struct cli *c, struct err *e);
int command_sign_list(struct cli *c, struct err *e);
int command_plan_add(struct cli *c, struct err *e);
int command_plan_change(struct cli *c, struct err *e);
int command_plan_cancel(struct cli *c, struct err *e);
int command_plan_list(struct cli *c, struct err *e);
int command_pattern(struct cli *c, struct err *e);
int command_trip_add(struct cli *c, struct err *e);
int command_trip_show(struct cli *c, struct err *e);
int command_trip_confirm(struct cli *c, struct err *e);
int command_trip_stay(struct cli *c, struct err *e);
int command_trip_goer(struct cli *c, struct err *e);
int command_times(struct cli *c, struct err *e);
int command_calls_list(struct cli *c, struct err *e);
int command_calls_show(struct cli *c, struct err *e);
int command_calls_ring(struct cli *c, struct err *e);
int command_calls_log(struct cli *c, struct err *e);
int command_calls_reported(struct cli *c, struct err *e);
int command_calls_note(struct cli *c, struct err *e);
int command_calls_settle(struct cli *c, struct err *e);
int command_evacuate(struct cli *c, struct err *e);
int command_visit(struct cli *c, struct err *e);
int command_tasks_list(struct cli *c, struct err *e);
int command_tasks_add(struct cli *c, struct err *e);
int command_tasks_done(struct cli *c, struct err *e);
int command_policy_list(struct cli *c, struct err *e);
int command_policy_show(struct cli *c, struct err *e);
int command_policy_adopt(struct cli *c, struct err *e);
int command_choices(struct cli *c, struct err *e);
int command_review_list(struct cli *c, struct err *e);
int command_review_log(struct cli *c, struct err *e);
int command_review_close(struct cli *c, struct err *e);
int command_stage(struct cli *c, struct err *e);
int command_returns_made(struct cli *c, struct err *e);
int command_returns_add(struct cli *c, struct err *e);
int command_returns_drop(struct cli *c, struct err *e);
int command_target_list(struct cli *c, struct err *e);
int command_target_set(struct cli *c, struct err *e);
int command_target_remove(struct cli *c, struct err *e);
int command_target_phase(struct cli *c, struct err *e);
int command_league_codes(struct cli *c, struct err *e);
int command_league_out(struct cli *c, struct err *e);
int command_league_in(struct cli *c, struct err *e);
int command_undo(struct cli *c, struct err *e);
int command_history(struct cli *c, struct err *e);
int command_term(struct cli *c, struct err *e);
int command_closure(struct cli *c, struct err *e);
int command_staff_add(struct cli *c, struct err *e);
int command_staff_bind(struct cli *c, struct err *e);
int command_staff_role(struct cli *c, struct err *e);
int command_staff_class(struct cli *c, struct err *e);
int command_staff_password(struct cli *c, struct err *e);
int command_staff_change(struct cli *c, struct err *e);
int command_staff_leave(struct cli *c, struct err *e);
int command_staff_list(struct cli *c, struct err *e);
int command_pupil_add(struct cli *c, struct err *e);
int command_pupil_change(struct cli *c, struct err *e);
int command_pupil_move(struct cli *c, struct err *e);
int command_pupil_year(struct cli *c, struct err *e);
int command_pupil_flag(struct cli *c, struct err *e);
int command_pupil_leave(struct cli *c, struct err *e);
int command_pupil_stay(struct cli *c, struct err *e);
int command_pupil_return(struct cli *c, struct err *e);
int command_pupil_status(struct cli *c, struct err *e);
int command_pupil_elsewhere(struct cli *c, struct err *e);
int command_pupil_died(struct cli *c, struct err *e);
int command_pupil_reported(struct cli *c, struct err *e);
int command_pupil_merge(struct cli *c, struct err *e);
int command_pupil_two(struct cli *c, struct err *e);
int command_pupil_list(struct cli *c, struct err *e);
int command_pupil_show(struct cli *c, struct err *e);
int command_pupil_grounds(struct cli *c, struct err *e);
int command_contact_add(struct cli *c, struct err *e);
int command_contact_change(struct cli *c, struct err *e);
int command_contact_end(struct cli *c, struct err *e);
int command_contact_number(struct cli *c, struct err *e);
int command_contact_address(struct cli *c, struct err *e);
int command_contact_confirm(struct cli *c, struct err *e);
int command_contact_died(struct cli *c, struct err *e);
int command_contact_siblings(struct cli *c, struct err *e);
int command_contact_list(struct cli *c, struct err *e);
int command_contact_family(struct cli *c, struct err *e);
int command_class_add(struct cli *c, struct err *e);
int command_class_change(struct cli *c, struct err *e);
int command_class_end(struct cli *c, struct err *e);
int command_class_split(struct cli *c, struct err *e);
int command_class_join(struct cli *c, struct err *e);
int command_class_line(struct cli *c, struct err *e);
int command_class_list(struct cli *c, struct err *e);
int command_year_show(struct cli *c, struct err *e);
int command_year_times(struct cli *c, struct err *e);
int command_year_rollover(struct cli *c, struct err *e);
int command_schools_list(struct cli *c, struct err *e);
int command_schools_add(struct cli *c, struct err *e);
int command_schools_remove(struct cli *c, struct err *e);
int command_report(struct cli *c, struct err *e);
int command_verify(struct cli *c, struct err *e);
int command_check(struct cli *c, struct err *e);
int command_share(struct cli *c, struct err *e);
void role_help(struct buf *to);
void closure_help(struct buf *to);
void columns_help(struct buf *to);
void flag_help(struct buf *to);
void ground_help(struct buf *to);
void fate_help(struct buf *to);
void watch_help(struct buf *to);
void choices_help(struct buf *to);
void returns_help(struct buf *to);
const struct report_kind *report_kind_of(const struct command *command); /**< of "report bands" */

/* ONE COMMAND LINE ----------------------------------------------------------------------------------------------------------- */

/** An option as it was given. */
struct given {
	enum option_id id;
	const char *text;
	struct day day;
	int64_t number; /**< also session, minute, year, format; of a VALUE_WHEN the minute, or the session beside its day */
};

struct cli {
	const struct cli_seat *seat;
	const struct command *command; /**< NULL: none was named */
	const char *family;            /**< help is asked of every command that begins with this word; NULL */
	struct { VEC(struct given); } given;
	char **operands;
	int operand_count;
	struct office *office;
	struct buf out;                /**< standard output, written whole at the end of a command, or of an answer */
	int64_t saved;                 /**< the last act that this command saved, 0: none */
	bool told;                     /**< standard error has said already why it was not done */
	struct arena arena;
};

/** Reads the command line.  0, or -EINVAL with `e` said: then *ret_usage (if not empty) is the usage to name after it. */
int args_read(struct cli *c, int argc, char **argv, struct buf *ret_usage, struct err *e);
const struct given *given_find(const struct cli *c, enum option_id id); /**< the last one, NULL if not given */
const char *given_text(const struct cli *c, enum option_id id);          /**< NULL if not given */
struct day given_day(const struct cli *c, enum option_id id);            /**< DAY_NONE if not given */
int64_t given_number(const struct cli *c, enum option_id id, int64_t otherwise);
int given_yes(const struct cli *c, enum option_id id);                   /**< of yes|no: 1 or 0; -1 if not given */

int value_read(const char *option, enum value_kind kind, const char *text, struct given *ret, struct err *e);
int word_read(const char *option, const char *words, const char *text, struct given *ret, struct err *e); /**< of "am|pm": its place in `number` */
int date_read(const char *text, struct day *ret, struct err *e); /**< an operand, as 2026-09-03 or 03/09/2026 */
/** "08:45,08:50,09:20,12:00"; three times have no gate of their own: it closes when the register starts. */
int times_read(struct arena *a, const char *text, struct session_times *ret, struct err *e);
void usage_put(const struct command *command, struct buf *to); /**< "firstbell late PUPIL ..."; NULL: of the whole program */
bool command_is_of(const struct command *k, const char *family); /**< "register set" is of "register" */
void help_family_put(const char *family, struct buf *to);
void help_put(const struct command *command, struct buf *to);  /**< of a command, or (NULL) of all */

/** A report of the command line's own, of the school that is open (if one is); rows are the caller's. */
void cli_report_start(struct cli *c, const char *name, const char *title, const struct report_column *columns, int count, struct report *ret);
/** Prints it, if `r` (how filling it ended) is 0, and gives it back.  `r`, or 0 or -errno of printing. */
int cli_report_end(struct cli *c, int r, struct report *report, struct err *e);
/** A report in the format asked for, to standard output or the file of --out. */
int cli_report(struct cli *c, const struct report *r, struct err *e);
/** "late Amara Okafor" as a person types it: all operands, blanks between. */
const char *cli_joined(struct cli *c);
/** Text of the office, cleaned, ended by a newline. */
void cli_lines(struct cli *c, const struct buf *text);
void cli_line(struct cli *c, const char *format, ...) __attribute__((format(printf, 2, 3))); /**< likewise */
/** Lines from anywhere, each cleaned and ended by a newline. */
void cli_clean(const char *lines, struct buf *to);
/** Notes that an act is saved and says so: "act 12 saved: 3 marks". */
void cli_saved(struct cli *c, const struct mark_result *result);
/** The same for an act without marks. */
void cli_saved_act(struct cli *c, int64_t act, const char *nothing);
/**
 * How a change of the roll ended (0 or -errno, as it came).  What the office said of it is printed, on standard error where it was refused; then
 * the act, or `nothing`: why there is nothing to change.
 */
int cli_changed(struct cli *c, int r, const struct buf *said, int64_t act, const char *nothing);
/** On paper too, or where there is no printer in a file: which of the two is said on standard error, and so is what the printer did not take. */
void cli_paper(struct cli *c, const char *name, const char *text, int pages);
/** A sentence more to what is said: what only a command line needs. */
void cli_add(struct err *e, const char *sentence);
/** --class, --session and --date. */
int cli_register_ref(struct cli *c, struct register_ref *ret, struct err *e);
/** What is in `out` goes out; where it cannot, that is said on standard error.  It is empty then. 0 or -EIO. */
int cli_flush(struct cli *c);
/** A sentence, or several lines, on standard error, cleaned. */
void cli_say(const char *sentence);
/** --delimiter and --encoding. */
struct csv_form;
void cli_csv_form(const struct cli *c, struct csv_form *ret);
/** "import marks" and "export marks" are of FILE_MARKS: the shape of what the command's second word names. */
int cli_file_kind(const struct command *command);

/* HOW FAR IT IS (progress.c) -------------------------------------------------------------------------------------------------- */

/** One line on standard error, rewritten in place; nothing where that is no terminal. */
struct progress {
	bool shown;     /**< there is such a line now */
	int64_t next;   /**< milliseconds of the steady clock when it may change */
};
bool progress_is_due(struct progress *p);  /**< a second since the last one: worth making the line */
void progress_show(struct progress *p, const char *line);
void progress_clear(struct progress *p);   /**< before anything else is printed */
/** "4,512,000" */
const char *progress_count(int64_t n, char to[static 32]);
/** Ctrl+C (or SIGTERM) is only noted from here on, once: a second one ends the program as ever. */
void progress_catch_interrupt(void);
bool progress_interrupted(void);
#define STATUS_INTERRUPTED 130 /**< as a shell has it: 128 and the number of the signal */

/* ASKING --------------------------------------------------------------------------------------------------------------------- */

/** The bytes before the next newline of a descriptor and nothing after it.  @return length, -ENODATA at the end, -E2BIG, -errno */
int ask_descriptor(int fd, char *to, size_t size);
bool ask_can(void); /**< is there a person on standard input? */
/** A line typed at the terminal.  @return as ask_descriptor, -ENOTTY where there is nobody */
int ask_line(const char *prompt, char *to, size_t size);
int ask_secret(const char *prompt, char *to, size_t size); /**< without echo */
/** office_ask: from --password-fd, else the terminal; ctx is the struct cli. */
int ask_password(void *ctx, const char *prompt, char *to, size_t size);
#define SECRET_SIZE 1024

/* SHIPPED FILES, compiled in (src/cli/shared.py) ----------------------------------------------------------------------------- */

struct shared_file {
	const char *name; /**< below share/: "codes/england.csv" */
	const char *text;
	size_t length;
};
extern const struct shared_file shared_files[]; /**< ended by a NULL name */

#endif
