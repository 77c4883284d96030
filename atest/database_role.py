"""Two roles of the database: one owns the tables, the site works as the other.

The site's role can neither empty a table nor take a trigger away, so the record (audit log, answers, rounds)
holds even against the site's own code. docs/adr/two-database-roles.md has the reasons.
"""

from __future__ import annotations

from django.conf import settings
from django.db import connections
from psycopg2 import sql

from atest import embedded

OWNER = "owner"
# Rows of these are added and read by the site, never changed: what triggers refuse, rights refuse as well.
ADD_ONLY = (
    "common_auditentry",
    "decisions_deadlinechange",
    "decisions_letterdeadlinechange",
    "decisions_proposalround",
    "decisions_responseversion",
    "decisions_visibilityswitch",
)
# Rows of these come by triggers, which work as the owner: an answer's version is kept, never entered.
ADDED_BY_TRIGGERS = ("decisions_responseversion",)
RIGHTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
)


class RoleError(RuntimeError):
    """The site's role cannot be given its rights; the message says what to do."""


def alias_of_owner() -> str:
    """Return the connection that may change tables: the owner's, where the site works as another role."""
    return OWNER if OWNER in settings.DATABASES else "default"


def give_rights() -> None:
    """Let the site's role read and write rows, and nothing more; on the embedded server make it first.

    Does nothing where one role does everything. Raises RoleError when the role does not exist.
    """
    if OWNER not in settings.DATABASES:
        return
    role = settings.DATABASES["default"]["USER"]
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        exists = cursor.fetchone() is not None
        if role == embedded.DESK_ROLE and not settings.DATABASE_URL:
            password = settings.DATABASES["default"]["PASSWORD"]
            verb = sql.SQL("ALTER" if exists else "CREATE")
            cursor.execute(
                sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(
                    verb, sql.Identifier(role), sql.Literal(password)
                )
            )
        elif not exists:
            raise RoleError(
                f"The role {role} of DATABASE_URL does not exist: CREATE ROLE {role} LOGIN PASSWORD ...;"
            )
        for statement in rights_of(role):
            cursor.execute(statement)


def rights_of(role: str) -> list[sql.Composed]:
    """Return the statements that give `role` the rights of the site, whatever it had before."""
    named = sql.Identifier(role)
    given = [sql.SQL(text).format(role=named) for text in RIGHTS]
    kept = [
        sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(sql.Identifier(table), named)
        for table in ADD_ONLY
    ]
    entered = [
        sql.SQL("REVOKE INSERT ON {} FROM {}").format(sql.Identifier(table), named)
        for table in ADDED_BY_TRIGGERS
    ]
    return given + kept + entered


def too_strong(role_alias: str = "default") -> str:
    """Return why the role of a connection could change the record, or nothing when it could not."""
    with connections[role_alias].cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            return "is a superuser"
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND pg_has_role(tableowner, 'MEMBER')"
        )
        return "owns the tables" if cursor.fetchone()[0] else ""
