"""What contacts and Alex said: who knows whom, where Alex wants to go, and who is close."""

from __future__ import annotations

from typing import Final

from maker.tables import csv_text

__all__ = ["first_round_text", "knows_text", "targets_text"]

KNOWS: Final = """
Mia Chen|Dana Cole|Globex|VP Data|4|Same climbing group, they talk most weeks
Mia Chen|Ravi Menonsson|Globex|Data Platform Lead|2|Met at the data meetup
Mia Chen|Zoë Petrakis|Driftwood Analytics|Co-founder|3|Organise the meetup together
Priya Raman|Dana Cole|Globex|VP Data|2|Shared a panel in 2022
Priya Raman|Lucille Vantongeren|Soylent Foods|Chief Data Officer|5|Her boss
Priya Raman|Camila Novakova|City of Larkhaven|Head of Data|4|Colleagues at Acme
Tomasz Wierzba|Ottilie Bjarnason|Hooli|Head of Analytics|4|His manager
Tomasz Wierzba|Noor Winterfeld|Hooli|Data Engineer|3|Same floor
Tomasz Wierzba|Julien Tanabe|Massive Dynamic Labs|Machine Learning Engineer|4|Climb on Thursdays
Bram Okonkwo|Rahul Castellanos|Initech|Product Manager|4|Same team for four years
Bram Okonkwo|Marcus Oyelaran|Initech|Team Lead, Reporting|4|Share a desk
Bram Okonkwo|Mia Chen|Pied Piper Cloud|Data Engineer|2|Met at the data meetup
Rahul Castellanos|Petronella Quist|Stark Analytics|Hiring Manager, Insights|3|Studied together
Marcus Oyelaran|Leonie Brandt|Kestrel Insurance|Head of Reporting|3|She had his job before him
Sofía Lindqvist|Grant Whitlock|Wonka Insights|Director, Business Intelligence|4|Reports to him
Sofía Lindqvist|Camila Novakova|City of Larkhaven|Head of Data|3|
Anneke Mbeki|Yusuf Adeyemi-Clarke|Silverbirch University|Research Fellow|5|Old friends from Lakeshore
Anneke Mbeki|Immanuel Osterberg|Wayne Data Systems|VP Engineering|3|Her manager
Julien Tanabe|Farid Nazari|Stark Analytics|Analytics Manager|2|
Zoë Petrakis|Dominika Farrow|Brightmoor Energy|Chief Operating Officer|4|A client
Zoë Petrakis|Anneke Mbeki|Wayne Data Systems|Data Scientist|3|
Camila Novakova|Theodora Blixen|City of Larkhaven|City Statistician|4|Next office
Farid Nazari|Petronella Quist|Stark Analytics|Hiring Manager, Insights|4|Same corridor
Leonie Brandt|Hana Vojtek|Oscorp Health|Product Manager||Lunch now and then
Ingrid Solheim|Dominika Farrow|Brightmoor Energy|Chief Operating Officer|2|
"""

TARGETS: Final = """
Globex|organization|Lead Analyst|5
Dana Cole|person|VP Data at Globex|5
Hooli|organization|Senior Data Scientist|4
Stark Analytics|organization|Analytics Manager|4
Umbrella Logistics|organization|Data Analyst, Planning|3
Vandelay Imports|organization|Head of Reporting|3
Soylent Foods|organization|Reporting Lead|2
"""

FIRST_ROUND: Final = """
Devon Achebe|Globex|4|this year
Tilda Marchetti|Umbrella Logistics|3|1-3 years
Kasper D\u00f6nmez|Initech|5|this month
Ramona Ivanova|Initech|4|this month
Viktor \u00d6zt\u00fcrk|Initech|3|this year
Lars Abioye|Hooli|0|
In\u00e8s Popescu|Acme Robotics|3|longer
Petra Lindholm-Vale|Vandelay Imports|4|1-3 years
"""


def knows_text() -> str:
    """Who knows whom, as contacts said; closeness 0-5, empty where nobody asked."""
    return csv_text("person,knows,organization,position,closeness,note", _rows(KNOWS)) + "\n"


def targets_text() -> str:
    """Organizations and people to reach; priority from 1 (some day) to 5 (first)."""
    return csv_text("name,kind,role,priority", _rows(TARGETS)) + "\n"


def first_round_text() -> str:
    """Five minutes of answers: how close, and when they last spoke. The last name is in no export."""
    return csv_text("name,organization,closeness,last_spoke", _rows(FIRST_ROUND)) + "\n"


def _rows(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]
