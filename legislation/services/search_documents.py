"""The search document of each bill, made from its rows by PostgreSQL in one statement."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

# What a tsvector can hold is bounded (1 MB): of a longer text the beginning is searched.
_LONGEST_TEXT = 400_000

# Bill by bill, so that the index is asked: of a table just filled PostgreSQL knows nothing, and would read all of it.
# The parser of PostgreSQL knows tags and entities for what they are, and the English configuration leaves them out:
# the HTML of a summary is searched by its words only. A bill has one document whatever its texts; the newest counts.
_REFRESH = """
INSERT INTO legislation_billsearch (bill_id, vector)
SELECT bill.id,
    setweight(to_tsvector('english', concat_ws(' . ', bill.title, bill.short_title, titles.words)), 'A')
    || setweight(to_tsvector('english', concat_ws(' . ', bill.policy_area, array_to_string(bill.subjects, ' . '))), 'B')
    || setweight(to_tsvector('english', coalesce(summaries.words, '')), 'C')
    || setweight(to_tsvector('english', coalesce(left(newest.words, %(longest)s), '')), 'D')
FROM legislation_bill AS bill
LEFT JOIN LATERAL (
    SELECT string_agg(DISTINCT title.text, ' . ') AS words FROM legislation_title AS title
    WHERE title.bill_id = bill.id AND title.text NOT IN (bill.title, bill.short_title)
) AS titles ON true
LEFT JOIN LATERAL (
    SELECT string_agg(summary.text, ' . ' ORDER BY summary.id) AS words FROM legislation_summary AS summary
    WHERE summary.bill_id = bill.id
) AS summaries ON true
LEFT JOIN LATERAL (
    SELECT (
        SELECT string_agg(part #>> '{}', ' ') FROM jsonb_path_query(content, 'strict $.**') AS part
        WHERE jsonb_typeof(part) = 'string'
    ) AS words
    FROM legislation_billtext WHERE measure = bill.id
    ORDER BY published_on DESC NULLS LAST, id DESC LIMIT 1
) AS newest ON true
WHERE bill.id = ANY(%(bills)s)
ON CONFLICT (bill_id) DO UPDATE SET vector = EXCLUDED.vector
WHERE legislation_billsearch.vector IS DISTINCT FROM EXCLUDED.vector
"""


def refresh(bill_ids: Iterable[str]) -> None:
    """Make the search documents of the bills say what their rows say; call it in the transaction that wrote them.

    Ids of bills that are not here are passed over.
    """
    wanted = list(bill_ids)
    if wanted:
        with connection.cursor() as cursor:
            # Compiling the statement would take longer than running it, each time anew.
            cursor.execute("SET LOCAL jit = off")
            cursor.execute(_REFRESH, {"bills": wanted, "longest": _LONGEST_TEXT})
