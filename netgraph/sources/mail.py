"""Mail: one event for each message and recipient, and what it says of ties among others.

A letter to one is told by its event. In one to several, whoever is addressed (To) in a circle of at most 8
has a `message` tie with the sender; others who merely got it too are at most `inferred`. Lists, automatic
replies, spam, drafts and letters among more than 50 are left out.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from netgraph.errors import OwnerUnknownError, ReadError
from netgraph.sources.extract import Columns, Extract, Mention
from netgraph.sources.machines import is_machine
from netgraph.sources.mail_headers import Letter, letter
from netgraph.sources.mbox import header_blocks
from netgraph.sources.owner import OWNER_UNKNOWN
from netgraph.sources.part import File, Part, extracted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netgraph.sources.archive import Member
    from netgraph.sources.mail_headers import Address

__all__ = ["read_mail"]

SOURCE: Final = "mail"
SMALL: Final = 8
LARGEST: Final = 50
MOST_LETTERS: Final = 10_000_000
NEARLY_ALL: Final = 0.8
OFTEN: Final = 0.05
COLUMNS: Final = Columns(
    ("at <- Date", "person <- From, To, Cc", "thread <- References"), ("Subject", "Bcc", "body")
)


@dataclass
class _Names:
    """Addresses as numbers, and how often each name was shown beside each."""

    codes: dict[str, int] = field(default_factory=dict)
    shown: dict[int, Counter[str]] = field(default_factory=dict)

    def code(self, one: Address) -> int:
        code = self.codes.setdefault(one.address, len(self.codes))
        if one.name is not None:
            self.shown.setdefault(code, Counter())[one.name] += 1
        return code

    def names(self) -> list[str | None]:
        """Of each address the name most often shown."""
        best: list[str | None] = [None] * len(self.codes)
        for code, seen in self.shown.items():
            best[code] = max(seen, key=lambda name: (seen[name], name))
        return best


@dataclass
class _Traces:
    """What tells whose mailbox it is: counted over all letters, whether they are contact or not."""

    letters: int = 0
    present: Counter[str] = field(default_factory=Counter)
    delivered: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)

    def add(self, one: Letter) -> None:
        self.letters += 1
        people = {person.address for person in (*one.to, *one.cc)}
        if one.sender:
            people.add(one.sender.address)
            if one.is_sent:
                self.sent[one.sender.address] += 1
        if one.delivered_to:
            self.delivered[one.delivered_to] += 1
            people.add(one.delivered_to)
        self.present.update(people)

    def owner(self) -> str | None:
        """The one who sent what is marked as sent, to whom most was delivered, or who is in nearly all."""
        for counts, fewest in ((self.sent, 1), (self.delivered, 2)):
            if counts and 2 * counts.most_common(1)[0][1] > counts.total() >= fewest:
                return counts.most_common(1)[0][0]
        first, second = [*self.present.most_common(2), ("", 0), ("", 0)][:2]
        is_sure = self.letters > 1 and first[1] > second[1] and first[1] >= NEARLY_ALL * self.letters
        return first[0] if is_sure else None


@dataclass
class _Pairs:
    """One entry a recipient: numbers alone, so that millions of letters stay small."""

    row: array[int] = field(default_factory=lambda: array("q"))
    at: array[int] = field(default_factory=lambda: array("q"))
    sender: array[int] = field(default_factory=lambda: array("q"))
    recipient: array[int] = field(default_factory=lambda: array("q"))
    is_direct: array[int] = field(default_factory=lambda: array("b"))
    thread: array[int] = field(default_factory=lambda: array("q"))

    def frame(self) -> pd.DataFrame:
        columns = {name: np.array(values) for name, values in vars(self).items()}
        return pd.DataFrame(columns).astype({"is_direct": bool})


class _Mailbox(NamedTuple):
    name: str
    letters: int
    pairs: pd.DataFrame
    rejects: dict[int, str]


class _Owner(NamedTuple):
    main: int
    all: list[int]


def read_mail(members: Iterable[Member], *, owner: Mention = Mention()) -> Extract:
    """The letters of mailboxes, and the ties they show.

    Raises `ReadError` for files without any letter, `OwnerUnknownError` when it does not come out whose
    mail it is.
    """
    names, traces, seen = _Names(), _Traces(), set[int]()
    boxes = [_mailbox(member, names, traces, seen) for member in members]
    if not traces.letters:
        raise ReadError("the mailbox holds no message: export it again as .mbox")
    address = owner.email or _by_name(owner.name, names) or traces.owner()
    if address is None:
        raise OwnerUnknownError(OWNER_UNKNOWN)
    shown = names.names()
    main = names.codes.setdefault(address, len(names.codes))
    shown += [None] * (len(names.codes) - len(shown))
    name = owner.name or shown[main]
    shown[main] = name
    mine = _Owner(main, _also(main, name, names, shown, traces))
    people = _People(list(names.codes), shown)
    files = [_file(box, mine, people) for box in boxes]
    return extracted(SOURCE, files, owner=Mention(name, owner.linkedin, address))


def _mailbox(member: Member, names: _Names, traces: _Traces, seen: set[int]) -> _Mailbox:
    pairs, rejects = _Pairs(), dict[int, str]()
    row = 0
    for row, headers in enumerate(header_blocks(member.blocks()), 1):
        if row > MOST_LETTERS:
            raise ReadError(f"the mailbox holds more than {MOST_LETTERS:,} messages: give it in parts")
        one = letter(headers)
        traces.add(one)
        reason = _refusal(one, seen)
        if reason is None and one.sender is not None and one.at is not None:
            _add(pairs, row, one, names)
        else:
            rejects[row] = reason or "nobody"
    return _Mailbox(member.name, row, pairs.frame(), rejects)


def _refusal(one: Letter, seen: set[int]) -> str | None:
    if one.number is not None:
        if one.number in seen:
            return "duplicate"
        seen.add(one.number)
    if one.reason is not None:
        return one.reason
    if one.at is None:
        return "bad date"
    return "too many people" if len(one.to) + len(one.cc) >= LARGEST else None


def _add(pairs: _Pairs, row: int, one: Letter, names: _Names) -> None:
    if one.sender is None or one.at is None:
        return
    sender = names.code(one.sender)
    at = int(one.at.timestamp()) * 1_000_000
    direct = {names.code(person): True for person in one.to if not is_machine(person.address)}
    copied = {names.code(person): False for person in one.cc if not is_machine(person.address)}
    # A letter whose recipients are hidden still reached the owner, who is put in later.
    for recipient, is_direct in (copied | direct or {-1: True}).items():
        pairs.row.append(row)
        pairs.at.append(at)
        pairs.sender.append(sender)
        pairs.recipient.append(recipient)
        pairs.is_direct.append(is_direct)
        pairs.thread.append(one.thread)


def _by_name(name: str | None, names: _Names) -> str | None:
    """The address beside which the owner's name was shown most often."""
    if name is None:
        return None
    counts = {
        address: sum(
            count for shown, count in names.shown.get(code, Counter[str]()).items() if _alike(shown, name)
        )
        for address, code in names.codes.items()
    }
    best = max(counts, key=lambda address: counts[address], default=None)
    return best if best is not None and counts[best] else None


def _alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _also(main: int, name: str | None, names: _Names, shown: list[str | None], traces: _Traces) -> list[int]:
    """The owner's addresses: the main one, those of the same full name, those to which much is delivered."""
    mine = {main}
    if name is not None and " " in name:
        mine.update(code for code, one in enumerate(shown) if one is not None and _alike(one, name))
    often = max(2.0, OFTEN * traces.delivered.total())
    mine.update(
        names.codes[address]
        for address, count in traces.delivered.items()
        if count > often and address in names.codes
    )
    return sorted(mine)


class _People(NamedTuple):
    addresses: list[str]
    names: list[str | None]

    def columns(self, role: str, codes: pd.Series) -> dict[str, object]:
        """The columns of one role of a table."""
        return {
            f"{role}_name": pd.array(self.names, dtype="str").take(codes.to_numpy()),
            f"{role}_email": pd.array(self.addresses, dtype="str").take(codes.to_numpy()),
        }


def _file(box: _Mailbox, owner: _Owner, people: _People) -> File:
    pairs = box.pairs.replace({"sender": owner.all, "recipient": [*owner.all, -1]}, owner.main)
    missing = pairs.assign(mine=(pairs["sender"] == owner.main) | (pairs["recipient"] == owner.main))
    unseen = missing.groupby("row")["mine"].transform("any").eq(False)
    extra = pairs[unseen].drop_duplicates("row").assign(recipient=owner.main, is_direct=False)
    pairs = pd.concat([pairs, extra], ignore_index=True)
    pairs = pairs.sort_values(["row", "is_direct"], ascending=[True, False], kind="stable")
    pairs = pairs[pairs["sender"] != pairs["recipient"]].drop_duplicates(["row", "recipient"])
    pairs["group_size"] = pairs.groupby("row")["row"].transform("size") + 1
    told = set(pairs["row"].unique())
    rejects = box.rejects | {
        row: "nobody" for row in range(1, box.letters + 1) if row not in told and row not in box.rejects
    }
    refused = pd.DataFrame(
        {
            "row": pd.Series(sorted(rejects), dtype="int64"),
            "reason": pd.array([rejects[row] for row in sorted(rejects)], dtype="str"),
        }
    )
    parts = [
        Part("interactions", _events(pairs, people), refused),
        Part("ties", _ties(pairs, people), refused[:0]),
    ]
    return File(box.name, box.letters, parts, COLUMNS)


def _events(pairs: pd.DataFrame, people: _People) -> pd.DataFrame:
    threads, distinct = pd.factorize(pairs["thread"])
    names = pd.array([f"mail:{one & (2**64 - 1):016x}" for one in distinct.tolist()], dtype="str")
    return pd.DataFrame(
        {
            "row": pairs["row"].to_numpy(),
            "at": pd.to_datetime(pairs["at"].to_numpy(), unit="us", utc=True),
            "channel": "email",
            "thread": names.take(threads),
            "group_size": pairs["group_size"].to_numpy(),
            **people.columns("sender", pairs["sender"]),
            **people.columns("recipient", pairs["recipient"]),
        }
    )


def _ties(pairs: pd.DataFrame, people: _People) -> pd.DataFrame:
    """Senders and those they addressed in a small circle: each pair once, since the first letter."""
    small = pairs[pairs["is_direct"] & pairs["group_size"].between(3, SMALL)]
    ends = np.sort(small[["sender", "recipient"]].to_numpy(), axis=1)
    small = (
        small.assign(a=ends[:, 0], b=ends[:, 1]).sort_values("at", kind="stable").drop_duplicates(["a", "b"])
    )
    return pd.DataFrame(
        {
            "row": small["row"].to_numpy(),
            **people.columns("a", small["a"]),
            **people.columns("b", small["b"]),
            "evidence": pd.Series("message", index=range(len(small)), dtype="str"),
            "since": pd.to_datetime(small["at"].to_numpy(), unit="us", utc=True).normalize(),
        }
    )
