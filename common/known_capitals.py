"""Words that policy writing capitalizes and that are not a person's name: institutions, places, days, plain openers.

Given names that are also a state's (Virginia, Georgia) are not here: states are known as whole names.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INSTITUTIONS = _words("""
    academy account act action acts administration affairs african agencies agency agenda agreement agriculture
    aid air alliance amendment amendments america american americans annual anti appropriations armed army
    article asian assembly assistance association attorney authority authorization award awareness background
    bank bar better bill bills blue board book border branch bridge briefing budget building bulletin bureau
    business cabinet calendar call campaign campus capitol caribbean catholic caucus center centers central
    chain chair chairs chamber chapter charter chief child children children's christian church circle circuit
    citizens citizenship city civil clause clear clerk client clinic coalition coast code collective college
    commerce commission commissioner committee committees commons communities community compact conference
    congress congressional constitution consumer control convention coordinating coordinator corporation corps
    council counsel country county court courts crime crimes criminal critical customs cyber data day dear
    defense delegation democrat democratic democrats department departments deputy desk detection development
    digital diplomacy directed director directors disability discretionary district division doctrine domestic
    door draft drug economic economy education emergency employment end enduring energy enforcement english
    enhancement environment equal equality europe european evidence exchange executive exploitation export
    facility fact fair faith families family farm federal federation fellowship field finance financial first
    fiscal floor food force forced foreign forum foundation framework freedom frontier fund funding funds
    gazette general girls global goal good government grant grants group guard guidance guide guidelines hall
    harbor health hearing help high higher highway hill hispanic home homeland homeless homelessness hotline
    house housing human humanitarian immigrant immigration impact import independent indian indigenous industry
    initiative innovation inspector institute integrity intelligence inter interagency internal international
    internet investigation investigations investigative island islands issue jewish job joint journal judicial
    judiciary justice juvenile kids labor language latin law laws lead leader leadership league legal
    legislative letter liaison liberty library light line lines list local major majority management mandate
    marine market measures media medicaid medicare medicine meeting member members memorandum mental message
    middle migrant migration military minority minutes missing mission model monitoring month morning movement
    museum nation national nations native navy neglect network networks news nonprofit northern northwest notice
    office officer offices omnibus open operation operations opportunity order organization organizations
    organized outreach oversight pacific packet panel paper parliament part partners partnership partnerships
    party patrol people performance pillar pillars plains plan platform points police policy post practice
    prevention principles priorities priority privacy private procurement program programs project projects
    proposal prosecution protection protections protocol protocols provision public quarter question rail
    ranking rapid reauthorization recovery red reduction reform refugee refugees region register regulation
    regulations rehabilitation relations relief remedies report reporting republic republican republicans
    request rescue research reserve resilience resolution resource resources response responsibility responsible
    restitution restore rights river road root roundtable row rule rules runaway rural safe safety sample school
    schools science secretariat secretary section security seminar senate senators senators' senior services
    session settlement sex sexual shelter shelters sister sisters slate slavery small social society south
    southeast southern southwest special spending sport staff stakeholder standard standards state statement
    states statistics status statute steering stop strategic strategy street student study sub subcommittee
    summary summit supplemental supply support supreme survivor survivors survivors' table task team technical
    technology terms text thematic third threat time title tomato town track trade trafficking training transfer
    transitional transparency transportation treasury treatment treaty tribal tribe tribes trust truth union
    unit united university update urban value veterans vice victim victims victims' village violence violent
    visa visas vision voice volunteer war ways week welfare wellness western white witness women women's work
    worker workers workers' workforce working workshop world year young youth zone
""")
TIMES = _words("""
    april august autumn christmas december easter fall february friday january july june march may monday
    november october saturday september spring summer sunday thanksgiving thursday tuesday wednesday winter
""")
PEOPLES = _words("""
    afghan bangladeshi brazilian british cambodian canadian chinese colombian cuban dutch english filipino
    french german ghanaian guatemalan haitian honduran indonesian iranian iraqi irish israeli italian jamaican
    japanese kenyan korean malaysian mexican nepali nigerian pakistani philippine polish roma russian salvadoran
    spanish swiss syrian taiwanese thai turkish uighur ukrainian uyghur venezuelan vietnamese
""")
# What a place of several words begins with.
PLACE_OPENERS = _words("""
    abu baton burkina cape central costa cote east el fort ft grand great greater hong lake las long los lower
    mount mt new north palm port puerto rio saint san santa saudi sierra south sri st upper west
""")
# Words that open a sentence or stand inside a title: they end a run of capitals and are never a name themselves.
PLAIN = _words("""
    a about above across after again against ahead all almost along already also although always among an and
    another any anyone are as ask asks at attached away back be because been before begin behind being below
    beside between beyond both but by can cannot change clearly come contact could current currently despite did
    discuss do does done draft due during each earlier early either else encourage ensure even ever every
    everyone everything except expand few final finally find five follow following for four from full further
    get give given go had half has have he her here hers him his how however if in include including inside
    instead into is it its join just keep key last late later least let like likewise look made make many may
    maybe meanwhile meet more most much must my named nearly neither never next no nobody none nor not nothing
    now of off often on once one only or other others otherwise our ours out over overall own page per perhaps
    please prior protect provide raise rather read reauthorize recall recently remember remind request require
    said same second see send several shall she should similarly since so some someone something still
    strengthen such tell ten than thank thanks that the their them then there therefore these they this those
    though three through thus to today together tomorrow tonight too toward towards two under unless unlike
    until up upon urge us use very via was we well were what whatever when whenever where whereas whether which
    while who whoever whole whom whose why will with within without would yes yesterday yet you your
""")
# Known, and given to people as well: alone beside a word that is not known, they make a name (April Jones, Anita Hill).
ALSO_NAMES = _words("""
    april august autumn christian day english faith field first forum french german glass hall hill hope irish
    june justice kids lane law light may page polish rivers road row summer visa young
""")
KNOWN = INSTITUTIONS | TIMES | PEOPLES
SURELY_KNOWN = KNOWN - ALSO_NAMES
# Titles of public office, by which people are named in public.
OFFICES = _words("""
    ambassador chair chairman chairwoman commissioner congressman congressmember congresswoman del delegate
    general gov governor judge justice leader member president rep representative representatives reps secretary
    sen senator senators sens speaker whip
""")
