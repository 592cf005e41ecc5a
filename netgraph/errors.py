"""What can go wrong, as one small tree.

::

    NetgraphError
    ├── ReadError                nothing usable came out of what was given
    │   ├── OwnerUnknownError    the export does not say whose it is: name the owner
    │   └── UnsafeArchiveError   an archive that must not be unpacked
    ├── TableError               a table does not keep what `netgraph.schema` promises
    ├── GraphError               a graph lacks what an answer needs
    │   └── NoHistoryError       a graph made by hand holds no history to explain
    ├── UnknownNameError         nobody in the data bears this name
    ├── BookError                the book cannot be opened or written
    ├── ReportError              a report cannot be made or written
    └── PoolError                the pool cannot be used, or does not know who or what is meant
        └── ShareError           a share is broken, changed or another pool's: the pool stays as it is

A message says what is wrong, what was found and what to do, in one line. It never holds the name of
a person: error messages end up in logs and bug reports. "No route" is an answer, not an error.
"""

from __future__ import annotations

__all__ = [
    "BookError",
    "GraphError",
    "NetgraphError",
    "NoHistoryError",
    "OwnerUnknownError",
    "PoolError",
    "ReadError",
    "ReportError",
    "ShareError",
    "TableError",
    "UnknownNameError",
    "UnsafeArchiveError",
]


class NetgraphError(Exception):
    """Anything netgraph refuses to do, with the reason and the way out in one line."""


class ReadError(NetgraphError):
    """Nothing usable came out of the file or folder that was given."""


class OwnerUnknownError(ReadError):
    """The export does not say whose it is; pass `owner=` (a name or a LinkedIn URL)."""


class UnsafeArchiveError(ReadError):
    """The archive is no export: it would unpack outside its folder or without end."""


class TableError(NetgraphError):
    """A table lacks columns or holds values that its schema does not allow."""


class GraphError(NetgraphError):
    """A graph lacks what an answer needs, such as an ego."""


class NoHistoryError(GraphError):
    """The graph was made by hand: it carries no contacts to explain a number from."""


class UnknownNameError(NetgraphError):
    """Nobody in the data bears the name or id that was asked for."""


class BookError(NetgraphError):
    """The book cannot be opened, read or written."""


class PoolError(NetgraphError):
    """The pool cannot be opened or written, or does not know the member or request that was named."""


class ShareError(PoolError):
    """A share is broken, was changed, has expired or belongs to another pool; the pool stays as it is."""


class ReportError(NetgraphError):
    """A report cannot be made or written: the format, a missing extra, the folder."""
