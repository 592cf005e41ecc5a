"""Axes of a figure in SVG: where a value stands, and which ticks are worth a label.

A scale is linear, log (base 10), date or category, as Plotly finds it when the figure does not say.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Scale", "Tick", "scale_of"]

DAY: Final = 86_400.0
ROOM: Final = 0.06
"""Share of the range left free beside the outermost marks."""

MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240)


class Tick(NamedTuple):
    """A place on the scale, in the scale's own unit, and its label."""

    at: float
    label: str


class Scale(NamedTuple):
    """How an axis lays values on pixels.

    `start` and `end` are the ends of the range in the scale's own unit: log10 of the value, seconds since
    1970, or the number of the category.
    """

    kind: str
    start: float
    end: float
    categories: tuple[str, ...]
    ticks: tuple[Tick, ...]

    def number(self, value: Any) -> float:
        """A value in the scale's own unit, nan where it has no place."""
        return number_on(self.kind, value, self.categories)

    def share(self, number: float) -> float:
        """Where a number stands between start (0) and end (1)."""
        return (number - self.start) / (self.end - self.start) if self.end != self.start else 0.5


def scale_of(axis: dict[str, Any], values: Sequence[Any], *, bars: bool, tight: bool, labels: float) -> Scale:
    """The scale of a Plotly axis for the values on it, with room for about `labels` labels.

    `bars` says that marks begin at 0 here; `tight` that marks may touch the ends (lines, bars).
    Raises `ValueError` for a kind of axis that has no scale here.
    """
    kind = _kind(axis, values)
    categories = _categories(axis, values) if kind == "category" else ()
    numbers = [one for value in values if not math.isnan(one := number_on(kind, value, categories))]
    start, end = _range(axis, kind, numbers, categories, (bars, tight))
    ticks = tuple(_ticks(axis, kind, (start, end), categories, labels))
    return Scale(kind, start, end, categories, ticks)


def number_on(kind: str, value: Any, categories: tuple[str, ...]) -> float:
    """A value in the unit of a scale of this kind."""
    if value is None or value is pd.NaT:
        return math.nan
    if kind == "category":
        if str(value) in categories:
            return float(categories.index(str(value)))
        return float(value) if isinstance(value, int | float) else math.nan
    if kind == "date":
        moment = pd.Timestamp(value) if not isinstance(value, int | float) else pd.Timestamp(value, unit="ms")
        moment = moment.tz_localize(None) if moment.tz is not None else moment
        return float((moment - pd.Timestamp(0)).total_seconds())
    number = float(value)
    if kind == "log":
        return math.log10(number) if number > 0 else math.nan
    return number if math.isfinite(number) else math.nan


def _kind(axis: dict[str, Any], values: Iterable[Any]) -> str:
    kind = axis.get("type", "-")
    if kind in {"linear", "log", "date", "category"}:
        return str(kind)
    if kind != "-":
        raise ValueError(f"figures drawn as SVG have linear, log, date and category axes; found {kind}")
    seen = [value for value in values if value is not None and value == value]  # noqa: PLR0124 - nan
    if any(hasattr(value, "year") for value in seen):
        return "date"
    words = [value for value in seen if isinstance(value, str)]
    if not words:
        return "linear"
    dates = pd.to_datetime(pd.Series(words), errors="coerce", format="ISO8601", utc=True)
    return "date" if dates.notna().all() else "category"


def _categories(axis: dict[str, Any], values: Iterable[Any]) -> tuple[str, ...]:
    said = [str(one) for one in _listed(axis.get("categoryarray"))]
    found = list(dict.fromkeys([*said, *(str(one) for one in values if isinstance(one, str))]))
    order = axis.get("categoryorder", "")
    if order == "category descending":
        return tuple(sorted(found, reverse=True))
    return tuple(sorted(found)) if order == "category ascending" else tuple(found)


def _range(
    axis: dict[str, Any],
    kind: str,
    numbers: list[float],
    categories: tuple[str, ...],
    marks: tuple[bool, bool],
) -> tuple[float, float]:
    bars, tight = marks
    given = _listed(axis.get("range"))
    if len(given) == 2 and None not in given:
        unit = "date" if kind == "date" else "linear"
        return number_on(unit, given[0], ()), number_on(unit, given[1], ())
    if kind == "category":
        start, end = -0.5, max(len(categories), 1) - 0.5
    else:
        start, end = min(numbers, default=0.0), max(numbers, default=1.0)
        if bars or axis.get("rangemode") in {"tozero", "nonnegative"}:
            start, end = min(start, 0.0), max(end, 0.0)
        if start == end:
            start, end = start - (0 if bars else 1), end + 1
        room = (end - start) * ROOM
        start = start if (bars and start == 0) or tight else start - room
        end = end if tight and not bars else end + room
    return (end, start) if axis.get("autorange") == "reversed" else (start, end)


def _ticks(
    axis: dict[str, Any], kind: str, span: tuple[float, float], categories: tuple[str, ...], labels: float
) -> Iterable[Tick]:
    low, high = min(span), max(span)
    slack = (high - low) * 1e-9
    given = axis.get("tickvals")
    if given is not None:
        places = [number_on(kind, one, categories) for one in _listed(given)]
        words = _listed(axis.get("ticktext")) or [_label(axis, kind, one) for one in places]
        pairs = zip(places, words, strict=False)
        return [Tick(at, str(word)) for at, word in pairs if low - slack <= at <= high + slack]
    if kind == "category":
        every = max(1, math.ceil(len(categories) / max(labels * 4, 1)))
        return [Tick(float(n), name) for n, name in enumerate(categories) if n % every == 0]
    if kind == "date":
        return list(_date_ticks(axis, (low, high), labels))
    if kind == "log":
        return list(_log_ticks(axis, low, high))
    step = axis.get("dtick") or _step((high - low) / max(labels, 2))
    first, base = math.ceil((low - slack) / step), float(axis.get("tick0") or 0)
    count = math.floor((high + slack) / step) - first + 1
    if count > 500:
        raise ValueError(f"an axis would have {count} ticks: give it a wider dtick")
    return [
        Tick(base + (first + n) * step, _label(axis, kind, base + (first + n) * step)) for n in range(count)
    ]


def _step(rough: float) -> float:
    """The round number (1, 2 or 5 times a power of ten) next above a rough step."""
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))


def _log_ticks(axis: dict[str, Any], low: float, high: float) -> Iterable[Tick]:
    factors = (1,) if high - low > 2.2 else (1, 2, 5)
    for power in range(math.floor(low), math.ceil(high) + 1):
        for factor in factors:
            at = power + math.log10(factor)
            if low - 1e-9 <= at <= high + 1e-9:
                yield Tick(at, _label(axis, "log", at))


def _date_ticks(axis: dict[str, Any], span: tuple[float, float], labels: float) -> Iterable[Tick]:
    low, high = span
    most, days = max(labels, 2), (high - low) / DAY
    start, end = (pd.Timestamp(one, unit="s") for one in (low, high))
    if days / most < 20:
        step = next((one for one in (1, 2, 7, 14) if days / one <= most), 14)
        found = pd.date_range(start.ceil("D"), end, freq=f"{step}D")
        shape = "%-d %b"
    else:
        step = next((one for one in MONTHS if days / 30.4 / one <= most), MONTHS[-1])
        first = pd.Timestamp(start.year - (start.year % max(step // 12, 1)), 1, 1)
        found = pd.date_range(first, end, freq=f"{step}MS")
        shape = "%Y" if step >= 12 else "%b %Y"
    form = axis.get("tickformat") or shape
    for one in found:
        at = number_on("date", one, ())
        if low <= at <= high:
            yield Tick(at, one.strftime(form))


def _label(axis: dict[str, Any], kind: str, at: float) -> str:
    form, value = str(axis.get("tickformat") or ""), 10**at if kind == "log" else at
    if kind == "date":
        return pd.Timestamp(at, unit="s").strftime(form or "%b %Y")
    try:
        words = format(round(value) if form.endswith("d") else value, form) if form else _short(value)
    except ValueError:
        raise ValueError(f"figures drawn as SVG know Python's formats of numbers; found {form!r}") from None
    return f"{axis.get('tickprefix') or ''}{words}{axis.get('ticksuffix') or ''}"


def _short(value: float) -> str:
    """A number without noise behind the point.

    >>> _short(0.30000000000000004), _short(1200.0), _short(-0.0)
    ('0.3', '1,200', '0')
    """
    return f"{round(value, 10) + 0.0:,.10f}".rstrip("0").rstrip(".")


def _listed(values: Any) -> list[Any]:
    return [] if values is None else list(values)
