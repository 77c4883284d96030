"""`python -m atest.embedded start|stop|watch|status|tools [--test]`: the embedded database by hand.

`eval "$(python -m atest.embedded tools)"` makes a shell's psql, pg_dump and pg_restore those of this database.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import time

from atest import embedded, env
from atest.embedded import binaries, places, server

WATCH_SECONDS = 2


def main() -> int:
    """Do what the command line asks; 0 done, 1 failed, 2 wrong arguments."""
    parser = argparse.ArgumentParser(
        prog="python -m atest.embedded",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=["start", "stop", "watch", "status", "tools"])
    parser.add_argument("--test", action="store_true", help="the tests' own server")
    parser.add_argument("--unused", action="store_true", help="stop only where no other process uses it")
    wanted = parser.parse_args()
    if env.text("DATABASE_URL", ""):
        print("DATABASE_URL is set: the embedded database is not used.")  # noqa: T201 -- a command's output
        return 0
    try:
        print(_do(wanted))  # noqa: T201 -- a command's output
    except embedded.EmbeddedDatabaseError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _do(wanted: argparse.Namespace) -> str:
    var_dir = embedded.var_dir()
    if wanted.verb == "stop":
        stopped = embedded.stop(var_dir, testing=wanted.test, only_if_unused=wanted.unused)
        return "The embedded database is stopped." if stopped else "The embedded database stays as it is."
    if wanted.verb == "status":
        place = places.find(var_dir, testing=wanted.test)
        return (
            f"{server.ask(place).value}; data in {place.data}, socket in {place.socket}, log in {place.log}"
        )
    place = embedded.ensure(var_dir, testing=wanted.test)
    if wanted.verb == "tools":
        return _shell_lines(place)
    while wanted.verb == "watch":
        time.sleep(WATCH_SECONDS)
        embedded.ensure(var_dir, testing=wanted.test)
    return f"The embedded database answers; its data are in {place.data}."


def _shell_lines(place: places.Place) -> str:
    values = {
        "PGHOST": str(place.socket),
        "PGPORT": str(places.PORT),
        "PGUSER": server.NAME,
        "PGPASSWORD": place.password,
        "PGDATABASE": server.NAME,
    }
    lines = [f"export {name}={shlex.quote(value)}" for name, value in values.items()]
    return "\n".join([f"export PATH={shlex.quote(str(binaries.for_place(place).bin))}:$PATH", *lines])


if __name__ == "__main__":
    sys.exit(main())
