"""The map's address: who is looked at, through which lens, in which view, and who is left in.

Everything the page shows stands in the address bar, so that it can be kept, sent and gone back to:
`/map?person=p1&lens=quiet&view=rings&any=circle:Initech&not=tie:connected`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import parse_qs, urlencode

import numpy as np
import pandas as pd

from dashboards.page import LONGEST_NAME, asked_for
from dashboards.words import EVIDENCE
from netgraph.figures.map_lenses import LENSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netgraph.figures.map_record import MapRecord

__all__ = ["MAP_PATH", "VIEWS", "Address", "address_of", "kept", "options"]

MAP_PATH: Final = "/map"
VIEWS: Final = {"map": "Map", "rings": "Rings", "table": "Table"}
MOST_TERMS: Final = 20
MOST_ORGANIZATIONS: Final = 400

CONTACTS: Final = {
    "known": ("in touch or quiet", ("long quiet", "cooling", "in touch", "rhythm not known")),
    "quiet": ("gone quiet", ("long quiet", "cooling")),
    "not known": ("no contact in this data", ("no contact in this data",)),
    "through others": ("known through others", ("known through others",)),
}
"""What the data hold of contact: its name in an address, its words, the values of the record it means."""


class Address(NamedTuple):
    """What an address asks for; `any_of`, `all_of` and `none_of` hold terms such as `circle:Initech`."""

    person: str = ""
    lens: str = "quiet"
    view: str = "map"
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    def href(self, **changed: Any) -> str:
        """The address with something changed; what is usual is left out."""
        new = self._replace(**changed)
        pairs = [("person", new.person)] if new.person else []
        pairs += [("lens", new.lens)] if new.lens != Address().lens else []
        pairs += [("view", new.view)] if new.view != Address().view else []
        pairs += [(key, term) for key, terms in zip(TERMS, new[3:], strict=True) for term in terms]
        return f"{MAP_PATH}?{urlencode(pairs)}" if pairs else MAP_PATH

    @property
    def filtered(self) -> bool:
        """Whether anybody is left out."""
        return any(self[3:])


TERMS: Final = ("any", "all", "not")


def address_of(query: str | None) -> Address:
    """What a query asks for; what is unknown is as if it were not there.

    >>> address_of("?lens=help&not=tie:connected").href(view="table")
    '/map?lens=help&view=table&not=tie%3Aconnected'
    """
    lens, view = asked_for(query, "lens"), asked_for(query, "view")
    asked = parse_qs((query or "").lstrip("?"))
    terms = [
        tuple(dict.fromkeys(term[: 2 * LONGEST_NAME] for term in asked.get(key, []) if ":" in term))
        for key in TERMS
    ]
    return Address(
        asked_for(query, "person"),
        lens if lens in LENSES else Address().lens,
        view if view in VIEWS else Address().view,
        *(one[:MOST_TERMS] for one in terms),
    )


def kept(record: MapRecord, address: Address) -> NDArray[np.bool_]:
    """Who is left in: in any of `any_of`, in all of `all_of`, in none of `none_of`."""
    inside = np.ones(len(record.people), dtype=bool)
    if address.any_of:
        inside &= np.logical_or.reduce([_bearers(record, term) for term in address.any_of])
    for term in address.all_of:
        inside &= _bearers(record, term)
    for term in address.none_of:
        inside &= ~_bearers(record, term)
    return inside


def options(record: MapRecord) -> list[dict[str, Any]]:
    """The terms that can be chosen, grouped; organizations of most people first."""
    people = record.people
    places = people["organization"].dropna().value_counts()
    kinds = [kind for kind in EVIDENCE if (people["evidence"] == kind).any()]
    groups = {
        "Circle": [(f"circle:{name}", name) for name in record.discs["name"]],
        "Contact": [(f"contact:{name}", words) for name, (words, _) in CONTACTS.items()],
        "Kind of evidence": [(f"tie:{kind}", EVIDENCE[kind]) for kind in kinds],
        "Organization": [(f"at:{name}", name) for name in places.index[:MOST_ORGANIZATIONS]],
    }
    return [
        {"group": group, "items": [{"value": term, "label": words} for term, words in terms]}
        for group, terms in groups.items()
        if terms
    ]


def _bearers(record: MapRecord, term: str) -> NDArray[np.bool_]:
    """Whom a term is true of."""
    kind, _, value = term.partition(":")
    people = record.people
    if kind == "contact":
        found: pd.Series = people["contact"].isin(CONTACTS.get(value, ("", ()))[1])
    elif kind in COLUMNS:
        found = people[COLUMNS[kind]].eq(value)
    else:
        found = pd.Series(False, index=people.index)
    return found.to_numpy(dtype=bool)


COLUMNS: Final = {"circle": "circle_name", "at": "organization", "tie": "evidence"}
