"""The rule of deciding (docs/decisions.md): a table of examples with their words, and what holds for every vote."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from decisions.choices import Answer, Rule
from decisions.outcomes import BY_CONSENSUS, SUPPORTING, Given, Path, Status, tally

# The same votes in every run, however slow the machine.

S, R, A, B = Answer.SUPPORT, Answer.RESERVATION, Answer.STAND_ASIDE, Answer.BLOCK
ABSTAIN, AWAY, RECUSE = Answer.ABSTAIN, Answer.NOT_PARTICIPATING, Answer.RECUSE
LEFT = ("SAMPLE X",)


def reckon(rule, asked, answers, *, round=1, quorum=None, passed=True, left=()):  # noqa: A002
    """`answers` are those of organizations 1, 2, 3 …: an answer to this round, or (answer, round)."""
    rows = [
        Given(number, *one) if isinstance(one, tuple) else Given(number, one, round)
        for number, one in enumerate(answers, start=1)
    ]
    return tally(
        rule=rule,
        quorum=quorum,
        electorate=range(1, asked + 1),
        answers=rows,
        round=round,
        deadline_passed=passed,
        left=left,
    )


CONSENSUS = [
    (12, [S] * 10 + [A], {}, "11 of 12 answered, 1 stand aside, no block: adopted"),
    (12, [S] * 12, {}, "12 of 12 answered, no block: adopted"),
    (3, [S, R, B], {}, "3 of 3 answered, 1 with reservation, 1 block: blocked"),
    (4, [B, B, S, S], {}, "4 of 4 answered, 2 blocks: blocked"),
    (3, [R], {}, "1 of 3 answered, 1 with reservation, no block: adopted"),
    # Nobody in the way, and nobody for it.
    (
        4,
        [A, ABSTAIN, AWAY, RECUSE],
        {},
        "4 of 4 answered, 1 stand aside, 1 abstain, 1 not participating, 1 recused, no support, no block: not adopted",
    ),
    (3, [], {}, "0 of 3 answered, no support, no block: not adopted"),
    # To recuse or not to take part is an answer: it counts toward the quorum.
    (
        5,
        [S, RECUSE, AWAY],
        {"quorum": 3},
        "3 of 5 answered, 1 not participating, 1 recused, no block: adopted",
    ),
    (5, [S, S], {"quorum": 3}, "2 of 5 answered, no block, quorum of 3 not reached: no quorum"),
    (5, [S, B], {"quorum": 3}, "2 of 5 answered, 1 block, quorum of 3 not reached: blocked"),
    # Whoever left is not counted, and no quorum is more than those who remain.
    (11, [S] * 12, {"left": LEFT}, "11 of 11 answered, no block: adopted; SAMPLE X left during the vote"),
    (
        2,
        [S, S, B],
        {"quorum": 3, "left": LEFT},
        "2 of 2 answered, no block: adopted; SAMPLE X left during the vote",
    ),
    # While it is open.
    (3, [S], {"passed": False}, "1 of 3 answered, no block: still open"),
    (3, [S, B], {"passed": False}, "2 of 3 answered, 1 block: still open"),
    (3, [S, S, A], {"passed": False}, "3 of 3 answered, 1 stand aside, no block: adopted"),
    (0, [], {"passed": False}, "0 of 0 answered, no support, no block: still open"),
    # A new round: earlier answers await confirmation, an earlier block stands.
    (3, [(S, 1), (S, 1), S], {"round": 2}, "1 of 3 answered, 2 to be confirmed, no block: adopted"),
    (
        3,
        [(S, 1), (B, 1), S],
        {"round": 2},
        "1 of 3 answered, 2 to be confirmed, 1 block (1 of an earlier round, not lifted): blocked",
    ),
    (
        3,
        [(S, 1)] * 3,
        {"round": 2, "quorum": 2},
        "0 of 3 answered, 3 to be confirmed, no support, no block, quorum of 2 not reached: no quorum",
    ),
]
SILENCE = [
    (3, [], {"passed": False}, "0 of 3 answered, no support, no block: still open"),
    (3, [], {}, "0 of 3 answered, 3 silent and so consenting, no block: adopted"),
    (4, [S, A], {}, "2 of 4 answered, 1 stand aside, 2 silent and so consenting, no block: adopted"),
    (3, [B], {}, "1 of 3 answered, 2 silent and so consenting, 1 block: blocked"),
    # Silence is consent, and no answer.
    (
        3,
        [S],
        {"quorum": 2},
        "1 of 3 answered, 2 silent and so consenting, no block, quorum of 2 not reached: no quorum",
    ),
    (
        3,
        [(B, 1)],
        {"round": 2},
        (
            "0 of 3 answered, 1 to be confirmed, 2 silent and so consenting, "
            "1 block (1 of an earlier round, not lifted): blocked"
        ),
    ),
    # Silence on a new text does not turn an earlier recusal or abstention into consent.
    (
        2,
        [(RECUSE, 1), (ABSTAIN, 1)],
        {"round": 2},
        "0 of 2 answered, 2 to be confirmed, no support, no block: not adopted",
    ),
    (
        2,
        [(S, 1), (A, 1)],
        {"round": 2},
        "0 of 2 answered, 2 to be confirmed, 1 silent and so consenting, no block: adopted",
    ),
]
TWO_THIRDS = [
    (
        12,
        [S] * 7 + [R] + [B] * 4,
        {},
        "12 of 12 answered, 8 for, 4 against, two-thirds needed: adopted",
    ),
    (12, [S] * 7 + [B] * 5, {}, "12 of 12 answered, 7 for, 5 against, two-thirds needed: not adopted"),
    (
        5,
        [S, S, B, ABSTAIN, A],
        {},
        "5 of 5 answered, 2 for, 1 against, not counted: 1 stand aside and 1 abstain, two-thirds needed: adopted",
    ),
    (
        2,
        [RECUSE],
        {},
        "1 of 2 answered, 0 for, 0 against, not counted: 1 recused, two-thirds needed: not adopted",
    ),
    (
        4,
        [S, S, (B, 1), (S, 1)],
        {"round": 2},
        (
            "2 of 4 answered, 2 to be confirmed, 2 for, 1 against (1 of an earlier round, not lifted), "
            "two-thirds needed: adopted"
        ),
    ),
]
MAJORITY = [
    (5, [S, S, B], {}, "3 of 5 answered, 2 for, 1 against, majority needed: adopted"),
    (4, [S, S, B, B], {}, "4 of 4 answered, 2 for, 2 against, majority needed: not adopted"),
    (
        5,
        [S, AWAY, AWAY],
        {"quorum": 4},
        (
            "3 of 5 answered, 1 for, 0 against, not counted: 2 not participating, majority needed, "
            "quorum of 4 not reached: no quorum"
        ),
    ),
]
EXAMPLES = [
    (rule, *row)
    for rule, rows in zip(Rule, (CONSENSUS, SILENCE, TWO_THIRDS, MAJORITY), strict=True)
    for row in rows
]


@pytest.mark.parametrize(("rule", "asked", "answers", "more", "words"), EXAMPLES)
def test_an_outcome_is_told_in_words(rule, asked, answers, more, words):
    outcome = reckon(rule, asked, answers, **more)
    assert outcome.words == words
    assert outcome.words.endswith(f"{outcome.status}{outcome.left}")
    assert len(outcome.words) <= 300  # the column of the decision that keeps them


@pytest.mark.parametrize(
    ("answers", "more", "paths"),
    [
        ([S], {"passed": False}, {Path.EXTEND, Path.AMEND, Path.WITHDRAW}),
        ([S, S, S], {"passed": False}, {Path.CLOSE, Path.EXTEND, Path.AMEND, Path.WITHDRAW}),
        ([S, B], {"passed": False}, {Path.EXTEND, Path.AMEND, Path.WITHDRAW, Path.LEAVE_UNDECIDED}),
        ([S], {}, {Path.CLOSE, Path.WITHDRAW}),
        ([A], {}, {Path.CLOSE, Path.WITHDRAW}),
        ([S, B], {}, {Path.AMEND, Path.WITHDRAW, Path.LEAVE_UNDECIDED}),
        ([S], {"quorum": 2}, {Path.EXTEND, Path.AMEND, Path.WITHDRAW, Path.LEAVE_UNDECIDED}),
        ([B], {"quorum": 2}, {Path.EXTEND, Path.AMEND, Path.WITHDRAW, Path.LEAVE_UNDECIDED}),
    ],
)
def test_the_outcome_names_the_paths_that_are_open(answers, more, paths):
    assert reckon(Rule.CONSENSUS, 3, answers, **more).paths == paths


def test_hidden_answers_are_not_told_by_the_outcome():
    blocked = reckon(Rule.CONSENSUS, 3, [S, B], passed=False).veiled()
    assert blocked == reckon(Rule.CONSENSUS, 3, [S, S], passed=False).veiled()
    assert blocked.words == "2 of 3 answered, answers hidden until the close: still open"
    everyone = reckon(Rule.CONSENSUS, 2, [S, B], passed=False).veiled()
    assert everyone == reckon(Rule.CONSENSUS, 2, [S, S], passed=False).veiled()
    assert Path.CLOSE in everyone.paths
    after = reckon(Rule.CONSENSUS, 3, [S, B]).veiled()
    assert after.words == "2 of 3 answered, answers hidden until the close: blocked"
    assert (after.counts, after.silent) == (None, 0)


def test_many_that_left_are_told_by_their_number():
    names = [f"SAMPLE Organization with a long name {number}" for number in range(9)]
    assert reckon(Rule.CONSENSUS, 1, [S], left=names).words == (
        "1 of 1 answered, no block: adopted; 9 organizations left during the vote"
    )


def test_two_answers_of_one_organization_are_a_fault():
    with pytest.raises(ValueError, match="one voice each"):
        tally(
            rule=Rule.MAJORITY,
            quorum=None,
            electorate=[1],
            answers=[Given(1, S, 1), Given(1, B, 1)],
            round=1,
            deadline_passed=True,
        )


def test_an_answer_to_a_round_that_has_not_begun_is_a_fault():
    with pytest.raises(ValueError, match="not begun"):
        reckon(Rule.MAJORITY, 1, [(S, 2)])


ANSWERS = st.sampled_from(Answer)


@st.composite
def votes(draw):
    """Any vote: a rule, a quorum or none, a round, who is asked, and answers of some of them and of others."""
    round_ = draw(st.integers(1, 3))
    asked = draw(st.sets(st.integers(1, 9), max_size=9))
    who = draw(st.sets(st.integers(1, 12), max_size=12))
    return {
        "rule": draw(st.sampled_from(Rule)),
        "quorum": draw(st.none() | st.integers(1, 9)),
        "electorate": asked,
        "answers": [Given(one, draw(ANSWERS), draw(st.integers(1, round_))) for one in sorted(who)],
        "round": round_,
        "deadline_passed": draw(st.booleans()),
    }


def answering(vote, organization, answer):
    """The same vote with this answer of an organization in the present round."""
    others = [one for one in vote["answers"] if one.organization != organization]
    return {**vote, "answers": [*others, Given(organization, answer, vote["round"])]}


@given(votes(), st.randoms())
def test_the_order_of_answers_never_matters(vote, random):
    shuffled = list(vote["answers"])
    random.shuffle(shuffled)
    assert tally(**{**vote, "answers": shuffled}) == tally(**vote)


@given(votes(), ANSWERS)
def test_an_organization_counts_once_however_often_it_changes_its_answer(vote, answer):
    assume(vote["electorate"])
    one = min(vote["electorate"])
    changed_twice = answering(answering(vote, one, Answer.BLOCK), one, answer)
    assert tally(**changed_twice) == tally(**answering(vote, one, answer))
    assert tally(**changed_twice).answered <= len(vote["electorate"])


@given(votes())
def test_only_organizations_still_asked_are_counted(vote):
    among = [one for one in vote["answers"] if one.organization in vote["electorate"]]
    assert tally(**{**vote, "answers": among}) == tally(**vote)


@given(votes(), st.permutations(range(1, 13)))
def test_no_organization_counts_more_than_another(vote, names):
    """Whichever organization says it, the outcome is the same (P3)."""
    renamed = {
        **vote,
        "electorate": {names[one - 1] for one in vote["electorate"]},
        "answers": [Given(names[one.organization - 1], one.answer, one.round) for one in vote["answers"]],
    }
    assert tally(**renamed) == tally(**vote)


@given(votes(), ANSWERS, ANSWERS)
def test_changing_one_answer_moves_only_its_own_two_counts(vote, before, after):
    assume(vote["electorate"] and before != after)
    one = min(vote["electorate"])
    first, second = tally(**answering(vote, one, before)), tally(**answering(vote, one, after))
    moved = {answer: second.counts[answer] - first.counts[answer] for answer in Answer}
    assert {answer: by for answer, by in moved.items() if by} == {before: -1, after: 1}
    same = ("asked", "answered", "to_confirm", "silent", "needed", "deadline_passed", "left")
    assert [getattr(first, name) for name in same] == [getattr(second, name) for name in same]


@given(votes(), st.sampled_from(sorted(SUPPORTING)))
def test_more_support_never_turns_adopted_into_anything_else(vote, answer):
    assume(vote["electorate"])
    for one in vote["electorate"]:
        if tally(**vote).standing == Status.ADOPTED:
            assert tally(**answering(vote, one, answer)).standing == Status.ADOPTED


@given(votes())
def test_one_block_more_never_adopts(vote):
    for one in vote["electorate"]:
        before, after = tally(**vote), tally(**answering(vote, one, Answer.BLOCK))
        if after.standing == Status.ADOPTED:
            # A block can complete the quorum; it never adds support.
            assert before.standing in {Status.ADOPTED, Status.NO_QUORUM}


@given(votes())
def test_a_block_always_blocks_consensus_and_nothing_else_does(vote):
    assume(vote["rule"] in BY_CONSENSUS)
    asked = [one for one in vote["answers"] if one.organization in vote["electorate"]]
    blocks = any(one.answer == Answer.BLOCK for one in asked)
    assert (tally(**vote).standing == Status.BLOCKED) == blocks


@given(votes())
def test_no_vote_is_blocked_by_a_minority(vote):
    assume(vote["rule"] not in BY_CONSENSUS)
    assert tally(**vote).standing != Status.BLOCKED


@given(votes())
def test_nothing_is_settled_before_the_deadline_unless_everyone_answered(vote):
    outcome = tally(**{**vote, "deadline_passed": False})
    assert (outcome.status == Status.OPEN) == (not outcome.everyone_answered)
    assert tally(**{**vote, "deadline_passed": True}).status != Status.OPEN


@given(votes())
def test_silence_counts_under_its_own_rule_and_after_the_deadline_only(vote):
    outcome = tally(**vote)
    if outcome.silent:
        assert (vote["rule"], vote["deadline_passed"]) == (Rule.SILENCE, True)
    assert outcome.answered + outcome.silent <= outcome.asked


@given(votes())
def test_nothing_is_adopted_that_nobody_supports(vote):
    outcome = tally(**vote)
    if outcome.standing == Status.ADOPTED:
        assert sum(outcome.counts[answer] for answer in SUPPORTING) + outcome.silent > 0


@given(votes())
def test_a_proposal_can_be_closed_exactly_when_its_outcome_is_a_decision(vote):
    outcome = tally(**vote)
    assert (Path.CLOSE in outcome.paths) == (outcome.status in {Status.ADOPTED, Status.NOT_ADOPTED})
    assert Path.WITHDRAW in outcome.paths
    if outcome.is_stuck:
        assert {Path.AMEND, Path.LEAVE_UNDECIDED} <= outcome.paths


@given(votes())
def test_the_veil_shows_nothing_but_who_answered_before_the_deadline(vote):
    before = {**vote, "deadline_passed": False}
    shown = tally(**before).veiled()
    swapped = [Given(one.organization, Answer.BLOCK, one.round) for one in vote["answers"]]
    assert tally(**{**before, "answers": swapped}).veiled() == shown
