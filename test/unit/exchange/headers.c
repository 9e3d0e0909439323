#include "rows.h"

#include <errno.h>

#include "exchange/headers.h"

#define HEAD "file,column,heading\n"
#define PRODUCT HEAD "product,,SIMS\n"

static int read_map(const char *text, struct header_map *ret, struct err *e)
{
	return header_map_read("sims.csv", "sims", text, strlen(text), ret, e);
}

/* READING AND WRITING */

static const struct written_row {
	const char *name, *text;
	const char *want; /* as it is written again, without the CR of each line; NULL: as it was */
} written_rows[] = {
	{ "a product is enough", PRODUCT, NULL },
	{ "columns, left out, codes", PRODUCT "pupils,forename,Legal Forename\npupils,,Email\ncodes,,'-\ncodes,J1,J1X\n", NULL },
	{ "a heading with a comma and quotes", PRODUCT "marks,code,\"Mark, \"\"raw\"\"\"\n", NULL },
	{ "a bare hyphen is written with its guard", PRODUCT "codes,,-\n", PRODUCT "codes,,'-\n" },
	{ "the fields in another order, and one more", "heading,why,file,column\nSIMS,x,product,\nEmail,y,staff,\n", PRODUCT "staff,,Email\n" },
	{ "codes after headings, the product first", HEAD "codes,L,Late\nmarks,note,Comment\nproduct,,SIMS\n", PRODUCT "marks,note,Comment\ncodes,L,Late\n" },
	{ "our code as we write it", PRODUCT "codes,c1,Show\n", PRODUCT "codes,C1,Show\n" },
	{ "empty rows are passed over", PRODUCT ",,\npupils,upn,UPN\n,,\n", PRODUCT "pupils,upn,UPN\n" },
	{ "the same heading in two kinds of file", PRODUCT "pupils,class,Reg\nmarks,,Reg\n", NULL },
	{ "what shows nothing is cleaned", PRODUCT "pupils,class,\"Reg\nGroup\"\n", PRODUCT "pupils,class,Reg\xef\xbf\xbdGroup\n" },
};

static void write_map(const struct header_map *map, struct buf *to)
{
	CLEAN_BUF struct buf lines = { 0 };

	header_map_write(map, &lines);
	for (const char *s = buf_string(&lines); *s != '\0'; s++)
		if (*s != '\r')
			buf_char(to, *s);
}

static void written_case(void **state)
{
	const struct written_row *row = *state;
	CLEAN_BUF struct buf once = { 0 }, twice = { 0 };
	struct header_map map, again;
	struct err e = { 0 };

	assert_int_equal(read_map(row->text, &map, &e), 0);
	assert_string_equal(map.name, "sims");
	assert_string_equal(map.title, "SIMS");
	write_map(&map, &once);
	assert_string_equal(buf_string(&once), row->want ? row->want : row->text);
	assert_int_equal(read_map(buf_string(&once), &again, &e), 0);
	write_map(&again, &twice);
	assert_string_equal(buf_string(&twice), buf_string(&once));
	header_map_finish(&map);
	header_map_finish(&again);
}

static const struct refused_row {
	const char *name, *text;
	int line, column;
	const char *want;
} refused_rows[] = {
	{ "an empty file", "", 1, 1, "The file is empty." },
	{ "not a header map", "upn,code\nA,B\n", 1, 1, "\"file\" is missing" },
	{ "no headings", "file,column\nproduct,\n", 1, 1, "\"heading\" is missing" },
	{ "no product", HEAD "pupils,upn,UPN\n", 1, 1, "The product has no name." },
	{ "a product without a name", HEAD "product,, \n", 2, 3, "The product has no name." },
	{ "two products", PRODUCT "product,,Arbor\n", 3, 1, "The product is named twice." },
	{ "a product with a column", HEAD "product,upn,SIMS\n", 2, 2, "the column stays empty" },
	{ "an unknown kind of file", PRODUCT "pupil,upn,UPN\n", 3, 1, "\"pupil\" is neither product, codes, nor a kind of file" },
	{ "an unknown column", PRODUCT "pupils,upnn,UPN\n", 3, 2, "A file of pupils has no column \"upnn\"." },
	{ "a column of another kind of file", PRODUCT "pupils,code,Mark\n", 3, 2, "A file of pupils has no column \"code\"." },
	{ "an empty heading", PRODUCT "pupils,upn,\n", 3, 3, "The heading is empty." },
	{ "a heading of hyphens", PRODUCT "pupils,upn,- _\n", 3, 3, "The heading is empty." },
	{ "a heading for two columns", PRODUCT "pupils,surname,Name\n\npupils,forename,NAME\n", 5, 3, "\"NAME\" is on line 3 already." },
	{ "a heading known and left out", PRODUCT "pupils,class,Reg Group\npupils,,reg_group\n", 4, 3, "on line 3 already" },
	{ "an unknown code", PRODUCT "codes,J9,J1X\n", 3, 2, "There is no attendance code \"J9\"." },
	{ "their code twice", PRODUCT "codes,J1,J1X\ncodes,,j1x\n", 4, 3, "Their code \"j1x\" is on line 3 already." },
	{ "their code empty", PRODUCT "codes,L,\n", 3, 3, "Their code is empty." },
};

static void refused_case(void **state)
{
	const struct refused_row *row = *state;
	struct header_map map = { .name = "untouched" };
	struct err e = { 0 };

	assert_int_equal(read_map(row->text, &map, &e), -EBADMSG);
	assert_string_equal(map.name, "untouched");
	assert_string_equal(e.file, "sims.csv");
	if (!strstr(e.text, row->want))
		assert_string_equal(e.text, row->want);
	assert_int_equal(e.line, row->line);
	assert_int_equal(e.column, row->column);
}

/* Cleaning makes a heading three times as long: what is kept must still be read again. */
static void long_case(void **state)
{
	CLEAN_BUF struct buf text = { 0 };
	struct header_map map;
	struct err e = { 0 };

	buf_text(&text, PRODUCT "pupils,,x");
	for (int i = 0; i < 4000; i++)
		buf_char(&text, '\b');
	assert_int_equal(read_map(buf_string(&text), &map, &e), -EBADMSG);
	assert_non_null(strstr(e.text, "longer than 500 bytes"));
}

/* MATCHING */

static const struct same_row {
	const char *name, *a, *b;
	bool want;
} same_rows[] = {
	{ "as written", "UPN", "UPN", true },
	{ "another case", "Legal Surname", "LEGAL surname", true },
	{ "blanks, underscores, hyphens", "admission_number", " Admission - Number ", true },
	{ "a line's end within", "Reg\r\nGroup", "Reg Group", true },
	{ "what a cleaned line's end became", "Reg\xef\xbf\xbdGroup", "Reg\nGroup", true },
	{ "a blank that does not break", "Year\xc2\xa0Group", "yeargroup", true },
	{ "the beginning of another", "Admission", "Admission Number", false },
	{ "signs count", "% Attend", "Attend", false },
	{ "letters of no ASCII", "Café", "cafe", false },
	{ "nothing and a hyphen", "", "-", true },
};

static void same_case(void **state)
{
	const struct same_row *row = *state;

	assert_int_equal(heading_same(row->a, row->b), row->want);
	assert_int_equal(heading_same(row->b, row->a), row->want);
}

#define FIELDS_MOST 40

/** The fields of a heading line, by bars. */
static struct csv_row fields_of(const char *line, char *copy, const char **fields)
{
	struct csv_row row = { 1, fields, 0 };

	strcpy(copy, line);
	for (char *field = copy; field && row.count < FIELDS_MOST; field = strchr(field, '|')) {
		if (*field == '|')
			*field++ = '\0';
		fields[row.count++] = field;
	}
	return row;
}

static void match_line(const struct header_map *map, enum file_kind kind, const char *line, struct header_match *ret)
{
	const char *fields[FIELDS_MOST];
	char copy[1000];
	struct csv_row row = fields_of(line, copy, fields);

	header_match(map, kind, &row, ret);
}

static void own_names_case(void **state)
{
	struct header_match m;

	match_line(NULL, FILE_MARKS, "UPN|Date|session|Mark|code|House|", &m);
	assert_int_equal(m.column[MARKS_UPN], 0);
	assert_int_equal(m.column[MARKS_DATE], 1);
	assert_int_equal(m.column[MARKS_SESSION], 2);
	assert_int_equal(m.column[MARKS_CODE], 4);
	assert_int_equal(m.column[MARKS_AM], -1);
	assert_int_equal(m.known, 4);
	assert_int_equal(m.unknown.count, 2);
	assert_int_equal(m.unknown.items[0], 3);
	assert_int_equal(m.unknown.items[1], 5);
	assert_int_equal(m.left_out.count, 0);
	assert_int_equal(m.twice, -1);
	header_match_finish(&m);
}

static void twice_case(void **state)
{
	struct header_match m;

	match_line(NULL, FILE_PUPILS, "upn|surname|U-P-N|class|u pn", &m);
	assert_int_equal(m.column[PUPILS_UPN], 0);
	assert_int_equal(m.twice, 2);
	header_match_finish(&m);
}

static void wide_case(void **state)
{
	struct header_match m;

	match_line(NULL, FILE_MARKS, "upn|02/09/2026 AM|02/09/2026 PM|2026-09-03_am|2026-09-03|Total", &m);
	assert_int_equal(m.wide, 3);
	assert_int_equal(m.known, 1);
	assert_int_equal(m.unknown.count, 2);
	header_match_finish(&m);
	match_line(NULL, FILE_PUPILS, "upn|02/09/2026 AM", &m);
	assert_int_equal(m.wide, 0);
	assert_int_equal(m.unknown.count, 1);
	header_match_finish(&m);
}

static void code_case(void **state)
{
	struct header_map map;

	assert_int_equal(read_map(PRODUCT "codes,,-\ncodes,J1,J1X\n", &map, NULL), 0);
	assert_string_equal(header_map_code(&map, "-"), "");
	assert_string_equal(header_map_code(&map, "j1x"), "J1");
	assert_string_equal(header_map_code(&map, "/"), "/");
	assert_string_equal(header_map_code(NULL, "-"), "-");
	header_map_finish(&map);
}

/* A SESSION AS A HEADING */

static const struct sitting_row {
	const char *name;
	int want_r, year, month, day;
	enum session session;
} sitting_rows[] = {
	{ "02/09/2026 AM", 0, 2026, 9, 2, SESSION_AM },
	{ "02/09/2026pm", 0, 2026, 9, 2, SESSION_PM },
	{ "2026-09-02 pm", 0, 2026, 9, 2, SESSION_PM },
	{ "2026-09-02_am", 0, 2026, 9, 2, SESSION_AM },
	{ "2026-09-02am", 0, 2026, 9, 2, SESSION_AM },
	{ "Wed 02/09/2026 (AM)", 0, 2026, 9, 2, SESSION_AM },
	{ "Wednesday, 02/09/2026: PM", 0, 2026, 9, 2, SESSION_PM },
	{ "AM 02/09/2026", 0, 2026, 9, 2, SESSION_AM },
	{ "(PM) Wed 02/09/2026", 0, 2026, 9, 2, SESSION_PM },
	{ " 02/09/2026 Morning ", 0, 2026, 9, 2, SESSION_AM },
	{ "Thu 02/09/2026 AM", -EINVAL, 0, 0, 0, SESSION_AM },
	{ "31/02/2026 AM", -EINVAL, 0, 0, 0, SESSION_AM },
	{ "02/09/2026", -EINVAL, 0, 0, 0, SESSION_AM },
	{ "02/09/2026 AM PM", -EINVAL, 0, 0, 0, SESSION_AM },
	{ "AM", -EINVAL, 0, 0, 0, SESSION_AM },
	{ "Wed AM", -EINVAL, 0, 0, 0, SESSION_AM },
	{ "", -EINVAL, 0, 0, 0, SESSION_AM },
	{ "Program", -EINVAL, 0, 0, 0, SESSION_AM },
	{ "02/09/26 AM", -EINVAL, 0, 0, 0, SESSION_AM },
	{ "02/09/2026 AM of a week that begins on a Monday", -EINVAL, 0, 0, 0, SESSION_AM },
};

static void sitting_case(void **state)
{
	const struct sitting_row *row = *state;
	sitting got = -7;

	assert_int_equal(heading_sitting(row->name, &got), row->want_r);
	assert_int_equal(got, row->want_r == 0 ? sitting_of(day_of(row->year, row->month, row->day), row->session) : -7);
}

static void sitting_on_two_lines(void **state)
{
	sitting got = -7;

	assert_int_equal(heading_sitting("02/09/2026\nAfternoon", &got), 0);
	assert_int_equal(got, sitting_of(day_of(2026, 9, 2), SESSION_PM));
}

/* THE MAPS THAT FIRSTBELL COMES WITH */

/* Heading lines as each product's files have them: `want` names our column for each field, "-" is left out, "*" a session. */
static const struct shipped_row {
	const char *name, *map;
	enum file_kind kind;
	const char *heading, *want;
} shipped_rows[] = {
	{ "SIMS pupils", "sims", FILE_PUPILS,
	  "Adno|UPN|Legal Surname|Legal Forename|Preferred Forename|DOB|Gender|Year Taught In|Reg Group|Date of Admission|Date of Leaving|Enrolment Status|SEN Status|EAL|In Care|Ethnicity|House|Email",
	  "admission_number|upn|surname|forename|preferred_name|dob|sex|year|class|start_date|leave_date|enrolment|sen|eal|looked_after|-|-|-" },
	{ "SIMS pupils, short", "sims", FILE_PUPILS, "Forename|Surname|Email|UPN|Year|Reg", "forename|surname|-|upn|year|class" },
	{ "SIMS contacts", "sims", FILE_CONTACTS,
	  "Adno|Surname|Forename|Reg|Priority|Relationship|Contact Title|Contact Forename|Contact Surname|Parental Responsibility|Court Order|Contact Home Telephone|Contact Mobile|Contact Email|Postcode|Salutation",
	  "admission_number|-|-|-|priority|relation|title|forename|surname|parental_responsibility|court_order|home|mobile|email|postcode|-" },
	{ "SIMS groups", "sims", FILE_GROUPS, "UPN|Surname|Forename|Reg Group|Academic Year|Start Date|End Date", "upn|-|-|group|school_year|from_date|to_date" },
	{ "SIMS staff", "sims", FILE_STAFF, "Title|Forename|Surname|Staff Code|Role|Reg Group|Date of Arrival|Date of Leaving|NI Number",
	  "-|forename|surname|sign_in|position|classes|from_date|to_date|-" },
	{ "SIMS marks", "sims", FILE_MARKS, "UPN|Surname|Forename|Reg|Date|Session|Mark|Minutes Late|Comments", "upn|surname|forename|-|date|session|code|minutes_late|note" },
	{ "SIMS marks, a row a day", "sims", FILE_MARKS, "Adno|Date|AM|PM", "admission_number|date|am|pm" },
	{ "SIMS marks, wide", "sims", FILE_MARKS, "Surname|Forename|DOB|Reg Group|Mon 07/09/2026 AM|Mon 07/09/2026 PM", "surname|forename|dob|-|*|*" },
	{ "SIMS figures", "sims", FILE_FIGURES,
	  "Adno|Surname|Forename|Reg|Possible|Attendances|Present|AEA|Authorised Absences|Unauthorised Absences|Lates Before Reg|% Attend|% Unauth",
	  "admission_number|surname|forename|-|possible|attended|-|-|authorised|unauthorised|late|attendance_percent|-" },

	{ "Arbor pupils", "arbor", FILE_PUPILS,
	  "Arbor Student ID|UPN|Admission number|Legal first name|Legal last name|Preferred first name|Date of birth|Sex|Year group|Registration form|Enrolment start date|SEN status|Free school meals|House",
	  "-|upn|admission_number|forename|surname|preferred_name|dob|sex|year|class|start_date|sen|fsm|-" },
	{ "Arbor pupils, short", "arbor", FILE_PUPILS, "First name|Last name|Email|UPN|Year group|Registration form", "forename|surname|-|upn|year|class" },
	{ "Arbor contacts", "arbor", FILE_CONTACTS,
	  "Student UPN|Student Name|Guardian First Name|Guardian Last Name|Relationship|Legal guardian|Emergency contact|Mobile Phone|Email Address|Guardian ID",
	  "upn|-|forename|surname|relation|parental_responsibility|priority|mobile|email|-" },
	{ "Arbor groups", "arbor", FILE_GROUPS, "UPN|First name|Last name|Registration form|Year group|Start date|End date", "upn|-|-|group|year|from_date|to_date" },
	{ "Arbor staff", "arbor", FILE_STAFF, "First name|Last name|Business role|Username|Start date|End date|Email", "forename|surname|position|sign_in|from_date|to_date|-" },
	{ "Arbor marks", "arbor", FILE_MARKS, "UPN|Student|Date|Roll call|Raw mark|Minutes late|Statistical meaning", "upn|-|date|session|code|minutes_late|-" },
	{ "Arbor figures", "arbor", FILE_FIGURES,
	  "Student ID|UPN|Student Name|Year|Registration Form|Possible Sessions|Present Sessions|Authorised Absence|Unauthorised Absence|Percentage attendance|Late Marks|Start Date|End Date",
	  "-|upn|-|-|-|possible|attended|authorised|unauthorised|attendance_percent|late|from_date|to_date" },

	{ "Bromcom pupils", "bromcom", FILE_PUPILS, "Last Name|First Name|Admission Number|UPN|Gender|Year Group|Tutor Group|Exam Number", "surname|forename|admission_number|upn|sex|year|class|-" },
	{ "Bromcom pupils, short", "bromcom", FILE_PUPILS, "FirstName|LastName|StudentEmail|UPN|YearGroup|Form", "forename|surname|-|upn|year|class" },
	{ "Bromcom contacts", "bromcom", FILE_CONTACTS, "AdmissionNumber|ContactFirstName|ContactLastName|Relationship|Priority|ParentalResponsibility|LivesWith|MobilePhone|HomePhone|ContactEmail",
	  "admission_number|forename|surname|relation|priority|parental_responsibility|lives_with|mobile|home|email" },
	{ "Bromcom groups", "bromcom", FILE_GROUPS, "UPN|Student Full Name|Tutor Group|Year Group|Start Date|End Date", "upn|-|group|year|from_date|to_date" },
	{ "Bromcom staff", "bromcom", FILE_STAFF, "FirstName|LastName|StaffCode|Post Title|TutorGroup|StartDate", "forename|surname|sign_in|position|classes|from_date" },
	{ "Bromcom marks", "bromcom", FILE_MARKS, "AdmissionNumber|FirstName|LastName|TutorGroup|CalendarDate|AM|PM", "admission_number|forename|surname|-|date|am|pm" },
	{ "Bromcom figures", "bromcom", FILE_FIGURES, "UPN|Last Name|First Name|Tutor Group|Possible|Present|Attended|Authorised|Unauthorised|Late (L)|Late (U)|Attendance %",
	  "upn|surname|forename|-|possible|-|attended|authorised|unauthorised|late|-|attendance_percent" },

	{ "ScholarPack pupils", "scholarpack", FILE_PUPILS, "UPN|Adm. Number|Forename|Surname|Chosen Name|DOB|Gender|NC Year|Form|Date Joined|Date Left|FSM|SEN|Ethnicity|Religion",
	  "upn|admission_number|forename|surname|preferred_name|dob|sex|year|class|start_date|leave_date|fsm|sen|-|-" },
	{ "ScholarPack contacts", "scholarpack", FILE_CONTACTS, "UPN|Forename|Surname|Guardian Name|Relationship|Responsibility|Guardian Mobile|Guardian Email|Guardian Address|Form",
	  "upn|-|-|name|relation|parental_responsibility|mobile|email|address|-" },
	{ "ScholarPack groups", "scholarpack", FILE_GROUPS, "UPN|Name|Club Name|Date Joined|Date Left", "upn|-|group|from_date|to_date" },
	{ "ScholarPack staff", "scholarpack", FILE_STAFF, "Name|Username|Job Title|Form Name|Start Date", "name|sign_in|position|classes|from_date" },
	{ "ScholarPack marks", "scholarpack", FILE_MARKS, "UPN|Name|Form|Date|AM|PM|Minutes Late|Comment", "upn|-|-|date|am|pm|minutes_late|note" },
	{ "ScholarPack figures", "scholarpack", FILE_FIGURES, "UPN|Name|Form|Possible|Attended|Authorised|Unauthorised|Lates|% Attendance|PA", "upn|-|-|possible|attended|authorised|unauthorised|late|attendance_percent|-" },

	{ "Integris pupils", "integris", FILE_PUPILS, "Adm Number|UPN|Legal Surname|First Name|Known Name|DOB|Gender|NC Year|Reg Group|Admission Date|Leaving Date|FSM|SEN Stage|Home Language",
	  "admission_number|upn|surname|forename|preferred_name|dob|sex|year|class|start_date|leave_date|fsm|sen|-" },
	{ "Integris contacts", "integris", FILE_CONTACTS, "UPN|Known Name|Contact Forename|Contact Surname|Relationship|Priority|Parental Resp|Home Telephone|Mobile Telephone|Work Telephone",
	  "upn|-|forename|surname|relation|priority|parental_responsibility|home|mobile|work" },
	{ "Integris groups", "integris", FILE_GROUPS, "UPN|Surname|Forename|Reg Group|NC Year|From|To", "upn|-|-|group|year|from_date|to_date" },
	{ "Integris staff", "integris", FILE_STAFF, "Surname|Forename|Staff Code|Post|Reg Group|Date Started|Date Left|Initials", "surname|forename|sign_in|position|classes|from_date|to_date|-" },
	{ "Integris marks", "integris", FILE_MARKS, "UPN|Surname|Forename|Reg Group|Date|Session|Mark|Comment", "upn|surname|forename|-|date|session|code|note" },
	{ "Integris figures", "integris", FILE_FIGURES, "UPN|Surname|Forename|Reg Group|Possible|Actual|Authorised|Unauthorised|Late|% Attendance|% Absence",
	  "upn|surname|forename|-|possible|attended|authorised|unauthorised|late|attendance_percent|absence_percent" },
};

static void read_shipped(const char *name, struct header_map *ret)
{
	struct err e = { 0 };

	for (const struct header_map_text *t = header_maps_shipped; t->name; t++) {
		if (strcmp(t->name, name) != 0)
			continue;
		int r = header_map_read(t->name, t->name, t->text, t->length, ret, &e);
		if (r < 0)
			fail_msg("%s:%d:%d: %s", t->name, e.line, e.column, e.text);
		return;
	}
	fail_msg("no map %s", name);
}

/** What a field is read as. */
static const char *meaning(const struct header_match *m, enum file_kind kind, const char *heading, int field)
{
	sitting at;

	for (int i = 0; i < file_shapes[kind].count; i++)
		if (m->column[i] == field)
			return file_shapes[kind].columns[i].name;
	for (int i = 0; i < m->left_out.count; i++)
		if (m->left_out.items[i] == field)
			return "-";
	return heading_sitting(heading, &at) == 0 ? "*" : "?";
}

static void shipped_case(void **state)
{
	const struct shipped_row *row = *state;
	const char *fields[FIELDS_MOST];
	CLEAN_BUF struct buf got = { 0 };
	struct header_map map;
	struct header_match m;
	char copy[1000];
	struct csv_row heading = fields_of(row->heading, copy, fields);

	read_shipped(row->map, &map);
	header_match(&map, row->kind, &heading, &m);
	for (int i = 0; i < heading.count; i++)
		buf_printf(&got, "%s%s", i > 0 ? "|" : "", meaning(&m, row->kind, fields[i], i));
	assert_string_equal(buf_string(&got), row->want);
	assert_int_equal(m.twice, -1);
	header_match_finish(&m);
	header_map_finish(&map);
}

/* Each is written as it was read, knows every kind of file by the pupil, and says what is no mark. */
static void every_map_case(void **state)
{
	int count = 0;

	for (const struct header_map_text *t = header_maps_shipped; t->name; t++, count++) {
		CLEAN_BUF struct buf written = { 0 };
		struct header_map map;

		read_shipped(t->name, &map);
		assert_string_equal(header_map_code(&map, "-"), "");
		assert_string_equal(header_map_code(&map, "I01"), "I");
		write_map(&map, &written);
		header_map_finish(&map);
		assert_int_equal(header_map_read("again", t->name, buf_string(&written), written.length, &map, NULL), 0);
		header_map_finish(&map);
	}
	assert_int_equal(count, 5);
}

int main(void)
{
	static struct rows rows;

	rows_add(&rows, written_case, written_rows);
	rows_add(&rows, refused_case, refused_rows);
	rows_case(&rows, "a heading that cleaning makes long", long_case, NULL);
	rows_add(&rows, same_case, same_rows);
	rows_case(&rows, "our own names", own_names_case, NULL);
	rows_case(&rows, "two fields for one column", twice_case, NULL);
	rows_case(&rows, "a wide file of marks", wide_case, NULL);
	rows_case(&rows, "their codes", code_case, NULL);
	rows_add(&rows, sitting_case, sitting_rows);
	rows_case(&rows, "a session on two lines", sitting_on_two_lines, NULL);
	rows_add(&rows, shipped_case, shipped_rows);
	rows_case(&rows, "every map", every_map_case, NULL);
	return rows_run(&rows, "headers");
}
