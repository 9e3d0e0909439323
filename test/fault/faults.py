"""What the fault tests share: the driver, a school to spoil, and one system call at a time that goes wrong (strace)."""

import collections
import hashlib
import os
import shutil
import signal
import subprocess

DRIVER = os.environ.get("FAULT_DRIVER", "")
SAVED, NOT_SAVED, NOT_KNOWN = "saved", "not saved", "not known"


def drive(t, *words, prefix=(), input=None, status=None, env=None):
    if not DRIVER:
        t.skip("FAULT_DRIVER does not name the program: it is not built yet")
    return t.command([*prefix, DRIVER, *words], status=status, input=input, env=env)


def school(t, *registers):
    """A school of one class with those registers taken."""
    path = os.path.join(t.dir, "base")
    os.mkdir(path)
    t.equal(drive(t, "make", path).out, "saved 1\n")
    if registers:
        drive(t, "set", path, *registers, status=0)
    return path


def fresh(t, base):
    """A copy of it to spoil, always at the same place."""
    path = os.path.join(t.dir, "spoilt")
    shutil.rmtree(path, ignore_errors=True)
    if base:
        shutil.copytree(base, path)
    else:
        os.mkdir(path)
    return path


def strike(t, path, command, call, what, when, input=None):
    """Runs the driver with `what` (signal=SIGKILL, error=EIO) at the `when`th `call`.  Answers its result, or None if there was no such call."""
    log = os.path.join(t.dir, "strace")
    done = drive(t, command[0], path, *command[1:], input=input,
                 prefix=["strace", "-qq", "-o", log, "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={when}"])
    if done.status == -9 or "SIGKILL" in what and done.status == 137:
        return done
    with open(log, encoding="utf-8", errors="replace") as f:
        return done if "(INJECTED)" in f.read() else None


def content(path):
    """A digest of all that lies under a directory, or of its not being there."""
    digest = hashlib.blake2b(b"there" if os.path.isdir(path) else b"")
    for place, directories, files in os.walk(path):
        directories.sort()
        for name in sorted(directories + files):
            digest.update(f"{os.path.join(place, name)} {os.stat(os.path.join(place, name)).st_mode}\n".encode())
        for name in sorted(files):
            with open(os.path.join(place, name), "rb") as f:
                digest.update(hashlib.blake2b(f.read()).digest())
    return digest.digest()


Stop = collections.namedtuple("Stop", "call path out")


def stops(t, path, arguments):
    """
    Runs a program once, and stops it at every system call: what lies under `path` then is what a kill -9 there leaves, for
    the kernel keeps what was written, whoever dies.  Wherever that or what the program has said is new it yields the call, a
    copy of the path to spoil, and what was said.  Far cheaper than to start and kill the program as often.
    """
    copy, said = os.path.join(t.dir, "spoilt"), os.path.join(t.dir, "said")
    names, to = os.pipe()
    with open(said, "wb") as out, open(names, encoding="utf-8", errors="replace") as calls:
        tracer = subprocess.Popen(["strace", "-qq", "-o", f"/dev/fd/{to}", "-e", "inject=all:signal=SIGSTOP", *map(str, arguments)], pass_fds=[to],
                                  stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=t.dir, env=t.environment(None), start_new_session=True)
        os.close(to)
        try:
            last, call = None, ""
            for line in calls:
                if not line.startswith("---"):
                    call = line.split("(")[0]
                if "stopped by SIGSTOP" not in line:
                    continue
                with open(said, encoding="utf-8") as f:
                    now = content(path), f.read()
                if now != last:
                    last = now
                    shutil.rmtree(copy, ignore_errors=True)
                    if os.path.isdir(path):
                        shutil.copytree(path, copy)
                    yield Stop(call, copy, now[1])
                os.killpg(tracer.pid, signal.SIGCONT)
            t.equal((tracer.wait(), content(path)), (0, last[0] if last else None), "how it ended, and what it left")
        finally:
            if tracer.poll() is None:
                os.killpg(tracer.pid, signal.SIGKILL)
                tracer.wait()


def told(line):
    """What a line of the driver's says: saved, not saved, not known."""
    for word in (NOT_SAVED, NOT_KNOWN, SAVED):
        if line.startswith(word):
            return word
    return None


def look(t, path):
    """The registers that are there; whole, and with a record that holds."""
    done = drive(t, "look", path, status=0)
    t.equal(done.out.splitlines()[-1], "holds")
    return {int(line.split()[1]) for line in done.out.splitlines() if line.startswith("has ")}


def calls_of(t, path, command):
    """How often each system call is made, once the school's directory has been reached."""
    log = os.path.join(t.dir, "strace")
    drive(t, command[0], path, *command[1:], prefix=["strace", "-qq", "-o", log], status=0)
    counts, before = {}, {}
    with open(log, encoding="utf-8", errors="replace") as f:
        reached = False
        for line in f:
            name = line.split("(")[0]
            if not name.isidentifier():
                continue
            reached = reached or path in line and name != "execve"
            (counts if reached else before)[name] = (counts if reached else before).get(name, 0) + 1
    return {name: (before.get(name, 0) + 1, before.get(name, 0) + n) for name, n in counts.items() if not name.startswith("exit")}


def check_nothing_lost(t, path, base, said, wanted):
    """What was told is true; what was there stays; and the next one, without a fault, is saved."""
    there = look(t, path)
    t.ok(base <= there, f"registers {base - there} were there before and are gone")
    for n, word in zip(wanted, said):
        if word == SAVED:
            t.ok(n in there, f"register {n} was told saved, and is not there")
        if word == NOT_SAVED:
            t.ok(n not in there, f"register {n} was told not saved, and is there")
    t.ok(there - base <= set(wanted), "a register that nobody took")
    drive(t, "set", path, 150, status=0)
    t.ok(150 in look(t, path), "the next register is lost")
