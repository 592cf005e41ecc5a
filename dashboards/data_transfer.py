"""Transfer: files in and out of the dashboard, as plain requests beside Dash.

`POST /upload?name=` takes one file as its body, block by block and never whole in memory. `GET /export/...`
gives the whole book. The guard of `dashboards.security` stands before both: foreign hosts, foreign pages and
browsers without the token get no further.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from dashboards.data_desk import LARGEST_BYTES
from netgraph.errors import NetgraphError, ReadError
from netgraph.export import to_csv, to_json
from netgraph.sources.handed_over import packed

if TYPE_CHECKING:
    import dash

    from dashboards.data_desk import Desk
    from dashboards.network import Network

__all__ = ["CSV_PATH", "JSON_PATH", "TOO_LARGE", "UPLOAD_PATH", "wire_transfer"]

UPLOAD_PATH: Final = "/upload"
JSON_PATH: Final = "/export/network.json"
CSV_PATH: Final = "/export/network-tables.zip"
TOO_LARGE: Final = (
    f"the file is larger than {LARGEST_BYTES // 1_000_000:,} MB: use netgraph import FILE in a terminal, "
    "which has no such limit"
)
LOG = logging.getLogger(__name__)


def wire_transfer(app: dash.Dash, network: Network, desk: Desk) -> None:
    """Add the routes: uploads only where the book may be written to."""
    server = app.server

    if network.writable:

        @server.post(UPLOAD_PATH)  # type: ignore[untyped-decorator]
        def take_in() -> tuple[Response, int]:
            request.max_content_length = LARGEST_BYTES
            try:
                upload = desk.receive(request.args.get("name", ""), request.stream)
            except RequestEntityTooLarge:
                return _said(TOO_LARGE, 413)
            except ReadError as error:
                return _said(str(error), 422)
            except (HTTPException, OSError) as error:
                LOG.error("an upload failed: %s", type(error).__name__)
                return _said("the file did not arrive whole: try again", 400)
            return jsonify({"number": upload.number, "size": upload.size}), 200

    @server.get(JSON_PATH)  # type: ignore[untyped-decorator]
    def whole() -> Response:
        return _attached(lambda: to_json(_known(network)).encode(), JSON_PATH, "application/json")

    @server.get(CSV_PATH)  # type: ignore[untyped-decorator]
    def tables() -> Response:
        return _attached(lambda: _zipped(_known(network)), CSV_PATH, "application/zip")


def _known(network: Network) -> Any:
    """Everything the book knows; where there is no book, what stands behind the graph."""
    book = network.book
    return network.graph().graph["contacts"] if book is None else book.contacts()


def _zipped(contacts: Any) -> bytes:
    """Every table that holds something, as a CSV in one zip."""
    return packed({f"{name}.csv": to_csv(frame) for name, frame in contacts.tables().items() if len(frame)})


def _attached(make: Any, path: str, kind: str) -> Response:
    try:
        answer = Response(make(), mimetype=kind)
    except NetgraphError as error:
        return Response(f"{error}\n", 409, mimetype="text/plain")
    answer.headers["Content-Disposition"] = f'attachment; filename="{path.rpartition("/")[2]}"'
    return answer


def _said(words: str, status: int) -> tuple[Response, int]:
    return jsonify({"said": words}), status
