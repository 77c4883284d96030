"""The forms of words of the chambers' clerks, and what each stands for; docs/stages.md gives the reasons."""

import re
from dataclasses import dataclass
from enum import StrEnum

from legislation.choices import Chamber, Step


class Kind(StrEnum):
    """What happened, as far as a stage or a step depends on it."""

    STEP = "step"
    REPORTED = "reported"
    PASSED = "passed"
    ACCEPTED = "accepted"
    AMENDED_OTHER = "amended_other"
    CONFERENCE_AGREED = "conference_agreed"
    DIFFERING = "differing"
    FAILED = "failed"
    RECONSIDERED = "reconsidered"
    MADE_FINAL = "made_final"
    VACATED = "vacated"
    TABLED = "tabled"
    TO_PRESIDENT = "to_president"
    SIGNED = "signed"
    LAW = "law"
    VETOED = "vetoed"
    OVERRIDDEN = "overridden"
    SUSTAINED = "sustained"


@dataclass(frozen=True)
class Form:
    """A form of words, the kind it stands for and the step it means."""

    words: re.Pattern[str]
    kind: Kind
    step: Step | None = None
    chamber: Chamber | None = None


_H, _S = Chamber.HOUSE, Chamber.SENATE
_MANY = r"the following (?:bills|measures|resolutions)\b.* passed under suspension"
_RES = "(?:concurrent |joint )?resolution"


def _form(words: str, kind: Kind, step: Step | None = None, chamber: Chamber | None = None) -> Form:
    return Form(re.compile(words), kind, step, chamber)


def _step(words: str, step: Step, chamber: Chamber | None = None) -> Form:
    return _form(words, Kind.STEP, step, chamber)


# The Library of Congress repeats a chamber's entry under a label of its own, once even a wrong one.
LABEL = re.compile(
    r"^(?:resolving differences -- (?:house|senate) actions|amendment failed by house|to conference): ?"
)

# The first form that fits decides: over-veto before passage, failure before success, motions before results.
_PRESIDENT = (
    _form(r"^presented to president\b", Kind.TO_PRESIDENT),
    _form(r"^signed by president\b", Kind.SIGNED),
    _form(r"^became (?:public|private) law\b|^became law without\b", Kind.LAW),
    _form(r"^(?:pocket )?vetoed by president\b", Kind.VETOED),
    _form(r"^passed house over veto", Kind.OVERRIDDEN, Step.OVERRIDDEN_HOUSE, _H),
    _form(r"^passed senate over veto", Kind.OVERRIDDEN, Step.OVERRIDDEN_SENATE, _S),
    _form(r"^failed of passage in house over veto", Kind.SUSTAINED, Step.OVERRIDE_FAILED, _H),
    _form(r"^failed of passage in senate over veto", Kind.SUSTAINED, Step.OVERRIDE_FAILED, _S),
    _form(r"contrary notwithstanding,? (?:failed|not agreed)", Kind.SUSTAINED, Step.OVERRIDE_FAILED, _H),
    _form(r"contrary notwithstanding,? (?:passed|agreed)", Kind.OVERRIDDEN, Step.OVERRIDDEN_HOUSE, _H),
    _step(r"archivist|to the (?:several )?states for ratification", Step.SENT_TO_STATES),
)
# One vote on many bills names them all and what became of each, this one among them.
EN_BLOC = (
    _form(rf"^resolving differences -- house actions: .*{_MANY}", Kind.ACCEPTED, chamber=_H),
    _form(_MANY, Kind.PASSED, chamber=_H),
)
_UNDONE = (
    _form(r"^senate vitiated previous (?:passage|action)", Kind.VACATED, Step.VOTE_VACATED, _S),
    _form(r"\bpassage\b.*\b(?:vacated|vitiated)", Kind.VACATED, Step.VOTE_VACATED, _H),
    _form(
        r"motion to table the motion to reconsider\b.* agreed to in senate"
        r"|^on motion to table the motion to reconsider\b.* agreed to|^motions? to reconsider\b.*laid on the table",
        Kind.MADE_FINAL,
    ),
    _form(
        r"^motion (?:by senator [^,]+ )?to reconsider\b(?!.*cloture).*vote by which .*"
        r"(?:passed|failed of passage|agreed).*(?:entered|made|agreed to) in senate",
        Kind.RECONSIDERED,
        Step.RECONSIDERATION,
        _S,
    ),
    _form(
        r"^on motion to table(?: the (?:measure|resolution|bill))? agreed to", Kind.TABLED, Step.TABLED, _H
    ),
    _form(
        r"^(?:pursuant to .*, )?(?:the (?:bill|measure|resolution)|[hs]\. ?(?:r\.|(?:con\. ?|j\. ?)?res\.)? ?\d+)?"
        r" ?(?:is |was )?laid on (?:the )?table\b",
        Kind.TABLED,
        Step.TABLED,
    ),
    _step(r"^indefinitely postponed by senate", Step.POSTPONED, _S),
)
# Under suspension of the rules the House needs two thirds; a bill that misses them can come back.
_FAILED = (
    _step(
        r"^(?:failed of passage.*? in house:? )?on motion to suspend the rules and (?:pass|agree)\b.* failed",
        Step.SUSPENSION_FAILED,
        _H,
    ),
    _form(r"^failed of passage/not agreed to in house", Kind.FAILED, chamber=_H),
    _form(r"^failed of passage/not agreed to in senate", Kind.FAILED, chamber=_S),
    _form(rf"^on (?:passage|agreeing to the {_RES})\b.* (?:failed|not agreed)", Kind.FAILED, chamber=_H),
    _form(
        r"^(?:upon reconsideration, )?(?:under the order .*, )?failed of passage in senate"
        r"|^resolution not agreed to in senate",
        Kind.FAILED,
        chamber=_S,
    ),
)
_BETWEEN = (
    _form(
        r"^conference report agreed to in house|^on agreeing to the conference report agreed",
        Kind.CONFERENCE_AGREED,
        chamber=_H,
    ),
    _form(
        r"^conference report agreed to in senate|^senate agreed to (?:the )?conference report",
        Kind.CONFERENCE_AGREED,
        chamber=_S,
    ),
    _step(r"^on motion .*(?:instruct conferees|senate amendments?)\b.* failed", Step.FLOOR, _H),
    _form(
        r"^conference (?:report .*filed|held|papers|committee actions)|appointed (?:additional )?conferees"
        r"|^(?!motion|cloture|m[rs]s?\b).*request(?:s|ed)? a conference|^senate (?:insists|disagrees)",
        Kind.DIFFERING,
        Step.CONFERENCE,
    ),
    _form(
        r"^(?:(?:on motion|pursuant to)\b.*\b(?:agree|concur)(?:d|ed|red)?\b|(?:the )?house (?:agreed|concurred)\b)"
        r".*senate amendments?\b|^on motion that the house suspend the rules and agreed to",
        Kind.ACCEPTED,
        chamber=_H,
    ),
    _form(
        r"^senate (?:agreed|concurred)\b(?! to the house amendment to the title).*house amendments?\b",
        Kind.ACCEPTED,
        chamber=_S,
    ),
    _form(
        r"^message on house action received in senate.*: house amendments? to senate (?:bill|joint|concurrent)",
        Kind.AMENDED_OTHER,
        Step.HELD_AT_DESK,
        _H,
    ),
)
_PASSED = (
    _form(r"^passed(?:/agreed to in)? house\b", Kind.PASSED, chamber=_H),
    _form(r"^passed(?:/agreed to in)? senate\b|^resolution agreed to in senate\b", Kind.PASSED, chamber=_S),
    _form(rf"^on (?:passage|agreeing to the {_RES})\b.* (?:passed|agreed to)\b", Kind.PASSED, chamber=_H),
    _form(
        rf"^on motion to suspend the rules and (?:pass|agree to the {_RES})\b.* (?:agreed to|passed)\b",
        Kind.PASSED,
        chamber=_H,
    ),
    _form(
        r"is considered passed house",
        Kind.PASSED,
        chamber=_H,
    ),
    _form(
        r"^(?:submitted|introduced|received) in the senate,.*\b(?:agreed to|and passed)\b",
        Kind.PASSED,
        chamber=_S,
    ),
)
_COMMITTEE = (
    _step(r"^supplemental report filed|filed written report|^by senator .* report no", Step.REPORTED),
    _step(r"^rules committee resolution\b.* reported to house", Step.RULE_REPORTED, _H),
    _form(
        r"^reported (?:\([a-z ]+\) |[a-z]+ly |without recommendation )*by the .*committee"
        r"|^reported (?:in|to) (?:the )?house|^the house committee on .* reported an",
        Kind.REPORTED,
        Step.REPORTED,
        _H,
    ),
    _form(
        r"^(?:select |special )?committees? on .*\. (?:reported (?:by|with)|original measure reported)"
        r"|^reported (?:in|to) (?:the )?senate",
        Kind.REPORTED,
        Step.REPORTED,
        _S,
    ),
    _step(
        r"order reported by unanimous consent failed|motion to report measure defeated|\. failed to report",
        Step.CONSIDERATION_FAILED,
    ),
    _step(r"ordered to be reported|^ordered reported", Step.ORDERED_REPORTED),
    _step(r"^forwarded by subcommittee", Step.FORWARDED, _H),
    _step(r"mark[- ]?up session held|\. committee consideration held", Step.MARKED_UP),
    _step(r"hearings? held|held a hearing", Step.HEARING),
    _step(r"^subcommittee .*discharged", Step.SUBCOMMITTEE_DISCHARGED, _H),
    _step(
        r"motion to discharge\b.*(?:rejected|failed|tabled|fell)|^table motion to discharge agreed",
        Step.CONSIDERATION_FAILED,
    ),
    _step(r"^motion to discharge committee filed", Step.DISCHARGE_PETITION, _H),
    _step(r"^motion to discharge the committee\b.*discharge calendar", Step.ON_CALENDAR, _H),
    _step(r"vitiated previous discharge", Step.VOTE_VACATED, _S),
    _step(
        r"^(?:senate |house )?(?:permanent |select )*committees? .*\bdischarged\b|^senate discharged from"
        r"|^on motion to discharge agreed to",
        Step.DISCHARGED,
    ),
    _step(r"^referred to the subcommittee", Step.REFERRED_SUBCOMMITTEE, _H),
)
_FLOOR = (
    _step(r"\bplaced on .*calendar|^assigned to the .*calendar", Step.ON_CALENDAR),
    _step(r"\bheld at (?:the )?desk|\band at desk\b", Step.HELD_AT_DESK),
    _step(r"\breferred (?:jointly |sequentially )?to the\b", Step.REFERRED),
    _step(r"^(?:upon reconsideration, .*)?(?:\w+ )?cloture\b.*\bnot invoked\b", Step.CLOTURE_FAILED, _S),
    _step(r"^upon reconsideration,.*cloture\b.*\bnot invoked\b", Step.CLOTURE_FAILED, _S),
    _step(r"^(?:upon reconsideration, .*|the )?(?:\w+ )?cloture\b.*\binvoked\b", Step.CLOTURE_INVOKED, _S),
    _step(r"^(?:\w+ )?cloture motion\b.*\bpresented", Step.CLOTURE_FILED, _S),
    _step(
        r"motion to proceed to (?:the )?(?:consideration of (?:the )?)?measure (?:rejected|not agreed)",
        Step.CONSIDERATION_FAILED,
        _S,
    ),
    _step(
        r"^considered |^measure laid before|motion to proceed|^debate -|^postponed proceedings"
        r"|moved to suspend the rules|^at the conclusion of debate",
        Step.FLOOR,
    ),
)
FORMS = (*EN_BLOC, *_PRESIDENT, *_UNDONE, *_FAILED, *_BETWEEN, *_PASSED, *_COMMITTEE, *_FLOOR)
