"""Keys: the pool's secret, and the hashes by which members' contacts are told to be one person.

    hash(text) = first 8 bytes of HMAC-SHA256(secret, text), as a signed 64-bit integer

`text` is `slug:ana-souza` or `email:ana@example.org`. Two members who know one person give the same hash,
and nobody without the secret can tell whose it is or try a list of names. Who holds the secret *and* the
shares can: that is the coach, and nobody else should. Five million people meet by chance with a probability
of about one in a million (n squared / 2^65).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netgraph.errors import PoolError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PoolKey", "keyed_hash", "new_key", "read_key", "seal", "write_key"]

SECRET_BYTES = 32


class PoolKey(NamedTuple):
    """The secret of one pool. Members need it to make shares; it is handed over out of band."""

    pool: str
    name: str
    secret: bytes


def new_key(name: str) -> PoolKey:
    """A fresh key for a pool that is called `name`."""
    return PoolKey(secrets.token_hex(8), name, secrets.token_bytes(SECRET_BYTES))


def write_key(key: PoolKey, path: str | os.PathLike[str]) -> None:
    """Write the key to a new file that its owner alone may read. Raises `PoolError` when it is there."""
    text = json.dumps({"pool": key.pool, "name": key.name, "secret": key.secret.hex()})
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise PoolError("there is a key file already: a pool's key is made once; give another path") from None
    except OSError as error:
        raise PoolError(f"the pool's key cannot be written: {error.strerror}") from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def read_key(path: str | os.PathLike[str]) -> PoolKey:
    """The key in a file. Raises `PoolError` when there is none."""
    with suppress(ValueError, KeyError, TypeError):
        try:
            said = json.loads(Path(path).read_text(encoding="utf-8"))
        except OSError:
            raise PoolError(
                "the pool's key is not there: name its file with --key, or ask who runs the pool"
            ) from None
        key = PoolKey(str(said["pool"]), str(said["name"]), bytes.fromhex(said["secret"]))
        if len(key.secret) == SECRET_BYTES:
            return key
    raise PoolError("this file is no pool's key: name the file that 'netgraph pool create' wrote")


def keyed_hash(key: PoolKey, text: str) -> int:
    """The hash of `text` under the pool's secret, in [-2^63, 2^63).

    >>> key = PoolKey("p", "Council", bytes(32))
    >>> keyed_hash(key, "slug:ana-souza") == keyed_hash(key, "slug:ana-souza")
    True
    >>> keyed_hash(key, "slug:ana-souza") == keyed_hash(key._replace(secret=b"1" * 32), "slug:ana-souza")
    False
    """
    digest = hmac.digest(key.secret, f"hash:{text}".encode(), "sha256")
    return int.from_bytes(digest[:8], "big", signed=True)


def seal(key: PoolKey, parts: Iterable[str]) -> str:
    """The seal over texts in order (HMAC-SHA256, hex): who lacks the secret cannot make it."""
    mac = hmac.new(key.secret, b"seal:", hashlib.sha256)
    for part in parts:
        plain = part.encode()
        mac.update(len(plain).to_bytes(8, "big") + plain)
    return mac.hexdigest()
