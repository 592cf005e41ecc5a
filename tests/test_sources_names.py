"""Names, addresses and plain text: what is shown, and nothing that runs."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.sources.linkedin_url import canonical, canonical_series, find_profiles
from netgraph.sources.names import is_nobody, shown_name
from netgraph.sources.plain_text import email, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Jo   Hale ", "Jo Hale"),
        ("Jo Hale, PhD", "Jo Hale"),
        ("Jo Hale, PhD, MBA", "Jo Hale"),
        ("Hale, MBA", "Hale"),
        ("Hale, Jo", "Hale Jo"),
        ("Jo Hale | Hiring now", "Jo Hale"),
        ("\U0001f680 Jo Hale\ufe0f \U0001f44d\U0001f3fd", "Jo Hale"),
        ("\U0001d409\U0001d428 Hale", "Jo Hale"),
        ("Jo\u200b Ha\u202ele", "Jo Ha le"),
        ("Jo (Ann) Hale", "Jo (Ann) Hale"),
        ("JO HALE", "JO HALE"),
        ("O'Neil-\u00d8st", "O'Neil-\u00d8st"),
        ("\u738b \u5c0f\u660e", "\u738b \u5c0f\u660e"),
        ("NA", "NA"),
        ("Null", "Null"),
        ('=HYPERLINK("http://x.example","Jo")', 'HYPERLINK("http://x.example" "Jo")'),
        ("+Jo", "Jo"),
        ("@Jo", "Jo"),
        ("-Jo Hale", "Jo Hale"),
        ("\uff1dJo", "Jo"),
        ("<script>alert(1)</script>Jo Hale", "alert(1) Jo Hale"),
        ("<<b>script>Jo Hale", "script Jo Hale"),
        ("\uff1cb\uff1eJo Hale", "Jo Hale"),
        ("<img src=x onerror=alert(1)", None),
        ("\U0001f680", None),
        (" - ", None),
        ("", None),
    ],
)
def test_shown_name(text: str, expected: str | None) -> None:
    assert shown_name(text) == expected


@given(st.text(max_size=60))
def test_shown_names_are_inert_and_settled(text: str) -> None:
    name = shown_name(text)
    if name is not None:
        assert name[0] not in "=+-@\t\r "
        assert not set("<>\x00\n\r\t") & set(name)
        assert name.encode()


@given(st.text(alphabet="<>/!ab =+@\uff1c\x00\n", max_size=40))
def test_plain_text_holds_no_tag(text: str) -> None:
    left = plain(text) or ""
    assert not any(f"<{c}" in left for c in "/!?ab")
    assert not left.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    "name",
    ["LinkedIn Member", "linkedin  member", "Membre de LinkedIn", "LinkedIn-Mitglied", "Miembro de LinkedIn"],
)
def test_placeholders_are_nobody(name: str) -> None:
    assert is_nobody(name)
    assert not is_nobody(name + " Hale")


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("https://www.linkedin.com/in/jo-hale", "jo-hale"),
        ("http://linkedin.com/in/Jo-Hale/", "jo-hale"),
        ("de.linkedin.com/in/jo-hale?trk=nav", "jo-hale"),
        ("linkedin.com/in/jo-hale#top", "jo-hale"),
        ("HTTPS://WWW.LINKEDIN.COM/IN/JO-HALE", "jo-hale"),
        (" https://www.linkedin.com/in/jos%C3%A9-hale ", "jos\u00e9-hale"),
        ("https://www.linkedin.com/in/jose%CC%81-hale", "jos\u00e9-hale"),
        ("https://www.linkedin.com/in/JOS%C3%89-hale", "jos\u00e9-hale"),
        ("https://www.linkedin.com/in/%FF%FE", "%ff%fe"),
    ],
)
def test_canonical(address: str, slug: str) -> None:
    assert canonical(address) == f"https://www.linkedin.com/in/{slug}"
    assert canonical(f"https://www.linkedin.com/in/{slug}") == f"https://www.linkedin.com/in/{slug}"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "Jo Hale",
        "https://www.linkedin.com/company/globex",
        "https://www.linkedin.com/in/",
        "https://evil-linkedin.com/in/jo",
        "https://linkedin.com.example.org/in/jo",
        "https://www.linkedin.com/in/%3Cscript%3E",
        "https://www.linkedin.com/in/..%2F..%2Fetc",
        "https://www.linkedin.com/in/a%0Ab",
        "javascript:alert(1)//linkedin.com/in/jo",
    ],
)
def test_what_is_no_profile_address(address: str) -> None:
    assert canonical(address) is None


def test_canonical_series_keeps_the_index_and_what_is_missing() -> None:
    urls = canonical_series(pd.Series(["linkedin.com/in/A", None, "x"], index=[3, 1, 2]))
    assert urls.index.tolist() == [3, 1, 2]
    assert urls[3] == "https://www.linkedin.com/in/a"
    assert urls.isna().tolist() == [False, True, True]


@pytest.mark.parametrize("joint", [",", ";", ", ", " ", " ; "])
def test_addresses_are_found_however_they_are_joined(joint: str) -> None:
    text = joint.join(
        ["https://www.linkedin.com/in/a", "https://www.linkedin.com/in/b%C3%A9", "linkedin.com/in/a"]
    )
    assert find_profiles(text) == ["https://www.linkedin.com/in/a", "https://www.linkedin.com/in/b\u00e9"]


def test_email() -> None:
    assert email(" Jo@Example.ORG ") == "jo@example.org"
    assert email("nobody") is None
    assert email("a" * 100_000 + "@") is None
