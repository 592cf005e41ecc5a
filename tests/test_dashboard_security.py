"""Who may ask the dashboard, and what its answers tell the browser."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from dashboards import app as dashboard
from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    from flask.testing import FlaskClient

LOCAL = "http://127.0.0.1:8050"
TOKEN = "right-token"
ASK = {
    "output": "page.children",
    "outputs": {"id": "page", "property": "children"},
    "inputs": [{"id": "location", "property": "pathname", "value": "/"}],
    "changedPropIds": ["location.pathname"],
}


class Source:
    def graph(self, **_: object) -> nx.Graph:
        return nx.Graph(ego="ego")


@pytest.fixture
def open_client() -> FlaskClient:
    """A dashboard that asks for no token."""
    return dashboard.create_app(Source()).server.test_client()


@pytest.fixture
def client() -> FlaskClient:
    """A dashboard that asks for a token."""
    return dashboard.create_app(Source(), token=TOKEN).server.test_client()


@pytest.mark.parametrize("path", ["/", "/_dash-layout", "/_dash-dependencies", "/assets/netgraph.css"])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8050"])
def test_a_foreign_host_is_refused(open_client: FlaskClient, path: str, host: str) -> None:
    assert open_client.get(path, base_url=f"http://{host}").status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost:8050"])
def test_this_machine_is_answered(open_client: FlaskClient, host: str) -> None:
    assert open_client.get("/", base_url=f"http://{host}").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://localhost:8050"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": LOCAL},
    ],
)
def test_a_post_from_another_page_is_refused(open_client: FlaskClient, headers: dict[str, str]) -> None:
    answer = open_client.post("/_dash-update-component", json=ASK, headers=headers, base_url=LOCAL)
    assert answer.status_code == 403


def test_a_post_from_our_page_is_answered(open_client: FlaskClient) -> None:
    headers = {"Origin": LOCAL, "Sec-Fetch-Site": "same-origin"}
    answer = open_client.post("/_dash-update-component", json=ASK, headers=headers, base_url=LOCAL)
    assert answer.status_code != 403


@pytest.mark.parametrize(
    "path", ["/", "/routes?to=Globex", "/_dash-layout", "/assets/netgraph.js", "/_dash-component-suites/x"]
)
@pytest.mark.parametrize("query", ["", "token=", "token=wrong", "token=r%C3%A9"])
def test_without_the_token_nothing_is_shown(client: FlaskClient, path: str, query: str) -> None:
    address = f"{path}{'&' if '?' in path else '?'}{query}"
    answer = client.get(address, base_url=LOCAL)
    assert answer.status_code == 403
    assert b"private" in answer.data


def test_a_post_needs_the_token_as_a_cookie(client: FlaskClient) -> None:
    answer = client.post(f"/_dash-update-component?token={TOKEN}", json=ASK, base_url=LOCAL)
    assert answer.status_code == 403


def test_the_token_becomes_a_cookie_and_leaves_the_address(client: FlaskClient) -> None:
    answer = client.get(f"/routes?to=R%26D&token={TOKEN}", base_url=LOCAL)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/routes?to=R%26D"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert client.get("/routes?to=R%26D", base_url=LOCAL).status_code == 200


def test_the_redirect_stays_on_this_server(client: FlaskClient) -> None:
    answer = client.get(f"//evil.example/%5Cx?token={TOKEN}", base_url=LOCAL)
    location = answer.headers.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_every_answer_carries_the_headers(open_client: FlaskClient) -> None:
    for path in ("/", "/_dash-layout", "/assets/netgraph.css", "/nowhere"):
        headers = open_client.get(path, base_url=LOCAL).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in headers


def test_answers_with_data_are_not_stored(open_client: FlaskClient) -> None:
    for path in ("/", "/_dash-layout", "/_dash-dependencies"):
        assert open_client.get(path, base_url=LOCAL).headers["Cache-Control"] == "no-store"
    answer = open_client.post("/_dash-update-component", json=ASK, base_url=LOCAL)
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_content_policy_allows_our_own_scripts_alone(open_client: FlaskClient) -> None:
    policy = dict(
        rule.split(" ", 1) for rule in open_client.get("/").headers["Content-Security-Policy"].split("; ")
    )
    scripts = policy["script-src"].split()
    assert scripts[0] == "'self'"
    assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]+=*'", script) for script in scripts[1:])
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert not re.search(r"unsafe-eval|\*\.|https:", " ".join(policy.values()))


def test_a_dashboard_with_a_token_is_framed_by_nobody(client: FlaskClient, open_client: FlaskClient) -> None:
    assert "frame-ancestors 'none'" in client.get("/", base_url=LOCAL).headers["Content-Security-Policy"]
    notebooks = open_client.get("/").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' http://127.0.0.1:*" in notebooks


def test_the_page_loads_nothing_from_elsewhere(open_client: FlaskClient) -> None:
    page = open_client.get("/", base_url=LOCAL).text
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(addresses) > 5
    assert [address for address in addresses if not address.startswith("/") or address.startswith("//")] == []
    assert '<html lang="en">' in page


def test_a_large_request_is_refused(open_client: FlaskClient) -> None:
    answer = open_client.post("/_dash-update-component", json={"output": "x" * 2_000_000}, base_url=LOCAL)
    assert answer.status_code == 413


def test_a_busy_port_gives_way_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        server = dashboard._listen(dashboard.create_app(Source()), port)
        try:
            assert server.effective_host == "127.0.0.1"
            assert port < int(server.effective_port) < port + dashboard.PORTS_TRIED
        finally:
            server.close()


def test_no_free_port_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard, "PORTS_TRIED", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(NetgraphError, match="no port from"):
            dashboard._listen(dashboard.create_app(Source()), taken.getsockname()[1])
