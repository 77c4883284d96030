"""What amount another is a part of, across the sentences and paragraphs of one account.

Rules, in their order: "of which" points back in its sentence; "in the preceding proviso", "under this paragraph" and
"under this heading" point where they say; a list points at the last amount of what leads in to it; any other proviso
at the amount it qualifies. "An additional" and "of the funds appropriated by this Act" are part of nothing here.
"""

from __future__ import annotations

import re

from appropriations.choices import Bound
from appropriations.enrolled.amounts import ReadAmount, amounts_in, bound_at_end, makes_parts
from appropriations.enrolled.sentences import Sentence, split
from appropriations.enrolled.shape import Act

# Passage, sentence in it, amount in that.
Spot = tuple[int, int, int]
Read = tuple[Sentence, tuple[ReadAmount, ...]]

_ADDED = re.compile(r"\b(?:an|and) additional\s*$|\bin addition\b|\btogether with\b", re.IGNORECASE)
_WIDER = re.compile(
    r"\b(?:funds|amounts) (?:appropriated|made available|provided)(?: or otherwise made available)?"
    r" (?:by|in|under titles?|under the headings?|for the Department)\b"
    r"(?! (?:this|such) (?:heading|paragraph))",
    re.IGNORECASE,
)
_BEFORE_PROVISO = re.compile(r"\b(?:immediately )?preceding proviso\b")
_PARAGRAPH = re.compile(r"\bth(?:is|e preceding) (?:paragraph|subparagraph|clause|subsection)\b")
_HEADING = re.compile(
    r"\bunder this (?:heading|appropriation|account)\b|\bof (?:this|such) (?:amount|sum)s?\b"
)
_LEADS_IN = re.compile(r"(?:[—:-]|\bfollows|\bfollowing)\s*$")


class Reading:
    """The sentences and amounts of an Act, read when asked for, and how they hang together."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self._read: dict[int, tuple[Read, ...]] = {}
        self._mains: dict[int, Spot] = {}
        for index, passage in enumerate(act.passages):
            # A section has no account: what it says in one subsection holds none of the next.
            if "$" in passage.text and not passage.place.section and passage.account not in self._mains:
                for spot in self.spots_in(index):
                    self._mains[passage.account] = spot
                    break

    def sentences(self, passage: int) -> tuple[Read, ...]:
        """The sentences of one passage with their amounts."""
        if passage not in self._read:
            self._read[passage] = tuple(
                (each, amounts_in(each.text)) for each in split(self.act.passages[passage].text)
            )
        return self._read[passage]

    def spots_in(self, passage: int) -> list[Spot]:
        """Where the amounts of one passage are."""
        return [
            (passage, number, index)
            for number, (_, amounts) in enumerate(self.sentences(passage))
            for index in range(len(amounts))
        ]

    def sentence(self, spot: Spot) -> Sentence:
        return self.sentences(spot[0])[spot[1]][0]

    def amount(self, spot: Spot) -> ReadAmount:
        return self.sentences(spot[0])[spot[1]][1][spot[2]]

    def enclosing(self, spot: Spot) -> Spot | None:
        """Return where the amount is that this one is a part of; None where the words make it part of none."""
        passage, number, index = spot
        amounts = self.sentences(passage)[number][1]
        amount = amounts[index]
        if amount.is_part:
            base = next((at for at in reversed(range(index)) if not amounts[at].is_part), None)
            if base is not None:
                return (passage, number, base)
        if _ADDED.search(amount.before) or _WIDER.search(amount.before):
            return None
        if index:
            return self.enclosing((passage, number, 0))
        found = self._named(spot) if self._qualifies(spot) else self._lead(spot)
        return None if found == spot else found

    def bound(self, spot: Spot) -> Bound:
        """How an amount is bounded, by its own words or by those that lead in to its list."""
        amount = self.amount(spot)
        lead = self._list_lead(spot)
        return bound_at_end(lead) if lead and amount.bound is Bound.NONE else amount.bound

    def is_part(self, spot: Spot) -> bool:
        """Tell whether the words, or those that lead in to the list, say "of which"."""
        lead = self._list_lead(spot)
        return self.amount(spot).is_part or bool(lead and makes_parts(lead))

    def available(self, spot: Spot) -> tuple[str, bool]:
        """Until when the amount is available, and whether an amount around it says so for it."""
        own = self.amount(spot).available
        around, seen = self.enclosing(spot), {spot}
        said = ""
        while not own and not said and around is not None and around not in seen:
            said = self.amount(around).available
            seen.add(around)
            around = self.enclosing(around)
        return (own, False) if own else (said, bool(said))

    def _qualifies(self, spot: Spot) -> bool:
        """A proviso says more of an amount before it; a further sentence stands for itself."""
        return self.sentence(spot).is_proviso

    def _named(self, spot: Spot) -> Spot | None:
        passage, number, _ = spot
        before = self.amount(spot).before
        if _BEFORE_PROVISO.search(before) and number:
            earlier = self.sentences(passage)[number - 1][1]
            return (passage, number - 1, 0) if earlier else self._own(spot)
        if _HEADING.search(before) and not _PARAGRAPH.search(before):
            return self._mains.get(self.act.passages[passage].account)
        return self._own(spot) or self._mains.get(self.act.passages[passage].account)

    def _own(self, spot: Spot) -> Spot | None:
        """The first amount of the passage itself, before the sentence; else of what leads in to it."""
        passage, number, _ = spot
        for at, (_, amounts) in enumerate(self.sentences(passage)[:number]):
            if amounts:
                return (passage, at, 0)
        return self._lead((passage, 0, 0))

    def _lead(self, spot: Spot) -> Spot | None:
        """The amount at the end of what leads in to the list that the passage stands in."""
        passage, number, _ = spot
        above = self.act.passages[passage].lead
        if number or above is None:
            return None
        read = self.sentences(above)
        text, amounts = read[-1][0].text, read[-1][1]
        if amounts:
            whole = [at for at, each in enumerate(amounts) if not each.is_part]
            return (above, len(read) - 1, whole[-1] if whole else 0)
        if _WIDER.search(text):
            return None
        if _HEADING.search(text):
            return self._mains.get(self.act.passages[above].account)
        return self._lead((above, 0, 0))

    def _list_lead(self, spot: Spot) -> str:
        """What leads in to a list, for an item that begins with its amount; else nothing."""
        passage, number, index = spot
        above = self.act.passages[passage].lead
        if number or index or above is None or self.amount(spot).before:
            return ""
        text = self.sentences(above)[-1][0].text
        return text if _LEADS_IN.search(text) else ""
