"""firstbell on a terminal: a pty under libvterm (test/pty/terminal.c), driven from a case of test/lib/tap.py.

    from terminal import Terminal

    s = Terminal(t, "--school", school)                      waits for the first screen; term= rows= cols= env= tick=
    s.keys("F10", "Enter")                                   types keys by name, other words as they are; waits until each is taken
    s.type("any text")                                       the same, a character at a time
    s.send("Esc")  s.type_bytes(b"\x1b[")  s.wait()          the same typed ahead; bytes as they are; what waits
    s.rows()  s.text()  s.row_of("Ahmed")                    what is seen
    s.cursor()                                               (row, column, visible)
    s.cells()                                                [(row, column, length, "colour/background/style")] of what does not look plain
    s.bytes()                                                what came since last asked, without the test's own marks
    s.colours()                                              the colour sequences in what came since last asked
    s.resize(40, 120)  s.ticks(2)  s.signal(signal.SIGTERM)  s.hangup()
    s.modes()                                                {"alternate": 0, "keypad": 0, "cursor": 1, "mouse": 0, "termios": 1}
    s.taken()                                                (bytes that it said it took, bytes typed)
    s.turns()                                                how often it painted because of what was typed, not of a tick
    s.pid()
    s.exit()                                                 waits for its end; the exit status, -n for a signal

Nothing sleeps: each step waits for the mark that the program writes when it has taken what was typed.  `tick` is how many
milliseconds without a key are a tick (else a second).
"""

import os
import re
import subprocess
from urllib.parse import quote, unquote_to_bytes

from tap import SANITIZER, Failure, Skip, firstbell

COLOUR = re.compile(rb"\x1b\[[0-9;:]*m")
MOST = 200  # of the words of a line: the program at the other end has a limit


def _is_colour(sequence):
    """Does an SGR set a colour?  Bold, underline and reverse are none, and neither is going back to plain."""
    return any(re.fullmatch(rb"(3|4|9|10)[0-7]|[34]8", n) for n in sequence[2:-1].split(b";"))


class Terminal:
    def __init__(self, t, *arguments, term="xterm-256color", rows=24, cols=80, env=None, tick=1000, prefix=(), wait=True):
        program = os.environ.get("FIRSTBELL_TERMINAL")
        if not program:
            raise Skip("FIRSTBELL_TERMINAL does not name the harness: it is not built yet")
        self.t = t
        self.all = b""
        self._new = b""
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=t.dir,
                                        env=t.environment({"FIRSTBELL_TEST_MARK": str(tick), **(env or {})}))
        t.started.append(self.process)
        self._ask("start", term, rows, cols, *prefix, os.path.abspath(firstbell()), *arguments)
        if wait:
            self._ask("wait")

    def _ask(self, *words):
        """Says a line; answers the lines that came back."""
        line = " ".join(quote(w if isinstance(w, bytes) else str(w), safe="/+=.,:;-_@") or "%" for w in words)
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()
        answer = []
        while True:
            got = self.process.stdout.readline()
            if got == b"ok\n":
                return answer
            if not got or got.startswith(b"no "):
                raise Failure(f"{line[:200]}: {got.decode(errors='replace').strip()}\n{self._last_words()}")
            answer.append(got.decode("utf-8", "backslashreplace").rstrip("\n"))

    def _last_words(self):
        if self.process.poll() is not None:
            return "the harness has ended"
        return "\n".join(row for row in self.rows() if row.strip())

    # What is typed

    def keys(self, *names):
        for at in range(0, len(names), MOST):
            self._ask("keys", *names[at:at + MOST])
        return self

    def send(self, *names):
        for at in range(0, len(names), MOST):
            self._ask("send", *names[at:at + MOST])
        return self

    def type_bytes(self, some):
        """As they are, be they half a key; waits for nothing."""
        self._ask("send", some)
        return self

    def type(self, text):
        return self.keys(*text)

    def wait(self):
        self._ask("wait")
        return self

    def ticks(self, count):
        self._ask("ticks", count)
        return self

    def resize(self, rows, cols):
        self._ask("resize", rows, cols)
        return self

    def signal(self, number):
        self._ask("signal", int(number))
        return self

    def hangup(self):
        self._ask("hangup")
        return self

    # What is seen

    def rows(self):
        return [row[1:].rstrip() for row in self._ask("screen")]

    def text(self):
        return "\n".join(self.rows()).rstrip("\n") + "\n"

    def row_of(self, part):
        for number, row in enumerate(self.rows()):
            if part in row:
                return number
        self.t.fail(f"{part!r} is not on the screen:\n{self.text()}")
        return None

    def cursor(self):
        row, col, visible = map(int, self._ask("cursor")[0].split())
        return row, col, bool(visible)

    def cells(self):
        return [(*map(int, line.split()[:3]), line.split()[3]) for line in self._ask("cells")]

    def bytes(self):
        """Whatever a sanitizer says comes here too."""
        new = unquote_to_bytes(self._ask("bytes")[0])
        self.all += new
        if SANITIZER.search(self.all.decode("utf-8", "replace")):
            raise Failure("a sanitizer spoke:\n" + self.all[-8000:].decode("utf-8", "replace"))
        return new

    def colours(self):
        return [s for s in COLOUR.findall(self.bytes()) if _is_colour(s)]

    def modes(self):
        return {name: int(value) for name, value in (pair.split("=") for pair in self._ask("modes")[0].split())}

    def usage(self):
        words = self._ask("usage")[0].split()
        return {name: int(value) for name, value in zip(words[::2], words[1::2])}

    def taken(self):
        taken, typed, _ = map(int, self._ask("taken")[0].split())
        return taken, typed

    def turns(self):
        return int(self._ask("turns")[0])

    def pid(self):
        return int(self._ask("taken")[0].split()[2])

    def exit(self):
        status = int(self._ask("exit")[0])
        self.bytes()
        return status
