#!/bin/sh
# Make .venv with what the given lock file pins. Nothing is done while the lock is the one already installed.
# Use: sh atest/setup_venv.sh requirements.txt|requirements-dev.txt
set -eu
lock=$1
enough='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'

find_python() {
    for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
        # A name on the PATH may be a launcher without a Python behind it: only running it tells.
        if command -v "$name" >/dev/null 2>&1 && "$name" -c "$enough" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    return 1
}

install_venv_package() {
    # Debian and Ubuntu keep the module venv in a package of its own.
    command -v apt-get >/dev/null 2>&1 || return 0
    if [ "$(id -u)" = 0 ]; then
        apt-get update -q >/dev/null && apt-get install -y -q python3-venv >/dev/null
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo -n apt-get update -q >/dev/null && sudo -n apt-get install -y -q python3-venv >/dev/null
    fi
}

make_venv() {
    python=$(find_python) || { install_venv_package || true; python=$(find_python); } || {
        echo "Python 3.11 or newer with the module venv is needed and was not found." >&2
        echo "Debian and Ubuntu: sudo apt-get install python3 python3-venv. macOS: brew install python." >&2
        exit 1
    }
    echo "Making .venv with $("$python" --version) ..."
    rm -rf .venv
    "$python" -m venv .venv
}

.venv/bin/python -c "$enough" 2>/dev/null && .venv/bin/python -m pip --version >/dev/null 2>&1 || make_venv
stamp=.venv/installed-$lock
if ! cmp -s "$lock" "$stamp"; then
    echo "Installing $lock (a minute or two) ..."
    # The lock names everything there is to install: pip need look for nothing else, nor for a newer one of an extra.
    .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-input --no-deps --requirement "$lock"
    cp "$lock" "$stamp"
    # The development lock holds everything of the other one, at the same versions.
    cp requirements.txt .venv/installed-requirements.txt
fi
