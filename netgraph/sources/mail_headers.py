"""Mail headers: who wrote to whom and when, as one message says it. Subjects and bodies are not read."""

from __future__ import annotations

import binascii
import hashlib
import re
from datetime import UTC
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from netgraph.sources.machines import is_machine
from netgraph.sources.names import given_first, shown_name
from netgraph.sources.plain_text import email

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Address", "Letter", "letter"]

NAMES: Final = """
    From To Cc Date Message-ID In-Reply-To References List-Id List-Unsubscribe Auto-Submitted Precedence
    X-Spam-Flag X-GM-THRID X-Gmail-Labels Delivered-To X-Autoreply
"""
WANTED: Final = {name.encode(): name for name in NAMES.lower().split()}
LONGEST_NAME: Final = max(map(len, WANTED))
MESSAGE_ID: Final = re.compile(r"<[^<>\s]{1,500}>")
LONGEST: Final = 20_000
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
BULK: Final = frozenset({"bulk", "list", "junk"})
UNREADABLE: Final = (
    ValueError,
    LookupError,
    TypeError,
    OverflowError,
    MessageError,
    binascii.Error,
    RecursionError,
)


class Address(NamedTuple):
    """An e-mail address, and the name shown beside it."""

    address: str
    name: str | None


class Letter(NamedTuple):
    """One message: `number` is a hash of its id, `reason` why it is no contact (None when it is)."""

    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    at: datetime | None
    thread: int
    number: int | None
    delivered_to: str | None
    is_sent: bool
    reason: str | None


def letter(headers: bytes) -> Letter:
    """What the headers of a message tell."""
    said = _fields(headers)
    senders = _addresses(said.get("from", ""))
    labels = {label.strip().casefold() for label in _decoded(said.get("x-gmail-labels", "")).split(",")}
    own_id = MESSAGE_ID.search(said.get("message-id", ""))
    return Letter(
        sender=senders[0] if senders else None,
        to=_addresses(said.get("to", "")),
        cc=_addresses(said.get("cc", "")),
        at=_moment(said.get("date", "")),
        thread=_thread(said),
        number=_number(own_id.group()) if own_id else None,
        delivered_to=email(said.get("delivered-to", "")),
        is_sent="sent" in labels,
        reason=_reason(said, labels, senders),
    )


def _fields(headers: bytes) -> dict[str, str]:
    """The wanted headers, unfolded. Of one that stands twice the first counts, as mail programs show it."""
    found: dict[str, list[bytes]] = {}
    current: list[bytes] | None = None
    for line in headers.split(b"\n"):
        if line[:1] in {b" ", b"\t"}:
            if current is not None:
                current.append(line)
            continue
        current = None
        end = line.find(b":", 0, LONGEST_NAME + 1)
        if end > 0 and (name := WANTED.get(line[:end].lower())) and name not in found:
            current = found[name] = [line[end + 1 :]]
    return {name: _text(b" ".join(lines)) for name, lines in found.items()}


def _text(value: bytes) -> str:
    value = value[:LONGEST]
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        text = value.decode("cp1252", "replace")
    return " ".join(text.split())


@lru_cache(maxsize=100_000)
def _addresses(text: str) -> tuple[Address, ...]:
    """The addresses of a header, each once, in order."""
    if "@" not in text:
        return ()
    try:
        pairs = getaddresses([text])
    except UNREADABLE:
        return ()
    found: dict[str, Address] = {}
    for name, said in pairs:
        address = email(said)
        if address and address not in found:
            found[address] = Address(address, _name(name))
    return tuple(found.values())


def _name(text: str) -> str | None:
    name = _decoded(text).strip(" '\"")
    return None if "@" in name else shown_name(given_first(name))


def _decoded(text: str) -> str:
    """Text with its encoded words (RFC 2047) put into letters; as it stands where they are wrong."""
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except UNREADABLE:
        return text


def _moment(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (*UNREADABLE, IndexError, AttributeError):
        return None
    return at if FIRST_YEAR <= at.year < LAST_YEAR else None


def _thread(said: dict[str, str]) -> int:
    """The conversation: Gmail's own number, else the message that began it."""
    if said.get("x-gm-thrid"):
        return _number(said["x-gm-thrid"])
    for name in ("references", "in-reply-to", "message-id"):
        if found := MESSAGE_ID.search(said.get(name, "")):
            return _number(found.group())
    return _number("".join(said.get(name, "") for name in ("from", "to", "date")))


def _number(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _reason(said: dict[str, str], labels: set[str], senders: tuple[Address, ...]) -> str | None:
    if "spam" in labels or said.get("x-spam-flag", "").casefold() == "yes":
        return "spam"
    if labels & {"draft", "drafts"}:
        return "draft"
    if "list-id" in said or "list-unsubscribe" in said or said.get("precedence", "").casefold() in BULK:
        return "list"
    if said.get("auto-submitted", "no").casefold() != "no" or "x-autoreply" in said:
        return "automatic"
    if not senders:
        return "nobody"
    return "not a person" if is_machine(senders[0].address) else None
