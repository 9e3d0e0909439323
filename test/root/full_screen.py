#!/usr/bin/python3
"""A disk that is full while a register is typed (reliability R3): a small file system in memory under a real screen."""

import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib"), os.path.join(HERE, "..", "pty")]
from taking import birch, goes_on, marks, refused  # noqa: E402
from tap import case, main  # noqa: E402


def fill(path):
    with open(path, "ab", buffering=0) as f:
        for size in (65536, 4096):
            try:
                while True:
                    f.write(bytes(size))
            except OSError:
                pass


@case("a register on a disk that is full: nothing is lost, and it is sent once there is room")
def _(t):
    disk, made = os.path.join(t.dir, "disk"), t.demo()
    os.mkdir(disk)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "firstbell-test", disk], check=False, capture_output=True).returncode:
        t.skip("no file system can be mounted here")
    try:
        school = shutil.copytree(made, os.path.join(disk, "school"))
        s, before = birch(t, school), marks(t, school)
        fill(f"{disk}/filler")
        refused(s, "/", says="^Not kept as a draft: the disk is full")
        os.unlink(f"{disk}/filler")
        s.keys("/", "n")
        fill(f"{disk}/filler")
        refused(s, "F10", "Enter", says="^The disk is full: nothing was saved. Make room")
        t.equal(marks(t, school), before)
        os.unlink(f"{disk}/filler")
        goes_on(t, s, school)
    finally:
        t.finish()
        subprocess.run(["umount", "-l", disk], check=False)


main(root=True)
