"""How amounts are read out of an Act's words: sentences, clauses, natures, wholes and parts, and what is ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appropriations.choices import LISTED_BEARINGS, Bearing, Bound, Nature, Stage
from appropriations.enrolled import (
    KnownFigure,
    LineWords,
    Phrase,
    Relation,
    Standing,
    compare,
    find,
)
from appropriations.enrolled.amounts import amounts_in, available_in, makes_parts
from appropriations.enrolled.field_words import said_in
from appropriations.enrolled.sentences import split
from appropriations.enrolled.subtraction import left_over
from appropriations.sources import acts
from tests.appropriations.sample_act import NAME, WHOLE, act_of

LINES = (
    LineWords("victims", ("Victim services programs for victims of trafficking",)),
    LineWords("girls", ("Grants to prevent trafficking of girls",)),
    LineWords("ilab", ("Bureau of International Labor Affairs",)),
    LineWords("tvpa", phrases=(Phrase("Torture Victims Relief Act of 1998"),)),
    LineWords(
        "rhy", ("Runaway and homeless youth, total",), phrases=(Phrase("Runaway and Homeless Youth Act"),)
    ),
    LineWords("abroad", ("Activities to combat trafficking in persons internationally",)),
    LineWords(
        "incle",
        ("Narcotics control",),
        "International Narcotics Control and Law Enforcement",
        within="abroad",
    ),
    LineWords("modern", ("Program to End Modern Slavery",)),
)


def found(*body, lines=LINES):
    data = act_of(*body) if body else WHOLE
    return {each.dollars: each for each in find(acts.read(data, NAME), lines)}


def in_account(text, header="SAMPLE ACCOUNT"):
    return (
        "<title><enum>I</enum><header>SAMPLE</header><appropriations-small>"
        f"<header>{header}</header><text>{text}</text></appropriations-small></title>"
    )


# Sentences and amounts


def test_each_proviso_is_a_sentence_of_its_own():
    said = "For aid, $5,000,000: Provided, That $1 is kept: Provided further, That it is in the U.S. Virgin Islands."
    assert [(each.text[:22], each.is_proviso) for each in split(said)] == [
        ("For aid, $5,000,000", False),
        ("Provided, That $1 is k", True),
        ("Provided further, That", True),
    ]


def test_a_full_stop_ends_a_sentence_and_an_abbreviation_does_not():
    said = "As authorized by 22 U.S.C. 7105 et seq. and after. In addition, $2,000,000 for No. 5 of them."
    assert [each.text for each in split(said)] == [
        "As authorized by 22 U.S.C. 7105 et seq. and after.",
        "In addition, $2,000,000 for No. 5 of them.",
    ]


@given(st.integers(min_value=0, max_value=10**13))
def test_every_amount_that_is_written_is_read_to_the_dollar(dollars):
    (read,) = amounts_in(f"That not less than ${dollars:,} shall be for aid")
    assert read.dollars == dollars


@pytest.mark.parametrize(
    ("words", "dollars"),
    [("$10 billion a year", 10_000_000_000), ("$1.5 million for aid", 1_500_000), ("$819,000,", 819_000)],
)
def test_amounts_in_words_of_scale_are_read_exactly(words, dollars):
    assert [each.dollars for each in amounts_in(words)] == [dollars]


def test_cents_are_no_appropriation():
    assert amounts_in("a fee of $12.50 a head") == ()


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("not less than $1,000", Bound.FLOOR),
        ("at least $1,000", Bound.FLOOR),
        ("not less than a total of $1,000", Bound.FLOOR),
        ("up to $1,000", Bound.CEILING),
        ("not to exceed $1,000", Bound.CEILING),
        ("not more than $1,000", Bound.CEILING),
        ("and $1,000", Bound.NONE),
    ],
)
def test_the_words_before_an_amount_bound_it(words, bound):
    assert amounts_in(f"That {words} shall be for aid")[0].bound == bound


def test_of_which_makes_parts_and_a_list_of_them_goes_on():
    said = "$90; of which not less than $6 is for A; of which $4 is for B; and of which $2 is for C, and $1 is for D"
    assert [each.is_part for each in amounts_in(said)] == [False, True, True, True, True]


def test_words_belong_to_the_amount_before_them_until_the_next_one_opens():
    first, second = amounts_in("That $30 shall be for child labor and not less than $20 shall be for rights")
    assert first.after == "$30 shall be for child labor"
    assert second.clause == "and not less than $20 shall be for rights"


def test_words_after_a_semicolon_lead_up_to_the_amount_behind_them():
    first, second = amounts_in("For aid to A, $30, to remain available until expended; for aid to B, $20")
    assert "aid to B" not in first.clause
    assert "aid to B" in second.before


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("$5, to remain available until September 30, 2027, for aid", "until September 30, 2027"),
        ("$5 shall remain available until expended for aid", "until expended"),
        ("$5 shall be available for obligation through December 31, 2026", "through December 31, 2026"),
        ("$5 shall become available on July 1, 2026, and remain available through September 30, 2027",
         "through September 30, 2027"),
        ("$5 for aid", ""),
    ],
)  # fmt: skip
def test_until_when_money_lasts_is_read_from_its_own_words(words, until):
    assert available_in(words) == until


def test_of_which_at_the_end_of_what_leads_in_makes_a_list_of_parts():
    assert makes_parts("$55,000,000 for prevention, of which, pursuant to section 261—")
    assert not makes_parts("$55,000,000, of which $5 is for aid, as follows—")


# What an amount is part of, and what it is for


def test_a_whole_and_its_part_are_told_apart_and_tied():
    whole, part = found()[116_125_000], found()[81_725_000]
    assert (whole.nature, whole.line.slug) == (Nature.WHOLE, "ilab")
    assert (part.nature, part.bearing, part.line.relation) == (Nature.OF_WHICH, Bearing.PART, Relation.PART)
    assert part.enclosing.dollars == 116_125_000
    assert part.available == "through December 31, 2026"


def test_a_floor_abroad_holds_a_floor_for_the_line_of_its_account():
    whole, part = found()[105_625_000], found()[89_500_000]
    assert (whole.nature, whole.line.slug, whole.enclosing) == (Nature.NOT_LESS_THAN, "abroad", None)
    assert (part.nature, part.bound, part.line.slug) == (Nature.OF_WHICH, Bound.FLOOR, "incle")
    assert part.enclosing.dollars == 105_625_000


def test_what_is_only_included_is_no_figure_of_its_own():
    names = {each.slug: each.relation for each in found()[105_625_000].lines}
    assert names["modern"] == Relation.AMONG_OTHERS


def test_a_part_of_a_wider_purpose_is_the_whole_of_what_the_line_gets():
    girls = found()[4_000_000]
    assert (girls.nature, girls.proposed) == (Nature.OF_WHICH, Nature.WHOLE)
    assert girls.enclosing.dollars == 55_000_000
    assert "delinquency prevention" in girls.enclosing.words


def test_an_item_of_a_list_is_part_of_the_account_and_lasts_as_long():
    victims = found()[88_000_000]
    assert (victims.nature, victims.enclosing.dollars) == (Nature.WHOLE, 900_000_000)
    assert (victims.available, victims.is_available_by_account) == ("until expended", True)


def test_what_leads_in_to_a_list_bounds_its_items():
    assert (found()[3_000_000].bound, found()[3_000_000].enclosing.dollars) == (Bound.CEILING, 30_000_000)


def test_a_proviso_after_a_list_is_part_of_the_account():
    assert found()[1_000_000].enclosing.dollars == 900_000_000


def test_two_floors_of_one_proviso_are_each_part_of_the_account():
    assert {found()[each].enclosing.dollars for each in (30_175_000, 20_000_000)} == {362_877_000}


def test_an_additional_amount_is_part_of_nothing():
    assert found()[15_000_000].enclosing is None


def test_what_an_account_leaves_for_our_laws_is_reckoned_and_says_so():
    left = found()[49_755_000]
    assert (left.nature, left.line.slug, left.enclosing.dollars) == (
        Nature.BY_SUBTRACTION,
        "tvpa",
        5_163_956_000,
    )
    assert left.words == (
        "the Trafficking Victims Protection Act of 2000 (“TVPA”) and the Torture Victims Relief Act of 1998"
    )
    assert left.note == (
        "By subtraction: $5,163,956,000 for the account less $5,114,201,000 for its other purposes."
    )


@pytest.mark.parametrize(
    "words",
    [
        # Set apart by time only.
        "For section 4 and for victims of trafficking, $90, of which $60 shall remain available until expended",
        # The part is for everything the account names.
        "For section 4 of the Trafficking Victims Protection Act, $90, of which $60 is for carrying out such section 4",
        # Nothing of ours is named.
        "For section 4 and section 5, $90, of which $60 is for carrying out such section 4",
        # No part at all.
        "For section 4 and the Trafficking Victims Protection Act, $90",
    ],
)
def test_nothing_is_reckoned_where_the_words_do_not_say_so(words):
    assert left_over(amounts_in(words), 0) is None


def test_an_account_for_many_laws_is_no_figure_for_ours():
    everything = found()
    assert everything[14_000_000_000].bearing == Bearing.AMONG_OTHERS
    assert everything[14_000_000_000].line.relation == Relation.AMONG_OTHERS
    assert everything[900_000_000].bearing == Bearing.AMONG_OTHERS


def test_money_taken_back_is_a_rescission():
    assert found()[2_000_000].stage == Stage.RESCISSION


def test_a_division_of_continuing_appropriations_is_no_enacted_figure():
    assert found()[6_000_000].stage == Stage.CR


def test_an_amount_put_into_another_law_is_listed_apart():
    assert found()[7_000_000].bearing == Bearing.AMENDS_LAW


def test_what_speaks_of_nothing_of_ours_is_no_candidate():
    assert not {500_000_000, 16_000_000, 308_000, 75_000_000} & set(found())


def test_a_heading_on_the_field_makes_the_amount_below_it_ours():
    one = found(in_account("For necessary expenses, $9,000,000.", "SERVICES FOR VICTIMS OF TRAFFICKING"))
    assert one[9_000_000].bearing == Bearing.OURS
    assert one[9_000_000].reasons == ("under a heading on victims of trafficking",)


def test_a_line_is_found_by_its_name_where_no_word_of_the_field_stands():
    lines = (LineWords("school", ("Education for Homeless Children and Youth grants",)),)
    words = (
        "For schools, $90,000,000: Provided, That $9 is for Education for Homeless Children and Youth grants."
    )
    assert found(in_account(words), lines=lines)[9].line.slug == "school"


def test_known_words_below_another_heading_name_no_line():
    lines = (LineWords("school", phrases=(Phrase("the McKinney Act", heading="School Improvement"),)),)
    words = "For assistance under the McKinney Act, $9,000,000."
    assert not found(in_account(words, "HOMELESS ASSISTANCE"), lines=lines)
    assert found(in_account(words, "SCHOOL IMPROVEMENT"), lines=lines)[9_000_000].line.slug == "school"


def test_the_same_act_gives_the_same_names_and_no_two_alike():
    twice = [[each.key for each in find(acts.read(WHOLE, NAME), LINES)] for _ in range(2)]
    assert twice[0] == twice[1]
    assert len(set(twice[0])) == len(twice[0])


def test_words_that_stand_twice_in_one_account_are_two_candidates():
    text = in_account("$4,000,000 for victims of trafficking: Provided, That $4,000,000 is for victims of trafficking: "
                      "Provided, That $4,000,000 is for victims of trafficking.")  # fmt: skip
    keys = [each.key for each in find(acts.read(act_of(text), NAME))]
    assert len(set(keys)) == len(keys) == 3


# The words of the field


@pytest.mark.parametrize(
    "words",
    [
        "activities to combat trafficking in persons",
        "to combat human trafficking in Central America",
        "victims of severe forms of trafficking",
        "enforce laws against forced child labor",
        "the Runaway and Homeless Youth Act",
        "dramatically reduce youth homelessness",
        "operations of the Blue Campaign",
        "address workers\u2019 rights issues",
        "domestic violence, sexual assault, trafficking, and child abuse",
        "by the TVPRA of 2005",
    ],
)
def test_words_of_the_field_are_ours_with_a_reason(words):
    assert said_in(words).ours


@pytest.mark.parametrize(
    "words",
    [
        "the High Intensity Drug Trafficking Areas Program (“HIDTAs”)",
        "the most significant drug trafficking organizations",
        "wildlife poaching and trafficking",
        "International Trafficking in Arms Regulations",
        "trafficking of fentanyl and fentanyl precursors",
        "the United States Trustee Program",
        "missing and exploited children programs",
        "section 235 of the William Wilberforce Trafficking Victims Protection Reauthorization Act of 2008",
        "illegal weapons trafficking and related risks",
        "homeless assistance grants and labor statistics",
    ],
)
def test_words_like_them_are_not_ours(words):
    assert not said_in(words).ours


def test_our_words_count_beside_words_that_are_not_ours():
    said = said_in("counter drug trafficking, human trafficking and smuggling")
    assert said.ours == ("human trafficking",)
    assert said.not_ours


def test_nothing_that_is_not_ours_is_listed_without_being_asked_for():
    listed = [each for each in found().values() if each.bearing in LISTED_BEARINGS]
    assert not {245_000_000, 118_750_000, 298_579_000, 15_000_000, 7_000_000} & {
        each.dollars for each in listed
    }
    assert len(listed) == 16


# Against the figures we have


KNOWN = KnownFigure(1, 88_000_000, Nature.WHOLE, "SAMPLE Act")


@pytest.mark.parametrize(
    ("dollars", "nature", "standing"),
    [
        (88_000_000, Nature.WHOLE, Standing.KNOWN),
        (88_000_000, Nature.OF_WHICH, Standing.KNOWN),
        (83_500_000, Nature.WHOLE, Standing.CONFLICT),
        (83_500_000, Nature.NOT_LESS_THAN, Standing.NEW),
        (83_500_000, Nature.OF_WHICH, Standing.NEW),
    ],
)
def test_the_same_dollars_are_known_and_others_of_one_nature_differ(dollars, nature, standing):
    assert compare(dollars, nature, [KNOWN]).standing == standing


def test_two_parts_of_one_whole_contradict_nothing():
    part = KnownFigure(2, 5_000_000, Nature.OF_WHICH, "SAMPLE Act")
    assert compare(6_000_000, Nature.OF_WHICH, [part]).standing == Standing.NEW


def test_what_acts_call_a_part_of_a_lines_money_is_never_all_of_it():
    lines = (
        LineWords("ilab", phrases=(Phrase("programs to combat exploitative child labor", is_part=True),)),
    )
    floor = found(lines=lines)[30_175_000]
    assert (floor.line.slug, floor.line.relation) == ("ilab", Relation.PART)
    assert (floor.nature, floor.proposed) == (Nature.NOT_LESS_THAN, Nature.OF_WHICH)
