"""This week: a few steps, the same all week, each answered for good; then enough."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import both_wrote, bundle, network, person, said, utc

import netgraph as ng
from netgraph.errors import NoHistoryError
from netgraph.practice.choice_entries import choice_entry, pace_entry, step_entry
from netgraph.practice.logbook import log_entry
from netgraph.schema import THIS_WEEK

MONDAY, WEDNESDAY, SUNDAY = "2026-11-02", "2026-11-04", "2026-11-08"
DORMANT = ["Ada Quiet", "Bea Quiet", "Cal Quiet", "Dan Quiet"]


@pytest.fixture(scope="module")
def network_of_steps():
    """Four dormant ties, two replies owed, a thank-you and a promise owed, a target with two ways in."""
    quiet = [
        row
        for number, name in enumerate(DORMANT)
        for row in both_wrote(f"{2019 + number}-01-05", f"{2019 + number}-12-05", "MS", name)
    ]
    warm = [
        row
        for number, name in enumerate(["Gus Warm", "Nia Warm", "Jo Kind", "Kim Promised"])
        for row in [
            *both_wrote(f"2026-08-0{3 + number}", "2026-10-12", "14D", name),
            said(f"2026-10-1{5 + number}", "alex", name, channel="call"),
        ]
    ]
    owed = [said("2026-10-20", "Hal Waits", "alex"), said("2026-10-10", "Ida Waits", "alex")]
    owed += [said("2026-10-01", "alex", name) for name in ("Hal Waits", "Ida Waits")]
    yours = {"source": "you"}
    made = bundle(
        people=[
            person("alex", "Alex Moreno"),
            *(person(row["recipient_id"], row["recipient_id"]) for row in [*quiet, *warm, *owed]),
            *(person(name, name, organization="Globex") for name in ("Lee Target", "Mo Target")),
            person("alex", "Alex Moreno"),
        ],
        interactions=[*quiet, *warm, *owed],
        ties=[
            {"person_a": "Gus Warm", "person_b": "Lee Target", "evidence": "stated", "source": "knows"},
            {"person_a": "Nia Warm", "person_b": "Mo Target", "evidence": "stated", "source": "knows"},
        ],
        favors=[
            {
                "at": utc("2026-10-15"),
                "giver_id": "Jo Kind",
                "receiver_id": "alex",
                "kind": "advice",
                **yours,
            },
            {
                "at": utc("2026-10-16"),
                "giver_id": "alex",
                "receiver_id": "Kim Promised",
                "kind": "promise",
                "note": "send the slides",
                **yours,
            },
        ],
        targets=[{"name": "Globex", "kind": "organization", "priority": 5, "status": "chosen", **yours}],
    )
    return ng.combine(made)


def week(contacts, day=MONDAY, **more):
    return ng.this_week(ng.build_graph(contacts, as_of=day), **more)


def steps(found):
    return list(zip(found["kind"], found["name"], strict=True))


def states(found):
    return dict(zip(found["name"], found["state"], strict=True))


def told(contacts, entry):
    return ng.combine(contacts, entry)


def test_a_week_holds_one_step_of_each_group_and_then_what_is_owed(network_of_steps):
    found = week(network_of_steps)
    assert list(found.columns) == THIS_WEEK.names
    kinds = list(found["kind"])
    assert len(kinds) == 5
    assert kinds[1:4] == ["hello", "meet", "route"]
    assert [kinds[0], kinds[4]] == ["reply", "thanks"], "each kind of debt has its turn, the longest first"
    assert list(found["number"]) == [1, 2, 3, 4, 5]
    assert found["person_id"].is_unique
    assert set(found["state"]) == {"open"}
    assert (found.attrs["week"], found.attrs["pace"]) == ("2026-W45", 5)
    assert found.attrs["enough"].endswith("that is enough for this week.")


def test_every_step_says_why_and_what_to_begin_with(network_of_steps):
    rows = week(network_of_steps, pace=15).set_index("name")
    assert "has waited at least 13 days" in rows.loc["Hal Waits", "why"]
    assert rows.loc["Hal Waits", "hook"] == "last message on 20 Oct 2026."
    assert rows.loc["Kim Promised", "why"] == "You promised Kim in October 2026: send the slides."
    assert rows.loc["Jo Kind", "kind"] == "thanks"
    assert rows["step"].str.len().min() > 10
    way_in = rows[rows["kind"] == "route"]
    assert (list(way_in["target"]), len(way_in)) == (["Globex"], 1)
    assert set(rows[rows["kind"] == "meet"].index) | set(way_in.index) in (
        {"Lee Target", "Nia Warm"},
        {"Mo Target", "Gus Warm"},
    ), "two ways, to two people"


def test_the_list_stays_the_same_from_monday_to_sunday(network_of_steps):
    monday = steps(week(network_of_steps))
    for day in (WEDNESDAY, SUNDAY):
        assert steps(week(network_of_steps, day)) == monday
    assert week(network_of_steps, "2026-11-09").attrs["week"] == "2026-W46"


def test_what_is_done_shows_as_done_and_nobody_takes_its_place(network_of_steps):
    before = week(network_of_steps, WEDNESDAY)
    hello = before[before["kind"] == "hello"].iloc[0]
    now = utc("2026-11-03 10:00")
    logged = told(network_of_steps, log_entry(network_of_steps, hello["name"], "call", at=now))
    answered = told(logged, step_entry(logged, before["person_id"][0], before["kind"][0], "done", now=now))
    after = week(answered, WEDNESDAY)
    assert steps(after) == steps(before)
    assert list(after["state"]) == ["done", "done", "open", "open", "open"]
    assert after.attrs["enough"].startswith("2 of 5 done.")


@pytest.mark.parametrize(
    ("answer", "state"),
    [("2w", "not now"), ("less often", "less often"), ("never", "never")],
)
def test_what_is_put_off_keeps_its_place_this_week_and_is_gone_next(network_of_steps, answer, state):
    before = week(network_of_steps, WEDNESDAY)
    hello = before[before["kind"] == "hello"].iloc[0]
    entry = step_entry(network_of_steps, hello["person_id"], "hello", answer, now=utc("2026-11-03 10:00"))
    after = told(network_of_steps, entry)
    assert steps(week(after, WEDNESDAY)) == steps(before)
    assert states(week(after, WEDNESDAY))[hello["name"]] == state
    assert hello["name"] not in set(week(after, "2026-11-10", pace=15)["name"])
    later = hello["name"] in set(week(after, "2026-11-23", pace=15)["name"])
    assert later == (answer == "2w"), "only the two weeks are over on the 23rd"


def test_thanks_given_and_promises_kept_are_done(network_of_steps):
    now = utc("2026-11-03 10:00")
    rows = week(network_of_steps, pace=15).set_index("name")
    after = network_of_steps
    for name in ("Jo Kind", "Kim Promised"):
        after = told(
            after, step_entry(after, rows.loc[name, "person_id"], rows.loc[name, "kind"], "done", now=now)
        )
    found = states(week(after, WEDNESDAY, pace=15))
    assert found["Jo Kind"] == found["Kim Promised"] == "done"
    assert not {"Jo Kind", "Kim Promised"} & set(week(after, "2026-11-10", pace=15)["name"])


def test_the_pace_is_the_users_and_more_is_never_refused(network_of_steps):
    fast = told(network_of_steps, pace_entry(7))
    assert len(week(fast)) == 7
    assert len(week(fast, pace=3)) == 3
    twice = week(network_of_steps, pace=3, more=True)
    assert steps(twice)[:3] == steps(week(network_of_steps, pace=3))
    assert len(twice) == 6
    whole = week(network_of_steps, more=2)
    assert len(whole) < 50, "the well runs dry"
    assert whole["person_id"].is_unique


def test_who_rests_is_in_no_list(network_of_steps):
    asked = ["Ada Quiet", "Hal Waits", "Jo Kind", "Gus Warm"]
    assert set(asked[:3]) < set(week(network_of_steps, more=2)["name"])
    muted = [choice_entry(network_of_steps, name, "mute") for name in asked]
    found = week(ng.combine(network_of_steps, *muted), more=2)
    assert not set(asked) & set(found["name"])
    assert not found["step"].str.contains("Ask Gus").any()


def test_a_rest_that_was_set_aside_is_said(network_of_steps):
    muted = told(network_of_steps, choice_entry(network_of_steps, "Ada Quiet", "mute"))
    again = told(muted, choice_entry(muted, "Ada Quiet", "override"))
    why = week(again, more=2).set_index("name").loc["Ada Quiet", "why"]
    assert why.endswith("(you set the rest aside: you muted them.)")


def test_a_message_that_comes_in_the_week_is_answered_in_it(network_of_steps):
    ids = network_of_steps.people.set_index("name")["person_id"]
    came = pd.DataFrame([said("2026-11-03 08:00", ids["Gus Warm"], network_of_steps.ego, source="linkedin")])
    after = told(network_of_steps, ng.Contacts.of({"interactions": came}))
    found = week(after, WEDNESDAY, pace=3)
    assert steps(found)[-1] == ("reply", "Gus Warm")
    assert len(found) == 3
    logged = told(after, log_entry(after, "Gus Warm", "wrote", at=utc("2026-11-04 09:00")))
    assert steps(week(logged, WEDNESDAY, pace=3)) == steps(found)
    assert states(week(logged, WEDNESDAY, pace=3))["Gus Warm"] == "done"


def test_nothing_to_do_is_enough_too():
    found = week(bundle(people=[person("alex", "Alex Moreno")]))
    assert found.empty
    assert found.attrs["enough"] == "Nothing is due this week. That is enough."


def test_a_graph_made_by_hand_has_no_week():
    with pytest.raises(NoHistoryError):
        ng.this_week(network(("ego", "ana", 0.5, "message")))


def test_what_is_given_is_left_alone(network_of_steps):
    G = ng.build_graph(network_of_steps, as_of=WEDNESDAY)
    before = {name: frame.copy() for name, frame in G.graph["contacts"].tables().items()}
    ng.this_week(G)
    for name, frame in G.graph["contacts"].tables().items():
        pd.testing.assert_frame_equal(frame, before[name])


def test_of_two_people_of_one_name_the_one_who_knows_them_is_asked():
    """Both Jos may be asked; only one of them said that she knows Lee."""
    jos = [person(one, "Jo Kim") for one in ("jo1", "jo2")]
    made = bundle(
        people=[person("alex", "Alex Moreno"), *jos, person("lee", "Lee Target", organization="Globex")],
        interactions=[
            row
            for one, week in (("jo1", "14D"), ("jo2", "7D"))
            for row in [*both_wrote("2026-01-05", "2026-10-20", week, one), said("2026-10-25", one, "alex")]
        ],
        ties=[{"person_a": "jo1", "person_b": "lee", "evidence": "stated", "source": "knows"}],
        targets=[{"name": "Globex", "kind": "organization", "priority": 3.0, "status": "chosen"}],
    )
    G = ng.build_graph(made, as_of=MONDAY)
    assert ng.who_to_meet(G)["via_ids"].tolist() == [["jo1"]]
    steps = ng.this_week(G).set_index("person_id")
    assert steps.loc["lee", "kind"] == "meet"
    assert steps.loc["lee", "step"] == "Ask Jo whether they would introduce you to Lee Target."
