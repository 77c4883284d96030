"""A hand-written enrolled Act in govinfo's bill XML, with every form of words that find_amounts reads. All of it SAMPLE."""

from __future__ import annotations

FORM = """<form><congress display="yes">One Hundred Nineteenth Congress of the United States of America</congress>
<session>At the Second Session</session><legis-num>H. R. 9100</legis-num><current-chamber display="no"/>
<legis-type>AN ACT</legis-type><official-title>Making consolidated appropriations for the fiscal year ending
September 30, 2026, and for other purposes.</official-title></form>"""

HEAD = f"""<?xml version="1.0"?>
<!DOCTYPE bill PUBLIC "-//US Congress//DTDs/bill.dtd//EN" "bill.dtd">
<bill bill-stage="Enrolled-Bill" public-private="public">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dublinCore>
<dc:title> HR 9100 ENR: SAMPLE Appropriations Act, 2026</dc:title></dublinCore></metadata>{FORM}
<legis-body>"""
TAIL = "</legis-body></bill>"

FRONT = """<section section-type="section-one"><enum>1.</enum><header>Short title</header>
<text>This Act may be cited as the <quote><short-title>SAMPLE Appropriations Act, 2026</short-title></quote>.</text></section>
<section><enum>2.</enum><header>Contents</header><toc><toc-entry level="title">Trafficking, $999,000,000</toc-entry></toc>
</section>"""

JUSTICE = """<division><enum>A</enum><header>SAMPLE JUSTICE APPROPRIATIONS ACT, 2026</header>
<title><enum>II</enum><header>DEPARTMENT OF JUSTICE</header>
<appropriations-major><header>DEPARTMENT OF JUSTICE</header></appropriations-major>
<appropriations-intermediate><header>OFFICE OF JUSTICE PROGRAMS</header></appropriations-intermediate>
<appropriations-small><header>STATE AND LOCAL ASSISTANCE</header></appropriations-small>
<appropriations-small><header>(INCLUDING TRANSFER OF FUNDS)</header>
<text>For grants authorized by the 1968 Act; the 1990 Act; the Trafficking Victims Protection Reauthorization Act of 2005;
and the 2008 Act, $900,000,000, to remain available until expended as follows—</text>
<paragraph><enum>(1)</enum><text>$500,000,000 for youth mentoring grants;</text></paragraph>
<paragraph><enum>(2)</enum><text>$8<italic>8,000</italic>,000 for victim services programs for victims of trafficking, as
authorized by section 107(b)(2) of the Victims of Trafficking Act;</text></paragraph>
<paragraph><enum>(3)</enum><text>$55,000,000 for delinquency prevention, of which, pursuant to section 261—</text>
<subparagraph><enum>(A)</enum><text>$4,000,000 shall be for grants to prevent trafficking of girls;</text></subparagraph>
<subparagraph><enum>(B)</enum><text>$16,000,000 shall be for the Tribal Youth Program; and</text></subparagraph></paragraph>
<paragraph><enum>(4)</enum><text>$30,000,000 for reentry, of which not to exceed—</text>
<subparagraph><enum>(A)</enum><text>$3,000,000 is for survivors of forced labor;</text></subparagraph></paragraph>
<continuation-text>: <proviso><italic>Provided</italic></proviso>, That of the amounts in the preceding paragraphs,
not less than $1,000,000 shall be for a report on child labor.</continuation-text>
</appropriations-small>
<appropriations-small><header>UNITED STATES TRUSTEE SYSTEM FUND</header>
<text>For necessary expenses of the United States Trustee Program, $245,000,000.</text></appropriations-small>
</title></division>"""

LABOR = """<division><enum>B</enum><header>SAMPLE LABOR APPROPRIATIONS ACT, 2026</header>
<title><enum>I</enum><header>DEPARTMENT OF LABOR</header>
<appropriations-intermediate><header>Departmental management</header></appropriations-intermediate>
<appropriations-small><header>Salaries and Expenses</header>
<text>For necessary expenses for Departmental Management, $362,877,000, together with not to exceed $308,000, which may be
expended from the Fund: <proviso><italic>Provided,</italic></proviso> That $116,125,000 shall be for the Bureau of International
Labor Affairs, of which $81,725,000 shall be available for obligation through December 31, 2026:
<proviso><italic>Provided further,</italic></proviso> That not less than $30,175,000 shall be for programs to combat exploitative
child labor internationally and not less than $20,000,000 shall be used to implement model programs that address worker rights
issues: <proviso><italic>Provided further,</italic></proviso> That the Secretary may use up to $5,000,000 for evaluation.</text>
</appropriations-small></title>
<title><enum>II</enum><header>DEPARTMENT OF HEALTH AND HUMAN SERVICES</header>
<appropriations-small><header>REFUGEE AND ENTRANT ASSISTANCE</header>
<text>For necessary expenses authorized by section 414 of the Immigration and Nationality Act and section 501 of the Refugee
Education Assistance Act of 1980, and for carrying out section 462 of the Homeland Security Act of 2002, section 235 of the
William Wilberforce Trafficking Victims Protection Reauthorization Act of 2008, the Trafficking Victims Protection Act of 2000
(<quote>TVPA</quote>), and the Torture Victims Relief Act of 1998, $5,163,956,000, of which $5,114,201,000 shall remain
available through September 30, 2028 for carrying out such sections 414, 501, 462, and 235:
<proviso><italic>Provided,</italic></proviso> That for any month in which the number of children referred under section 235 of the
William Wilberforce Trafficking Victims Protection Reauthorization Act of 2008 exceeds 16,000, an additional $15,000,000, to
remain available until September 30, 2027, shall be made available.</text></appropriations-small>
<appropriations-small><header>CHILDREN AND FAMILIES SERVICES PROGRAMS</header>
<text>For carrying out the Runaway and Homeless Youth Act, the Head Start Act, and the Every Student Succeeds Act,
$14,000,000,000, of which $75,000,000 shall be for adoption.</text></appropriations-small>
</title></division>"""

STATE = """<division><enum>F</enum><header>SAMPLE State Appropriations Act, 2026</header>
<title><enum>VII</enum><header>GENERAL PROVISIONS</header>
<section><enum>7060.</enum><header>Sector allocations</header>
<subsection><enum>(b)</enum><header>Wildlife</header><text>Not less than $118,750,000 of the funds appropriated under titles III and
IV of this Act shall be made available to combat the transnational threat of wildlife poaching and trafficking.</text></subsection>
<subsection><enum>(g)</enum><header>Programs to combat trafficking in persons</header>
<paragraph><enum>(1)</enum><header>In general</header><text>Of the funds appropriated by this Act under the headings
<quote>National Security Investment Programs</quote> and <quote>International Narcotics Control and Law Enforcement</quote>, not
less than $105,625,000 shall be made available for activities to combat trafficking in persons internationally, including for the
Program to End Modern Slavery, of which not less than $89,500,000 shall be from funds made available under the heading
<quote>International Narcotics Control and Law Enforcement</quote>.</text></paragraph></subsection></section>
<section><enum>7061.</enum><text>Of the unobligated balances of funds for activities to combat human trafficking, $2,000,000 are
hereby rescinded.</text></section>
<section><enum>7062.</enum><header>Amendment</header><text>Section 113 of the Trafficking Victims Protection Act is amended by adding
at the end the following:</text><quoted-block><subsection><enum>(j)</enum><text>There is authorized for victims of trafficking
$7,000,000 for each of fiscal years 2027 through 2030.</text></subsection></quoted-block></section>
<section><enum>7063.</enum><text>$298,579,000 for the High Intensity Drug Trafficking Areas Program.</text></section>
</title></division>"""

STOPGAP = """<division><enum>H</enum><header>FURTHER CONTINUING APPROPRIATIONS ACT, 2026</header>
<section><enum>101.</enum><text>Notwithstanding section 101, amounts are provided for services to victims of human trafficking at a
rate for operations of $6,000,000.</text></section></division>"""

WHOLE = f"{HEAD}{FRONT}{JUSTICE}{LABOR}{STATE}{STOPGAP}{TAIL}".encode()
NAME = "BILLS-119hr9100enr.xml"


def act_of(*body: str) -> bytes:
    """An Act of these parts only."""
    return f"{HEAD}{''.join(body)}{TAIL}".encode()
