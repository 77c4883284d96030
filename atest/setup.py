"""`python -m atest.setup`: from installed packages to a site that can start. Running it again takes seconds."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from pathlib import Path

from atest import embedded, env, setup_environment, setup_system

BASE_DIR = Path(__file__).resolve().parent.parent
FOLDERS = ("broker/messages", "broker/control", "fonts", "static")
# Packets, and mails with links that sign people in: for this account only.
PRIVATE_FOLDERS = ("files", "mail")


def main() -> int:
    """Prepare this installation; 0 done, 1 failed with one line that says why."""
    try:
        setup_environment.apply()
        make_folders(embedded.var_dir())
        setup_system.ensure_pango()
        if not env.text("DATABASE_URL", ""):
            embedded.ensure(embedded.var_dir())
        _prepare_site()
    except (env.SettingError, embedded.EmbeddedDatabaseError, setup_system.SetupError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def make_folders(var_dir: Path) -> None:
    """Make what the site writes into; what is nobody else's is closed to other accounts of the machine."""
    for name in FOLDERS:
        (var_dir / name).mkdir(parents=True, exist_ok=True)
    for name in PRIVATE_FOLDERS:
        (var_dir / name).mkdir(parents=True, exist_ok=True)
        (var_dir / name).chmod(0o700)


def _prepare_site() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atest.settings")
    import django  # after the environment is complete: settings are read once

    django.setup()
    from django.core.management.base import SystemCheckError
    from django.db import OperationalError

    try:
        _run_commands()
    except OperationalError as error:
        raise setup_system.SetupError(f"The database does not answer: {str(error).strip()}") from None
    except SystemCheckError as error:
        raise setup_system.SetupError(str(error)) from None


def _run_commands() -> None:
    from django.conf import settings
    from django.core.management import call_command

    from atest import database_role

    refuse_former_tables(database_role.alias_of_owner())
    call_command("make_fonts", verbosity=0)
    _collect_static_files(settings.VAR_DIR / "static.stamp")
    _say("Tables ...")
    call_command("migrate", interactive=False, verbosity=0)
    if not settings.REDIS_URL:
        call_command("createcachetable", database=database_role.alias_of_owner(), verbosity=0)
        database_role.give_rights()
    # Its "no issues" is no news; what it finds is raised.
    call_command("check", databases=["default"], stdout=io.StringIO())
    _say("First data ...")
    call_command("load_first_data")


def refuse_former_tables(alias: str) -> None:
    """Raise SetupError for a database made before its tables were put together anew (until the first release)."""
    from django.apps import apps
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connections[alias])
    ours = {config.label for config in apps.get_app_configs() if Path(config.path).parent == BASE_DIR}
    if any(
        app in ours and (app, name) not in loader.disk_migrations for app, name in loader.applied_migrations
    ):
        raise setup_system.SetupError(
            "The database was made by a version before the first release, whose tables cannot be carried over. "
            "Name another one in DATABASE_URL; or, for the embedded one, `make stop`, move var/ aside, and start again "
            "(docs/operations.md)."
        )


def _collect_static_files(stamp: Path) -> None:
    """Compressing takes seconds, so it is left out while the files it starts from are the same."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            digest.update(name.encode() + hashlib.sha256(Path(storage.path(name)).read_bytes()).digest())
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest.hexdigest())


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 -- a command's output


if __name__ == "__main__":
    sys.exit(main())
