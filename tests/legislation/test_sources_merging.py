"""One real action, several entries: kept once, with every entry remembered."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from legislation.sources.merging import merged_actions, merged_cosponsors
from legislation.sources.records import ActionRecord, CosponsorRecord

DAY = dt.date(2025, 4, 9)


def entry(text="Introduced in House", **facts):
    return ActionRecord(date=facts.pop("date", DAY), text=text, **facts)


def test_one_step_from_several_source_systems_is_kept_once_with_all_its_entries():
    merged = merged_actions(
        [
            entry(code="Intro-H", source_code="9", source_name="Library of Congress"),
            entry(code="1000", source_code="9", source_name="Library of Congress"),
            entry("Introduced  in House.", source_code="2", source_name="House floor actions", code="H11000"),
        ]
    )
    assert len(merged) == 1
    assert {origin.code for origin in merged[0].provenance} == {"Intro-H", "1000", "H11000"}
    assert (merged[0].code, merged[0].source_code) == ("H11000", "2")


def test_a_referral_to_three_committees_is_one_action_with_three_committees():
    codes = ("hsju00", "hsfa00", "hsed00")
    merged = merged_actions(
        [entry("Referred to the Committee on X", code="H11100", committees=(code,)) for code in codes]
    )
    assert len(merged) == 1
    assert set(merged[0].committees) == set(codes)
    assert len(merged[0].provenance) == 3


def test_two_entries_at_different_times_stay_two():
    early, late = dt.time(14, 0), dt.time(16, 30)
    merged = merged_actions(
        [entry("Considered as unfinished business.", time=time) for time in (late, early, None)]
    )
    assert [action.time for action in merged] == [early, late]
    assert [len(action.provenance) for action in merged] == [2, 1]


def test_an_entry_without_a_time_joins_the_one_with_a_time_and_takes_it():
    at = dt.time(17, 20, 12)
    merged = merged_actions(
        [entry("Passed", time=None, code="8000", source_code="9"), entry("Passed", time=at, source_code="2")]
    )
    assert len(merged) == 1
    assert merged[0].time == at


def test_the_same_words_on_two_days_are_two_actions():
    assert len(merged_actions([entry(date=dt.date(2025, 4, 9)), entry(date=dt.date(2025, 4, 10))])) == 2


def test_different_tallies_are_different_actions():
    assert len(merged_actions([entry("Agreed to: 53 - 2."), entry("Agreed to: 5 - 32.")])) == 2


def test_an_entry_without_words_is_read_by_its_code():
    merged = merged_actions([entry("", code="Intro-S"), entry("Introduced in Senate", code="10000")])
    assert [action.text for action in merged] == ["Introduced in Senate"]
    assert {origin.text for origin in merged[0].provenance} == {"", "Introduced in Senate"}


def test_actions_run_from_the_oldest_on_whichever_way_the_source_lists_them():
    days = [dt.date(2025, 1, 1), dt.date(2025, 2, 2), dt.date(2025, 3, 3)]
    for order in (days, list(reversed(days))):
        assert [action.date for action in merged_actions([entry(date=day) for day in order])] == days


def test_inside_a_day_the_newest_first_of_official_lists_is_turned_around():
    merged = merged_actions(
        [entry("Ordered to be Reported"), entry("Committee Consideration and Mark-up Session Held")]
    )
    assert [action.text for action in merged][-1] == "Ordered to be Reported"


entries = st.lists(
    st.builds(
        ActionRecord,
        date=st.sampled_from([DAY, DAY + dt.timedelta(days=1)]),
        text=st.sampled_from(["A", "a.", "B", ""]),
        time=st.sampled_from([None, dt.time(9), dt.time(10)]),
        code=st.sampled_from(["", "1", "2"]),
        committees=st.just(()),
        recorded_votes=st.just(()),
        provenance=st.just(()),
    ),
    max_size=12,
)


@given(entries)
def test_merging_loses_no_entry_and_leaves_no_two_alike(found):
    merged = merged_actions(found)
    assert sum(len(action.provenance) for action in merged) == len(found)
    assert [action.date for action in merged] == sorted(action.date for action in merged)
    keys = [
        (action.date, action.text.rstrip(".").casefold() or action.code, action.time) for action in merged
    ]
    assert len(keys) == len(set(keys))


@given(entries)
def test_merging_what_was_merged_changes_nothing(found):
    merged = merged_actions(found, newest_first=False)
    assert merged_actions(list(merged), newest_first=False) == merged


def test_a_repeated_cosponsorship_is_kept_once_and_knows_of_the_withdrawal():
    first = CosponsorRecord("X1", "Rep. X", date=DAY)
    merged = merged_cosponsors([first, first._replace(withdrawn_on=DAY), first])
    assert [each.withdrawn_on for each in merged] == [DAY]
