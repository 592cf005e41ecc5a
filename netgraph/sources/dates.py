"""Dates as exports write them: one ladder of formats per file, and never a guess.

Each value takes the first format of its file's ladder that fits exactly. Guessing parsers turn
``Jan 2020`` into today's day of that month and ``05/06/2021`` into either of two days. Month names are
read in English, Spanish, French, German and Portuguese, whatever the machine's own language, since
spreadsheets rewrite dates when they save. Everything is UTC; a date is its midnight.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

import pandas as pd

__all__ = ["CONNECTIONS", "ENDORSEMENTS", "FOLLOWS", "MESSAGES", "MINUTES", "MONTHS", "Ladder", "parse"]

LATEST: Final = 2100
LONGEST: Final = 60


class Ladder(NamedTuple):
    """Formats in the order in which they are tried, and the first year that can be true.

    ``M%m`` stands for a month written as a word, ``%H:%M`` also for a twelve-hour time.
    """

    formats: tuple[str, ...]
    earliest: int = 1990


CONNECTIONS: Final = Ladder(
    (
        "%d M%m %Y",
        "%m/%d/%y, %H:%M",
        "%d-M%m-%y",
        "%d-M%m-%Y",
        "%d.%m.%Y",
        "%Y-%m-%d",
        "%m/%d/%Y",
    )
)
MESSAGES: Final = Ladder(
    ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%m/%d/%y, %H:%M", "%m/%d/%y %H:%M")
)
MINUTES: Final = Ladder(
    (
        "%m/%d/%y, %H:%M",
        "%m/%d/%y %H:%M",
        "%m/%d/%Y %H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d",
    )
)
"""Invitations, jobs, address book, e-mail addresses, recommendations."""

ENDORSEMENTS: Final = Ladder(("%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%m/%d/%y, %H:%M"))
FOLLOWS: Final = Ladder(("M%m %d %H:%M:%S %Y", "%Y-%m-%d %H:%M:%S", "%m/%d/%y, %H:%M"))
MONTHS: Final = Ladder(("M%m %Y", "%Y", "M%m-%y", "M%m-%Y"), earliest=1930)
"""Positions and education, which begin before there were networks."""

MONTH_NAMES: Final = (
    "jan january ene enero janv janvier januar janner janeiro",
    "feb february febrero fev fevr fevrier februar fevereiro",
    "mar march marzo mars marz mrz marco",
    "apr april abr abril avr avril",
    "may mayo mai maio",
    "jun june junio juin juni junho",
    "jul july julio juil juillet juli julho",
    "aug august ago agosto aout",
    "sep sept september septiembre septembre set setembro",
    "oct october octubre octobre okt oktober out outubro",
    "nov november noviembre novembre novembro",
    "dec december dic diciembre decembre dez dezember dezembro",
)
WORDS: Final = {
    word: f"M{i:02}" for i, names in enumerate(MONTH_NAMES, 1) for word in names.split()
} | dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun", "utc", "gmt"), "")
NUMERIC: Final = re.compile(r"[0-9:,./ -]+")
WORD: Final = re.compile(r"[^\W\d_]{3,}\.?")
HALF_DAY: Final = re.compile(r"\b(0?[1-9]|1[0-2]):(\d\d)(?::\d\d)? ?([AP])\.? ?M\.?(?!\w)", re.IGNORECASE)
SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}")


def parse(values: pd.Series, ladder: Ladder) -> pd.Series:
    """The moments that `values` write, as ``datetime64[us, UTC]``; what is no possible date is NaT.

    A file that writes 31/12/2021 puts the day first: then all its slashed dates are read so.

    >>> parse(pd.Series(["05 Jan 2021", "31 Feb 2021"]), CONNECTIONS).dt.date.tolist()
    [datetime.date(2021, 1, 5), NaT]
    """
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes, distinct = values.cat.codes.to_numpy(), values.cat.categories
    else:
        codes, distinct = pd.factorize(values)
    texts = pd.Series([_evened(text) for text in distinct.to_numpy(dtype=object)], dtype="str")
    moments = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us, UTC]")
    day_first = "%m/%d/%Y" in ladder.formats and _puts_day_first(texts)
    for step in ladder.formats:
        left = moments.isna() & texts.ne("")
        if not left.any():
            break
        layout = step.replace("%m/%d/%Y", "%d/%m/%Y") if day_first else step
        found = pd.to_datetime(texts[left], format=layout, errors="coerce", utc=True)
        moments[left] = found.astype("datetime64[us, UTC]")
    possible = moments.dt.year.between(ladder.earliest, LATEST)
    known = pd.concat([moments.where(possible), pd.Series([pd.NaT], dtype=moments.dtype)], ignore_index=True)
    return pd.Series(known.array.take(codes), index=values.index)


def _evened(text: str) -> str:
    """The same date with month words as ``M01``, 24-hour times, no weekday, no zone, plain spaces."""
    text = text.strip().removesuffix(" UTC")
    if len(text) > LONGEST:
        return ""
    if NUMERIC.fullmatch(text):
        return text
    text = " ".join(text.split())
    text = HALF_DAY.sub(_as_24_hours, text)
    return " ".join(WORD.sub(_as_number, text).split()).removesuffix("Z")


def _as_24_hours(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[3] in "pP" else 0)
    return f"{hour:02}:{match[2]}"


def _as_number(match: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFKD", match[0].rstrip(".").casefold())
    return WORDS.get("".join(c for c in letters if not unicodedata.combining(c)), match[0])


def _puts_day_first(texts: pd.Series) -> bool:
    pairs = [(int(m[1]), int(m[2])) for m in map(SLASHED.fullmatch, texts) if m]
    return any(first > 12 for first, _ in pairs) and not any(second > 12 for _, second in pairs)
