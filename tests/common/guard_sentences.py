"""Sentences as people write them: which the guard must catch (P1, P2), which cannot be cleared, which must pass.

All made up; the persons are nobody.
"""

PARTISAN = """
Time to vote out Senator X.
Vote against Rep. Doe this fall if the bill stays in committee.
Vote them out if they do not act.
We urge our members to vote for Senator Doe.
Vote blue to protect survivors.
Vote Republican for safer streets.
Re-elect Senator Doe, a friend of survivors.
We must elect more Democrats who care about trafficking.
Help us defeat the incumbents who blocked the bill.
Our plan is to unseat Representative Doe.
With your help we can flip the Senate.
Let us take back the House for survivors.
They may lose their majority over this bill.
Throw Senator Doe out for ignoring survivors.
It is time to get her out of office.
We support the candidate who signs our pledge.
Our network will oppose her reelection.
The coalition backs the candidacy of a survivor advocate.
We endorsed Jane for Congress last spring.
The coalition endorses Senator Doe.
Every candidate for the U.S. Senate should answer our questions.
He is running for Congress on this issue.
A campaign contribution to the sponsor would help.
She made a campaign promise to end trafficking.
We are campaigning against Representative Doe.
Her reelection campaign has ignored the issue.
The Senate campaign turns on this vote.
Our partners took super PAC money.
The bill should pass before the midterm elections.
After the midterms nobody will remember this vote.
Survivors will speak on Election Day.
We will hold members to account at the ballot box.
Our voter guide names the cosponsors.
Offices in swing districts need to hear from us.
Vulnerable Republicans should cosponsor now.
See our legislative scorecard for this office.
Your pro-trafficking rating fell this year.
The corrupt GOP has stalled the bill.
Heartless Democrats let the authorization end.
Blame Democrats for the delay.
We will shame Senator Doe until the bill moves.
Republican obstruction has kept the bill from the floor.
Democrats do not care about labor trafficking.
""".strip().splitlines()

# P2: they mention, and a named person may say so.
MENTIONED = """
The bill carries an offset of $4 million.
The Congressional Budget Office names no pay-for in its estimate.
The House version found a payfor in another title.
Last year's act transferred $5 million from the Asset Forfeiture Fund.
The report tells of funds redirected from victim services.
Congress reprogrammed amounts from the account in 2019.
The agency shifted money from labor inspections.
In 2023 the department diverted funds from the shelter program.
The amendment would reallocate $3 million from the child labor office.
Its text repurposed money from the Crime Victims Fund.
Please reject any transfer of funds from victim services.
We ask you to oppose the amendment that would transfer funds from victim services.
We ask you to strike the offset in section 12.
We do not ask for an offset.
We ask for no earmark and no named recipient.
Our request is no earmark.
We ask you to cosponsor S. 2012, whose offset was removed in committee.
The bill is paid for by a cut to another account.
Community Project Funding is closed to programs such as these.
Congressionally Directed Spending went to shelters in nine states.
The table lists each named grantee of the Senate's projects.
An earlier bill earmarked $1 million for one grantee.
""".strip().splitlines()

# P2's hard part: they ask.
ASKED = """
We ask you to transfer $5 million from the Asset Forfeiture Fund.
Please include our earmark in the bill.
We request Community Project Funding for a shelter in the district.
We urge the Committee to redirect funding from border barriers.
The coalition asks that you offset the increase with a cut to foreign aid.
We propose an offset of $10 million.
We seek Congressionally Directed Spending of $2 million for our member.
Please transfer funds from the Department of Defense to victim services.
Transfer $5 million from the account of another program.
Redirect resources from detention to survivors.
Offset the cost in the State and Foreign Operations bill.
Reprogram amounts from the unobligated balances.
Earmark $500,000 for one shelter.
Please support our CPF request for the survivor center.
We submitted a CPF request for our drop-in center.
Our earmark would serve forty survivors a year.
Our proposed offset comes from the travel account.
We recommend that Congress reallocate $8 million from policing.
We encourage you to find a pay-for in the defense bill.
Find an offset for this program.
Fund the hotline at the expense of the border security account.
We call on the Committee to divert money from the wall.
We want the program paid for by a cut to detention beds.
Cut the travel account to pay for survivor housing.
Please move $3 million from the office of the Secretary to the hotline.
Provide $1 million to a named recipient in our state.
We ask for a named grantee in the report.
Kindly take funding from the research account.
Use Community Project Funding to rebuild the shelter.
We urge you to earmark funds for our coalition.
""".strip().splitlines()

PASSES = """
We ask you to cosponsor S. 2012, the Runaway and Homeless Youth and Trafficking Prevention Act.
Please vote yes on S. 2012.
Please vote for H.R. 1144 and against any weakening amendment.
The Blue Campaign at the Department of Homeland Security trains airline crews.
An awareness campaign reached 40 airports last year.
States that elect to receive funds under this section report each year.
Opposing counsel may cross-examine the witness.
We support not less than $105,625,000 for the Office on Trafficking in Persons.
Not less than $10,000,000 shall be for victim services.
We thank Senator Collins for leading S. 2012.
Survivors transferred to safe housing within 48 hours recover sooner.
Support the campaign for fair food.
The booklet is printed by offset printing.
The defeat of trafficking networks takes patience.
The bill has cosponsors of both parties.
Three Republicans and three Democrats lead the bill together.
The ranking member asked about labor trafficking.
The Committee voted 21 to 0 to report the bill.
Elected officials in nine states met survivors.
Primary prevention begins in schools.
The general counsel signed the memorandum of understanding.
Candidates for T visas wait four years for an answer.
The United States is a party to the Palermo Protocol.
We ask that the Committee fund the hotline at $7 million.
Please include report language on labor trafficking.
We urge you to fund victim services at the authorized level.
The authorization of appropriations ended with FY 2021.
The President's budget proposes $19.5 million for the office.
The Senate mark adds $2 million to last year's level.
We ask the Department to publish its protocol by June.
Please join the Member letter by March 14.
Please ask the Chair to schedule a markup of the bill.
We ask you to hold a hearing on forced labor in supply chains.
The program served 1,200 survivors from 30 countries.
Funds from the program reach 80 grantees.
Grants are awarded by open competition.
We ask for new budget authority for the whole program.
The workers moved from farm to farm without pay.
Employers pay for the recruitment of their workers.
Pay for performance contracts must carry the clause.
Traffickers take money from the workers they recruit.
The child was taken from school and put to work.
Congress cut the program by a tenth in 2013.
We ask you to restore the cut of FY 2013.
The Department reduced its backlog to 400 cases.
Take part in the briefing on June 3.
Include survivors in every advisory council.
The race to the bottom in seafood harms workers.
The House passed H.R. 6964 by voice vote.
She holds the seat of the subcommittee's chair.
Keep the program's authorization current.
The coalition is nonpartisan and does no electoral work.
We endorse the bill as introduced.
We support the bill's reauthorization for five years.
Workers elect their own committee on each farm.
The swing shift at the plant is where minors were found.
The hotline takes calls in 200 languages.
The vulnerable are hit first.
Please protect the Crime Victims Fund.
The Act sets a floor for victim services.
We ask you to speak for the program in conference.
Please submit the programmatic request on your office's form.
Survivors' records must be protected from disclosure.
Debt bondage keeps workers from leaving.
The Senate was slow to act on the bill.
Ask the Secretary how many visas were issued.
Please keep the Senate's figure of $105 million.
We oppose the amendment on page 12.
The report is due 90 days after enactment.
Direct the Department to report on the backlog.
Move the bill to the floor before December.
The Office redirected callers to a local shelter.
Transfer of custody is decided by a court.
A shift from detention to services saves lives.
Our request is for the line as a whole.
Our members work in every state.
We seek the same level as last year.
Please find the fact sheet attached.
We want survivors to be heard before the rule is final.
Reduce the wait for T visas to ninety days.
Majority and minority staff wrote the text together.
Rescue is not the end of the work.
""".strip().splitlines()
