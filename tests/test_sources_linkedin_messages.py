"""Messages of every era: who, to whom, when; what is no contact; and whose export it is."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from netgraph.errors import OwnerUnknownError
from netgraph.sources.extract import Extract, Mention
from netgraph.sources.linkedin import read_exports

if TYPE_CHECKING:
    from pathlib import Path

IN = "https://www.linkedin.com/in/"
Y2018 = "From,To,Date,Subject,Content,Direction,Folder"
Y2021 = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER"
Y2023 = Y2021.replace(",TO,", ",TO,RECIPIENT PROFILE URLS,")
Y2026 = Y2023 + ",ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"
URL = {"Eva Sand": IN + "eva", "Bo Lind": IN + "bo", "Cy Park": IN + "cy", "Di Marsh": IN + "di"}
PROFILE = "First Name,Last Name,Headline\nEva,Sand,Analyst\n"


def table(header: str, *rows: list[str], quoting: int = csv.QUOTE_MINIMAL) -> str:
    target = io.StringIO()
    writer = csv.writer(target, quoting=quoting, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return target.getvalue()


def message(
    thread: str, sender: str, *to: str, at: str = "2024-03-09 17:01:59 UTC", text: str = "hi", **other: str
) -> list[str]:
    """One row of the mid-2023 format."""
    return [
        thread,
        other.get("title", ""),
        sender,
        other.get("url", URL.get(sender, "")),
        other.get("names", ",".join(to)),
        other.get("urls", ",".join(URL[name] for name in to if name in URL)),
        at,
        "",
        text,
        other.get("folder", "INBOX"),
    ]


def read(tmp_path: Path, files: dict[str, str], *, owner: str | None = None) -> Extract:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    [extract] = read_exports(tmp_path / "export.zip", owner=owner)
    events, rejects = extract.table("interactions"), extract.table("rejects")
    for file, rows in extract.files.items():
        if "essages" in file:
            refused = rejects.loc[rejects["file"] == file, "row"].tolist()
            kept = set(events.loc[events["file"] == file, "row"])
            assert sorted([*kept, *refused]) == list(range(1, rows + 1))
    return extract


def ends(extract: Extract) -> list[tuple[int, str, str, str, str]]:
    """(row, sender's name, sender's slug, recipient's name, recipient's slug) with - for what is missing."""
    events = extract.table("interactions")
    columns = ["sender_name", "sender_linkedin", "recipient_name", "recipient_linkedin"]
    texts = [events[column].str.removeprefix(IN).fillna("-") for column in columns]
    return list(zip(events["row"], *texts, strict=True))


def reasons(extract: Extract) -> dict[int, str]:
    return extract.table("rejects").set_index("row")["reason"].to_dict()


def test_2018_names_and_direction(tmp_path: Path) -> None:
    content = table(
        Y2018,
        ["Eva Sand", "Bo Lind", "2/9/18, 5:01 PM", "", "hello", "OUTGOING", "INBOX"],
        ["Bo Lind", "Eva Sand", "2/10/18, 5:01 PM", "", "hello you", "INCOMING", "INBOX"],
        ["Cy Park", "Eva Sand", "2020-02-11T17:01:00", "", "", "INCOMING", "INBOX"],
    )
    extract = read(tmp_path, {"Messages.csv": content})
    assert extract.owner == Mention("Eva Sand")
    assert ends(extract) == [
        (1, "Eva Sand", "-", "Bo Lind", "-"),
        (2, "Bo Lind", "-", "Eva Sand", "-"),
        (3, "Cy Park", "-", "Eva Sand", "-"),
    ]
    events = extract.table("interactions")
    assert events["at"].dt.strftime("%Y-%m-%d %H:%M").tolist() == [
        "2018-02-09 17:01",
        "2018-02-10 17:01",
        "2020-02-11 17:01",
    ]
    assert events["length"].tolist() == [5, 9, 0]
    threads = events["thread"].tolist()
    assert threads[0] == threads[1] != threads[2]
    assert "Bo" not in threads[0]


def test_2021_recipients_by_name_alone(tmp_path: Path) -> None:
    def row(thread: str, sender: str, to: str) -> list[str]:
        return [thread, "", sender, URL.get(sender, ""), to, "2021-03-09 17:01:59 UTC", "", "hi", "INBOX"]

    content = table(
        Y2021,
        row("a", "Eva Sand", "Bo Lind"),
        row("a", "Bo Lind", "Eva Sand"),
        row("b", "Eva Sand", "Jo Hale, PhD"),
        row("c", "Eva Sand", "Roe, Ada,Bo Lind,Cy Park"),
        row("d", "Eva Sand", "Ed Ng, Fay Oak, PMP"),
        row("e", "Roe, Ada", "Eva Sand"),
        row("f", "Cy Park", "Eva Sand"),
    )
    extract = read(tmp_path, {"Profile.csv": PROFILE, "messages.csv": content})
    assert extract.owner == Mention("Eva Sand", IN + "eva")
    assert ends(extract) == [
        (1, "Eva Sand", "eva", "Bo Lind", "bo"),
        (2, "Bo Lind", "bo", "Eva Sand", "eva"),
        (3, "Eva Sand", "eva", "Jo Hale", "-"),
        (4, "Eva Sand", "eva", "Roe Ada", "-"),
        (4, "Eva Sand", "eva", "Bo Lind", "bo"),
        (4, "Eva Sand", "eva", "Cy Park", "cy"),
        (5, "Eva Sand", "eva", "Ed Ng", "-"),
        (5, "Eva Sand", "eva", "Fay Oak", "-"),
        (6, "Roe Ada", "-", "Eva Sand", "eva"),
        (7, "Cy Park", "cy", "Eva Sand", "eva"),
    ]
    sizes = extract.table("interactions").groupby("row")["group_size"].first().tolist()
    assert sizes == [2, 2, 2, 4, 3, 2, 2]


def test_2023_groups_and_addresses_however_joined(tmp_path: Path) -> None:
    content = table(
        Y2023,
        message("g", "Eva Sand", "Bo Lind", "Cy Park"),
        message("g", "Bo Lind", "Eva Sand", "Cy Park", urls=f"{IN}eva; {IN}cy"),
        message("h", "Eva Sand", names="Di Marsh, MBA, Jo Hale, PhD", urls=f"{IN}di {IN}jo"),
        message("h", "Di Marsh", names="Eva Sand,Hale, Jo, PhD", urls=f"{IN}eva,{IN}jo"),
        message("i", "Eva Sand", names="Hale, Jo", urls=f"{IN}jo2"),
    )
    extract = read(tmp_path, {"messages.csv": content}, owner="Eva Sand")
    assert extract.owner == Mention("Eva Sand", IN + "eva")
    assert ends(extract) == [
        (1, "Eva Sand", "eva", "Bo Lind", "bo"),
        (1, "Eva Sand", "eva", "Cy Park", "cy"),
        (2, "Bo Lind", "bo", "Eva Sand", "eva"),
        (2, "Bo Lind", "bo", "Cy Park", "cy"),
        (3, "Eva Sand", "eva", "Di Marsh", "di"),
        (3, "Eva Sand", "eva", "-", "jo"),
        (4, "Di Marsh", "di", "Eva Sand", "eva"),
        (4, "Di Marsh", "di", "-", "jo"),
        (5, "Eva Sand", "eva", "Hale Jo", "jo2"),
    ]
    assert extract.table("interactions")["group_size"].tolist() == [3] * 8 + [2]


def test_2026_multi_line_quoted_and_drafts(tmp_path: Path) -> None:
    text = 'one\n\n"two", three\r\nfour'
    content = table(
        Y2026,
        [*message("a", "Eva Sand", "Bo Lind", text=text), "", "No", "No"],
        [*message("a", "Eva Sand", "Bo Lind", text="not sent"), "", "Yes", "No"],
        [*message("a", "Eva Sand", "Bo Lind", text="not sent"), "", "true", "No"],
        [*message("a", "Eva Sand", "Bo Lind", text="nor this"), "", "No", "1"],
        [*message("b", "Cy Park", "Eva Sand"), "a.pdf", "", ""],
        quoting=csv.QUOTE_ALL,
    )
    extract = read(tmp_path, {"messages.csv": content}, owner="https://linkedin.com/in/EVA/")
    assert extract.owner == Mention("Eva Sand", IN + "eva")
    assert reasons(extract) == {2: "draft", 3: "draft", 4: "draft"}
    events = extract.table("interactions")
    assert events["length"].tolist() == [len(text), 2]
    assert not events.astype(str).apply(lambda column: column.str.contains("three")).any().any()


def test_what_is_no_contact(tmp_path: Path) -> None:
    content = table(
        Y2023,
        message("a", "Eva Sand", "Bo Lind"),
        message("b", "LinkedIn Member", "Eva Sand"),
        message("c", "Eva Sand", "LinkedIn Member"),
        message("d", "Membre de LinkedIn", "Eva Sand"),
        message("e", "Cy Park", "Eva Sand", title="Sponsored Conversation"),
        message("f", "Cy Park", "Eva Sand", text='<p class="spinmail-quill-editor">Buy</p>'),
        message("g", "Cy Park", "Eva Sand", folder="SPAM"),
        message("h", "Cy Park", "Eva Sand", at="2024-02-31 10:00:00 UTC"),
        message("i", "Eva Sand", "Eva Sand"),
        message("j", "", "Eva Sand"),
        message("k", "Eva Sand"),
        message("a", "Eva Sand", "Bo Lind"),
        message("l", "Globex", "Eva Sand", url="https://www.linkedin.com/company/globex/"),
        message("m", "Eva Sand", "Bo Lind", "LinkedIn Member"),
        message("n", "Bo Lind", "Eva Sand", names="Eva Sand,LinkedIn Member"),
    )
    extract = read(tmp_path, {"messages.csv": content, "Profile.csv": PROFILE})
    assert reasons(extract) == {
        2: "nobody",
        3: "nobody",
        4: "nobody",
        5: "sponsored",
        6: "sponsored",
        7: "spam",
        8: "bad date",
        9: "nobody",
        10: "nobody",
        11: "nobody",
        12: "duplicate",
        13: "not a person",
    }
    assert ends(extract) == [
        (1, "Eva Sand", "eva", "Bo Lind", "bo"),
        (14, "Eva Sand", "eva", "Bo Lind", "bo"),
        (15, "Bo Lind", "bo", "Eva Sand", "eva"),
    ]
    assert extract.table("interactions")["group_size"].tolist() == [2, 3, 3]


def test_a_missing_sender_address_is_filled_in_its_conversation(tmp_path: Path) -> None:
    content = table(
        Y2023,
        message("a", "Bo Lind", "Eva Sand"),
        message("a", "Bo Lind", "Eva Sand", at="2024-03-10 10:00:00 UTC", url=""),
        message("b", "Bo Lind", "Eva Sand", url=IN + "other-bo"),
        message("b", "Bo Lind", "Eva Sand", url="", at="2024-03-10 10:00:00 UTC"),
        message("c", "Bo Lind", "Eva Sand", url=""),
        message("d", "Cy Park", "Eva Sand"),
        message("e", "Cy Park", "Eva Sand", url=""),
    )
    extract = read(tmp_path, {"messages.csv": content, "Profile.csv": PROFILE})
    senders = [end[2] for end in ends(extract)]
    # Two people are called Bo Lind: in conversation c neither can be told. Only one is called Cy Park.
    assert senders == ["bo", "bo", "other-bo", "other-bo", "-", "cy", "cy"]


def test_names_missing_from_the_list_come_from_connections(tmp_path: Path) -> None:
    connections = (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        f'Jo,"Hale, PhD",{IN}jo,,,,05 Jan 2021\n'
    )
    content = table(
        Y2023,
        message("a", "Eva Sand", names="", urls=f"{IN}jo,{IN}bo"),
        message("b", "Bo Lind", "Eva Sand"),
        message("c", "Eva Sand", names="", urls=IN + "nobody-knows"),
        message("d", "Jo Hale, PhD", "Eva Sand", url=""),
    )
    extract = read(
        tmp_path, {"messages.csv": content, "Connections.csv": connections, "Profile.csv": PROFILE}
    )
    assert ends(extract) == [
        (1, "Eva Sand", "eva", "Jo Hale", "jo"),
        (1, "Eva Sand", "eva", "Bo Lind", "bo"),
        (2, "Bo Lind", "bo", "Eva Sand", "eva"),
        (3, "Eva Sand", "eva", "-", "nobody-knows"),
        (4, "Jo Hale", "jo", "Eva Sand", "eva"),
    ]


def test_the_owner_by_invitations_first(tmp_path: Path) -> None:
    invitations = (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f'Eva Sand,Bo Lind,"1/5/24, 3:04 PM",,OUTGOING,{IN}eva,{IN}bo\n'
        f'Cy Park,Eva Sand,"1/5/24, 3:04 PM",,INCOMING,{IN}cy,{IN}eva\n'
    )
    # Bo is in every conversation, so that nothing but the invitations tells Eva.
    content = table(Y2023, message("a", "Bo Lind", "Eva Sand"), message("b", "Eva Sand", "Bo Lind"))
    extract = read(tmp_path, {"messages.csv": content, "Invitations.csv": invitations})
    assert extract.owner == Mention("Eva Sand", IN + "eva")


def test_the_owner_by_nearly_all_conversations(tmp_path: Path) -> None:
    others = ["Bo Lind", "Cy Park", "Di Marsh"]
    content = table(
        Y2023, *(message(name, name, "Eva Sand") for name in others), message("x", "Eva Sand", "Bo Lind")
    )
    extract = read(tmp_path, {"messages.csv": content})
    assert extract.owner == Mention("Eva Sand", IN + "eva")


def test_the_owner_cannot_be_told_from_one_conversation(tmp_path: Path) -> None:
    files = {
        "messages.csv": table(Y2023, message("a", "Bo Lind", "Eva Sand"), message("a", "Eva Sand", "Bo Lind"))
    }
    with pytest.raises(OwnerUnknownError, match=r"owner=.*--owner") as caught:
        read(tmp_path, files)
    assert "Eva" not in str(caught.value)
    assert read(tmp_path, files, owner="eva sand").owner.linkedin == IN + "eva"
    assert read(tmp_path, files, owner=IN + "bo").owner == Mention("Bo Lind", IN + "bo")
    assert read(tmp_path, files, owner="Zed Unknown").owner == Mention("Zed Unknown")


def test_of_two_people_with_the_owners_name_the_one_in_most_conversations_is_it(tmp_path: Path) -> None:
    content = table(
        Y2023,
        message("a", "Eva Sand", "Bo Lind"),
        message("b", "Eva Sand", "Cy Park"),
        message("c", "Eva Sand", "Eva Sand", url=IN + "eva-too"),
    )
    extract = read(tmp_path, {"messages.csv": content, "Profile.csv": PROFILE})
    assert extract.owner == Mention("Eva Sand", IN + "eva")
    assert (3, "Eva Sand", "eva-too", "Eva Sand", "eva") in ends(extract)


def test_rejected_messages_alone_need_no_owner(tmp_path: Path) -> None:
    extract = read(tmp_path, {"messages.csv": table(Y2023, message("a", "LinkedIn Member", "Eva Sand"))})
    assert extract.owner == Mention()
    assert extract.table("interactions").empty


def test_a_mailing_to_hundreds_is_no_contact(tmp_path: Path) -> None:
    crowd = ",".join(f"{IN}p{i}" for i in range(300))
    content = table(
        Y2023, message("a", "Eva Sand", names="", urls=crowd), message("b", "Eva Sand", "Bo Lind")
    )
    assert reasons(read(tmp_path, {"messages.csv": content}, owner="Eva Sand")) == {1: "too many recipients"}


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    rows = [["Eva Sand", "Bo Lind", "2/9/18, 5:01 PM", "", "hello", "OUTGOING", "INBOX"]]
    first, second = (read(tmp_path, {"Messages.csv": table(Y2018, *rows)}) for _ in range(2))
    pd.testing.assert_frame_equal(first.table("interactions"), second.table("interactions"))
