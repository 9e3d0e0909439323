#!/usr/bin/python3
"""A school of an earlier release is opened: upgraded, whatever fails or is killed on the way (reliability R22 with R1 and R3)."""

import contextlib
import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
from tap import case, main  # noqa: E402
from faults import DRIVER, calls_of, drive, fresh, stops, strike  # noqa: E402

RELEASES = [("release-1", 1), ("release-2", 2), ("release-3", 3), ("release-4", 4)]
NEW = 5
STRUCK = [RELEASES[0], RELEASES[-1]]  # the longest way and the shortest are killed and hurt at every call; those between go through the same migrations
WRITES = ("pwrite64", "fsync", "fdatasync", "ftruncate", "link", "mkdir")
READS = ("pread64", "openat", "flock", "newfstatat", "unlink")


def data(release, name):
    with open(os.path.join(HERE, "..", "data", release, name), encoding="utf-8") as f:
        return f.read()


def old_school(t, release, log=True):
    """That release's school, with its last pages in the log or with none."""
    if not DRIVER:
        t.skip("FAULT_DRIVER does not name the program: it is not built yet")
    path = os.path.join(t.dir, "old")
    os.mkdir(path, 0o700)
    db = sqlite3.connect(os.path.join(path, "school.db"))
    db.executescript(data(release, "school.sql"))
    if log:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("UPDATE store_info SET clock = NULL")
        db.commit()
        shutil.copytree(path, path + "-log")
        os.unlink(os.path.join(path + "-log", "school.db-shm"))
    else:
        db.execute("PRAGMA journal_mode = WAL")
    db.close()
    return path + "-log" if log else path


def version(path):
    with contextlib.closing(sqlite3.connect(f"file:{path}/school.db", uri=True)) as db:
        return db.execute("PRAGMA user_version").fetchone()[0]


def held(release):
    v = json.loads(data(release, "verify.json"))
    return f"acts {v['acts']} entries {v['entries']} notes {v['notes']} head {v['head']}\nholds\n"


def backups(path):
    try:
        return sorted(os.listdir(os.path.join(path, "backups")))
    except FileNotFoundError:
        return []


def check_backups(t, path, old, release):
    """Each is the old school, whole."""
    for name in backups(path):
        if name.endswith(".db"):
            with contextlib.closing(sqlite3.connect(f"file:{path}/backups/{name}?immutable=1", uri=True)) as db:
                t.equal(db.execute("PRAGMA user_version").fetchone()[0], old, name)
                t.equal(db.execute("SELECT lower(hex(hash)) FROM act ORDER BY seq DESC LIMIT 1").fetchone()[0], json.loads(data(release, "verify.json"))["head"])
                t.equal(db.execute("PRAGMA integrity_check").fetchone()[0], "ok")


@case("the school of {} holds as it did, and its old self is in the backups", rows=RELEASES)
def _(t, old):
    release = RELEASES[old - 1][0]
    path = old_school(t, release)
    t.equal(version(path), old)
    t.equal(drive(t, "hold", path, status=0).out, held(release))
    t.equal(version(path), NEW)
    t.equal(backups(path), [f"before-upgrade-to-{NEW}-1.db"])
    check_backups(t, path, old, release)
    t.equal(drive(t, "hold", path, status=0).out, held(release), "opened again")
    t.equal(len(backups(path)), 1, "upgraded once")
    t.equal(drive(t, "set", path, 1).status, 1, "it has no such pupils, and says so")


def as_then(shown):
    """The columns that there always were, without whom later releases list too, with a remark: those who were moved out of it afterwards."""
    to, then = io.StringIO(), ["upn", "admission_number", "name", "code", "minutes_late", "note"]
    write = csv.DictWriter(to, then, extrasaction="ignore", lineterminator="\n")
    write.writeheader()
    write.writerows(row for row in csv.DictReader(io.StringIO(shown)) if not row.get("remark"))
    return to.getvalue()


@case("the registers of {} print as they did", rows=RELEASES)
def _(t, old):
    release = RELEASES[old - 1][0]
    path, wanted, out = old_school(t, release, log=False), data(release, "registers.txt"), ""
    for head in (line.split() for line in wanted.splitlines() if line.startswith("Willow ")):
        shown = t.run("--school", path, "--as", "tfox", "--password-fd", "0", "register", "show", "--class", head[0], "--date", head[1], "--session", head[2],
                      "--format", "csv", input="correct horse battery\n")
        out += " ".join(head) + "\n" + as_then(shown.out)
    t.equal(out, wanted)
    t.equal(drive(t, "hold", path, status=0).out, held(release))


@case("killed at every call of the upgrade of {}", rows=STRUCK)
def _(t, old):
    release = RELEASES[old - 1][0]
    path = old_school(t, release)
    points = upgraded = most = 0
    for stop in stops(t, path, [DRIVER, "hold", path]):
        t.said.clear()
        points += 1
        before = version(stop.path)
        t.ok(before in (old, NEW), f"half an upgrade: {before}")
        t.ok(not stop.out or before == NEW, "told what is not so")
        check_backups(t, stop.path, old, release)
        t.ok(before == old or backups(stop.path), "upgraded without a backup")
        upgraded += before == NEW
        t.equal(drive(t, "hold", stop.path, status=0).out, held(release), f"point {points}, {stop.call}")
        t.equal(version(stop.path), NEW)
        most = max(most, len([n for n in backups(stop.path) if n.endswith(".db")]))
        t.equal([n for n in backups(stop.path) if not n.endswith(".db")], [], "nothing is left of a stopped backup")
    t.ok(points > 40 and 0 < upgraded < points, f"{points} points, {upgraded} of them upgraded")
    t.ok(most == 2, f"a backup of a stopped upgrade stays: {most}")


@case("the upgrade of {}", rows=[(f"{release} with {error} {'from a call on' if ever else 'at one look' if calls is READS else 'at one call'}", old, calls, error, ever)
                                for release, old in STRUCK for calls, error, ever in
                                ((WRITES, "ENOSPC", False), (WRITES, "ENOSPC", True), (WRITES, "EIO", False), (WRITES, "EIO", True), (READS, "EIO", False))])
def _(t, old, calls, error, ever):
    release = RELEASES[old - 1][0]
    base = old_school(t, release)
    counts = calls_of(t, fresh(t, base), ["hold"])
    points = refused = 0
    for call in calls:
        first, last = counts.get(call, (1, 0))
        for when in range(first, last + 1, 3 if calls is READS else 1):
            path = fresh(t, base)
            done = strike(t, path, ["hold"], call, f"error={error}", f"{when}+" if ever else when)
            if done is None:
                break
            t.said.clear()
            t.note(f"{call} {when} {error}: {done.status} {done.out}{done.err}")
            points += 1
            t.ok(done.status in (0, 1, 3), f"{call} {when}: ended with {done.status}")
            if done.status == 3:
                refused += 1
                t.ok(len(done.out) > 50 and done.out.count("\n") == 1, f"no sentence: {done.out}")
            if done.status == 0:
                t.equal(done.out, held(release))
            now = version(path)
            t.ok(now in (old, NEW), f"half an upgrade: {now}")
            t.ok(now == NEW or "were upgraded" not in done.out.replace("while the school's records were upgraded", ""), "told what is not so")
            t.ok(now == old or "not upgraded" not in done.out, "told not upgraded, and it is")
            t.equal(drive(t, "hold", path, status=0).out, held(release), "and then, with nothing wrong")
            check_backups(t, path, old, release)
    t.ok(points > 20 and refused > 5, f"{points} points, {refused} refused")


def schema(path):
    with contextlib.closing(sqlite3.connect(f"file:{path}/school.db", uri=True)) as db:
        return [tuple(row) for row in db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY 1, 2")]


@case("the tables of {} are those of a school made now", rows=RELEASES)
def _(t, old):
    path = old_school(t, RELEASES[old - 1][0])
    drive(t, "hold", path, status=0)
    made = t.init("--name", "Marlow Road Primary", "--authority", "845", "--establishment", "2345", "--am", "08:45,08:50,09:20,12:00",
                  "--pm", "13:00,13:30,15:15", "--term", "All year,2026-09-01,2027-07-22", "--staff", "jokafor,Joy Okafor,Manager")
    t.equal(schema(path), schema(made))
    with contextlib.closing(sqlite3.connect(f"file:{path}/school.db", uri=True)) as db:
        t.equal(db.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        t.equal(db.execute("PRAGMA foreign_key_check").fetchall(), [])
        put = "INSERT INTO closure (name, kind, from_day, from_session, to_day, to_session) VALUES ('Start of reception', ?, 20700, 0, 20701, 0)"
        t.equal(db.execute(put, ("staggered",)).rowcount, 1)
        try:
            db.execute(put, ("other",))
            t.fail("a closure of no kind is taken")
        except sqlite3.IntegrityError:
            db.rollback()


@case("a full disk leaves no backup of {} behind that fills it more", rows=RELEASES)
def _(t, old):
    base = old_school(t, RELEASES[old - 1][0])
    first, last = calls_of(t, fresh(t, base), ["hold"])["pwrite64"]
    path = fresh(t, base)
    done = strike(t, path, ["hold"], "pwrite64", "error=ENOSPC", f"{last - 2}+")
    t.equal(done.status, 3)
    t.has(done.out, "The disk is full")
    t.equal(backups(path), [])
    t.ok(last > first)


# The second: on a slow machine one that found it old may leave it later than the one that upgrades waits.
IN_THE_WAY = ["is being upgraded or restored by", "have to be upgraded for this firstbell, with nobody in them. Others have this school open: "]


@case("three programs that open {} at once upgrade it once", rows=RELEASES)
def _(t, old):
    release = RELEASES[old - 1][0]
    base = old_school(t, release)
    for _ in range(8):
        path = fresh(t, base)
        both = [subprocess.Popen([DRIVER, "hold", path], stdout=subprocess.PIPE, text=True, env=t.environment(None)) for _ in range(3)]
        ends = [(one.communicate(timeout=600)[0], one.returncode) for one in both]
        t.ok((held(release), 0) in ends, f"nobody got in: {ends}")
        for out, status in ends:
            t.ok(status == 0 and out == held(release) or status == 3 and any(words in out for words in IN_THE_WAY), f"{status}: {out}")
        t.equal(drive(t, "hold", path, status=0).out, held(release))
        t.equal(len(backups(path)), 1)


@case("somebody who is in the old school is named, and nothing is changed")
def _(t):
    path = old_school(t, "release-1")
    inside = subprocess.Popen(["flock", "--shared", os.path.join(path, "school.db-in"), "-c", "echo in; read line"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True, env=t.environment(None))
    try:
        inside.stdout.readline()
        done = drive(t, "hold", path, status=3)
        t.match(r"have to be upgraded .* Others have this school open: \w+ \(process \d+\)", done.out)
        t.equal((version(path), backups(path)), (1, []))
    finally:
        inside.communicate("\n", timeout=600)
    t.equal(drive(t, "hold", path, status=0).out, held("release-1"))


@case("on a disk that can only be read {} is read, and stays as it is",
      rows=[(f"{release} {'with a log' if log else 'without one'}", release, log) for release, _ in RELEASES for log in (True, False)])
def _(t, release, log):
    disk = os.path.join(t.dir, "disk")
    os.mkdir(disk)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "firstbell-test", disk], check=False, capture_output=True).returncode:
        t.skip("no file system can be mounted here")
    try:
        path = shutil.copytree(old_school(t, release, log), os.path.join(disk, "school"))
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        t.equal(drive(t, "hold", path, status=0).out, held(release))
        t.equal((sorted(os.listdir(path)), backups(path)), (["school.db", "school.db-wal"] if log else ["school.db"], []))
        t.equal([n for n in os.listdir(os.path.join(t.dir, ".home")) if n.startswith("firstbell-")], [], "the private copy is gone")
    finally:
        subprocess.run(["umount", "-l", disk], check=False)


main(needs=["strace", "flock"])
