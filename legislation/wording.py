"""How facts about a bill are said in words: its step, where it stands, how old the facts are. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from common.citations import NBSP, cite_law, fiscal_year, ordinal
from legislation import styles
from legislation.choices import Stage, Step
from legislation.endings import Ending

_COMMITTEE_WORDS = re.compile(
    r"^(?:(?:House|Senate|Joint)\s+)?(?:Select\s+)?(?:Committee|Caucus)\s+on\s+(?:the\s+)?|\s+Committee$|^(?:House|Senate)\s+(?!Administration\b)",
    re.IGNORECASE,
)
_AMENDED = re.compile(r"\((?:as\s+)?amended\)|\bwith (?:an )?amendments?\b|\bas amended\b", re.IGNORECASE)
_BY_COMMITTEE = {
    Step.REFERRED: "Referred to {committee}",
    Step.REFERRED_SUBCOMMITTEE: "Referred to the {committee} subcommittee",
    Step.HEARING: "Hearings held by {committee}",
    Step.MARKED_UP: "Marked up by {committee}",
    Step.FORWARDED: "Forwarded by {committee}",
    Step.ORDERED_REPORTED: "Ordered reported{amended} by {committee}",
    Step.REPORTED: "Reported{amended} by {committee}",
    Step.DISCHARGED: "{committee} discharged",
    Step.SUBCOMMITTEE_DISCHARGED: "Subcommittee of {committee} discharged",
}
_WITHOUT_COMMITTEE = {
    Step.ORDERED_REPORTED: "Ordered reported{amended}",
    Step.REPORTED: "Reported by committee{amended}",
}
# These stages say the last thing that happened; a step before them is history.
_FINAL = (Stage.ENACTED, Stage.VETOED, Stage.FAILED, Stage.AGREED_TO)


def day(on: date | None) -> str:
    """Return a day as the desk writes it: "Nov 21, 2026"; empty for None."""
    return f"{on:%b}{NBSP}{on.day}, {on.year}" if on else ""


def short_committee(name: str) -> str:
    """Return a committee's name as people say it: "House Committee on Foreign Affairs" is "Foreign Affairs"."""
    before = None
    while before != name:
        before, name = name, _COMMITTEE_WORDS.sub("", name).strip()
    return name


@dataclass(frozen=True)
class Seat:
    """The seat a person is named with, as the source has it for one bill."""

    chamber: str
    party_letter: str
    state: str
    district: int | None = None


def cited(legislator: styles.Named, seat: Seat) -> str:
    """Return "Sen. Collins (R-ME)"; without a seat, the title and name alone."""
    if seat.state:
        return styles.title_and_name(legislator, seat)
    return f"{styles.title(seat)} {legislator.last_name}"


def says_amended(text: str) -> bool:
    """Whether an action's own words say that it was with amendments."""
    return bool(_AMENDED.search(text))


def step_words(step: str, *, committee: str = "", text: str = "", on: date | None = None) -> str:
    """Return the latest step: "Ordered reported (amended) by Foreign Affairs on Jul 22, 2025"; empty without one.

    `committee` is the committee's name in any usual form, `text` the action's own words.
    """
    if not step:
        return ""
    known = Step(step)
    pattern = _BY_COMMITTEE.get(known) if committee else _WITHOUT_COMMITTEE.get(known)
    amended = " (amended)" if says_amended(text) else ""
    words = (pattern or known.label).format(committee=short_committee(committee), amended=amended)
    return f"{words} on {day(on)}" if on else words


def died_with(congress: int) -> str:
    """Return "Died with the 118th Congress"."""
    return f"Died with the {ordinal(congress)} Congress"


@dataclass(frozen=True)
class Standing:
    """What is known of how far a bill got, as plain values, for the sentences below."""

    stage: str
    stage_on: date | None
    congress: int
    ending: str = Ending.NONE
    law_number: str = ""
    law_is_private: bool = False
    step: str = ""
    step_on: date | None = None
    step_committee: str = ""
    step_text: str = ""
    actions_complete: bool = True
    seen_on: date | None = None
    sign_by: date | None = None

    @property
    def died(self) -> bool:
        """Whether it is known to have ended with its Congress."""
        return self.ending == Ending.DIED

    @property
    def died_words(self) -> str:
        """Return what the end of its Congress did to it, "Died with the 118th Congress"; nothing while it sits.

        What is known only in part, or only up to some day before, never says so (P9): what is missing may be the
        signature.
        """
        return ending_words(self)

    @property
    def step_line(self) -> str:
        """The latest step in words, or nothing when the stage itself is the last thing that happened."""
        if self.stage in _FINAL:
            return ""
        return step_words(self.step, committee=self.step_committee, text=self.step_text, on=self.step_on)

    @property
    def stage_line(self) -> str:
        """The stage with its date: "Passed House on Feb 13, 2024", "Became P.L. 119-73 on Jan 23, 2026"."""
        when = f" on {day(self.stage_on)}" if self.stage_on else ""
        if self.stage == Stage.ENACTED:
            return f"{self.law_words}{when}"
        return f"{Stage(self.stage).label}{when}"

    @property
    def law_words(self) -> str:
        """Return "Became P.L. 119-73", or say that the number is still to come."""
        if not self.law_number:
            return "Signed into law; the public law number is not yet known here"
        if self.law_is_private:
            return f"Became Private Law {self.law_number}"
        return f"Became {cite_law(self.law_number)}"

    @property
    def sentence(self) -> str:
        """Where the bill stands, in one or two sentences."""
        farthest = "" if self.stage == Stage.INTRODUCED and self.step_line else self.stage_line
        said = [farthest, self.step_line]
        said.append(self.died_words)
        return " ".join(f"{part}." for part in said if part)

    @property
    def short(self) -> str:
        """A few words for a list: "Ordered reported", "Passed House", "P.L. 119-73"."""
        if self.stage == Stage.ENACTED:
            return cite_law(self.law_number) if self.law_number and not self.law_is_private else "Became law"
        if self.stage == Stage.INTRODUCED and self.step:
            return Step(self.step).label
        return Stage(self.stage).label


def long_day(on: date) -> str:
    """Return a day in full: "January 3, 2027"."""
    return f"{on:%B} {on.day}, {on.year}"


def term_doubt(ended_on: date, roster_on: date | None) -> str:
    """Return why it is not known who holds a seat: its term is over, and no list of members is newer."""
    roster = f"roster is of {long_day(roster_on)}" if roster_on else "no roster is here"
    return f"term ended {long_day(ended_on)}; {roster}"


def unassigned_words(congress: int, roster_on: date | None) -> str:
    """Return that committees are not filled yet, and from when the list of seats at hand is."""
    roster = f"; the roster at hand is of {long_day(roster_on)}" if roster_on else ""
    return f"Not yet assigned in the {ordinal(congress)} Congress{roster}"


def congress_ended(congress: int, ended_on: date) -> str:
    """Return "the 119th Congress ended on January 3, 2027": why a position or an ask of it has expired."""
    return f"the {ordinal(congress)} Congress ended on {long_day(ended_on)}"


def ends_in(congress: int, ends_on: date, days_left: int) -> str:
    """Return "The 119th Congress ends at noon on January 3, 2027, in 37 days", or when it ended."""
    name, on = f"The {ordinal(congress)} Congress", long_day(ends_on)
    if days_left < 0:
        return f"{name} ended at noon on {on}"
    when = {0: "today", 1: "tomorrow"}.get(days_left, f"in {days_left} days")
    return f"{name} ends at noon on {on}, {when}"


def ending_words(standing: Standing) -> str:
    """Return what the end of a bill's Congress did to it; empty while it sits, and for what ended by itself."""
    congress = f"the {ordinal(standing.congress)} Congress"
    if standing.ending == Ending.DIED:
        return died_with(standing.congress)
    if standing.ending == Ending.BEFORE_PRESIDENT:
        return f"The President can sign it until {day(standing.sign_by)}, though {congress} has ended"
    if standing.ending == Ending.NOT_SEEN_SIGNED:
        return f"The days to sign it ended on {day(standing.sign_by)}; neither a signature nor a veto is known here"
    if standing.ending == Ending.NOT_PRESENTED:
        return (
            f"{congress[0].upper()}{congress[1:]} has ended; not known here whether it went to the President"
        )
    if standing.ending == Ending.NOT_KNOWN:
        return f"Not known how it ended: {congress} is over, and {_why_not_known(standing)}"
    return ""


def _why_not_known(standing: Standing) -> str:
    if not standing.actions_complete:
        return "the actions at hand are incomplete"
    return (
        f"the actions at hand are of {day(standing.seen_on)}"
        if standing.seen_on
        else "its actions were never read"
    )


def days_old(as_of: date, today: date) -> int:
    """Return how many days ago `as_of` was, never below zero."""
    return max(0, (today - as_of).days)


def stale_sentence(as_of: date, today: date) -> str:
    """Return "Facts as of Jun 1, 2026: 173 days old"."""
    age = days_old(as_of, today)
    return f"Facts as of {day(as_of)}: {age} {'day' if age == 1 else 'days'} old"


def years(first: int, last: int) -> str:
    """Return "FY 2027" or "FY 2026" to 2030 with a dash between."""
    return fiscal_year(first) if first == last else f"{fiscal_year(first)}\N{EN DASH}{last}"


def authorization_ends(last: int, current: int) -> str:
    """Return how an authorization in law stands in fiscal year `current`; never that an Act "lapsed"."""
    verb = "ended" if last < current else "ends"
    return f"the authorization of appropriations {verb} with {fiscal_year(last)}"


def authorization_would_end(last: int) -> str:
    """Return how long an authorization that is only proposed would last."""
    return f"would authorize appropriations through {fiscal_year(last)}"


def fiscal_year_of(on: date) -> int:
    """Return the federal fiscal year of a day: FY 2027 began on October 1, 2026."""
    october = 10
    return on.year + 1 if on.month >= october else on.year


def join(parts: Iterable[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    *before, last = list(parts) or [""]
    return f"{', '.join(before)} and {last}" if before else last
