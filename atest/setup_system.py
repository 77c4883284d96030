"""What packages for Python cannot bring: the text layout libraries behind the packets' PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

APT_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig"]
OTHER_SYSTEMS = (
    ("brew", "brew install pango"),
    ("dnf", "sudo dnf install pango"),
    ("pacman", "sudo pacman -S pango"),
    ("zypper", "sudo zypper install libpango-1_0-0"),
    ("apk", "sudo apk add pango fontconfig"),
)


class SetupError(RuntimeError):
    """Set-up cannot go on; the message says what to do."""


def ensure_pango() -> None:
    """Install Pango where it is missing and we may; raises SetupError with the one line to type where not."""
    if _pango_loads():
        return
    command = _apt_command()
    if command:
        print("Installing Pango, which lays out the packets' text ...", flush=True)  # noqa: T201 -- a command's output
        subprocess.run([*command, "update", "-q"], check=False, stdout=subprocess.DEVNULL)
        options = ["install", "-y", "-q", "--no-install-recommends"]
        subprocess.run([*command, *options, *APT_PACKAGES], check=False, stdout=subprocess.DEVNULL)
    if not _pango_loads():
        raise SetupError(f"Pango is missing. Install it and try again: {advice()}")


def advice() -> str:
    """Return the one line that installs Pango on this system."""
    if shutil.which("apt-get"):
        return f"sudo apt-get install {' '.join(APT_PACKAGES)}"
    for program, line in OTHER_SYSTEMS:
        if shutil.which(program):
            return line
    return "install the package that brings libpango-1.0 and libpangoft2-1.0 on this system"


def _pango_loads() -> bool:
    # Asked of WeasyPrint itself, in a process of its own: it knows each system's names of the libraries.
    done = subprocess.run(
        [sys.executable, "-c", "import weasyprint.text.ffi"], capture_output=True, check=False
    )
    return done.returncode == 0


def _apt_command() -> list[str]:
    apt = shutil.which("apt-get")
    if not apt:
        return []
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive", apt]
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive", apt]
    return []
