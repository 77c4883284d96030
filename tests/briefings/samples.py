"""A packet of realistic size, built by hand: real bills and figures, a fictional coalition."""

from datetime import UTC, date, datetime

from briefings.packet import (
    ActionLine,
    Ask,
    BillHere,
    BillSection,
    Cell,
    Chart,
    Contact,
    Cosponsors,
    Fact,
    HereSection,
    MoneyRow,
    MoneySection,
    MoneyTable,
    Note,
    Office,
    Packet,
    PlanLine,
    PlanSection,
    Source,
    Standing,
)
from common.chart_specs import YearAmount, years_chart
from common.tracks import build_track

STATUS = Source(
    "govinfo BILLSTATUS, S. 2012 (119th)",
    date(2026, 11, 19),
    "https://www.congress.gov/bill/119th-congress/senate-bill/2012",
)
OLD_STATUS = Source(
    "govinfo BILLSTATUS, S. 2647 (119th)",
    date(2026, 11, 2),
    "https://www.congress.gov/bill/119th-congress/senate-bill/2647",
)
ROSTER = Source(
    "unitedstates/congress-legislators",
    date(2026, 6, 15),
    "https://github.com/unitedstates/congress-legislators",
)
DECISION = Source("Decision 2026-03 of the Demo Coalition", date(2026, 2, 12))
ACTS = {
    year: Source(
        f"{act}, enrolled text",
        date(2026, 11, 1),
        f"https://www.govinfo.gov/app/details/{act.replace(' ', '')}",
    )
    for year, act in (
        (2020, "116 H.R. 1158"),
        (2022, "117 H.R. 2471"),
        (2024, "118 H.R. 4366"),
        (2026, "119 H.R. 6938"),
    )
}
PLAN = Source("Strategic plan 2026-2028, our short titles", date(2026, 1, 31))
YEARS = (2020, 2022, 2024, 2026)
VICTIM_SERVICES = years_chart(
    "Victim services",
    [
        YearAmount(year, int(value * 1_000_000))
        for year, value in zip(YEARS, (85.0, 88.0, 88.0, 83.5), strict=True)
    ],
)


def fact(text, source=STATUS, **marks):
    return Fact(text, source, **marks)


def office(**changes):
    settings = {
        "bioguide_id": "C001035",
        "honorable": fact("The Honorable Susan M. Collins", ROSTER),
        "body": "United States Senate",
        "place": "Maine",
        "short": "Sen. Susan Collins (R-ME)",
        "seats": (
            fact("Appropriations (Chair)", ROSTER),
            fact("Appropriations subcommittees: Commerce-Justice-Science; Labor-HHS", ROSTER),
            fact("Health, Education, Labor, and Pensions", ROSTER),
        ),
    }
    return Office(**{**settings, **changes})


def asks(**changes):
    return (
        Ask(
            "S. 2012, Runaway and Homeless Youth and Trafficking Prevention Act",
            fact("Bring S. 2012 to a markup in the Judiciary Committee", DECISION, sample=True, **changes),
            "Young people without a safe place to stay are those whom traffickers look for. The programs of the Act "
            "reach them first: street outreach, basic centers and transitional living, in every state.",
            fact("Sen. Collins is the sponsor of S. 2012"),
            date(2026, 12, 11),
            "bill-119-s-2012",
        ),
        Ask(
            "S. 2647, International Trafficking Victims Protection Reauthorization Act",
            fact("Cosponsor S. 2647", DECISION, sample=True),
            "The authorization of appropriations ended with FY 2021. The bill would renew it for FY 2026 to FY 2030.",
            fact("Not yet a cosponsor of S. 2647 (complete list)", OLD_STATUS, stale=True),
            date(2026, 12, 18),
            "bill-119-s-2647",
        ),
        Ask(
            "Victim services, Department of Justice",
            fact(
                "Fund victim services at the Department of Justice at no less than $88,000,000 for FY 2027",
                DECISION,
                sample=True,
            ),
            "FY 2026 cut the line by $4,500,000 while the number of survivors asking for services grew.",
            fact("The line is written by Commerce-Justice-Science, on which Sen. Collins sits", ROSTER),
            None,
            "money-full",
        ),
    )


def standings():
    youth, douglass = (
        "Runaway and Homeless Youth and Trafficking Prevention Act",
        "Frederick Douglass TVPRA of 2025",
    )
    other = "House bill, in the other chamber"
    rows = (
        ("S. 2012", youth, "Referred to Judiciary, Jun 10, 2025", "Sponsor"),
        (
            "H.R. 3856",
            youth,
            "Referred to Education and Workforce, Jun 10, 2025",
            "Sponsor of its companion, S. 2012",
        ),
        ("H.R. 1144", douglass, "Ordered reported (amended) by Foreign Affairs, Jul 22, 2025", other),
        ("H.R. 2796", douglass, "Referred to Judiciary and others, Apr 9, 2025", other),
        ("H.R. 2961", douglass, "Referred to Judiciary and others, Apr 17, 2025", other),
        ("H.R. 4113", douglass, "Referred to Foreign Affairs, Jun 24, 2025", other),
    )
    live = tuple(
        Standing(bill, title, fact(where), fact(said), anchor="bill-119-s-2012")
        for bill, title, where, said in rows
    )
    late = Standing(
        "S. 2647",
        "International Trafficking Victims Protection Reauthorization Act of 2025",
        fact("Referred to Foreign Relations, Aug 1, 2025", OLD_STATUS, stale=True),
        fact("Not yet a cosponsor (complete list)", OLD_STATUS, stale=True),
        anchor="bill-119-s-2647",
    )
    return (*live, late)


def money(anchor="money-cjs", title="Commerce, Justice, Science"):
    def cells(*values):
        return tuple(
            Cell(fact(value, ACTS[year])) if value else Cell(empty="not found")
            for year, value in zip(YEARS, values, strict=True)
        )

    rows = (
        MoneyRow(
            "Victim services for victims of trafficking",
            cells("85.0", "88.0", "88.0", "83.5"),
            "Justice, Office for Victims of Crime",
        ),
        MoneyRow("Grants to prevent trafficking of girls", cells("2.0", "4.0", "4.0", "4.0"), "Justice"),
        MoneyRow("Civil Rights Division", cells("", "", "", ""), "Justice"),
    )
    return MoneyTable(
        anchor,
        title,
        "$ in millions, enacted. FY 2021 and FY 2023: Act texts not at hand. FY 2025: full-year continuing resolution.",
        tuple(f"FY {year}" for year in YEARS),
        rows,
        (
            Note(
                "a", fact("FY 2026 rests on the enrolled Act, not on the explanatory statement.", ACTS[2026])
            ),
        ),
    )


def bill_section(number="S. 2012", anchor="bill-119-s-2012", cosponsors=23, *, stale=False):
    source = OLD_STATUS if stale else STATUS
    half = cosponsors // 2
    names = [f"Sen. Given{n} Familyname{n} (ME)" for n in range(cosponsors)]
    return BillSection(
        anchor,
        f"{number}: Runaway and Homeless Youth and Trafficking Prevention Act of 2025",
        number,
        "119th Congress",
        "Runaway and Homeless Youth and Trafficking Prevention Act of 2025",
        (
            fact("Sponsor: Sen. Susan Collins (R-ME)", source, stale=stale),
            fact("Introduced Jun 10, 2025", source, stale=stale),
            fact("Senate Judiciary", source, stale=stale),
        ),
        fact("Introduced, Jun 10, 2025", source, stale=stale),
        build_track(
            origin="senate",
            reached={"introduced": date(2025, 6, 10), "committee": date(2025, 6, 10)},
            note="Referred to Judiciary",
        ),
        fact("Referred to Judiciary, Jun 10, 2025", source, stale=stale),
        Cosponsors(
            fact(
                f"{cosponsors} cosponsors ({cosponsors - half} R, {half} D), sponsor not counted",
                source,
                stale=stale,
            ),
            (
                fact(f"Republicans ({cosponsors - half}): {', '.join(names[half:])}", source, stale=stale),
                fact(f"Democrats ({half}): {', '.join(names[:half])}", source, stale=stale),
            ),
        ),
        what_it_does=fact(
            "The bill renews the grants for street outreach, basic centers and transitional living and adds the "
            "prevention of trafficking to what their grantees do.",
            source,
            stale=stale,
        ),
        position=fact("Support, Decision 2026-03, Feb 12, 2026", DECISION, sample=True),
        actions=tuple(
            ActionLine(
                f"Jun {10 + n}, 2025",
                fact(
                    f"Read twice and referred to the Committee on the Judiciary ({n}).", source, stale=stale
                ),
            )
            for n in range(4)
        ),
        stale_words="Facts last refreshed Nov 2, 2026; not refreshed since." if stale else "",
        sources=(source,),
    )


def here():
    return HereSection(
        "here",
        "The bills and this office",
        "Sen. Susan Collins (R-ME)",
        (
            BillHere(
                "S. 2012",
                "Runaway and Homeless Youth and Trafficking Prevention Act of 2025",
                fact("Sponsor"),
                asks=("Bring S. 2012 to a markup in the Judiciary Committee",),
                earlier=(fact("Sen. Collins sponsored S. 3125 (118th)."),),
                anchor="bill-119-s-2012",
            ),
        ),
    )


def plan():
    return PlanSection(
        "plan",
        "What this serves in our plan",
        "Strategic plan 2026-2028",
        (
            PlanLine("1.2", fact("Reauthorize the TVPA and the RHYA", PLAN), "S. 2012, S. 2647"),
            PlanLine(
                "1.3",
                fact("Fund the programs that prevent trafficking and serve survivors", PLAN),
                "Victim services",
            ),
        ),
    )


def chart():
    return Chart(
        "chart-victim-services",
        VICTIM_SERVICES,
        "Victim services at Justice, enacted, $ in millions.",
        money("chart-numbers", "Victim services at Justice, year by year"),
    )


def funding(tables=None, charts=None):
    return MoneySection(
        "funding",
        "The money",
        (money("money-full"),) if tables is None else tables,
        (chart(),) if charts is None else charts,
    )


def packet(**changes):
    table = money()
    settings = {
        "id": "0b9d5f4e-9a57-4f5a-8a5c-6c1f0c3a9c11",
        "made_at": datetime(2026, 11, 21, 14, 30, tzinfo=UTC),
        "on": date(2026, 11, 21),
        "title": "Briefing for Sen. Susan Collins (R-ME)",
        "coalition": "Demo Coalition",
        "coalition_line": "a coalition of human-rights organizations working to end human trafficking and forced labor",
        "is_draft": True,
        "office": office(),
        "contact": Contact("SAMPLE Policy Desk", "policy@demo-coalition.example", "202-555-0100"),
        "asks": asks(),
        "standings": standings(),
        "money": table,
        "own": (here(),),
        "annex": (
            plan(),
            bill_section(),
            bill_section("S. 2647", "bill-119-s-2647", 6, stale=True),
            funding(),
        ),
        "sample_reasons": ("the coalition and its decisions are fictional.",),
    }
    return Packet(**{**settings, **changes})
