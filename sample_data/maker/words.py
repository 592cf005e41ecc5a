"""Word lists: names, employers, titles and the sentences people write. Nobody and nothing here is real."""

from __future__ import annotations

from typing import Final

__all__ = [
    "BYES",
    "CHATS",
    "EMPLOYERS",
    "FAMILY_NAMES",
    "GIVEN_NAMES",
    "HELLOS",
    "PITCHES",
    "RECRUITER_NOTES",
    "RECRUITER_TITLES",
    "SLOTS",
    "SYMPATHY",
    "TITLES",
]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


GIVEN_NAMES: Final = _words("""
    Amara Bastian Chiara Dmitri Elif Farah Gideon Hanneke Idris Jolanda Kwame Liora Mateus Nadia Olek
    Paloma Quentin Rosalind Sanjay Tamsin Ulrike Viktor Wanjiru Ximena Yara Zoltan Anders Beatriz Cillian
    Daria Emeka Freya Giovanni Hyejin Ivo Jamila Kasper Leilani Milan Nneka Oskar Pilar Rafael Saoirse
    Tendai Ulf Valentina Wim Xiulan Yannick Zainab Arjun Bronwyn Cosima Delphine Esteban Fiorella Gustav
    Henrike Imani Jasper Katya Lamar Marisol Nikhil Odette Petra Ramona Stellan Thandiwe Umar Vesna Wilma
    Yusra Zuri Ahmet Birgit Caspian Dunja Eleni Faisal Greta Hamish Ines Joao Kirsten Lorcan Mireille Naoki
    Orla Pavel Rukmini Silje Tobias Uma Verena Winona Yoshi Ziva Aino Bogdan Clio Desmond Etta Fumiko
    André Børge Célia Désirée Eñaut Françoise Gülay Håkon Inès Jürgen Łucja Mónica Noémie Søren Zdeňka
""")

FAMILY_NAMES: Final = _words("""
    Abernethy Bakker Castellano Dragomir Eriksen Fairweather Galvao Hartono Ilunga Jankowska Kowalczuk
    Lindholm Mwangi Nakashima Obi Pemberton Quispe Rautavaara Sandoval Thistlewood Usman Vandermeer
    Wetherby Xu Yilmaz Zamora Achterberg Balogun Chaudhary Delacroix Ekwueme Ferreira Goldwasser Hathaway
    Iyer Jovanovic Karlsson Lomax Mahlangu Nettleton Ostrowski Pillai Rosenbaum Szabo Tanaka Underhill
    Vlahos Whitcombe Yamada Zielinska Adeleke Bergstrom Cardoso Dupree Engelbrecht Fontana Gunawardena
    Holmberg Ivanova Jimoh Kaplan Larsen Montoya Njoroge Olivares Petrenko Ramaswamy Silvestri Turner-Diaz
    Umarov Vasquez Winterbourne Youssef Zhao Ashdown Brannigan Coetzee Dimitrov Elmasry Fitzgibbon Gruber
    Hoxha Jaramillo Kuznetsova Leclerc Mbatha Novotny Oyelowo Popescu Ruiz Sorensen Takahashi Vestergaard
    Bjørnstad Čermák Dönmez Fernández Göransson Hämäläinen Kołodziej Müller-Reyes Nuñez Öztürk Śliwa Žukauskas
""")

EMPLOYERS: Final = _lines("""
    Acme Robotics
    Northwind Foods
    Wonka Insights
    Pied Piper Cloud
    Fabrikam Steel
    Larkspur Bank
    Wayne Data Systems
    Kestrel Insurance
    Brightmoor Energy
    Contoso Retail
    Harrow, Finch & Partners
    Tyrell Optics
    Oakhollow Hospital
    Dunder & Daughters Paper
    Silverbirch University
    Cyberdyne Mobility
    Marigold Travel
    Oscorp Health
    Quillfeather Publishing
    City of Larkhaven
    Pinecrest Pharma
    Tailspin Air
    Bluth Homes
    Massive Dynamic Labs
    Gringott Payments
    Lakeshore University
    Sterling Cooper Media
    Ferrous & Sons
    Prestige Worldwide Events
    Wolfram & Hartley LLP
    Aperture Lighting GmbH
    Cogswell Cogs
    Spacely Sprockets
    Nakatomi Trading
    Driftwood Analytics
    Hedgerow Software
    Copperleaf Studio
    Tidewater Logistics B.V.
    Moss & Fern Architects
    Self-employed
    Juniper Hollow Schools
    Blue Heron Consulting
    Lumen Orchard
    Paper Lantern Games
    Ridgeback Cycles
    Saltmarsh Water Board
    Thornbury Museum
    Velvet Fox Coffee
    Willowbrook Clinic
    Zephyr Rail AG
""")

TITLES: Final = _lines("""
    Data Analyst
    Senior Data Analyst
    Product Manager
    Software Engineer
    Project Manager
    Data Scientist
    Marketing Manager
    Analytics Engineer
    Business Analyst
    Operations Manager
    Account Manager
    Consultant
    Head of Analytics
    Data Engineer
    Finance Controller
    UX Researcher
    Customer Success Manager
    Supply Chain Analyst
    Director, Business Intelligence
    HR Business Partner
    Machine Learning Engineer
    Research Fellow
    Team Lead, Reporting
    Chief of Staff
    Communications Officer
    Quality Engineer
    Sales Manager
    Co-founder
    Teacher
    Head of Product
""")

RECRUITER_TITLES: Final = _lines("""
    Technical Recruiter
    Senior Recruiter, Data & Analytics
    Talent Acquisition Partner
    Recruitment Consultant
    Talent Sourcer
    Recruiting Manager
""")

SLOTS: Final[dict[str, tuple[str, ...]]] = {
    "project": _lines("""
        forecast
        migration
        new dashboard
        pricing study
        warehouse move
        quarterly review
        churn model
        onboarding plan
        survey
        budget round
        data catalogue
        office move
    """),
    "place": _lines("""
        the canal cafe
        the old station
        the bakery on Mill Street
        the museum garden
        the food market
        the climbing hall
        the library terrace
        the noodle place
        Velvet Fox Coffee
        the river path
    """),
    "day": _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday tomorrow tonight"),
    "thing": _lines("""
        that book on causal maps
        the slides
        the recording of the talk
        the meetup programme
        a sketch of the pipeline
        the checklist
        the recipe for lentil soup
        the photos
        the draft
        the query
        the notes from the workshop
        the list of podcasts
    """),
    "time": _lines("""
        this week
        next week
        after the holidays
        in the spring
        before lunch
        at the end of the month
        when things calm down
        in a fortnight
    """),
}
"""What `{project}`, `{place}` and so on may become in a sentence."""

HELLOS: Final = _lines("""
    Hi {you}, how did the {project} go?
    Hey {you}, are you around {time}? I would love to catch up.
    Good morning {you}! Saw your post about the {project}, well done.
    Hi {you}, I found {thing} and thought of you.
    {you}, quick question about the {project}: did you keep {thing}?
    Hello {you}, long week? I am at {place} on {day} if you want to join.
    Hi {you}, congratulations on the new role, it suits you.
    Hi {you}, do you still have {thing}?
    Hey {you}, how are things with the {project}?
    Hi {you}, somebody asked me about a {project}, and your name came up at once.
    {you}, are you going to the meetup on {day}?
    Hi {you}, thanks again for {thing}. It helped more than you know.
""")

CHATS: Final = _lines("""
    It went well, a little late, but the team is proud of it.
    The {project} took longer than planned; we learned a lot.
    Yes! {day} works for me.
    Let me look for {thing} and send it over.
    I would not worry about the {project}, it sorts itself out {time}.
    Same here. We are still busy with the {project}.
    Shall we say {day}, at {place}?
    That is good news, congratulations.
    My manager said: "ship it, then fix it". So we did.
    We tried three tools for the {project}, and the simple one won.
    I have {thing} somewhere, give me a day.
    No, but I know who has {thing}.
    The kids have a cold, so {time} is better for me.
    Honestly, the {project} was the most fun I had all year.
    Which reminds me: have you seen {thing}?
    Let us talk {time}, I have a few ideas.
    Could you read two pages for me? No hurry, {time} is fine.
    Of course. Send it.
    Read it. The second part is strong, the first needs one example.
    You were right about the {project}. I owe you a coffee.
    We are hiring {time}, by the way. Tell me if you hear of somebody.
    I moved to another team, less {project}, more people. I like it.
    Ha, "temporary" as always. It has been running for two years.
    The talk at {place} was packed. I will send {thing}.
    I am off until {day}, then all yours.
    What did you do about missing values in the end?
    We left them out and said so. Nobody complained.
    The trains were late, so I walked along {place}. Lovely, in fact.
    I asked around: two people have done a {project} like this.
    Good question. I would start small, with one table.
    Three things help:\\n- a clear owner\\n- one page\\n- a date
    Here is how far I got.\\n\\nThe {project} is done, the rest is for {time}.
    Our new office is near {place}, come and see it.
    I told the team about your idea, and they want to try it on {day}.
    Not yet, I am waiting for {thing}.
    Let us keep {day} free, then.
    I can do {day} at nine, or {time}.
    Fair point, I had not seen it that way.
    That would be great, thank you.
    Same time as last year? {place}?
""")

BYES: Final = _lines("""
    Thanks, that is kind of you. See you {day}!
    Perfect, talk {time}.
    Great, see you at {place}.
    Thank you, {you}. All the best for the {project}.
    Will do. Have a good weekend!
    Lovely, say hello to the others from me.
    Good luck with the {project}, and tell me how it ends.
    Agreed. Speak {time} :)
    Many thanks, {you}!
    Noted, and thanks for {thing}.
""")

SYMPATHY: Final = _lines("""
    Hi {you}, I just heard about Initech. I am so sorry, how are you doing?
    {you}, that is awful news. You did so much for that team. Can I help?
    Hey {you}, heard about the layoffs. Coffee at {place} on {day}, my treat.
    So sorry to read this, {you}. Tell me what you are looking for and I will keep my eyes open.
""")

RECRUITER_NOTES: Final = _lines("""
    Hi {you}, your profile impressed me. I am working on a {project} role, open to a call {time}?
    Hello {you}, my client is building a data team and I think you could be a great fit. When can we talk?
    Hi {you}, are you open to new opportunities? Contract, twelve months, start {time}.
    Dear {you}, we have an exciting opening for a Senior Analyst. May I send you the details?
""")

PITCHES: Final = _lines("""
    Hi {you}, we help teams like yours cut reporting time by 40 %. Do you have fifteen minutes {time}?
    Hello {you}, quick question: who looks after data quality at your company?
    Hi {you}, I would love to add you to our webinar on {day}.
""")
