"""What looks like a name, a contact or a person's story is asked about; ordinary advocacy text passes (P4)."""

from __future__ import annotations

import pytest

from common.personal_words import Personal, find

WARNS = [
    ("Write to maria@shelter.example about it.", Personal.EMAIL),
    ("Reach her at first.last+help@sub.domain.example.", Personal.EMAIL),
    ("Call (503) 555-0188 after five.", Personal.PHONE),
    ("Her cell is 503-555-0188.", Personal.PHONE),
    ("Text 503.555.0188", Personal.PHONE),
    ("+1 503 555 0188 is hers", Personal.PHONE),
    ("His number abroad: +52 55 5555 0188", Personal.PHONE),
    ("She lives at 214 Maple Grove Avenue now.", Personal.ADDRESS),
    ("Mail goes to 9 N. Elm St.", Personal.ADDRESS),
    ("Send it to P.O. Box 118.", Personal.ADDRESS),
    ("He moved to apt 4B last week.", Personal.ADDRESS),
    ("Her number is 078-05-1120.", Personal.NUMBER),
    ("The client, A 098-765-432, waits for a visa.", Personal.NUMBER),
    ("A098765432 has been pending for two years.", Personal.NUMBER),
    ("Receipt EAC2190012345 is still open.", Personal.NUMBER),
    ("DOB: 04/12/2009", Personal.NUMBER),
    ("Maria Lopez told the circle what helped.", Personal.NAME),
    ("We heard from José de la Cruz Ortega and others.", Personal.NAME),
    ("The group met with Aisha Okonkwo on Tuesday.", Personal.NAME),
    ("As Mary K. Smith put it, beds are not enough.", Personal.NAME),
    ("Ms. Rivera asked for legal help.", Personal.NAME),
    ("Dr Nguyen interpreted.", Personal.NAME),
    ("A survivor named Destiny asked for it.", Personal.NAME),
    ("Her name is Destiny.", Personal.NAME),
    ("In the second session Daniela said the form is too long.", Personal.NAME),
    ("April Jones spoke for the circle.", Personal.NAME),
    ("Virginia Smith spoke for the circle.", Personal.NAME),
    ("Anne-Marie O'Neill wrote the summary.", Personal.NAME),
    ("Ana Lucía's case shows the gap.", Personal.NAME),
    ("My name is Destiny and I want to speak.", Personal.STORY),
    ("“I slept in the car and nobody asked me why,” one said.", Personal.STORY),
    ('She said: "They kept my papers for two years."', Personal.STORY),
    ("I was trafficked by my uncle.", Personal.STORY),
    ("My story: I was 14 when it began.", Personal.STORY),
    ("A 16-year-old girl from the valley was sent back.", Personal.STORY),
]
PASSES = [
    "The coalition supports S. 2012 and H.R. 3856 of the 119th Congress.",
    "The Runaway and Homeless Youth and Trafficking Prevention Act reauthorizes 34 U.S.C. 11201.",
    "The William Wilberforce Trafficking Victims Protection Reauthorization Act of 2008 is P.L. 110-457.",
    "The Committee on the Judiciary and the House Appropriations Committee have it before them.",
    "The Department of Health and Human Services and the Department of Labor report by May 1.",
    "Sen. Susan Collins (R-ME) and Sen. Dick Durbin are cosponsors.",
    "Reps. Chris Smith and Gregory Meeks lead the House bill.",
    "Susan Collins (R-ME) introduced it.",
    "Secretary Marco Rubio testified on the report.",
    "Survivors said that shelters fill by noon; workers told us the hotline rang unanswered.",
    "Shelters told us that beds stand empty for want of staff.",
    "The National Human Trafficking Hotline is 1-888-373-7888.",
    "Capitol Hill offices in New York, West Virginia and New Mexico asked.",
    "The Blue Campaign and the Fair Food Program are named in the report language.",
    "A listening session with the SAMPLE Youth advisory circle of shelters in four states.",
    "The Office on Trafficking in Persons asks for $37.5 million for FY 2027.",
    "Uyghur forced labor, Section 307 of the Tariff Act and the import ban were discussed.",
    "On Tuesday, March 3, the group met with Customs and Border Protection.",
    "The letter now opens with what young people said they needed in the first week.",
    "16-year-olds and 17-year-old girls are counted in the same line.",
    "The group asked for “nothing about us without us” in the first sentence.",
    "“We need beds, not brochures,” the circle wrote.",
    "In Los Angeles, San Diego and Saint Paul the wait is longest.",
    "Whether a T visa takes 18 or 24 months changes who stays in a case.",
    "The Justice for Victims of Trafficking Act and the Violence Against Women Act share a fund.",
    "The Senate Foreign Relations Committee held a hearing in the Dirksen Senate Office Building.",
    "Title II, Division G: not less than $101,000,000 for victim services.",
    "Migrant farm workers, domestic workers and runaway youth were asked in Spanish and English.",
    "Nothing changed: the group agreed with the text as drafted.",
    "H.R. 1144 passed 414-0 on 2/13/2026; see 88 Fed. Reg. 12345.",
]


@pytest.mark.parametrize(("text", "kind"), WARNS)
def test_what_looks_personal_is_asked_about(text, kind):
    assert kind in {one.kind for one in find(text)}


@pytest.mark.parametrize("text", PASSES)
def test_ordinary_advocacy_text_passes(text):
    assert find(text) == ()


def test_a_phrase_says_where_it_stands():
    text = "Then Maria Lopez wrote from maria@shelter.example."
    assert [text[one.start : one.end] for one in find(text)] == ["Maria Lopez", "maria@shelter.example"]


def test_a_name_the_caller_knows_to_be_no_person_passes():
    text = "Polaris Verde asked; so did Maria Lopez."
    assert [one.phrase for one in find(text, known=["Polaris Verde"])] == ["Maria Lopez"]


def test_an_officeholder_does_not_hide_a_person_named_later():
    text = "Sen. Susan Collins and Dick Durbin heard Maria Lopez."
    assert [one.phrase for one in find(text)] == ["Maria Lopez"]


def test_nothing_is_found_in_nothing():
    assert find("") == ()


def test_a_long_text_is_read_quickly():
    text = ("A Very " * 20_000) + "“" * 2000 + ("1 x " * 20_000)
    find(text)
