"""A small harness for tests in Python that print TAP.

    import sys, os
    sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
    from tap import case, main

    @case("an unknown command is a usage matter")
    def _(t):
        r = t.run("--school", t.demo(), "frobnicate", status=2)
        t.has(r.err, "frobnicate")

    @case("{} is a report", rows=[("absentees",), ("missing", 1)])   # a row is (name, argument, ...)
    def _(t, status=0):
        ...

    main()                       # or main(root=True), main(needs=["strace", "faketime"])

Name it in the meson.build beside it, `python_tests += {'cli/usage': 'cli'}` (the path under test/ without .py, and its
suite; test/run says which suites run in which build), and try it alone:

    FIRSTBELL=build/NAME/src/firstbell /usr/bin/python3 test/cli/usage.py [WORD ...]     only cases whose name has WORD

What a case gets as `t`:

    t.dir                        a directory of its own, gone afterwards
    t.write(name, text)          a file in it (text or bytes); answers its path
    standing({name: value})      no method: from then on every program of the cases has that in its environment
    t.demo(clock=...)            the path of a fresh copy of a practice school (made once, then copied)
    t.init(option, ..., input=)  the same for `firstbell init DIR option ...`
    t.run(argument, ...)         runs firstbell and checks how it ended; answers .status .out .err (text; .raw_out bytes)
        status=0                 the exit status wanted, a tuple of them, or None; a death by signal n is -n
        input=None               standard input, text or bytes; nothing is at its end at once
        env={}                   beside a clean environment (PATH HOME TMPDIR TZ LC_ALL and the sanitizers')
        prefix=[]                what stands before firstbell: ["strace", "-o", file], ["faketime", "..."]
        timeout=600, cwd=t.dir
    t.start(argument, ...)       the same without waiting: a subprocess.Popen with pipes, killed when the case ends
    t.command([...], status=0)   runs any other program likewise
    t.sql(school, query, *values)  rows of a school's store, opened read only
    t.equal(is, wanted, what="") t.ok(truth, what) t.has(text, part) t.lacks(text, part) t.match(regex, text)
    t.fail(why)  t.skip(why)  t.note(text)      a note is printed only if the case fails

A case that checks nothing fails, and so does any run in which a sanitizer spoke.  A failure prints what was run, how it
ended and what it printed.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import traceback

CLOCK = "2026-11-20T09:07"  # a Friday morning with registers half taken
LINES_MOST = 60
SANITIZER = re.compile(r"AddressSanitizer|LeakSanitizer|UndefinedBehaviorSanitizer|runtime error:")
KEPT_ENVIRONMENT = ("TZ", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")

_cases = []
_standing = {}


class Failure(Exception):
    pass


class Skip(Exception):
    pass


class Result:
    def __init__(self, arguments, status, out, err):
        self.arguments = arguments
        self.status = status
        self.raw_out, self.raw_err = out, err
        self.out, self.err = (b.decode("utf-8", "backslashreplace") for b in (out, err))

    def told(self):
        return "\n".join([f"$ {' '.join(map(str, self.arguments))}", f"ended with {self.status}", *_clip("stdout", self.out),
                          *_clip("stderr", self.err)])


def _clip(name, text):
    """Its lines, but for the middle of a long one: a sanitizer says what happened first, a log last."""
    lines = text.splitlines()
    if len(lines) > LINES_MOST:
        half = LINES_MOST // 2
        lines[half:-half] = [f"... {len(lines) - LINES_MOST} lines ..."]
    return [f"{name}: {line}" for line in lines]


def standing(more):
    """What every program of the cases has in its environment besides: a clock that stands still."""
    _standing.update(more)


def case(name, rows=None):
    """Makes a function a case, or one case a row."""
    def register(f):
        if rows is None:
            _cases.append((name, f, ()))
        for row in rows or ():
            _cases.append((name.format(row[0]) if "{" in name else f"{name}: {row[0]}", f, tuple(row[1:])))
        return f
    return register


class Case:
    """What a test function gets."""

    def __init__(self, directory):
        self.dir = directory
        self.checks = 0
        self.said = []
        self.started = []
        self.schools = 0

    # What it says

    def note(self, text):
        self.said.append(str(text))

    def fail(self, why):
        self.checks += 1
        raise Failure(why)

    def skip(self, why):
        raise Skip(why)

    def ok(self, truth, what="it does not hold"):
        self.checks += 1
        if not truth:
            raise Failure(what)

    def equal(self, is_, wanted, what=""):
        self.ok(is_ == wanted, f"{what + ': ' if what else ''}is     {is_!r}\n{' ' * (len(what) + 2 if what else 0)}wanted {wanted!r}")

    def has(self, text, part):
        self.ok(part in text, f"{part!r} is not in {text!r}")

    def lacks(self, text, part):
        self.ok(part not in text, f"{part!r} is in {text!r}")

    def match(self, regex, text):
        self.ok(re.search(regex, text, re.MULTILINE), f"/{regex}/ is not in {text!r}")

    # Programs

    def environment(self, more):
        home = os.path.join(self.dir, ".home")
        os.makedirs(home, exist_ok=True)
        kept = {k: os.environ[k] for k in KEPT_ENVIRONMENT if k in os.environ}
        return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": home, "TMPDIR": home, "LC_ALL": "C.UTF-8", **kept, **_standing, **(more or {})}

    def command(self, arguments, status=0, input=None, env=None, timeout=600, cwd=None):
        arguments = [str(a) for a in arguments]
        if isinstance(input, str):
            input = input.encode()
        try:
            done = subprocess.run(arguments, input=input if input is not None else b"", capture_output=True, cwd=cwd or self.dir,
                                  env=self.environment(env), timeout=timeout, check=False)
        except subprocess.TimeoutExpired as late:
            self.note(Result(arguments, "no status", late.stdout or b"", late.stderr or b"").told())
            raise Failure(f"it did not end within {timeout} seconds") from None
        result = Result(arguments, done.returncode, done.stdout, done.stderr)
        self.note(result.told())
        if SANITIZER.search(result.err):
            raise Failure("a sanitizer spoke")
        if status is not None:
            wanted = status if isinstance(status, tuple) else (status,)
            self.ok(result.status in wanted, f"it ended with {result.status}, not {' or '.join(map(str, wanted))}")
        return result

    def run(self, *arguments, prefix=(), **options):
        return self.command([*prefix, firstbell(), *arguments], **options)

    def start(self, *arguments, prefix=(), env=None, cwd=None):
        process = subprocess.Popen([str(a) for a in (*prefix, firstbell(), *arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, cwd=cwd or self.dir, env=self.environment(env))
        self.started.append(process)
        return process

    # Schools

    def demo(self, clock=CLOCK):
        return self._school(["demo"], ["--clock", clock] if clock else [], None)

    def init(self, *options, input=None):
        return self._school(["init"], list(options), input)

    def _school(self, command, options, input):
        made = _made_school(self, command, options, input)
        self.schools += 1
        copy = os.path.join(self.dir, f"school-{self.schools}")
        shutil.copytree(made, copy, symlinks=True)
        return copy

    def write(self, name, text):
        path = os.path.join(self.dir, name)
        with open(path, "wb") as f:
            f.write(text.encode() if isinstance(text, str) else text)
        return path

    def sql(self, school, query, *values):
        with contextlib.closing(sqlite3.connect(f"file:{school}/school.db?mode=ro", uri=True)) as store:
            return store.execute(query, values).fetchall()

    def finish(self):
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.communicate()


def firstbell():
    path = os.environ.get("FIRSTBELL")
    if not path:
        raise Skip("FIRSTBELL does not name the program: it is not built yet")
    return path


_own_made = None


def _made_directory():
    """Where made schools are kept: of the whole test run, else of this program."""
    global _own_made
    shared = os.environ.get("FIRSTBELL_MADE")
    if shared:
        os.makedirs(shared, mode=0o700, exist_ok=True)
        return shared
    if _own_made is None:
        _own_made = tempfile.TemporaryDirectory(prefix="firstbell-made-")
    return _own_made.name


def _made_school(t, command, options, input):
    """The path of a made school that nobody may change; test programs that run side by side make it once."""
    program = firstbell()
    what = repr((program, os.stat(program).st_mtime_ns, os.environ.get("TZ"), _standing, command, options, input))
    made = os.path.join(_made_directory(), hashlib.sha256(what.encode()).hexdigest()[:16])
    with open(made + ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(made):
            shutil.rmtree(made + ".half", ignore_errors=True)
            t.run(*command, made + ".half", *options, input=input, timeout=600)
            t.checks -= 1  # not what the case is about
            os.rename(made + ".half", made)
    return made


def _remove(directory):
    for place, directories, _ in os.walk(directory):
        for name in directories:
            path = os.path.join(place, name)
            if not os.path.islink(path):
                os.chmod(path, 0o700)
    shutil.rmtree(directory, ignore_errors=True)


def _run_case(f, row):
    """Answers (kind, why, what was said)."""
    directory = tempfile.mkdtemp(prefix="firstbell-")
    t = Case(directory)
    try:
        f(t, *row)
        return ("ok", "", []) if t.checks else ("not ok", "this case checks nothing", [])
    except Skip as skip:
        return "skip", str(skip), []
    except Failure as failure:
        where = traceback.extract_tb(failure.__traceback__)
        here = [s for s in where if s.filename != __file__]
        return "not ok", f"{failure} (line {here[-1].lineno})" if here else str(failure), t.said
    except Exception:  # pylint: disable=broad-except
        return "not ok", traceback.format_exc(), t.said
    finally:
        t.finish()
        _remove(directory)


def _reason_to_skip_all(root, needs):
    if root and os.geteuid() != 0:
        return "needs root: run test/run as root"
    missing = [tool for tool in needs if not shutil.which(tool, path="/usr/sbin:/usr/bin:/sbin:/bin")]
    return f"needs {', '.join(missing)}" if missing else None


def main(root=False, needs=()):
    """Runs the cases registered so far (all, or those named on the command line) and ends the program."""
    words = sys.argv[1:]
    cases = [c for c in _cases if not words or any(w in c[0] for w in words)]
    reason = _reason_to_skip_all(root, needs)
    if reason:
        print(f"1..0 # SKIP {reason}")
        sys.exit(0)
    print(f"1..{len(cases)}", flush=True)
    failed = 0
    for number, (name, f, row) in enumerate(cases, 1):
        name = " ".join(name.replace("#", "(number sign)").split())
        kind, why, said = _run_case(f, row)
        failed += kind == "not ok"
        print(f"{'ok' if kind == 'skip' else kind} {number} - {name}" + (f" # SKIP {why}" if kind == "skip" else ""))
        for text in (why, *said) if kind == "not ok" else ():
            for line in text.splitlines():
                print(f"# {line}")
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
