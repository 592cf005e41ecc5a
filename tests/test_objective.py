"""Objectives: good and bad ones as career advisers know them, each with the reason. English alone."""

from __future__ import annotations

import pandas as pd
import pytest

import netgraph as ng

PARTS = ("company", "role", "place", "help")

GOOD = {
    "names company, role, place and a small, clear help": (
        "I am looking for a lead analyst role at Globex in Chicago; would you introduce me to someone on "
        "the data team?"
    ),
    "a kind of company instead of one name": (
        "Supply chain planner with mid-size logistics companies around Hamburg. Could I ask you for "
        "twenty minutes about how such teams hire?"
    ),
    "several named companies of one kind": (
        "Paediatric nurse at hospitals like Saint Mary in Boston. Who do you know on the children's wards?"
    ),
    "remote is a place": (
        "Fully remote backend developer job at a fintech. I would value your feedback on my application."
    ),
    "asks for insight, not for a job": (
        "I want to move into procurement: a buyer role at a manufacturer near Lyon. May I talk to you "
        "about how you made that step?"
    ),
    "a school, a subject, a town": (
        "I am a physics teacher and hope to join a secondary school in Leeds; could you tell me who "
        "decides there?"
    ),
    "a change of field, said plainly": (
        "After ten years as a journalist I look for communications roles at an NGO in Geneva, and would "
        "like to hear how you found yours."
    ),
    "a director knows what she wants": (
        "Director of Operations at a renewables scale-up in the Netherlands. An introduction to two "
        "founders would help most."
    ),
    "an apprentice does too": (
        "An apprenticeship as electrician with a solar company in Denver: do you know who would talk to "
        "me about it?"
    ),
    "public service counts as a kind of employer": (
        "Statistician in the public sector, in Vienna. Whom should I meet at the ministry?"
    ),
    "commuting distance is a place": (
        "Bookkeeper at a charity, within 30 minutes of home. Would you look over my cover letter?"
    ),
    "honest about a gap and still specific": (
        "After two years caring for my father I am back: junior accountant at a retailer in Oslo. Could "
        "we have a short call so that I learn what has changed?"
    ),
}

BAD = {
    "open to everything helps nobody to think": (
        "I am open to everything, let me know if you hear of something.",
        {"company", "role", "place", "help"},
        ["open to everything"],
    ),
    "any job is no job": (
        "I need any job.",
        {"company", "role", "place", "help"},
        ["any job"],
    ),
    "desperate frightens people away": (
        "I am desperate for a marketing manager position in Berlin.",
        {"company", "help"},
        ["desperate"],
    ),
    "a role without where, with whom and for what help": (
        "Looking for a data analyst role.",
        {"company", "place", "help"},
        [],
    ),
    "a company alone": (
        "I would like to work at Globex.",
        {"role", "place", "help"},
        [],
    ),
    "a place alone": (
        "I want to stay in Chicago.",
        {"company", "role", "help"},
        [],
    ),
    "a good company is no kind of company": (
        "Project manager at a good company in Madrid, could you introduce me?",
        {"company"},
        [],
    ),
    "new challenges are nobody's opening": (
        "Seeking new challenges in a dynamic environment.",
        {"company", "role", "place", "help"},
        ["new challenges"],
    ),
    "anything at all": (
        "I can do anything at all, in any industry.",
        {"company", "role", "place", "help"},
        ["anything at all", "any industry"],
    ),
    "anywhere is no place": (
        "Nurse, anywhere, at a clinic; could you introduce me to the matron?",
        {"place"},
        ["anywhere"],
    ),
    "rent is a worry, not an objective": (
        "I can't pay my rent and nobody will hire me.",
        {"company", "role", "place", "help"},
        ["can't pay my rent", "nobody will hire"],
    ),
    "an apology asks the other to comfort": (
        "Sorry to bother you, I am looking for a designer role at an agency in Paris.",
        {"help"},
        ["Sorry to bother"],
    ),
    "a bitter word travels": (
        "After my toxic employer I look for an HR manager role at a bank in Zurich. Could we talk about it?",
        set(),
        ["toxic employer"],
    ),
    "a terrible boss is for friends": (
        "My terrible boss threw me out; sales manager in Rome, who do you know?",
        {"company"},
        ["terrible boss", "threw me out"],
    ),
    "not picky sounds like no wish": (
        "I'm not picky: warehouse, office, whatever pays.",
        {"company", "role", "place", "help"},
        ["not picky", "whatever pays"],
    ),
    "exciting opportunities are for brochures": (
        "Excited about exciting opportunities with leading companies worldwide.",
        {"company", "role", "place", "help"},
        ["exciting opportunities"],
    ),
    "last hope puts a weight on the reader": (
        "You are my last hope for a teacher post in Cork, please introduce me to the school.",
        set(),
        ["last hope"],
    ),
    "begging is no asking": (
        "I beg you, get me an interview with Hooli in Austin as a developer.",
        set(),
        ["beg you"],
    ),
    "all kinds of things is one thing too many": (
        "I do all kinds of work for all industries.",
        {"company", "role", "place", "help"},
        ["all kinds of work", "all industries"],
    ),
    "too old is said by others soon enough": (
        "I know I am too old, but is there an engineer job at an airline in Dublin? Tell me who hires.",
        set(),
        ["too old"],
    ),
    "a worry about running out": (
        "I am running out of savings and just need some income as an accountant in Bonn.",
        {"company", "help"},
        ["running out of savings", "just need some income"],
    ),
    "completely flexible": (
        "I am completely flexible about the role and the company.",
        {"company", "role", "place", "help"},
        ["completely flexible"],
    ),
    "no words at all": ("", {"company", "role", "place", "help"}, []),
}

ALREADY_GOOD_WORDS = {
    "in is no place before a field": ("A role in marketing at a museum; who do you know?", {"place"}),
    "in is no place before a skill": ("Developer in Python at a bank, may I talk to you?", {"place"}),
    "a month is no place": ("Librarian at a university from May on; advice on the interview?", {"place"}),
    "at all is no company": ("No lawyer at all in Prague could tell me how", {"company"}),
    "anywhere in a country is a place": ("Chef at a hotel anywhere in Portugal; whom should I meet?", set()),
    "anything else one should read is a good question": (
        "Economist at a bank in Bern: what should I read, anything else? Could we talk about it?",
        set(),
    ),
    "head of is a role": ("Head of Reporting at Hooli in Oslo, could you introduce me?", set()),
    "an area is a place": ("Vet at a zoo in the Lyon area: I would like to hear how you started.", set()),
    "no capitals at all": ("lead analyst at globex in chicago, could i talk to you?", set()),
    "no capitals and no names": ("developer in python at home, could we talk about it?", {"company"}),
    "letters of another case": ("LEAD ANALYST AT GLOBEX IN CHICAGO, COULD YOU INTRODUCE ME?", set()),
}


ALL = {"company", "role", "place", "help"}
HEARD = {
    "I would love to move from consulting into an in-house strategy role at a healthcare company in Boston. "
    "Do you know anybody at Partners Health?": (set(), []),
    "CFO of a family-owned manufacturing business in Bavaria; an intro to two owners would help.": (
        set(),
        [],
    ),
    "I want to become a data engineer, ideally at an energy company around Aberdeen; what should I learn?": (
        set(),
        [],
    ),
    "I am looking for a Customer Success Manager job at companies like Zendesk, HubSpot or Intercom in "
    "Dublin - could we have a quick call?": (set(), []),
    "Staff nurse, University Hospital of Geneva. Can you introduce me to the head nurse?": (set(), []),
    "I'm a UX researcher. I want to work at Spotify in Stockholm. Could I pick your brain?": (set(), []),
    "Entry-level roles in graphic design, in Manchester.": ({"company", "help"}, []),
    "Hoping to land a job in tech.": ({"role", "place", "help"}, []),
    "Let me know if anything comes up.": (ALL, ["anything comes up"]),
    "Anything in finance would be great.": (ALL, ["Anything in finance"]),
    "I don't care what it is, I just need money.": (ALL, ["don't care what", "just need money"]),
    "I was unfairly dismissed and my manager was a nightmare.": (ALL, ["unfairly", "a nightmare"]),
    "I have been unemployed for a year and I am losing hope.": (ALL, ["losing hope"]),
    "I know you're busy, sorry to ask, but could you find me a job?": (ALL, ["sorry to ask"]),
    "Open to new opportunities! #opentowork": (ALL, ["new opportunities"]),
    "any position, any salary": (ALL, ["any position"]),
}
"""As they are written in posts and mails."""


def missing(found):
    return set(found.loc[found["state"] == "missing", "part"])


def minded(found):
    return list(found.loc[found["state"] == "mind", "words"])


@pytest.mark.parametrize("reason", GOOD)
def test_a_good_objective_lacks_nothing_and_is_left_alone(reason):
    found = ng.check_objective(GOOD[reason])
    assert (missing(found), minded(found)) == (set(), []), reason


@pytest.mark.parametrize("reason", BAD)
def test_a_bad_objective_is_told_what_it_lacks_and_which_words_to_mind(reason):
    text, lacks, words = BAD[reason]
    found = ng.check_objective(text)
    assert (missing(found), minded(found)) == (lacks, words), reason


@pytest.mark.parametrize("reason", ALREADY_GOOD_WORDS)
def test_words_that_only_look_like_something_else(reason):
    text, lacks = ALREADY_GOOD_WORDS[reason]
    found = ng.check_objective(text)
    assert (missing(found), minded(found)) == (lacks, []), reason


@pytest.mark.parametrize("text", HEARD)
def test_objectives_as_they_are_heard(text):
    lacks, words = HEARD[text]
    found = ng.check_objective(text)
    assert (missing(found), minded(found)) == (lacks, words)


def test_there_are_thirty_and_more():
    assert len(GOOD) + len(BAD) >= 30


def test_every_part_has_one_row_and_one_line_and_nothing_is_marked():
    found = ng.check_objective("Any job at Globex, I am desperate")
    assert tuple(found["part"][:4]) == PARTS
    assert list(found["part"][4:]) == ["everything", "pity"]
    assert not found["says"].str.contains("\n").any()
    assert (found["says"].str.len() < 110).all()
    assert not {"score", "mark", "grade"} & set(found.columns)
    assert "English" in found.attrs["rests_on"]


def test_what_is_quoted_stands_in_the_text():
    text = "  Open   to anything,\nany job: I'm Desperate, whatever helps. At Globex in Chicago."
    plain = " ".join(text.split())
    for words in ng.check_objective(text)["words"].dropna():
        assert words in plain


def test_a_typographic_apostrophe_is_one():
    assert minded(ng.check_objective("I can\u2019t pay the rent")) == ["can't pay the rent"]


def test_the_schema_is_kept():
    found = ng.check_objective("anything")
    assert isinstance(found, pd.DataFrame)
    assert list(found.columns) == ["part", "state", "words", "says"]
