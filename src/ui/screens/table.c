/* Every screen, and every name that it is asked for by. */
#include "classes.h"
#include "roll.h"
#include "ui.h"

extern const struct screen_kind form_screen, pupils_screen, pupil_pick_screen, record_screen, families_screen, family_screen;

extern const struct screen_kind calls_screen, call_screen, reason_pick_screen, reported_screen, reported_form_screen, tasks_screen, watch_screen, clocks_screen,
	choices_screen;

extern const struct screen_kind ask_screen, confirm_screen, help_screen, commands_screen, find_screen, late_screen, today_screen,
	morning_screen, morning_names_screen, registers_screen, register_screen, register_find_screen, missing_screen, close_screen,
	absentees_screen, history_screen, mark_history_screen, bands_screen, pupil_screen, working_screen, school_screen, import_screen,
	import_run_screen, import_map_screen, compare_screen, trend_screen, schools_screen, classes_screen, staff_screen, class_split_screen, class_line_screen,
	school_year_screen, rollover_screen;

extern const struct screen_kind school_page_screen, class_sheet_screen;

extern const struct screen_kind plans_screen, confirms_screen, notes_lacking_screen, looked_after_screen;

extern const struct screen_kind review_screen;

extern const struct screen_kind arrival_screen, leaving_screen, hatch_screen, gate_screen, sign_out_screen, onsite_screen;

extern const struct screen_kind league_screen, report_screen, reports_screen;

extern const struct screen_kind returns_screen, penalty_screen, targets_screen;

const struct screen_kind *const screen_kinds[] = {
	&sign_in_screen, &today_screen, &morning_screen, &morning_names_screen, &registers_screen, &register_screen, &register_find_screen,
	&missing_screen, &close_screen, &absentees_screen, &history_screen, &mark_history_screen, &bands_screen, &review_screen, &pupil_screen,
	&working_screen, &school_page_screen, &class_sheet_screen, &school_screen, &trend_screen, &find_screen, &late_screen, &arrival_screen, &leaving_screen, &gate_screen, &sign_out_screen, &onsite_screen, &hatch_screen,
	&import_screen, &import_run_screen, &import_map_screen,
	&compare_screen, &schools_screen, &pupils_screen, &pupil_pick_screen, &record_screen,
	&calls_screen, &call_screen, &reason_pick_screen, &reported_screen, &reported_form_screen, &tasks_screen, &watch_screen, &clocks_screen,
	&choices_screen,
	&families_screen, &family_screen, &form_screen, &plans_screen, &confirms_screen, &notes_lacking_screen,
	&league_screen, &reports_screen, &report_screen,
	&looked_after_screen, &returns_screen, &penalty_screen, &targets_screen, &commands_screen, &help_screen, &ask_screen, &confirm_screen, NULL,
};

static int open_history_today(struct ui *ui)
{
	return open_history(ui, 0, 0);
}

static int open_confirm_all(struct ui *ui)
{
	return open_confirm(ui, 0);
}

static int open_sign_out_who(struct ui *ui)
{
	return open_sign_out(ui, NULL, 0);
}

static int open_ring_in(struct ui *ui)
{
	return open_reported_new(ui, 0);
}

static int open_settle(struct ui *ui)
{
	return open_watch(ui, -1);
}

static int visit_chosen(struct ui *ui, void *asker, int64_t pupil)
{
	(void)asker;
	return open_visit(ui, pupil, DAY_NONE);
}

static int open_visit_pick(struct ui *ui)
{
	return open_pupil_pick(ui, "A home visit: to whom", visit_chosen);
}

static int open_note_of_class(struct ui *ui)
{
	return open_class_note(ui, 0, NULL);
}

static int open_task_new(struct ui *ui)
{
	return open_task(ui, 0);
}

const struct ui_command ui_commands[] = {
	{ "Today", "start; home; what is due; overdue", open_today, ACTION_SEE_REGISTER },
	{ "Morning page", "head; overview; summary; absence today", open_morning, ACTION_SEE_FIGURES },
	{ "Take a register", "edit marks; mark; attendance; registration; lesson monitor", open_registers, ACTION_SEE_REGISTER },
	{ "Looked after today", "virtual school; daily caller; children in care; looked-after marks", open_looked_after, ACTION_SEE_FLAGS },
	{ "Tasks to do", "ring back; reminders; DSL; welfare check", open_tasks, ACTIONS },
	{ "Missing registers", "missing marks; blanks; unregistered; not taken", open_missing, ACTION_SEE_REGISTER },
	{ "Close the session", "close registers; no reason; unexplained; N", open_close, ACTION_CLOSE_SESSION },
	{ "Absentees", "absent; not here; not known; absentee report", open_absentees, ACTION_SEE_REGISTER },
	{ "First-day calls", "truancy call; absence calls; ring home; unexplained; no reason; contact log; welfare check", open_calls, ACTION_CALL },
	{ "They ring in", "parent rang; absence line; voicemail; report an absence; sick message; expected back", open_ring_in, ACTION_CALL },
	{ "What families said", "messages; said by a parent; absence line; voicemail; reported", open_reported, ACTION_CALL },
	{ "New task", "ring back; remind; ask somebody", open_task_new, ACTION_CALL },
	{ "Note for the class", "class note; message to the teacher; note in the register; leaves early", open_note_of_class, ACTION_CALL },
	{ "Settle", "to settle; alarms; signed in not in class; here after all; expected back; a note missing; disagreement", open_settle, ACTION_CALL },
	{ "Home visit", "visit; door knock; welfare; seen", open_visit_pick, ACTION_CALL },
	{ "Policy and clocks", "policies; reasons; short lists; choices; second message; timeline; adopt a policy", open_clocks, ACTION_SEE_REGISTER },
	{ "Bands", "percentages; attendance summary; persistent absence; PA list; severe; below 90; at risk; near a line; thresholds; newly below; SEN; FSM", open_bands,
	  ACTION_SEE_FIGURES },
	{ "Review", "fortnightly review; attendance meeting; stages; targeted support; letters; casework; what was agreed; persistent absence", open_review,
	  ACTION_REVIEW },
	{ "School", "head; dashboard; overview; governors; whole school; on one page; today, week, term, year", open_school_page, ACTION_SEE_FIGURES },
	{ "Class sheet", "weekly sheet; week of a class; class list; late; teacher's week; my class", open_class_sheet, ACTION_SEE_TOTALS },
	{ "School figures", "attendance summary; by class; by year; whole school; percentages", open_school, ACTION_SEE_FIGURES },
	{ "Trend", "graph; weekly; over time; chart; week by week", open_trend, ACTION_SEE_FIGURES },
	{ "Targets", "goals; ABIE; expected attendance; governors' target; phase; compared with; improvement", open_targets, ACTION_SEE_TOTALS },
	{ "League and praise", "class league; trophy; 100% attendance; most improved; streak; certificates; celebrate", open_league, ACTION_SEE_TOTALS },
	{ "Late desk", "late arrivals; signing in; sign in; L; U; late slip; exceptional circumstances", open_late, ACTION_RECORD_LATE },
	{ "Sign out", "going home; leaving early; leaves; appointment; gone home ill; dentist; collected", open_sign_out_who, ACTION_RECORD_LATE },
	{ "Who is out", "signed out; back; sign in; off site; gate", open_gate, ACTION_RECORD_LATE },
	{ "Evacuation list", "fire list; roll call; fire drill; on site; who is here; not registered", open_onsite, ACTION_SEE_REGISTER },
	{ "Hatch", "privacy; cover; blank the screen; counter; visitor", open_hatch, ACTIONS },
	{ "Find a pupil", "search; student details; contacts; registration certificate; heat map; year", open_find, ACTION_SEE_REGISTER },
	{ "Pupils", "roll; admissions; students; leaver; on the roll; move class; edit details; register of admissions", open_pupils,
	  ACTION_SEE_REGISTER },
	{ "New pupil", "add student; add pupil; admission; joiner; new starter; enrol; new child", open_pupil_new, ACTION_CHANGE_ROLL },
	{ "Classes and staff", "pastoral structure; registration group; tutor group; form; teacher; cover; supply; split; join classes; line order; new class",
	  open_classes, ACTION_CHANGE_ROLL },
	{ "Families", "parents; carers; siblings; brothers and sisters; change of address; phone numbers; households; next of kin", open_families,
	  ACTION_SEE_CONTACTS },
	{ "Reports", "print; csv; statistics; patterns; day of the week; forecast; newly below; punctuality; minutes late; codes; groups; "
		"pupil premium; SEN; national figures; class sheet; register-keeping; annual report; parents' evening; inspection; Ofsted", open_reports,
	  ACTION_SEE_FIGURES },
	{ "Import a file", "csv; sims; arbor; bromcom; scholarpack; integris; upload; moving in; new system", open_import, ACTION_CHANGE_ROLL },
	{ "Compare with another product", "reconcile; their percentages; figures agree; check the import; trust", open_compare, ACTION_SEE_TOTALS },
	{ "History", "audit; who changed; amendments; undo", open_history_today, ACTION_SEE_HISTORY },
	{ "Staff", "teachers; roles; who works here; permissions; users; cover; supply; maternity", open_staff, ACTION_CHANGE_STAFF },
	{ "School year", "term dates; half-term; holidays; inset; timetable; session times; closure; snow; bank holiday; calendar; 380 sessions",
	  open_school_year, ACTIONS },
	{ "Planned absence", "leave; appointment; dentist; holiday request; exceptional circumstances; weekly pattern; part-time timetable; trips; visit", open_plans,
	  ACTION_SEE_REGISTER },
	{ "Who came", "trip; confirm; off-site; dual registered; provider; educational visit; work experience", open_confirm_all, ACTION_SEE_REGISTER },
	{ "Closure", "snow; shut; boiler; staggered start; close the school; early closure; polling", open_closure_new, ACTION_PLAN },
	{ "Marks without their note", "nature; B; Y7; what kind; needs a note", open_notes_lacking, ACTION_SEE_REGISTER },
	{ "Returns", "CME; children missing education; sickness return; 10 days; ten days absent; 15 days ill; new pupil return; deletion return; authority; suspension",
	  open_returns, ACTION_SEE_TOTALS },
	{ "Penalty threshold", "truancy; fine; penalty notice; 10 in 10; ten sessions; unauthorised; holiday in term", open_penalty, ACTION_SEE_TOTALS },
	{ "Roll-over", "promotion; move up; new academic year; end of year; leavers; year 6; september; rollover", open_rollover, ACTION_CHANGE_ROLL },
	{ "Schools", "switch school; another school; change school; federation; second school; trust", open_schools, ACTIONS },
	{ .name = NULL },
};
