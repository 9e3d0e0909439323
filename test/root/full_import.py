#!/usr/bin/python3
"""The disk is full when a school moves in, or fills up on the way (reliability R3; E11): a small file system in memory."""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
sys.path.insert(0, os.path.join(HERE, "..", "fault"))
from tap import case, main  # noqa: E402
from moving import command, school  # noqa: E402


class Disk:
    """A school on a file system of that size, less what is filled."""

    def __init__(self, t, size, base):
        self.path = os.path.join(t.dir, "disk")
        self.school = os.path.join(self.path, "school")
        os.mkdir(self.path)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "firstbell-test", self.path], check=False, capture_output=True).returncode:
            t.skip("no file system can be mounted here")
        subprocess.run(["cp", "-a", base, self.school], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.path], check=False)

    def fill(self, leave):
        """All but so many bytes."""
        room = os.statvfs(self.path)
        with open(os.path.join(self.path, "filler"), "wb") as f:
            os.posix_fallocate(f.fileno(), 0, max(4096, room.f_bavail * room.f_frsize - leave))

    def free(self):
        os.unlink(os.path.join(self.path, "filler"))


def size_of(path):
    return sum(os.stat(os.path.join(place, name)).st_size for place, _, names in os.walk(path) for name in names)


def entries(t, disk):
    return t.sql(disk.school, "SELECT count(*) FROM entry")[0][0]


@case("no room for the marks on their way: nothing is written, and it says so")
def _(t):
    base, marks, count = school(t)
    with Disk(t, "32m", base) as disk:
        disk.fill(100 * 1024)
        t.has(t.run(*command(disk.school, marks), status=3).err, "The disk has no room for the marks on their way")
        disk.free()
        t.equal(entries(t, disk), 0)
        t.has(t.run(*command(disk.school, marks)).out, f"{count} marks new")


@case("the disk fills up while marks are written: what is saved is said, and the same command goes on")
def _(t):
    base, marks, count = school(t)
    whole = os.path.join(t.dir, "whole")
    subprocess.run(["cp", "-a", base, whole], check=True)
    t.run(*command(whole, marks))
    with Disk(t, "96m", base) as disk:
        disk.fill((size_of(whole) - size_of(base)) * 6 // 10)
        said = t.run(*command(disk.school, marks), status=3).err
        t.match(rf"[1-9]\d* of {count} marks are saved; the same command with the same file goes on from there", said)
        disk.free()
        saved = entries(t, disk)
        t.ok(0 < saved < count, f"{saved} of {count}")
        t.has(said, f"{saved} of {count} marks")
        t.run("--school", disk.school, "verify")
        t.has(t.run("--school", disk.school, "check", status=1).out, "half in")
        t.has(t.run(*command(disk.school, marks)).out, f"{count - saved} marks new, 0 changed, {saved} the same")
        t.equal(entries(t, disk), count)
        t.run("--school", disk.school, "verify")


main(root=True)
