#include "office/reports.h"

#include <stddef.h>

const struct report_kind report_kinds[] = {
	{ "absentees", "Who is not here: not known first, then without a reason, then by code, then late", report_fill_absentees },
	{ "missing", "Registers not taken, or partly taken", report_fill_missing },
	{ "school", "By class and by year: attendance, bands, persistent and severe absence", report_fill_school },
	{ "trend", "Attendance week by week, of the school, a class, a year or a group", report_fill_trend },
	{ "bands", "Each pupil's attendance between the lines of the policy", report_fill_bands },
	{ "statistics", "Counts and rates, as the Department for Education defines them", report_fill_statistics },
	{ "pupil", "One pupil's year: figures, codes and absences", report_fill_pupil },
	{ "working", "Where the figures of a pupil, a class or the school come from, step by step", report_fill_working },
	{ "reconcile", "Another product's figures beside ours, and why they differ", report_fill_reconcile },
	{ "admission", "The admission register: each pupil's particulars, what is missing, each amendment", report_fill_admission },
	{ "contacts", "Whose contacts are to be put right, and why", report_fill_contacts },
	{ "onsite", "Who is on the site now: not seen first, then off site with us, here, absent", report_fill_onsite },
	{ "calls", "First-day calls of a day: whom to ring next, what was tried, days since seen and spoken to", report_fill_calls },
	{ "marks", "The marks of one day: of a class, or of a group such as the looked-after", report_fill_marks },
	{ NULL, NULL, NULL },
};
