"""CSV text and dates the way LinkedIn wrote them, year by year."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

__all__ = ["CONNECTIONS_NOTE", "NARROW", "csv_text", "day_month_year", "iso_utc", "month_first", "month_year"]

NARROW: Final = "\u202f"
"""The space that LinkedIn sets before AM and PM since 2024."""

CONNECTIONS_NOTE: Final = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are '
    "missing. You will only see email addresses for connections who have allowed their connections to see "
    "or download their email address using this setting "
    "https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    'https://www.linkedin.com/help/linkedin/answer/261"\n\n'
)
"""What stands above the connections since 2021."""


def csv_text(
    header: str,
    rows: Iterable[Sequence[str]],
    *,
    delimiter: str = ",",
    line_end: str = "\n",
    quote_all: bool = False,
) -> str:
    """A table without a newline at its end; `header` is written with commas."""
    text = io.StringIO()
    writer = csv.writer(
        text,
        delimiter=delimiter,
        lineterminator=line_end,
        quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL,
    )
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue().removesuffix(line_end)


def day_month_year(day: date) -> str:
    """`05 Mar 2021`."""
    return f"{day:%d %b %Y}"


def iso_utc(at: datetime) -> str:
    """`2021-03-05 17:02:11 UTC`."""
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def month_first(at: datetime, space: str = " ") -> str:
    """`3/5/21, 5:02 PM`; since 2024 a narrow no-break space stands before AM and PM."""
    return f"{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M}{space}{at:%p}"


def month_year(day: date) -> str:
    """`Mar 2021`."""
    return f"{day:%b %Y}"
