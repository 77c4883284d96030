"""A unique word in every free-text column of what people write, so that whatever leaks names where it came from."""

from __future__ import annotations

import re

from django.apps import apps
from django.db import connection
from django.db.models import CharField, Field, Model, TextField

# Tables of what people wrote: judgment, deliberation, people. Facts about Congress and money are public as they are.
PLANTED_APPS = ("members", "decisions", "priorities", "outreach", "briefings", "common")
# What people wrote among the facts: the name of a watch may tell what is delicate.
# What a slate asks for becomes public with the decision that adopted it, and not before.
PLANTED_MODELS = {
    "legislation.watch",
    "appropriations.slate",
    "appropriations.slateitem",
    "appropriations.slateclearance",
}
PUBLIC = "SELECT id FROM decisions_decision WHERE is_public"
# Which rows of a table stand on the public record; of all others none does.
OPEN_ROWS = {
    "decision": "is_public",
    "slateitem": "slate_id IN (SELECT s.id FROM appropriations_slate s JOIN decisions_decision d "
    "ON d.id = s.decision_id WHERE s.state = 'adopted' AND d.is_public)",
    # The page of our positions and requests: what was marked public and rests on a public decision.
    "position": f"is_public AND stance <> 'monitoring' AND decision_id IN ({PUBLIC})",
    "ask": f"audience <> 'office' AND kind <> 'agency' AND decision_id IN ({PUBLIC})",
}
# Public plans and what the code reads as a key; a canary there would say nothing of a leak or break the page itself.
LEFT_OUT_MODELS = {
    "common.loadedfacts",
    "common.job",
    "common.token",
    # Its title is neutral by rule: tests/canaries writes notices anew after planting and reads those.
    "common.notice",
    "outreach.office",
    "priorities.plan",
    "priorities.pillar",
    "priorities.goal",
    "priorities.priority",
    "briefings.packet",
}
LEFT_OUT_FIELDS = {
    "slug", "sort_key", "object_id", "path", "event_key", "kind", "number", "code", "password", "digest", "file",
    "sha256", "media_type", "field", "rule", "subject_type", "subject_id", "website", "chamber", "key", "email", "verb",
}  # fmt: skip
CANARY = re.compile(r"canary-[a-z]+-[a-z0-9_]+-(?:open|closed)")


def planted_fields() -> list[tuple[type[Model], Field[object, object]]]:
    """Every free-text column that is given a canary."""
    return [
        (model, field)
        for model in apps.get_models()
        if (model._meta.app_label in PLANTED_APPS or model._meta.label_lower in PLANTED_MODELS)
        and model._meta.label_lower not in LEFT_OUT_MODELS
        for field in model._meta.local_concrete_fields
        if isinstance(field, CharField | TextField)
        and not field.choices
        and not field.primary_key
        and field.name not in LEFT_OUT_FIELDS
    ]


def word(model: type[Model], field: str, *, is_open: bool = False) -> str:
    """Return the canary of a column; `is_open` marks rows whose record is public."""
    # A round repeats the words of its proposal, and the database holds it to that.
    name = "proposal" if model._meta.model_name == "proposalround" else model._meta.model_name
    return f"canary-{name}-{field}-{'open' if is_open else 'closed'}"


def plant() -> list[str]:
    """Put each column's canary at the end of every row's text, past the triggers that keep the record; return them."""
    planted = []
    with connection.cursor() as cursor:
        # What the samples left to be checked at the end is checked on their own words, before these are added.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET session_replication_role = replica")
        for model, field in planted_fields():
            open_rows = OPEN_ROWS.get(str(model._meta.model_name), "false")
            closed = word(model, field.name)
            limit = field.max_length or 100_000
            cursor.execute(
                f'UPDATE {model._meta.db_table} SET "{field.column}" = '  # noqa: S608 - our own names
                f"left(\"{field.column}\", %s) || ' ' || CASE WHEN {open_rows} THEN %s ELSE %s END",
                [limit - len(closed) - 1, word(model, field.name, is_open=True), closed],
            )
            planted += [closed] if cursor.rowcount else []
        cursor.execute("SET session_replication_role = DEFAULT")
    return planted


def found_in(text: str) -> set[str]:
    """Return the canaries in a text, however they were broken up by a page's or a PDF's lines."""
    joined = re.sub(r"-\s+", "-", text)
    return set(CANARY.findall(joined))
