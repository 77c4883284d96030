"""The phrases that common.guard looks for (P1, P2), and what tells a request for one from a mention of it.

Each pattern has its reason, which completes "“phrase” …". The words are of Congress and of campaigns. A pattern of P1
names people, parties or elections, so that a vote on a bill and an awareness campaign pass.
"""

from __future__ import annotations

TITLES = r"(?:sens?\.|senators?|reps?\.|representatives?|congress(?:man|woman|member)|members? of congress)"
PARTY = r"(?:democrats?|republicans?|gop|democratic party|republican party)"
PERSON = rf"(?:{TITLES}\s+\w+|him|her|them|incumbents?|{PARTY})"
# As it is typed, and as it is set.
_APOSTROPHE = "['\N{RIGHT SINGLE QUOTATION MARK}]"
_WORD = r"[\w'" + "\N{RIGHT SINGLE QUOTATION MARK}" + r"-]+"
_BODY = r"(?:house|senate|congress|white house|majority)"

NONPARTISAN = (
    (
        rf"\bvot(?:e|es|ed|ing)\s+(?:out|for|against)\s+(?:the\s+)?{PERSON}",
        "asks for a vote on a person or party",
    ),
    (rf"\bvot(?:e|es|ed|ing)\s+{PERSON}\s+out\b", "asks for a vote on a person or party"),
    (r"\bvote\s+(?:blue|red|democrat(?:ic)?|republican)\b", "asks for a vote on a person or party"),
    (rf"\b(?:re-?)?elect(?:ing)?\s+(?:the\s+)?(?:more\s+)?{PERSON}", "asks to elect a person or party"),
    (
        rf"\b(?:defeat|unseat|oust|flip)(?:ing)?\s+(?:the\s+)?(?:{PERSON}|seat|senate|house)",
        "asks to defeat a person or party",
    ),
    (
        rf"\b(?:take|win|flip)(?:ning|ing|ping)?\s+(?:back\s+)?the\s+{_BODY}(?:\s+back)?\b",
        "speaks of winning a chamber",
    ),
    (
        rf"\b(?:keep|hold|lose|regain)(?:ing)?\s+(?:the|their|its)\s+(?:{_BODY}\s+)?majority\b",
        "speaks of winning a chamber",
    ),
    (
        rf"\b(?:throw|kick|drive)\s+(?:the\s+)?{PERSON}\s+out\b|\bout\s+of\s+office\b",
        "asks to defeat a person or party",
    ),
    (
        r"\b(?:support|oppose|endorse|back)(?:s|ed|ing)?\s+(?:the\s+)?(?:candidate|candidacy|re-?election)s?\b",
        "takes a side in a campaign",
    ),
    (r"\bre-?election\b", "speaks of an election"),
    (
        r"\bendorse(?:s|d|ment|ments)?\s+(?:\w+\s+){0,2}(?:for\s+(?:the\s+)?(?:senate|house|congress|office)|candidate|candidates)\b",
        "endorses a candidate",
    ),
    (rf"\bendorse(?:s|d)?\s+{TITLES}\s+\w+", "endorses a candidate"),
    (
        r"\bcandidates?\s+for\s+(?:the\s+)?(?:u\.s\.\s+)?(?:senate|house|congress|office|president)\b",
        "speaks of candidates",
    ),
    (r"\brunning\s+(?:for|against)\s+(?:office|congress|the\s+(?:house|senate))\b", "speaks of candidates"),
    (
        r"\bcampaign\s+(?:contribution|donation|donor|rally|finance|pledge|promise|trail)s?\b",
        "speaks of an electoral campaign",
    ),
    (rf"\bcampaign(?:s|ing)?\s+(?:for|against)\s+{PERSON}", "speaks of an electoral campaign"),
    (r"\b(?:re-?election|senate|house|congressional)\s+campaign\b", "speaks of an electoral campaign"),
    (
        r"\b(?:super\s+)?pac\s+(?:money|donations?|endorsements?)\b|\bsuper\s+pacs?\b",
        "speaks of campaign money",
    ),
    (r"\b(?:midterm|primary|general|special)\s+elections?\b|\bmidterms\b", "speaks of an election"),
    (r"\b(?:election|polling)\s+day\b|\bat\s+the\s+(?:polls|ballot\s+box)\b", "speaks of an election"),
    (r"\b(?:get\s+out\s+the\s+vote|voter\s+(?:guide|registration\s+drive)s?)\b", "speaks of an election"),
    (r"\b(?:swing|battleground)\s+(?:districts?|states?|seats?)\b", "speaks of an electoral campaign"),
    (rf"\b(?:vulnerable|endangered)\s+(?:incumbents?|{TITLES}|{PARTY})", "speaks of an electoral campaign"),
    (r"\bscore\s?cards?\b", "speaks of a scorecard of legislators"),
    (r"\b(?:anti|pro)-trafficking\s+(?:grade|score|rating)s?\b", "grades legislators"),
    (rf"\bpro-trafficking\s+(?:{TITLES}|{PARTY})", "judges a person or party"),
    (
        rf"\b(?:radical|extreme|extremist|corrupt|do-nothing|far-left|far-right|heartless|cowardly)\s+(?:{PARTY}|{TITLES})",
        "judges a person or party",
    ),
    (
        rf"\b(?:blame|shame|punish)(?:s|d|ed|ing)?\s+(?:the\s+)?(?:{PARTY}|{TITLES}\s+\w+)",
        "blames a person or party",
    ),
    (rf"\b{PARTY}\s+(?:obstruction|obstructionism|extremism|sabotage|failure|hypocrisy)\b", "judges a party"),
    (
        rf"\b{PARTY}\s+(?:do\s+not|don{_APOSTROPHE}t|refuse\s+to|only)\s+(?:care|protect|want|help)\b",
        "judges a party",
    ),
)

_SUM = r"(?:\$?[\d.,]+\s*(?:million|billion)?\s+|funds?\s+|funding\s+|money\s+|amounts?\s+|resources\s+|dollars\s+)"
# What money is taken from; a person or a worker is moved from elsewhere.
_MONEY_PLACE = (
    r"(?:accounts?|programs?|funds?|offices?|agenc(?:y|ies)|departments?|bureaus?|budgets?|bills?|lines?|"
    r"appropriations?)\b"
)
_MOVES = (
    r"(?:transfer(?:s|red|ring)?|reprogram(?:s|med|ming)?|shift(?:s|ed|ing)?|redirect(?:s|ed|ing)?|"
    r"reallocat(?:e|es|ed|ing)|divert(?:s|ed|ing)?|repurpos(?:e|es|ed|ing))"
)
_CUTS = r"(?:cut|cutting|cuts|rescind|rescinding|reduce|reducing)"
NO_OFFSET = (
    (r"\boffset(?:s|ting)?\b(?!\s+print)", "names an offset"),
    (r"\bpay-?fors?\b|\bpay\s+fors\b|\b(?:a|the|any|no)\s+pay\s+for\b", "names a pay-for"),
    (
        rf"\b{_MOVES}\s+(?:of\s+)?{_SUM}(?:(?:in|of)\s+(?:funding|funds)\s+)?from\b",
        "takes from another program",
    ),
    (r"\btransfers?\s+from\b", "takes from another program"),
    (rf"\b{_SUM}(?:(?:are|is|were|was|be)\s+)?{_MOVES}\s+from\b", "takes from another program"),
    (
        rf"\b{_MOVES}\s+from(?=\s+(?:{_WORD}\s+){{0,5}}{_MONEY_PLACE})",
        "takes from another program",
    ),
    (
        rf"\b(?:move|moves|moved|moving|take|takes|taking)\s+{_SUM}from\s+(?:{_WORD}\s+){{0,5}}{_MONEY_PLACE}",
        "takes from another program",
    ),
    (
        r"\b(?:paid|pay|paying)\s+for\s+(?:it\s+|this\s+)?(?:by|with)\s+(?:a\s+|the\s+)?(?:cut|cuts|cutting|rescission|rescinding|reduc\w+)\b",
        "pays by a cut",
    ),
    (
        rf"\b{_CUTS}\s+(?:{_WORD}\s+){{1,8}}?to\s+(?:pay\s+for|fund|finance|make\s+room\s+for)\b",
        "pays by a cut",
    ),
    (
        rf"(?<!\bnot )\bat\s+the\s+expense\s+of\s+(?:the\s+)?(?:{_WORD}\s+){{0,3}}{_MONEY_PLACE}",
        "takes from another program",
    ),
    (r"\bcommunity project funding\b", "names an earmark"),
    (r"\bcpf\s+(?:request|project|submission)s?\b", "names an earmark"),
    (r"\bcongressionally directed spending\b", "names an earmark"),
    (r"\bearmark(?:s|ed|ing)?\b(?!-free)", "names an earmark"),
    (r"\bnamed\s+(?:recipient|grantee)s?\b", "names a recipient"),
    (
        r"\b(?:member|congressionally)[- ](?:designated|directed)\s+(?:project|funding)s?\b",
        "names an earmark",
    ),
)

# P2's hard part: the words with which one asks, and those between them and the phrase that make it a mention after all.
ASKS = (
    r"\b(?:ask|asks|asking|request|requests|requesting|urge|urges|urging|call\s+(?:on|for|upon)|seek|seeks|seeking|propose|proposes|proposing|"
    r"recommend|recommends|encourage|encourages|want|wants|need|submit|submitted)\b"
)
# A sentence that begins so tells the reader to do it.
TELLS = (
    r"^\W*(?:please|kindly)\b|^\W*(?:include|provide|approve|secure|add|insert|support|fund|use|accept|grant|consider|find|"
    r"designate|finance|direct)\b"
)
OURS = rf"\b(?:our|the\s+coalition{_APOSTROPHE}s)\s+(?:[\w-]+\s+){{0,2}}$"
# Imperatives that are the phrase itself: "Transfer $5 million from …", "Offset the cost …".
DOES_IT = (
    r"^\W*(?:please\s+)?(?:transfer|reprogram|shift|redirect|reallocate|divert|repurpose|move|take|offset|earmark|"
    r"cut|rescind|reduce|pay)\b"
)
MENTIONS = (
    r"\b(?:no|not|never|neither|nor|without|none|oppose[sd]?|opposing|reject(?:s|ing)?|prevent(?:s|ing)?|stop(?:s|ping)?|"
    r"block(?:s|ing)?|refuse(?:s|d)?|refrain|strike|striking|remove|removing|reverse|reversing|restore[sd]?|restoring|protect(?:s|ing)?|"
    r"avoid(?:s|ing)?|exclude|excluding|prohibit(?:s|ing)?|bar|forbid|instead|rather|against|free\s+of|"
    r"which|whose|because|although|while|whether|how|why|when|explain|disclose|report(?:s|ing)?\s+on|answer)\b|[;:]|"
    rf"n{_APOSTROPHE}t\b|"
    r"\bthat\s+(?!you\b|your\b|congress\b|the\s+(?:sub)?committee\b)|\bwhere\b"
)
DENIES = rf"\b(?:no|not|never|neither|nor|nothing|without)\b[^.;]{{0,20}}$|n{_APOSTROPHE}t\s*$"
