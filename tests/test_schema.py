"""The schema: every table is a promise, checked at one door."""

from __future__ import annotations

from datetime import UTC

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph import schema
from netgraph.errors import TableError
from netgraph.schema import Column, Table, conform, empty, from_rows

PETS = Table(
    "pets",
    (
        Column("name", "text", "what it is called"),
        Column("born", "time", "when"),
        Column("weight", "number", "kilograms"),
        Column("legs", "count", "how many"),
        Column("tame", "flag", "whether it is"),
    ),
)
EVERY_TABLE = [*schema.TABLES, *schema.EXTRACT_TABLES.values()]
ANSWERS = [schema.NEGLECTED_TIES, schema.REFERRAL_PATHS, schema.WHO_TO_MEET, schema.EXPLAIN_TIE]
DESIGN = {
    "people": "person_id name given_name family_name organization position location linkedin email "
    "connected_on is_ego source",
    "jobs": "person_id organization position started_on ended_on source",
    "interactions": "at channel sender_id recipient_id thread group_size length source",
    "ties": "person_a person_b evidence closeness note since source",
    "favors": "at giver_id receiver_id kind source",
    "introductions": "starter_id target_id stage at note",
    "choices": "person_id kind value until",
    "targets": "name kind role priority source",
    "rejects": "source file row reason",
    "imports": "source file rows used unused read_at",
    "addresses": "person_id email source",
}
DESIGN_ANSWERS = {
    "neglected_ties": "person_id name organization strength recency last_contact silent_days rhythm_days "
    "quiet kind why step rest_until",
    "referral_paths": "rank target target_name hops readiness proof weakest_hop path path_ids evidence "
    "starter_id first_step why",
    "who_to_meet": "person_id name organization position score need reach novelty via targets proof why",
    "explain_tie": "factor value effect rests_on",
}


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_the_columns_of_design_are_there(table):
    assert set(DESIGN[table.name].split()) <= set(table.names)


@pytest.mark.parametrize("table", ANSWERS, ids=lambda table: table.name)
def test_the_columns_of_the_answers_that_stay_are_there(table):
    assert set(DESIGN_ANSWERS[table.name].split()) <= set(table.names)


def test_every_table_is_there():
    assert [table.name for table in schema.TABLES] == list(DESIGN)


@pytest.mark.parametrize("table", [*EVERY_TABLE, *ANSWERS], ids=lambda table: table.name)
def test_every_column_has_one_name_a_kind_and_a_meaning(table):
    assert len(set(table.names)) == len(table.names)
    assert all(column.kind in schema.DTYPES and column.meaning for column in table.columns)
    frame = empty(table)
    assert {name: str(frame[name].dtype) for name in table.names} == {
        column.name: schema.DTYPES[column.kind] for column in table.columns
    }


def test_the_evidence_is_in_the_order_of_design_and_its_first_five_are_proof():
    assert schema.EVIDENCE == ("logged", "message", "meeting", "stated", "pooled", "connected", "inferred")
    assert sorted(schema.PROOF) == ["logged", "meeting", "message", "pooled", "stated"]
    assert "invitation" not in schema.CONTACT_CHANNELS


def test_a_frame_gets_exactly_the_tables_columns_in_order_and_kind():
    found = conform(pd.DataFrame({"extra": [1], "legs": [4], "name": ["Rex"]}, index=[7]), PETS)
    assert list(found.columns) == PETS.names
    assert list(found.index) == [0]
    row = found.iloc[0]
    assert (row["name"], row["legs"], row["tame"]) == ("Rex", 4, False)
    assert row[["born", "weight"]].isna().all(), "unknown is not zero"


def test_times_become_utc():
    found = conform(pd.DataFrame({"born": ["2026-05-01T02:00+02:00"]}), PETS)
    assert found.loc[0, "born"] == pd.Timestamp("2026-05-01", tz="UTC")


def test_all_faults_are_told_at_once_without_the_values():
    bad = pd.DataFrame({"born": ["yesterday"], "weight": ["heavy"]})
    with pytest.raises(TableError) as failure:
        conform(bad, PETS, required=["name", "born"])
    message = str(failure.value)
    assert all(name in message for name in ("pets", "'name'", "'born'", "'weight'"))
    assert "yesterday" not in message
    assert "heavy" not in message
    assert "\n" not in message


def test_what_is_given_is_left_alone():
    frame = pd.DataFrame({"name": ["Rex"], "born": ["2026-05-01"]})
    before = frame.copy(deep=True)
    conform(frame, PETS)
    pd.testing.assert_frame_equal(frame, before)


def test_a_frame_that_conforms_already_stays_as_it_is():
    frame = conform(pd.DataFrame({"name": ["Rex"], "legs": [4]}), PETS)
    pd.testing.assert_frame_equal(conform(frame, PETS), frame)


def test_rows_become_a_frame_of_the_tables_columns_in_order_and_kind():
    rows = [{"legs": 4.0, "name": 7, "born": pd.Timestamp("2026-05-01T02:00+02:00"), "extra": 1}, {"legs": 3}]
    found = from_rows(rows, PETS)
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == {
        column.name: schema.DTYPES[column.kind] for column in PETS.columns
    }
    assert list(found.columns) == PETS.names
    first, second = found.to_dict("records")
    assert (first["name"], first["legs"], first["tame"]) == ("7", 4, False)
    assert first["born"] == pd.Timestamp("2026-05-01", tz="UTC")
    assert found.loc[1, ["name", "born", "weight"]].isna().all(), "unknown is not zero"
    assert second["legs"] == 3


BLANKS = st.sampled_from([None, float("nan")])
TEXTS = st.text(max_size=3)
MOMENTS = st.datetimes(pd.Timestamp("1990-01-01"), pd.Timestamp("2100-01-01"), timezones=st.just(UTC))


@given(
    st.lists(
        st.fixed_dictionaries(
            {"legs": st.integers(-5, 5), "tame": st.none() | st.booleans()},
            optional={
                "name": BLANKS | TEXTS,
                "born": BLANKS | st.just(pd.NaT) | MOMENTS.map(pd.Timestamp),
                "weight": BLANKS | st.integers(0, 9) | st.floats(-9, 9),
                "friends": st.lists(TEXTS, max_size=2),
            },
        ),
        min_size=1,
    )
)
def test_rows_give_what_a_frame_of_them_conforms_to(rows):
    table = Table("pets", (*PETS.columns, Column("friends", "list", "who plays with it")))
    pd.testing.assert_frame_equal(
        from_rows(rows, table), conform(pd.DataFrame(rows, columns=table.names), table), check_exact=True
    )


def test_ids_that_are_numbers_stay_whole_beside_a_missing_one():
    assert from_rows([{"name": 7, "legs": 4}, {"legs": 2}], PETS)["name"].to_list()[0] == "7"


def test_no_rows_are_the_empty_table():
    pd.testing.assert_frame_equal(from_rows([], PETS), empty(PETS))


def test_all_faults_of_rows_are_told_at_once_without_the_values():
    with pytest.raises(TableError) as failure:
        from_rows([{"name": "Rex", "weight": "heavy"}], PETS)
    message = str(failure.value)
    assert all(name in message for name in ("pets", "'weight'", "'legs'"))
    assert "heavy" not in message
    assert "Rex" not in message
