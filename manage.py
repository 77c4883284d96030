#!/usr/bin/env python
"""Run a Django command; starts the embedded database first where no DATABASE_URL is set."""

import os
import sys


def main() -> None:
    """Hand the arguments to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atest.settings")
    from atest import embedded

    embedded.ensure_for_command(sys.argv)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
