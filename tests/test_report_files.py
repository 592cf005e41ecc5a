"""The report as HTML and PDF: self-contained, tagged, the same every time, and safe with any name."""

from __future__ import annotations

import gc
import io
import re
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from conftest import both_wrote, bundle, person
from typer.testing import CliRunner
from watched import NARROW, WIDE, launched

import netgraph as ng
from netgraph import cli
from netgraph.errors import ReportError
from netgraph.report import report_of, write_report
from netgraph.report.html import to_html
from netgraph.report.pdf import _in_latin, to_pdf

SAMPLE = Path(__file__).parents[1] / "sample_data"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></svg><iframe src=//evil.example>",
    '#panic("x") *bold* = Heading',
    '#read("/etc/passwd") $x$ <label> @ref',
    "{{ 7*7 }} {% raise %}",
    '`raw` \\u{1F600} // /* "quoted" \']',
    "=1+1 %s {0}",
)


@pytest.fixture(scope="module")
def sample(as_of, sample_zip):
    """The report on the sample."""
    told = (ng.read(SAMPLE / name) for name in ("knows.csv", "targets.csv"))
    return report_of(ng.build_graph(ng.combine(ng.read_linkedin(sample_zip), *told), as_of=as_of))


@pytest.fixture(scope="module")
def hostile():
    """A report full of people who bear markup for a name."""
    named = {f"p{number}": name for number, name in enumerate(HOSTILE)}
    people = [person(one, name, organization=f"{name} Ltd") for one, name in named.items()]
    events = [row for one in named for row in both_wrote("2020-01-01", "2021-06-01", "30D", one)]
    ties = [{"person_a": "alex", "person_b": one, "evidence": "connected"} for one in named]
    targets = [{"name": f"{HOSTILE[0]} Ltd", "kind": "organization", "status": "chosen", "priority": 5}]
    contacts = bundle(
        people=[person("alex", HOSTILE[1]), *people], interactions=events, ties=ties, targets=targets
    )
    return report_of(ng.build_graph(contacts, as_of="2026-11-01"))


class Tags(HTMLParser):
    """Every tag with its attributes, in order, and the text outside of the style."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.inside = [], "", ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = tag

    def handle_data(self, data):
        self.text += "" if self.inside == "style" else data

    def named(self, *names):
        return [seen for tag, seen in self.tags if tag in names]


def pdf_text(made):
    """The words of a PDF, without blanks: lines break where the column ends."""
    return re.sub(r"\s", "", "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(made)).pages))


def test_html_asks_nothing_of_any_host_and_runs_nothing(sample):
    page = to_html(sample)
    found = Tags(page)
    links = [
        value for _, seen in found.tags for key, value in seen.items() if key in {"href", "src", "srcset"}
    ]
    assert links
    assert all(one.startswith("#") for one in links)
    assert not found.named("script", "link", "iframe", "img", "object", "base")
    assert not [key for _, seen in found.tags for key in seen if key.startswith("on")]
    addresses = set(re.findall(r"[a-z]+://[^\s\"'<]+", page)) | set(re.findall(r"url\((?!#)[^)]*\)", page))
    assert addresses == {"http://www.w3.org/2000/svg"}, "which is a name, and never opened"
    (policy,) = (one["content"] for one in found.named("meta") if "http-equiv" in one)
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_html_can_be_read_by_those_who_do_not_see_it(sample):
    found = Tags(to_html(sample))
    assert found.named("html")[0]["lang"] == "en"
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    tables = len(found.named("table"))
    assert tables >= 8
    assert len(found.named("caption")) == tables
    assert all(one.get("scope") in {"col", "row"} for one in found.named("th"))
    pictures = found.named("svg")
    assert len(pictures) == len(sample.figures) == 4
    ids = [seen["id"] for _, seen in found.tags if "id" in seen]
    assert len(set(ids)) == len(ids)
    assert all(set(one["aria-labelledby"].split()) <= set(ids) for one in pictures)
    assert {one["href"][1:] for one in found.named("a")} <= set(ids)


def test_html_shows_markup_in_names_as_text(hostile):
    found = Tags(to_html(hostile))
    assert not found.named("script", "iframe", "img", "label")
    assert not [key for _, seen in found.tags for key in seen if key.startswith("on")]
    for name in HOSTILE:
        assert name in found.text


def test_pdf_shows_markup_in_names_as_text(hostile):
    text = pdf_text(to_pdf(hostile))
    for name in HOSTILE:
        assert re.sub(r"\s", "", name) in text


def test_the_same_report_gives_the_same_bytes(hostile):
    assert to_html(hostile) == to_html(hostile)
    assert to_pdf(hostile) == to_pdf(hostile)


def test_pdf_is_tagged_named_dated_and_of_few_pages(sample):
    book = pypdf.PdfReader(io.BytesIO(to_pdf(sample)))
    root = book.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert book.metadata.title == "Your network: Alex Moreno, 1 Nov 2026"
    assert book.metadata.creation_date.date().isoformat() == "2026-11-01"
    assert 4 <= len(book.pages) <= 6
    assert book.pages[0].mediabox.height == pytest.approx(841.89, abs=0.01), "A4"
    kinds = [one["/S"] for one in parts_of(root["/StructTreeRoot"])]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L"} <= set(kinds)
    told = [one.get("/Alt") for one in parts_of(root["/StructTreeRoot"]) if one["/S"] == "/Figure"]
    assert len(told) >= len(sample.figures)
    assert all(told)


def parts_of(node):
    """The structure elements under a node of the tag tree."""
    below = node.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        part = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(part, dict) and "/S" in part:
            yield part
            yield from parts_of(part)


def test_html_and_pdf_say_the_same(sample):
    text, page = pdf_text(to_pdf(sample)), re.sub(r"\s", "", Tags(to_html(sample)).text)
    for part in sample.record["sections"]:
        for block in part["blocks"]:
            cells = [cell for row in block.get("rows", []) for cell in row] + [block.get("text") or ""]
            for words in cells:
                plain = re.sub(r"\s", "", words)
                assert plain in page
                assert plain.replace("fi", "").replace("fl", "") in text.replace("fi", "").replace("fl", "")


def test_a_script_without_font_is_drawn_or_written_in_latin_and_said():
    contacts = bundle(
        people=[person("alex", "Alex Moreno"), person("tanaka", "\u7530\u4e2d \u7f8e\u548c")],
        interactions=both_wrote("2020-01-01", "2021-06-01", "30D", "tanaka"),
        ties=[{"person_a": "alex", "person_b": "tanaka", "evidence": "connected"}],
    )
    report = report_of(ng.build_graph(contacts, as_of="2026-11-01"))
    assert "\u7530\u4e2d \u7f8e\u548c" in to_html(report)
    text = pdf_text(to_pdf(report))
    assert "\u7530\u4e2d" in text or "U+7530" in text
    latin = _in_latin(report.record | {"fonts": ["\u7530"]}, ["\u7530", "\u4e2d"])
    note = latin["sections"][-1]["blocks"][-1]["text"]
    assert "2 of the characters in names (U+7530, U+4E2D)" in note
    assert "\u7530" not in str(latin["sections"])
    assert latin["fonts"] == ["\u7530"], "names of fonts are no text"


def test_without_typst_one_line_says_what_to_install(five, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ReportError, match=r"pip install 'netgraph-referrals\[reports\]'") as error:
        write_report(five, tmp_path / "report.pdf")
    assert "\n" not in str(error.value)
    assert write_report(five, tmp_path / "report.html").exists()


def test_the_collector_of_cycles_runs_on_after_a_report_and_after_a_failed_one(five, tmp_path, monkeypatch):
    write_report(five, tmp_path / "report.html")
    assert gc.isenabled()
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ReportError):
        write_report(five, tmp_path / "report.pdf")
    assert gc.isenabled()


def run(*arguments):
    return CliRunner().invoke(cli.app, ["report", *arguments], env={"COLUMNS": "100"})


def test_the_command_writes_what_the_suffix_or_pdf_says(tmp_path, monkeypatch, contacts):
    monkeypatch.chdir(tmp_path)
    with ng.Book(tmp_path / "network.db") as book:
        book.add(contacts)
    there = ["--book", "network.db", "--as-of", "2026-11-01"]
    done = run(*there, "--for", "Globex")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Written: network-report.html. It holds names")
    assert "Dana Cole" in Path("network-report.html").read_text(encoding="utf-8")
    assert run(*there, "--pdf").exit_code == 0
    assert Path("network-report.pdf").read_bytes().startswith(b"%PDF")
    refused = run("mine.html", "--pdf", *there)
    assert refused.exit_code == 2
    names = {one.name for one in tmp_path.iterdir() if not one.name.startswith("network.db")}
    assert names == {"network-report.html", "network-report.pdf"}


@pytest.mark.browser
def test_in_a_browser_it_is_still_and_accessible(sample, hostile, tmp_path, chromium):
    from axe_playwright_python.sync_playwright import Axe

    faults = []
    for name, report in (("sample", sample), ("hostile", hostile)):
        (tmp_path / f"{name}.html").write_text(to_html(report), encoding="utf-8")
    with launched(chromium) as browser:
        for size, name in ((WIDE, "sample"), (NARROW, "sample"), (NARROW, "hostile")):
            page = browser.new_page(viewport=size)
            page.on("request", lambda asked: faults.append(asked.url))
            page.on("console", lambda told: faults.append(told.text))
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("dialog", lambda dialog: faults.append(dialog.message))
            page.goto((tmp_path / f"{name}.html").as_uri())
            assert faults.pop(0) == page.url
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
            if name == "sample":
                found = Axe().run(page).response["violations"]
                assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
            page.close()
    assert faults == []
