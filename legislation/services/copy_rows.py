"""Writing many new rows at once by COPY: an import of a Congress has close to a million."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from django.db import connection
from django.db.models import Model

_BYTES_AT_ONCE = 1024 * 1024


@cache
def _statement(model: type[Model], columns: tuple[str, ...]) -> str:
    meta = model._meta  # noqa: SLF001 - Django documents _meta
    by_name = {field.name: field for field in meta.concrete_fields}
    fields = [by_name[name] for name in columns]
    listed = ", ".join(f'"{field.column}"' for field in fields)
    # An empty value is an empty text where the column takes no NULL, and NULL elsewhere.
    texts = ", ".join(f'"{field.column}"' for field in fields if not field.null)
    return f'COPY "{meta.db_table}" ({listed}) FROM STDIN (FORMAT csv, FORCE_NOT_NULL ({texts}))'


def written(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as COPY reads them. JSON and arrays are given as PostgreSQL writes them."""
    return written_each([rows])[0]


def written_each(tables: Iterable[Iterable[Sequence[object]]]) -> list[str]:
    """Write the rows of several tables, a text for each, as `written` does."""
    text = io.StringIO()
    # One writer for all: to make one takes as long as to write a row, and a bill has thirteen tables.
    writer = csv.writer(text)
    ends = [0]
    for rows in tables:
        writer.writerows(rows)
        ends.append(text.tell())
    whole = text.getvalue()
    return [whole[begin:end] for begin, end in pairwise(ends)]


def copy_text(model: type[Model], columns: tuple[str, ...], texts: Iterable[str]) -> None:
    """Insert the rows of `texts`, each made by `written` with the values of `columns` (names of fields).

    The values must be what the columns hold: nothing is validated here but by the database. Raises DatabaseError.
    """
    text = "".join(texts)
    if not text:
        return
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(_statement(model, columns), io.BytesIO(text.encode()), _BYTES_AT_ONCE)


def copy_rows(model: type[Model], columns: tuple[str, ...], rows: Iterable[Sequence[object]]) -> None:
    """Insert `rows`, each with the values of `columns`, as `copy_text` does."""
    copy_text(model, columns, [written(rows)])


def array(values: Iterable[str]) -> str:
    """Write texts as PostgreSQL reads an array."""
    quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{value}"' for value in quoted) + "}"
