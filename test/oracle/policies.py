"""The shipped policy files, read by the oracle's own few lines: lines, names of bands, stages."""

import dataclasses
import os
import re
from pathlib import Path

SHARE = Path(os.environ.get("ORACLE_POLICIES") or Path(__file__).resolve().parents[2] / "share" / "policies")
BLOCK = re.compile(r'^(\w+) "([^"]*)" \{\n(.*?)^\}', re.MULTILINE | re.DOTALL)
SETTING = re.compile(r'^\s*(\w+) = "?([^"\n]*)"?$', re.MULTILINE)


@dataclasses.dataclass
class Policy:
    name: str
    lines: list    # [(percent, inclusive)], from the highest down
    bands: list    # names, one more
    stages: list   # [(upper, lower, leave_at)]: places of lines
    titles: list   # the stages' names
    floor: int
    rule: tuple
    period: str

    def band(self, place):
        return None if place < 0 else self.bands[place]


def read(path):
    text = "\n".join(line for line in path.read_text().splitlines() if not line.startswith("#"))
    blocks = [(kind, name, dict(SETTING.findall(body))) for kind, name, body in BLOCK.findall(text)]
    top = dict(SETTING.findall(BLOCK.sub("", text)))
    lines = [(int(b["percent"]), b["inclusive"] == "true") for kind, _, b in blocks if kind == "boundary"]
    percents = [str(p) for p, _ in lines]
    stages = [(name, b) for kind, name, b in blocks if kind == "stage" and "by" not in b]

    def place(b, key, otherwise):
        return percents.index(b[key]) if key in b else otherwise

    return Policy(top["name"], lines, [b["above"] for kind, _, b in blocks if kind == "boundary"] + [top["lowest"]] if lines else ["all"],
                  [(place(b, "below", -1), place(b, "down_to", len(lines)), int(b.get("leave", 0))) for _, b in stages], [name for name, _ in stages],
                  int(top.get("floor", 20)), (int(top.get("pattern_least", 6)), int(top.get("pattern_times", 2))), top.get("period", "year"))


def shipped():
    return [read(path) for path in sorted(SHARE.glob("*.conf"))]
