"""A hand-written enrolled Act in govinfo's bill XML, with every form of words that is read. All of it SAMPLE."""

from __future__ import annotations

from pathlib import Path

NAME = "BILLS-119hr9100enr.xml"
PATH = Path(__file__).with_name("acts") / NAME
WHOLE = PATH.read_bytes()
HEAD = WHOLE.decode().partition("<legis-body>")[0]
FORM = HEAD[HEAD.index("<form>") :]


def act_of(*body: str) -> bytes:
    """The same Act with another body."""
    return f"{HEAD}<legis-body>{''.join(body)}</legis-body></bill>".encode()
