"""The small world with what a book and a brief tell: an adopted request, language, effects, a law, earlier bills."""

import datetime as dt

from appropriations.models import BundleSubcommittee, LineEffect
from briefings.choices import PacketKind
from briefings.packet import Choices, Order
from briefings.packet.assemble import assemble
from tests.briefings import world as worlds
from tests.factories.appropriations import LanguageFoundFactory, ReportLanguageFactory
from tests.factories.legislation import AuthorizationFactory, CommitteeFactory, FamilyLawFactory
from tests.factories.letters import a_letter_to_sign, a_signature, an_outside_signer
from tests.factories.slates import a_request, a_slate, adopted
from tests.factories.support import MemberLetterFactory

MADE_AT = dt.datetime(2026, 11, 21, 15, tzinfo=dt.UTC)
YEAR = 2027
CANARY = "CANARYWORD"


def build(**decision):
    """Return the world with its line told in full; `decision` are words of the one that adopted its request."""
    world = worlds.build()
    house = CommitteeFactory(code="hsap19", name="Commerce of the House", chamber="house")
    BundleSubcommittee.objects.create(bundle=world.line.bundle, chamber="house", committee=house)
    world.line.what_it_does = "Pays for services to *survivors*."
    world.line.what_it_does_source = "SAMPLE Act"
    world.line.save()
    world.slate = request(
        world.line,
        "SAMPLE Grants reach survivors.\n\n- of labor trafficking\n- of sex trafficking",
        **decision,
    )
    _told(world)
    return world


def request(line, justification, *, year=YEAR, dollars=100_000_000, **decision):
    """Adopt a request for a line; `decision` are further words of the decision (a restriction)."""
    slate = a_slate(0, year=year)
    a_request(
        slate,
        line=line,
        kind="both",
        dollars=dollars,
        justification=justification,
        report_language="SAMPLE The Committee directs a report.",
    )
    return adopted(slate, **decision)


def _told(world):
    line = world.line
    LineEffect.objects.create(
        line=line,
        for_whom="people",
        text="SAMPLE 1,000 people served",
        source="SAMPLE report",
        as_of=MADE_AT.date(),
    )
    world.in_law = AuthorizationFactory(usc_section="22 U.S.C. 7110", dollars=77_000_000)
    world.proposed = AuthorizationFactory(
        status="proposed", law="", bill=world.senate, bill_version="as introduced", last_fiscal_year=2030
    )
    line.authorizations.add(world.in_law, world.proposed)
    for authorization in (world.in_law, world.proposed):
        authorization.family_id = "rhytpa"
        authorization.save()
    passage = ReportLanguageFactory(
        line=line, fiscal_year=2026, title="SAMPLE housing", sought=f"{CANARY} sought"
    )
    LanguageFoundFactory(language=passage, text="SAMPLE The Committee encourages housing.")
    letter = MemberLetterFactory(bundle=line.bundle, subject="SAMPLE letter for services", signer_count=72)
    letter.lines.add(line)
    FamilyLawFactory(family_id="rhytpa", law_number="110-378", title="SAMPLE Reconnecting Act")


def packet_of(kind, subject="", *, requested_by=None, is_draft=True, bioguide_id="", **choices):
    """Return the frozen packet of a kind, as of one fixed moment."""
    order = Order(
        f"{kind}-{subject}",
        MADE_AT,
        PacketKind(kind),
        bioguide_id=bioguide_id,
        is_draft=is_draft,
        choices=Choices(subject=str(subject), **{"fiscal_year": YEAR, **choices}),
        requested_by=requested_by,
    )
    return assemble(order)


def packets():
    """Return the frozen packets of a told world by name; nothing of them asks the database again."""
    world = build()
    letter = a_letter_to_sign(title="SAMPLE letter of all")
    a_signature(letter)
    an_outside_signer(letter, "SAMPLE Outside", place="Portland, OR", consent=f"{CANARY} consent")
    note = "Dear **office**:\n\nhello"
    sections = ("cover", "letters", "lines", "language")
    worlds.ask(
        world.decision, f"{CANARY} ask", audience="office", legislator=world.senator, bill=world.senate
    )
    return {
        "decision": str(world.slate.decision),
        "book": packet_of("book"),
        "bill": packet_of("bill", world.senate.pk),
        "line": packet_of("line", world.line.pk),
        "family": packet_of("family", "rhytpa"),
        "letter": packet_of("letter", letter.pk),
        "office": packet_of("office", bioguide_id=worlds.SENATOR, sections=sections, cover_note=note),
        "minutes": packet_of("minutes", world.decision.number, requested_by=worlds.staff().pk),
    }
