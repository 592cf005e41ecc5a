"""What a personal report says: the record behind HTML and PDF, on five people and on the sample."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import bundle, network, person, said

import netgraph as ng
from netgraph.errors import NoHistoryError, ReportError
from netgraph.figures.last_contact import bands_of
from netgraph.report import report_of, write_report

SAMPLE = Path(__file__).parents[1] / "sample_data"


@pytest.fixture(scope="module")
def record(five):
    return report_of(five, targets=["Globex", "Hooli", "Nowhere Inc"]).record


@pytest.fixture(scope="module")
def sample(as_of, sample_zip):
    """The graph of the sample, and its record."""
    told = (ng.read(SAMPLE / name) for name in ("knows.csv", "targets.csv"))
    G = ng.build_graph(ng.combine(ng.read_linkedin(sample_zip), *told), as_of=as_of)
    return G, report_of(G).record


def section(record, key):
    (found,) = (one for one in record["sections"] if one["key"] == key)
    return found


def tables(record, key):
    return {one["caption"]: one["rows"] for one in section(record, key)["blocks"] if one["kind"] == "table"}


def test_it_answers_the_questions_in_their_order(record):
    assert [one["heading"] for one in record["sections"]] == [
        "Your network in one picture",
        "Strength and recency",
        "Whom not to lose",
        "Ways to your targets",
        "What is missing",
        "Whom to meet",
        "Help given and received",
        "This month's plan",
        "What the numbers rest on",
    ]
    assert (record["owner"], record["day"], record["date"]) == ("Alex Moreno", "1 Nov 2026", "2026-11-01")


def test_it_is_plain_values_and_the_same_every_time(five, record):
    text = json.dumps(record, allow_nan=False)
    assert json.loads(text) == record
    assert json.dumps(report_of(five, targets=["Globex", "Hooli", "Nowhere Inc"]).record) == text


def test_the_graph_is_left_alone(five):
    before = repr((list(five.nodes(data=True)), list(five.edges(data=True)), sorted(five.graph)))
    report_of(five)
    assert repr((list(five.nodes(data=True)), list(five.edges(data=True)), sorted(five.graph))) == before


def test_people_are_counted_by_strength_and_recency(record):
    """Mia wrote three days ago, Priya in 2021; with Raj there is no word, and Dana is no contact of Alex."""
    rows = tables(record, "recency")["People by strength and last contact"]
    assert rows[-1] == ["all", "1", "-", "-", "1", "1", "3"]
    assert rows[-2] == ["not known", "-", "-", "-", "-", "1", "1"]


def test_the_table_counts_as_the_picture_above_it_does():
    """Bo wrote ten days ago, and Alex says that they do not know each other: contact all the same."""
    stranger = {"person_a": "alex", "person_b": "bo", "evidence": "inferred", "closeness": 0.0}
    days = {
        "bo": "2026-10-22",
        "cy": "2026-10-01",
        "di": "2026-08-02",
        "ed": "2026-08-01",
        "flo": "2025-11-01",
    }
    words = [said(f"{day} 09:00", one, "alex") for one, day in days.items()]
    words.append(said("2025-10-31 09:00", "gus", "alex"))
    known = {"person_a": "alex", "person_b": "hal", "evidence": "logged", "closeness": 5.0}
    G = ng.build_graph(bundle(interactions=words, ties=[stranger, known]), as_of="2026-11-01")
    block = next(one for one in section(report_of(G).record, "recency")["blocks"] if one["kind"] == "table")
    bands = bands_of(G).bands
    assert [one["name"] for one in block["columns"]] == ["Strength", *bands["band"], "all"]
    assert bands["people"].to_list() == [1, 2, 2, 1, 1]
    assert block["rows"][-1] == ["all", "1", "2", "2", "1", "1", "7"]


def test_unknown_is_said_and_no_chance_is_given_in_percent(record):
    grounds = tables(record, "grounds")
    assert grounds["How sure the ties are"] == [
        ["Seen or said by somebody", "2 (67 %)", "1 (100 %)"],
        ["Connected on LinkedIn, no more", "1 (33 %)", "none"],
        ["A guess (same employer at the same time, same thread)", "none", "none"],
    ]
    assert section(record, "grounds")["finding"] == "Contact is known with 2 of 3 people (67 %)"
    elsewhere = [one for one in record["sections"] if one["key"] != "grounds"]
    assert "%" not in json.dumps([record["lead"], elsewhere])
    assert "nan" not in re.findall(r"\w+", json.dumps(record).lower())


def test_every_target_has_its_row_and_what_is_missing_is_named(record):
    ways = tables(record, "ways")["The warmest ways"]
    assert ways[0][:3] == ["Globex", "warm", "You \u2192 Mia Chen \u2192 Dana Cole"]
    assert [row[0] for row in ways][-1] == "Nowhere Inc"
    assert section(record, "ways")["finding"] == "2 of 3 targets have a warm way in"
    (missing,) = tables(record, "gaps")["Targets without a warm way"]
    assert missing[:2] == ["Nowhere Inc", "none in your data"]


def test_without_targets_it_asks_for_some(five):
    record = report_of(five).record
    assert section(record, "ways")["blocks"] == []
    assert section(record, "ways")["finding"].startswith("No target is chosen yet.")
    assert "Targets without a warm way" not in tables(record, "gaps")


def test_the_plan_names_nobody_twice_and_nobody_who_rests(sample):
    G, record = sample
    steps = next(one for one in section(record, "plan")["blocks"] if one["kind"] == "steps")
    people = [one["who"].split(",")[0] for one in steps["steps"]]
    for _, meet, hello in tables(record, "plan")["The weeks after"]:
        people += [meet.split(":")[0], hello.split(":")[0]]
    assert len(people) == 5 + 3 * 2
    assert len(set(people)) == len(people)
    own = {G.nodes[one]["name"]: tie for one, tie in G.adj[G.graph["ego"]].items()}
    assert all(own[one]["rest_until"] is None for one in people if one in own)


def test_it_ends_with_what_it_rests_on(sample):
    G, record = sample
    assert record["rests_on"] == ng.neglected_ties(G).attrs["rests_on"]
    assert record["sections"][-1]["blocks"][-1]["text"] == record["rests_on"]
    pictures = [one for part in record["sections"] for one in part["blocks"] if one["kind"] == "figure"]
    assert not [one for one in pictures if record["rests_on"] in one["caption"]], "there, and not under each"


def test_a_book_with_nobody_but_its_owner_is_an_answer():
    alone = ng.build_graph(bundle(people=[person("alex", "Alex Moreno")]), as_of="2026-11-01")
    record = report_of(alone).record
    assert section(record, "grounds")["finding"] == "The data hold nobody but you"
    assert section(record, "plan")["finding"] == "Nothing is due this week"


def test_an_alias_of_a_target_and_one_said_twice_are_one_row_each(five):
    rows = tables(report_of(five, targets=["Globex", "Globex"]).record, "ways")["The warmest ways"]
    assert {row[0] for row in rows} == {"Globex"}
    assert len({tuple(row) for row in rows}) == len(rows)


def test_a_graph_made_by_hand_holds_no_history():
    with pytest.raises(NoHistoryError, match="build_graph"):
        report_of(network(("ego", "ana", 0.5, "message")))


def test_the_suffix_says_the_format(five, tmp_path):
    for name in ("report.docx", "report"):
        with pytest.raises(ReportError, match=r"\.html or \.pdf"):
            write_report(five, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_whole_and_its_owners_alone(five, tmp_path):
    file = ng.write_report(five, tmp_path / "Report.HTML")
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["Report.HTML"]
    with pytest.raises(ReportError, match="cannot be written") as error:
        write_report(five, tmp_path / "no such folder" / "report.html")
    assert "folder" not in str(error.value).replace("No such file or directory", "")


def test_what_was_written_later_than_as_of_is_not_in_it(contacts):
    """In 2020 Mia is nobody yet and Priya wrote last month."""
    then = report_of(ng.build_graph(contacts, as_of="2020-06-30")).record
    assert then["date"] == "2020-06-30"
    rows = tables(then, "recency")["People by strength and last contact"]
    assert rows[-1][1:5] == ["1", "-", "-", "-"]
