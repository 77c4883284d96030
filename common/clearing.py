"""Who cleared which phrase of which text: the one stored record, read by forms and by whoever prints (P1, P2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Model

from common.guard import CLEARED_AS, GuardRule, check
from common.models import PhraseClearance

LONGEST_PHRASE = 200


def clear_phrases(
    *, subject: Model, texts: Mapping[str, str], phrases: Collection[str], by: int, reason: str = ""
) -> list[PhraseClearance]:
    """Keep that a person read these phrases in the texts of a row and clears each in its sentence; return new ones.

    `texts` are by the name of the field, `by` is the person's id; without `reason` the rule's own words stand. What
    cannot be cleared (common.guard) is passed over and stays open. In the caller's transaction.
    """
    wanted = {phrase.casefold() for phrase in phrases}
    made = []
    for field, text in texts.items():
        for hit in check(text):
            if not hit.can_be_cleared or hit.phrase.casefold() not in wanted:
                continue
            row, is_new = PhraseClearance.objects.get_or_create(
                subject_type=_kind(subject),
                subject_id=str(subject.pk),
                field=field,
                rule=hit.rule.value,
                phrase=hit.phrase[:LONGEST_PHRASE],
                sentence=hit.sentence,
                defaults={"cleared_by": by, "reason": reason.strip() or CLEARED_AS[GuardRule(hit.rule)]},
            )
            made += [row] if is_new else []
    return made


def clearances_of(subject: Model) -> list[PhraseClearance]:
    """Return what was cleared in a row's texts, in order of time; one query."""
    return list(PhraseClearance.objects.about(_kind(subject), [subject.pk]))


def cleared_keys(subjects: Iterable[Model]) -> dict[str, frozenset[str]]:
    """Return, by the key of each row of one table, the keys of hits cleared there (for guard.open_hits); one query."""
    rows = list(subjects)
    if not rows:
        return {}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in PhraseClearance.objects.about(_kind(rows[0]), [row.pk for row in rows]):
        found[one.subject_id].add(one.key)
    return {str(row.pk): frozenset(found[str(row.pk)]) for row in rows}


def copy_clearances(*, source: Model, targets: Sequence[Model]) -> None:
    """Keep for other rows, of one table, what was cleared in the same words of this one, by whom and when."""
    cleared = clearances_of(source)
    PhraseClearance.objects.bulk_create(
        _copy(row, subject_type=_kind(target), subject_id=str(target.pk))
        for target in targets
        for row in cleared
    )


def _copy(row: PhraseClearance, **changed: str) -> PhraseClearance:
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}  # noqa: SLF001
    return PhraseClearance(**{**kept, "id": None, **changed})


def _kind(subject: Model) -> str:
    return str(subject._meta.label_lower)  # noqa: SLF001 - Django documents _meta
