"""P9 at the end of a Congress: what was not seen is not said to have ended, left, or been assigned."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from legislation.choices import Stage
from legislation.endings import DYING, FINAL, Ending, Measure, ending_of
from legislation.wording import Standing
from outreach.choices import OfficeState
from outreach.office_states import RosterSays, Said, standing_of

END = dt.date(2027, 1, 3)
DAYS = st.dates(min_value=dt.date(2025, 1, 3), max_value=dt.date(2029, 1, 3))
STAGES = st.sampled_from(list(Stage))


@given(stage=STAGES, seen=st.none() | DAYS, today=DAYS, complete=st.booleans())
def test_no_measure_is_said_to_have_died_that_may_have_gone_on_unseen(stage, seen, today, complete):
    found = ending_of(Measure(stage, dt.date(2026, 6, 1), complete, seen), END, today, fresh_days=7).ending
    if found is Ending.DIED:
        assert today >= END
        assert complete
        assert stage in DYING
        assert seen is not None
        assert seen >= END - dt.timedelta(days=7)
        assert stage in {Stage.INTRODUCED, Stage.REPORTED} or seen >= END
    if stage in FINAL:
        assert found in {Ending.NONE, Ending.FINAL}


@given(stage=STAGES, seen=st.none() | DAYS, today=DAYS)
def test_only_what_is_known_to_have_died_is_worded_so(stage, seen, today):
    found = ending_of(Measure(stage, dt.date(2026, 6, 1), True, seen), END, today, fresh_days=7)
    said = Standing(stage, None, 119, ending=found.ending, seen_on=seen, sign_by=found.sign_by).died_words
    assert ("Died" in said) is (found.ending is Ending.DIED)


def test_nobody_is_former_because_a_roster_is_old():
    doubt = "term ended January 3, 2027; roster is of June 15, 2026"
    old = RosterSays("SAMPLE list", dt.date(2026, 6, 15), holds=False, doubt=doubt, ends_on=END)
    stands = standing_of(old)
    assert (stands.state, stands.warning, stands.can_be_asked) == (OfficeState.SITTING, doubt, False)


def test_what_staff_entered_is_laid_over_the_roster_and_yields_to_a_newer_one():
    said = Said(OfficeState.VACANT, "SAMPLE letter", dt.date(2026, 11, 1))
    before = RosterSays("SAMPLE list", dt.date(2026, 6, 15), holds=True)
    after = RosterSays("SAMPLE list", dt.date(2026, 12, 1), holds=True)
    assert (standing_of(before, [said]).state, standing_of(before, [said]).source) == (
        "vacant",
        "SAMPLE letter",
    )
    assert standing_of(after, [said]).state == OfficeState.SITTING


def test_a_departure_counts_until_a_later_term_begins():
    said = Said(OfficeState.DEPARTING, "SAMPLE statement", dt.date(2026, 11, 1))
    listed = RosterSays("SAMPLE list", dt.date(2026, 12, 1), holds=True, starts_on=dt.date(2025, 1, 3))
    again = RosterSays("SAMPLE list", dt.date(2027, 1, 12), holds=True, starts_on=END)
    assert standing_of(listed, [said]).state == OfficeState.DEPARTING
    assert standing_of(again, [said]).state == OfficeState.SITTING
