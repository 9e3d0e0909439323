"""The figures that DfE publishes of 2025/26, a row an authority and kind of school; the file lies beside the clone, or the tests are skipped."""

import csv
import os
from fractions import Fraction

from tap import Skip

HERE = os.path.dirname(os.path.abspath(__file__))
FILE = os.path.join(HERE, "..", "..", "..", "shared", "data", "dfe-attendance-ytd-2025-26.csv")
COUNTS = ("present_sessions", "approved_educational_activity", "authorised_absence", "unauthorised_absence", "overall_attendance",
          "overall_absence", "possible_sessions")
PERCENTS = (("attendance_perc", "overall_attendance"), ("overall_absence_perc", "overall_absence"), ("authorised_absence_perc", "authorised_absence"),
            ("unauthorised_absence_perc", "unauthorised_absence"))
WITHHELD = ("c", "z", "x", "")


def rows_of():
    if not os.path.exists(FILE):
        raise Skip("DfE's data file is not beside this clone: ../shared/data/" + os.path.basename(FILE))
    with open(FILE, encoding="utf-8-sig", newline="") as f:
        rows = [r for r in csv.DictReader(f) if not any(r[c] in WITHHELD for c in COUNTS)]
    return [(r, {c: int(r[c]) for c in COUNTS}) for r in rows]


def where(row):
    return f"{row['geographic_level']} {row['la_name'] or row['region_name'] or row['country_name']} {row['education_phase']}"


# A symbol of each of DfE's columns.  H and J ended in August 2024; where a school still has them they are what they were then.
SYMBOLS = {"present_am": "/", "present_pm": "\\", "l_present_late_before_registers_closed": "L", "i_authorised_illness": "I",
           "m_authorised_medical_dental": "M", "r_authorised_religious_observance": "R", "s_authorised_study_leave": "S",
           "t_authorised_mobile_child": "T", "e_authorised_excluded": "E", "c_authorised_other": "C", "c1_authorised_regulated_performance": "C1",
           "j1_authorised_interview": "J1", "c2_authorised_temp_reduced_timetable": "C2", "b_aea_education_off_site": "B",
           "p_aea_approved_sporting_activity": "P", "v_aea_educational_visit_trip": "V", "w_aea_work_experience": "W",
           "k_aea_education_arranged_by_la": "K", "g_unauthorised_holiday": "G", "u_unauthorised_late_after_registers_closed": "U",
           "o_other_unauthorised": "O", "n_no_reason_yet": "N"}
RETIRED = {"h_authorised_holiday": "H", "j_aea_interview": "J"}


def one_decimal(published):
    """A published percentage, which has many decimals, as it is printed: half up (domain 4)."""
    tenths = int(Fraction(published) * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"
