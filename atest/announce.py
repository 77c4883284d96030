"""`python -m atest.announce`: wait until the site answers, then say where it is and how to sign in."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time

from atest import embedded, env

PATIENCE_SECONDS = 120


def main() -> int:
    """Print the address and the demo accounts' sign-in lines; 1 when the site never answered."""
    if not _wait_until_it_answers(env.integer("PORT", 8000, low=1, high=65535)):
        sys.stderr.write(f"The site did not answer in {PATIENCE_SECONDS} seconds.\n")
        return 1
    lines = [
        "",
        f"  The policy desk is at {env.text('SITE_URL')}",
        *_sign_in_lines(),
        "  Ctrl-C stops it.",
        "",
    ]
    print("\n".join(lines), flush=True)  # noqa: T201 -- a command's output
    return 0


def _wait_until_it_answers(port: int) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.3)
        else:
            return True
        finally:
            connection.close()
    return False


def _sign_in_lines() -> list[str]:
    if not env.boolean("DEMO"):
        return []
    command = [sys.executable, str(embedded.BASE_DIR / "manage.py"), "demo_accounts"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
    return [f"  {line}" for line in (done.stdout if done.returncode == 0 else done.stderr).splitlines()]


if __name__ == "__main__":
    sys.exit(main())
