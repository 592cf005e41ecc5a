"""The owner's side of an export: profile, jobs, endorsements, recommendations, applications and notes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from maker.cast import EGO, END, Person
from maker.dice import Dice
from maker.tables import NARROW, csv_text, month_first, month_year
from maker.talk import working_hour

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["endorsements", "own_files", "positions", "profile"]

SKILLS: Final = ("SQL", "Python", "Data Visualization", "Statistics", "Dashboards", "Stakeholder Management")

RECOMMENDED: Final = (
    (
        "priya",
        datetime(2019, 8, 20, 14, 12, tzinfo=UTC),
        (
            "Alex worked for me for four years. I have rarely met an analyst who asks better questions, says "
            '"I do not know" so easily, and then finds out. I would hire Alex again tomorrow.'
        ),
    ),
    (
        "circle",
        datetime(2023, 5, 11, 9, 40, tzinfo=UTC),
        "Alex makes numbers plain for people who fear them, me included.\n\nA joy to work with.",
    ),
)
"""Who recommended Alex, when, and in which words."""


def own_files(people: Sequence[Person]) -> dict[str, str]:
    """The small files of the export of 2026 by their path in the archive."""
    return {
        "Profile.csv": profile("Senior Data Analyst | SQL, Python, dashboards people read | open to work"),
        "Positions.csv": positions(END),
        "Education.csv": csv_text(
            "School Name,Start Date,End Date,Notes,Degree Name,Activities",
            [["Lakeshore University", "2011", "2015", "", "BSc, Statistics", "Rowing, student paper"]],
        ),
        "Endorsement_Received_Info.csv": endorsements(people, "Endorser", END),
        "Endorsement_Given_Info.csv": endorsements(people, "Endorsee", END),
        "Recommendations_Received.csv": _recommendations(people),
        "Recommendations_Given.csv": _recommendations_given(people),
        "Company Follows.csv": _follows(),
        "Jobs/Saved Jobs.csv": _saved_jobs(),
        "Jobs/Job Applications.csv": _applications(),
        "Notes.csv": _notes(people),
        "Email Addresses.csv": csv_text(
            "Email Address,Confirmed,Primary,Updated On",
            [
                ["alex.moreno@example.com", "Yes", "Yes", f"9/2/19, 8:31{NARROW}AM"],
                ["alex@moreno.example.org", "Yes", "No", f"10/3/11, 6:05{NARROW}PM"],
            ],
        ),
        "Skills.csv": csv_text("Name", [[skill] for skill in SKILLS]),
        "learning_coach_messages.csv": _coach(),
        "LearningCoachMessages.csv": "No conversations found",
    }


def profile(headline: str) -> str:
    """The owner's own page."""
    return csv_text(
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
        "Twitter Handles,Websites,Instant Messengers",
        [["Alex", "Moreno", "", "", "", headline, "", "Data Services", "", "Larkhaven", "", "", ""]],
    )


def positions(on: date) -> str:
    """The owner's jobs as an export of that day shows them, the newest first."""
    jobs = (
        ("Initech", "Senior Data Analyst", "Larkhaven", date(2021, 6, 1), date(2026, 10, 1)),
        ("Initech", "Data Analyst", "Larkhaven", date(2019, 9, 1), date(2021, 6, 1)),
        ("Acme Robotics", "Business Analyst", "Port Ellery", date(2015, 8, 1), date(2019, 8, 1)),
    )
    return csv_text(
        "Company Name,Title,Description,Location,Started On,Finished On",
        [
            [company, title, "", place, month_year(start), month_year(end) if end <= on else ""]
            for company, title, place, start, end in jobs
            if start <= on
        ],
    )


def endorsements(people: Sequence[Person], role: str, until: date, *, urls: bool = True) -> str:
    """Endorsements received (`role` Endorser) or given (Endorsee), commas between the fields."""
    dice = Dice(f"endorsements {role}")
    known = [p for p in people if p.part in {"priya", "circle", "tomasz", "talker"} and p.connected_on]
    rows = []
    for number, person in enumerate(sorted(known, key=lambda p: p.slug)):
        since = person.connected_on or END
        at = working_hour(dice, since + timedelta(days=dice.between(20, 600)))
        if number % (2 if role == "Endorser" else 4) == 0 and at.date() <= until:
            url = [person.url.removeprefix("https://")] if urls else []
            name = [person.given.strip(), person.family.strip()]
            rows.append([f"{at:%Y/%m/%d %H:%M:%S} UTC", dice.pick_early(SKILLS), *name, *url, "ACCEPTED"])
    url_column = f"{role} Public Url," if urls else ""
    return csv_text(
        f"Endorsement Date,Skill Name,{role} First Name,{role} Last Name,{url_column}Endorsement Status",
        sorted(rows, reverse=True),
    )


def _recommendations(people: Sequence[Person]) -> str:
    cast = {person.part: person for person in reversed(people)}
    return csv_text(
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
        [
            [p.given, p.family, *p.job_on(at.date()), text, month_first(at, NARROW), "VISIBLE"]
            for p, at, text in ((cast[part], at, text) for part, at, text in RECOMMENDED)
        ],
    )


def _recommendations_given(people: Sequence[Person]) -> str:
    at = datetime(2020, 11, 3, 17, 25, tzinfo=UTC)
    person = next(p for p in people if p.part == "tomasz")
    text = "Tomasz explains hard models in plain words, and his models hold."
    return csv_text(
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
        [[person.given, person.family, *person.job_on(at.date()), text, month_first(at, NARROW), "VISIBLE"]],
    )


def _follows() -> str:
    follows = (
        ("Globex", datetime(2026, 10, 7, 8, 14, 2, tzinfo=UTC)),
        ("Hooli", datetime(2026, 10, 7, 8, 15, 40, tzinfo=UTC)),
        ("Vandelay Imports", datetime(2026, 10, 9, 19, 2, 11, tzinfo=UTC)),
        ("Harrow, Finch & Partners", datetime(2021, 3, 16, 12, 40, 5, tzinfo=UTC)),
    )
    return csv_text(
        "Organization,Followed On", [[name, f"{at:%a %b %d %H:%M:%S} UTC {at:%Y}"] for name, at in follows]
    )


def _saved_jobs() -> str:
    jobs = (
        (datetime(2026, 10, 8, 7, 50, tzinfo=UTC), "Lead Analyst", "Globex"),
        (datetime(2026, 10, 12, 20, 5, tzinfo=UTC), "Senior Data Scientist", "Hooli"),
        (datetime(2026, 10, 14, 9, 31, tzinfo=UTC), "Data Analyst, Planning", "Umbrella Logistics"),
        (datetime(2026, 10, 19, 13, 0, tzinfo=UTC), "Head of Reporting", "Vandelay Imports"),
    )
    return csv_text(
        "Saved Date,Job Url,Job Title,Company Name",
        [
            [
                month_first(at, NARROW),
                f"https://www.linkedin.com/jobs/view/{41000000 + 977 * n}",
                title,
                company,
            ]
            for n, (at, title, company) in enumerate(jobs)
        ],
    )


def _applications() -> str:
    applications = (
        (datetime(2026, 10, 15, 10, 22, tzinfo=UTC), "Globex", "Lead Analyst"),
        (datetime(2026, 10, 21, 16, 48, tzinfo=UTC), "Larkspur Bank", "Reporting Manager"),
    )
    return csv_text(
        "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,"
        "Question And Answers",
        [
            [
                month_first(at, NARROW),
                "alex.moreno@example.com",
                "",
                company,
                title,
                f"https://www.linkedin.com/jobs/view/{41000000 + 977 * n}",
                "Alex_Moreno.pdf",
                "Years of SQL:8 | Notice period, weeks:0",
            ]
            for n, (at, company, title) in enumerate(applications)
        ],
    )


def _notes(people: Sequence[Person]) -> str:
    notes = {
        "priya": "Grows tomatoes. Daughter started university in 2023.",
        "mia": "Met at the data meetup, November 2024. Likes honest questions.",
        "tomasz": "Promised him the paper on forecasts,\nstill to send.",
    }
    cast = {person.part: person for person in people}
    at = month_first(datetime(2026, 10, 6, 18, 20, tzinfo=UTC), NARROW)
    return csv_text(
        "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On",
        [[cast[p].given, cast[p].family, cast[p].url, note, at, ""] for p, note in notes.items()],
    )


def _coach() -> str:
    """A talk with a machine: it looks like messages and is none."""
    thread, coach = "2-bGVhcm5pbmctY29hY2gtMDAx", "LinkedIn Learning Coach"
    return csv_text(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
        "CONTENT,FOLDER",
        [
            [
                thread,
                "",
                coach,
                "",
                EGO.name,
                EGO.url,
                "2026-10-18 20:11:42 UTC",
                "",
                "Here are three courses.",
                "",
            ],
            [
                thread,
                "",
                EGO.name,
                EGO.url,
                coach,
                "",
                "2026-10-18 20:11:02 UTC",
                "",
                "How do I learn dbt?",
                "",
            ],
        ],
        quote_all=True,
    )
