"""The objective: what a job seeker asks of others, in a sentence or two, and whether it can be helped.

People help with what is specific. A good objective names

* a *company*, or a kind of company (mid-size logistics firms, hospitals),
* a *role* (lead analyst, something in procurement),
* a *place* (Berlin, the Lyon area, remote),
* the *help* that is asked (an introduction, twenty minutes, advice on one thing),

and bears a tone that is easy to answer: words that ask for pity, for everything, or that settle accounts
make it hard. Whoever is "open to everything" gets nothing, because nobody can think of everything.

Read by words and capitals, in English alone, as career advisers would: it gives no mark and blocks nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netgraph.schema import CHECK_OBJECTIVE, conform

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["check_objective"]

RESTS_ON: Final = "Reads the words alone, in English; it gives no mark. Whether it is true is yours to know."

MISSING: Final = {
    "company": "Name a company, or a kind of company: it gives people somewhere to look.",
    "role": "Name a role: people remember a title, not a wish for work.",
    "place": "Say where, or that it is remote: it spares others the question.",
    "help": "Say what help you ask for: an introduction, twenty minutes, advice on one thing.",
}
MINDED: Final = {
    "everything": "Nobody can think of everything: name one thing, and say others when you are asked.",
    "pity": "Pity makes people uneasy and helps nobody: say what you bring and what comes next.",
    "bitter": "Whoever reads this may know them: leave it out, and say what you look for.",
}


def either_of(words: str) -> str:
    """A pattern for any of the phrases, one a line or divided by commas, with a plural s."""
    phrases = sorted((" ".join(one.split()) for one in words.split(",")), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(one).replace(r"\ ", r"[\s-]+") + "s?" for one in phrases if one) + ")"


GENERIC: Final = (
    "a an the any some every each all other another my your our his her their its this that these those "
    "which what no same different new next better best good great nice big large small huge top leading "
    "growing stable reputable solid decent cool modern dynamic innovative exciting interesting "
    "challenging suitable right full-time part-time full time part permanent temporary long-term first "
    "similar open dream ideal possible potential few many more most own work job paid well-paid senior "
    "junior entry-level medium mid-size mid-sized midsize larger smaller bigger international global "
    "local national regional with for at in of to and or is are be like current former old previous "
    "kind sort type several various certain remote hybrid join joining within inside"
)
NOT_GENERIC: Final = "(?!(?:" + "|".join(map(re.escape, GENERIC.split())) + r")\b)"
ROLES: Final = either_of(
    "accountant, actuary, administrator, adviser, advisor, analyst, apprentice, architect, archivist, "
    "assistant, attorney, auditor, biologist, bookkeeper, broker, buyer, captain, caretaker, carpenter, "
    "cashier, ceo, cfo, cto, coo, cmo, chef, chemist, clerk, coach, consultant, controller, cook, "
    "coordinator, copywriter, counsel, curator, dentist, designer, developer, director, doctor, driver, "
    "economist, editor, electrician, engineer, epidemiologist, foreman, fundraiser, gardener, "
    "geologist, illustrator, interpreter, journalist, lawyer, lecturer, librarian, manager, marketer, "
    "mechanic, merchandiser, midwife, nurse, operator, paralegal, pharmacist, photographer, physician, "
    "physicist, physiotherapist, pilot, planner, plumber, president, principal, producer, professor, "
    "programmer, psychologist, purchaser, receptionist, recruiter, researcher, scientist, scrum master, "
    "secretary, social worker, specialist, statistician, strategist, supervisor, surgeon, surveyor, "
    "teacher, technician, tester, therapist, trainer, translator, tutor, underwriter, vet, "
    "veterinarian, vp, welder, writer, product owner, account executive, sales executive, chief of "
    "staff, team lead, tech lead, project lead"
)
FIELDS: Final = either_of(
    "accounting, administration, analytics, business development, communications, compliance, content, "
    "controlling, customer service, customer success, data, design, education, engineering, events, "
    "finance, fundraising, graphic design, hr, human resources, it, legal, logistics, maintenance, "
    "marketing, nursing, operations, planning, policy, procurement, product, product management, "
    "project management, public relations, purchasing, quality, reporting, research, sales, security, "
    "strategy, supply chain, sustainability, teaching, testing, training, ux, writing"
)
POSTS: Final = "(?:roles?|positions?|jobs?|posts?|internships?|apprenticeships?|traineeships?)"
KINDS: Final = either_of(
    "airline, airport, agency, bakery, bank, brewery, broadcaster, carmaker, charity, city council, "
    "clinic, college, consultancy, council, department store, government, hospital, hotel, insurer, "
    "kindergarten, laboratory, law firm, library, manufacturer, ministry, municipality, museum, "
    "newspaper, ngo, non profit, nonprofit, nursing home, pharmacy, political party, public sector, "
    "public service, publisher, retailer, restaurant, scale up, scaleup, school, software house, start "
    "up, startup, supermarket, theatre, trade union, university, utility, zoo"
)
PLURALS: Final = (
    "agencies|bakeries|breweries|charities|consultancies|laboratories|libraries|ministries|municipalities|"
    "pharmacies|universities|utilities"
)
INDUSTRIES: Final = either_of(
    "advertising, aerospace, agriculture, automotive, aviation, banking, biotech, chemicals, cleantech, "
    "construction, consulting, consumer goods, cybersecurity, e commerce, ecommerce, education, "
    "electronics, energy, entertainment, fashion, fintech, food, forestry, gaming, health care, "
    "healthcare, hospitality, insurance, logistics, manufacturing, media, medtech, mining, music, oil "
    "and gas, payments, pharma, pharmaceuticals, publishing, rail, real estate, renewables, retail, "
    "robotics, semiconductors, shipping, solar, telecom, textiles, tech, technology, "
    "tourism, transport, travel, wind power"
)
EMPLOYERS: Final = (
    "(?:companies|company|firms?|employers?|organi[sz]ations?|industry|sector|business(?:es)?|groups?)"
)
NO_NAME: Final = (
    r"(?!(?:I|I'm|I'd|I've|It|The|A|An|My|Your|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Easter)\b)"
)
PROPER: Final = NO_NAME + r"[A-Z][\w&'.-]*\w(?: (?:of |& )?[A-Z][\w&'-]+){0,3}"
NO_NAMES: Final = (
    "advance|case|excel|fact|general|home|java|javascript|least|mind|order|person|principle|python|sql|"
    "time|touch"
)
NO_PLACE: Final = (
    r"(?!(?:AI|API|B2B|B2C|BI|CRM|CSR|DevOps|ERP|ESG|Excel|Finance|HR|IT|Java|JavaScript|Logistics|Marketing|ML|PR|"
    r"Python|QA|R|Rust|SaaS|Sales|SAP|SEO|SQL|Tableau|UX|UI)\b)"
)

NAME_AFTER: Final = re.compile(
    rf"\b(at|join|in|near|around) {NOT_GENERIC}(?!(?:{FIELDS}|{INDUSTRIES}|{KINDS}|{NO_NAMES})\b)([a-z])"
)
SAID: Final = {
    "company": re.compile(
        r"\b(?i:at|join|joining|inside|like|such as|work(?:ing)? for|hired by|interview with) "
        rf"(?P<a>{PROPER})"
        rf"|\b(?P<b>(?i:{KINDS}|{PLURALS}))\b"
        rf"|\b(?P<c>(?i:{NOT_GENERIC}\w[\w-]+ {EMPLOYERS}))\b"
        rf"|\b(?i:in|into|within|across|from|at an?|for an?|with an?) (?i:the )?(?P<d>(?i:{INDUSTRIES}))\b"
        r"|\b(?P<e>(?i:(?:companies|firms|employers|organi[sz]ations) (?:that|who|which) (?:\w+ ?){1,4}))"
    ),
    "role": re.compile(
        rf"\b(?P<a>(?:{NOT_GENERIC}\w[\w-]+ )?(?<!my )(?<!your )(?<!our ){ROLES})\b"
        r"|\b(?P<b>(?:vice president|vp|head|director|chief) of \w+)"
        r"|\b(?P<c>(?:team|tech|reporting|analytics|design|data|product|project|engineering) leads?)\b"
        rf"|\b(?P<d>{FIELDS} {POSTS})\b"
        rf"|\b(?P<e>(?:{POSTS}|work|career|something) (?:in|within) (?:the )?(?:\w+ )?{FIELDS})\b",
        re.IGNORECASE,
    ),
    "place": re.compile(
        r"\b(?P<a>(?i:remote(?:ly)?|hybrid|on-?site|(?:from|at) home|home office))\b"
        rf"|\b(?i:in|near|around|outside|based in|across|(?:move|relocate|commute) to) (?:the )?"
        rf"(?:(?:greater|central|north\w*|south\w*|east\w*|west\w*) )?(?P<b>{NO_PLACE}{PROPER})"
        rf"|\b(?:Hospital|University|City|College|School|Bank) of (?P<e>{PROPER})"
        rf"|\b(?P<c>{PROPER})[ -](?i:area|region|county|based)\b"
        r"|(?i:\b(?:within|under|at most) "
        r"(?P<d>\d+ (?:minutes|km|kilomet\w+|miles|hours?) (?:of|from|by)\b(?: \w+)?))"
    ),
    "help": re.compile(
        r"\b(?P<a>intro(?:s|duc\w+)?\b(?: me)?|pick your brain"
        r"|put me in (?:touch|contact)|connect me|refer me|a referral"
        r"|(?:talk|speak|chat|meet|meeting|coffee|conversation|call|interview)\w* (?:to|with|about)"
        r"|\d+ min\w*|(?:ten|fifteen|twenty|thirty|five) minutes|half an hour"
        r"|a (?:\w+ )?(?:call|chat|talk|coffee)\b|know (?:any(?:body|one)|some(?:body|one))"
        r"|(?:what|how|where) should I"
        r"|who(?:m)? (?:do|else|should|would|could|might|hires|leads|runs|knows|works|decides)\b(?: \w+)?"
        r"|(?:advice|advise|feedback|opinion|view|tips?) (?:on|about|for|from|how|whether)"
        r"|(?:read|review|look (?:over|at)|comment on|pass on|forward) (?:my|this|the)"
        r"|(?:learn|hear|understand|find out|know|ask|tell me|show me) "
        r"(?:how|what|who|whether|why|where|which)"
        r"|point me to|recommend (?:me|a|an|somebody|someone)|vouch for|practi[cs]e)",
        re.IGNORECASE,
    ),
}

MIND: Final = {
    "everything": re.compile(
        r"\bopen to (?:absolutely |really |pretty much |almost )?(?:everything|anything|all|any)\b(?: \w+)?"
        r"|\b(?:any|every) (?:kind of |sort of |type of |other )?"
        r"(?:jobs?|roles?|positions?|work|opportunit\w+|industr\w+|compan\w+|employers?|offers?|openings?)\b"
        r"|\b(?:do|take|accept|try|consider|for|of|about|to) (?:almost )?anything\b(?! (?:else|I|at all)\b)"
        r"|\banything (?:comes up|in \w+|at all|goes|helps|works|will do|would do)\b"
        r"|\banything you (?:have|hear|can|know|find|see)\b|\bdon't care (?:what|where|which)\b"
        r"|\bwhatever(?: \w+){0,2}|\bwherever\b"
        r"|\banywhere\b(?! (?:in|near|within|around|between)\b)"
        r"|\ball (?:kinds|sorts|types) of \w+|\ball (?:options|opportunities|industries|roles|jobs)\b"
        r"|\b(?:new|exciting|interesting|great) (?:opportunit\w+|challenges?)\b"
        r"|\b(?:completely|totally|fully|very|absolutely) (?:flexible|open)\b"
        r"|\bno preferences?\b|\bnot (?:too )?(?:picky|fussy|choosy)\b|\bjack of all trades\b",
        re.IGNORECASE,
    ),
    "pity": re.compile(
        r"\bdesperat\w+|\bbeg(?:ging)?\b(?: you)?|\bhopeless\b|\blosing hope\b|\bstruggling\b"
        r"|\blast (?:resort|hope|chance)\b"
        r"|\b(?:nobody|no one|noone) (?:will|wants|would|even|ever|hires|answers|calls)\b(?: \w+)?"
        r"|\b(?:can't|cannot|can not|couldn't) (?:pay|afford|find|get)\b(?: \w+){0,2}"
        r"|\brunning out of \w+|\b(?:pay )?(?:my|the|our) (?:bills|rent|mortgage)\b"
        r"|\bsorry to (?:bother|trouble|ask)\b|\bhate to (?:ask|bother)\b"
        r"|\b(?:really|badly|urgently|just) need (?:(?:a|any|some) )?(?:job|work|income|money)\b"
        r"|\bI need a job\b|\bout of options\b|\bgiv(?:e|en|ing) up\b|\bplease,? please\b"
        r"|\btoo old\b|\b(?:a|such a) failure\b|\bworthless\b|\bpity\b|\bdown on my luck\b",
        re.IGNORECASE,
    ),
    "bitter": re.compile(
        r"\btoxic\b(?: \w+)?|\b(?:terrible|awful|horrible|useless|incompetent|stupid) "
        r"(?:boss\w*|managers?|management|compan\w+|employer|job|team|leadership)\b"
        r"|\b(?:screwed|betrayed|stabbed|cheated)\b(?: \w+)?|\bunfair\w*\b"
        r"|\b(?:threw|thrown|kicked) (?:me )?out\b"
        r"|\bhated? (?:my|the|that|working)\b(?: \w+)?|\bidiots?\b|\ba nightmare\b",
        re.IGNORECASE,
    ),
}


def check_objective(text: str) -> pd.DataFrame:
    """What an objective says, what it lacks and which words to mind; columns as in `CHECK_OBJECTIVE`.

    One row each for company, role, place and help, `said` with the words that say it or `missing` with
    what to add; then a row for each phrase to mind (`mind`), as it stands in the text.

    >>> found = check_objective("A role as lead analyst in Chicago; I am open to everything.")
    >>> dict(zip(found["part"], found["state"]))
    {'company': 'missing', 'role': 'said', 'place': 'said', 'help': 'missing', 'everything': 'mind'}
    >>> found["words"].to_list()[4]
    'open to everything'
    """
    plain = " ".join(text.replace("\u2019", "'").split())
    rows = [_part(part, plain) for part in SAID]
    rows += sorted(_phrases(plain), key=lambda row: row.pop("place"))
    found = conform(pd.DataFrame(rows, columns=CHECK_OBJECTIVE.names), CHECK_OBJECTIVE)
    found.attrs["rests_on"] = RESTS_ON
    return found


def _part(part: str, text: str) -> dict[str, Any]:
    match = SAID[part].search(text) or SAID[part].search(_with_capitals(text))
    if match is None:
        return {"part": part, "state": "missing", "says": MISSING[part]}
    words = next(text[slice(*span)] for span in match.regs[1:] if span[0] >= 0)
    return {"part": part, "state": "said", "words": words.strip(), "says": f"You say it: {words.strip()}."}


def _with_capitals(text: str) -> str:
    """Whoever writes without capitals means names all the same: `at globex in chicago`."""
    if re.search(r"[A-HJ-Z]", text):
        return text
    return NAME_AFTER.sub(lambda match: f"{match.group(1)} {match.group(2).upper()}", text)


def _phrases(text: str) -> Iterable[dict[str, Any]]:
    for part, pattern in MIND.items():
        for match in pattern.finditer(text):
            yield {
                "part": part,
                "state": "mind",
                "words": match.group(),
                "says": MINDED[part],
                "place": match.start(),
            }
