#!/usr/bin/python3
"""A disk that is really full, and one that can really only be read (reliability R3, R8): small file systems in memory."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fault"))
from tap import case, main  # noqa: E402
from faults import DRIVER, SAVED, drive, told  # noqa: E402


class Disk:
    def __init__(self, t, size):
        self.t, self.path = t, os.path.join(t.dir, "disk")
        os.mkdir(self.path)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "firstbell-test", self.path], check=False, capture_output=True).returncode:
            t.skip("no file system can be mounted here")
        self.school = os.path.join(self.path, "school")
        os.mkdir(self.school)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.path], check=False)

    def fill(self):
        with open(os.path.join(self.path, "filler"), "ab", buffering=0) as f:
            try:
                while True:
                    f.write(bytes(4096))
            except OSError:
                pass

    def free(self):
        os.unlink(os.path.join(self.path, "filler"))


def ask(program, n):
    program.stdin.write(f"{n}\n")
    program.stdin.flush()
    return program.stdout.readline()


def look(t, disk):
    done = drive(t, "look", disk.school, status=0)
    return {int(line.split()[1]) for line in done.out.splitlines() if line.startswith("has ")}


def look_without_writing(t, disk):
    """On a full disk only the program that is at work has an index of the log: a copy elsewhere is looked at."""
    copy = os.path.join(t.dir, "copy")
    subprocess.run(["cp", "-r", disk.school, copy], check=True)
    done = drive(t, "look", copy, status=0)
    return {int(line.split()[1]) for line in done.out.splitlines() if line.startswith("has ")}


@case("a disk that is full says so, and takes the register once there is room, from the same program")
def _(t):
    with Disk(t, "6m") as disk:
        t.equal(drive(t, "make", disk.school).out, "saved 1\n")
        program = subprocess.Popen([DRIVER, "serve", disk.school], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=t.environment(None), text=True)
        t.started.append(program)
        t.equal(ask(program, 1), "saved 2\n")
        disk.fill()
        for n in (2, 3, 4):  # what is left of the last page of the log may hold one more, not three
            line = ask(program, n)
            if told(line) != SAVED:
                break
        t.match("^not saved: The disk is full: nothing was saved. Make room", line)
        t.ok(n not in look_without_writing(t, disk), "a register that was told not saved is there")
        disk.free()
        t.match("^saved ", ask(program, n))
        t.match("^saved ", ask(program, 20))
        program.communicate(timeout=600)
        t.equal(program.returncode, 1)  # it told of one that was not saved
        t.ok({1, n, 20} <= look(t, disk), "a register is lost")


@case("a school on a full disk cannot be opened where there is no room for the index of its log, and says why")
def _(t):
    with Disk(t, "6m") as disk:
        drive(t, "make", disk.school, status=0)
        os.unlink(os.path.join(disk.school, "school.db-shm"))
        disk.fill()
        t.match("^not opened: There is no room left on the disk", drive(t, "look", disk.school, status=3).out)
        disk.free()
        drive(t, "set", disk.school, 1, status=0)
        t.equal(look(t, disk), {1})


@case("a school is not made on a disk without room, and is made once there is")
def _(t):
    with Disk(t, "100k") as disk:
        done = drive(t, "make", disk.school, status=1)
        t.match("^not saved: The disk", done.out)
        t.match("^not opened: .*making this school was not finished|There is no school", drive(t, "set", disk.school, 1, status=3).out)
        subprocess.run(["mount", "-o", "remount,size=6m", disk.path], check=True)
        t.equal(drive(t, "make", disk.school).out, "saved 1\n")
        drive(t, "set", disk.school, 1, status=0)
        t.equal(look(t, disk), {1})


@case("a disk that can only be read, with", rows=[("marks in the log", True), ("an empty log", False)])
def _(t, log_full):
    with Disk(t, "6m") as disk:
        drive(t, "make", disk.school, status=0)
        drive(t, "set", disk.school, 1, 2, status=0)
        if not log_full:
            t.command(["sqlite3", os.path.join(disk.school, "school.db"), "PRAGMA wal_checkpoint(TRUNCATE)"])
        subprocess.run(["mount", "-o", "remount,ro", disk.path], check=True)
        before = sorted(os.listdir(disk.school))
        done = drive(t, "look", disk.school, status=0)
        t.has(done.out, "only read: ")
        t.has(done.out, "has 1\nhas 2\nholds\n")
        t.match("^not saved: .*can only be read", drive(t, "set", disk.school, 3, status=1).out)
        t.equal(sorted(os.listdir(disk.school)), before)
        home = t.environment(None)["TMPDIR"]
        t.equal([name for name in os.listdir(home) if name.startswith("firstbell-")], [], "a private copy was left behind")
        subprocess.run(["mount", "-o", "remount,rw", disk.path], check=True)
        drive(t, "set", disk.school, 3, status=0)
        t.equal(look(t, disk), {1, 2, 3})


main(root=True, needs=["mount", "umount", "sqlite3"])
