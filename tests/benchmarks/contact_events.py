"""Real communication: who is contacted again, who becomes a new contact. The protocol, scores and measures.

Public sets of e-mail inside organizations, anonymous: `enron`, `manufacturing` and `email_eu`, each a
`<name>.csv.gz` with `sender,recipient,unix_time`. They are not part of the project: put them in a folder
and name it in `NETGRAPH_CONTACT_EVENTS`.

**Again**: at 60 % and 80 % of the events, egos who wrote something and have at least 10 earlier contacts
(at most 400 a cut, drawn from a seed). Each ego's own events alone are scored; the truth is who of the
earlier contacts is in touch with ego in the next 30 days. ROC AUC and average precision are means over
egos with both outcomes. Egos of odd number are held out: the coefficients were fitted on the even ones.

**New**: at the same cuts, candidates at distance two in the network of all earlier events; the truth is
who of them is in touch with ego in the next 30 days.
"""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

import netgraph as ng
from netgraph.chance import chance_of, chance_terms
from netgraph.contact_days import contact_days
from netgraph.strength import readiness, strength, tie_history

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "BASELINES",
    "SETS",
    "again",
    "auc",
    "average_precision",
    "folder",
    "hit",
    "means",
    "new_contacts",
    "read_events",
    "reliability",
]

VARIABLE: Final = "NETGRAPH_CONTACT_EVENTS"
SETS: Final = ("enron", "manufacturing", "email_eu")
CUTS: Final = (0.6, 0.8)
HORIZON: Final = pd.Timedelta(days=30)
FEWEST_CONTACTS: Final = 10
MOST_EGOS: Final = 400
OURS: Final = "contact chance"
BASELINES: Final = (
    "raw count",
    "recency",
    "decayed count, 30 d",
    "decayed count, 180 d",
    "active days, 30 d",
    "active days, 90 d",
)


class Cut(NamedTuple):
    """One moment: what was seen by then, and what followed within the horizon."""

    at: pd.Timestamp
    past: pd.DataFrame
    future: pd.DataFrame


def folder() -> Path | None:
    """The folder of the sets, None where it is not named or lacks one."""
    named = os.environ.get(VARIABLE)
    if not named or not all((Path(named) / f"{name}.csv.gz").exists() for name in SETS):
        return None
    return Path(named)


def read_events(path: Path) -> pd.DataFrame:
    """The events of one set, the earliest first, as `ng.contact_chance` takes them."""
    table = pd.read_csv(path).sort_values("unix_time", kind="stable")
    at = pd.to_datetime(table["unix_time"], unit="s", utc=True)
    events = pd.DataFrame({"sender_id": table["sender"], "recipient_id": table["recipient"], "at": at})
    return events[events["sender_id"] != events["recipient_id"]].reset_index(drop=True)


def again(events: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """One row for each cut, ego and earlier contact: all scores, and whether they were `seen` again."""
    draw = np.random.default_rng(seed)
    found = []
    for cut in cuts(events):
        both = in_both_directions(cut.past)
        contacts = both.groupby("ego")["alter"].nunique()
        egos = contacts.index[(contacts >= FEWEST_CONTACTS) & contacts.index.isin(cut.past["sender_id"])]
        if len(egos) > MOST_EGOS:
            egos = np.sort(draw.choice(egos, MOST_EGOS, replace=False))
        own, after = both.groupby("ego").groups, in_both_directions(cut.future).groupby("ego")["alter"]
        followed = after.agg(set).to_dict()
        for ego in egos:
            rows = both.loc[own[ego]]
            scores = baselines(rows, cut.at)
            scores[OURS] = ng.contact_chance(cut.past.loc[rows["row"]], ego=ego, as_of=cut.at)
            seen = scores.index.isin(list(followed.get(ego, ())))
            found.append(scores.assign(cut=cut.at, ego=ego, seen=seen))
    return pd.concat(found, ignore_index=True)


def cuts(events: pd.DataFrame) -> Iterator[Cut]:
    """The moments at which the protocol looks."""
    for share in CUTS:
        now = events["at"].iloc[int(len(events) * share)]
        later = events["at"] > now
        yield Cut(now, events[~later], events[later & (events["at"] <= now + HORIZON)])


def in_both_directions(events: pd.DataFrame) -> pd.DataFrame:
    """Each event twice, once for either side: ego, alter, at, and the row it stands in."""
    one = {"at": events["at"], "row": events.index}
    return pd.concat(
        [
            pd.DataFrame({"ego": events["sender_id"], "alter": events["recipient_id"], **one}),
            pd.DataFrame({"ego": events["recipient_id"], "alter": events["sender_id"], **one}),
        ],
        ignore_index=True,
    )


def baselines(rows: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """The fixed scores to beat, by alter, written without netgraph."""
    age = (now - rows["at"]).dt.total_seconds() / 86_400
    days = rows.assign(age=(now.normalize() - rows["at"].dt.normalize()).dt.days)
    days = days.drop_duplicates(["alter", "age"])
    scores = pd.DataFrame(
        {
            "raw count": rows.groupby("alter").size().astype("float64"),
            "recency": -age.groupby(rows["alter"]).min(),
        }
    )
    for half_life in (30, 180):
        scores[f"decayed count, {half_life} d"] = np.exp2(-age / half_life).groupby(rows["alter"]).sum()
    for half_life in (30, 90):
        decayed = np.exp2(-days["age"] / half_life)
        scores[f"active days, {half_life} d"] = decayed.groupby(days["alter"]).sum()
    return scores


def means(frame: pd.DataFrame) -> pd.DataFrame:
    """Mean per-ego AUC and average precision of every score, over egos with both outcomes."""
    measured = []
    for _, ego in frame.groupby(["cut", "ego"]):
        if 0 < ego["seen"].sum() < len(ego):
            truth = ego["seen"].to_numpy()
            measured += [
                (name, auc(truth, ego[name].to_numpy()), average_precision(truth, ego[name].to_numpy()))
                for name in (*BASELINES, OURS)
            ]
    return pd.DataFrame(measured, columns=["score", "auc", "ap"]).groupby("score", sort=False).mean()


def auc(truth: np.ndarray, score: np.ndarray) -> float:
    """Chance that one who was seen scores above one who was not, ties counting half."""
    ranks = pd.Series(score).rank().to_numpy()
    hits, misses = int(truth.sum()), int((~truth).sum())
    return float((ranks[truth].sum() - hits * (hits + 1) / 2) / (hits * misses))


def average_precision(truth: np.ndarray, score: np.ndarray) -> float:
    """Mean over those who were seen of the precision among all who score as high or higher."""
    order = np.argsort(-score, kind="stable")
    ranked, scores = truth[order].astype("float64"), score[order]
    last_of_equals = np.append(np.flatnonzero(np.diff(scores)), len(scores) - 1)
    found = np.cumsum(ranked)[last_of_equals]
    precision = found / (last_of_equals + 1)
    return float((np.diff(found, prepend=0.0) * precision).sum() / found[-1])


def hit(truth: np.ndarray, score: np.ndarray, *, first: int = 10) -> bool:
    """Whether one who was seen stands among the `first` by score."""
    return bool(truth[np.argsort(-score, kind="stable")[:first]].any())


def reliability(chance: pd.Series, seen: pd.Series) -> pd.DataFrame:
    """Ten bins of the chance: the mean chance, the share seen, their gap, and how many ties."""
    bins = np.minimum((chance * 10).astype("int64"), 9)
    table = pd.DataFrame({"chance": chance, "seen": seen.astype("float64")}).groupby(bins)
    means = table.mean()
    return means.assign(gap=means["chance"] - means["seen"], n=table.size()).rename_axis("bin")


def new_contacts(events: pd.DataFrame) -> pd.DataFrame:
    """Mean AUC and share of hits among the first ten, for each way to rank people at distance two."""
    measured = []
    for cut in cuts(events):
        people = pd.unique(pd.concat([cut.past["sender_id"], cut.past["recipient_id"]]))
        place = pd.Series(range(len(people)), index=people)
        ready = readiness_of_all(cut, place)
        known = ready > 0
        degree = known.sum(axis=0)
        followed = np.zeros_like(known)
        a, b = (place.reindex(cut.future[side]).to_numpy() for side in ("sender_id", "recipient_id"))
        both = ~(np.isnan(a) | np.isnan(b))
        a, b = a[both].astype(int), b[both].astype(int)
        followed[a, b] = followed[b, a] = True
        scores = {
            "resource allocation": (known / degree) @ known,
            "Adamic-Adar": (known / np.log(np.maximum(degree, 2))) @ known,
            "strength-weighted": (ready / degree) @ ready,
        }
        two_apart = (scores["resource allocation"] > 0) & ~known & ~np.eye(len(people), dtype=bool)
        for ego in range(len(people)):
            candidates = np.flatnonzero(two_apart[ego])
            truth = followed[ego, candidates]
            if 0 < truth.sum() < len(truth):
                measured += [
                    (name, auc(truth, score[ego, candidates]), hit(truth, score[ego, candidates]))
                    for name, score in scores.items()
                ]
    return pd.DataFrame(measured, columns=["score", "auc", "hits"]).groupby("score", sort=False).mean()


def readiness_of_all(cut: Cut, place: pd.Series) -> np.ndarray:
    """Readiness of every tie as `ng.build_graph` would score it, a square array; 0 where there is none."""
    a, b = (place[cut.past[side]].to_numpy() for side in ("sender_id", "recipient_id"))
    tie = np.minimum(a, b) * len(place) + np.maximum(a, b)
    one_side = a < b
    events = pd.DataFrame(
        {
            "sender_id": np.where(one_side, -1, tie),
            "recipient_id": np.where(one_side, tie, -1),
            "at": cut.past["at"].array,
        }
    )
    days = contact_days(events, ego=-1, as_of=cut.at)
    history = tie_history(days, as_of=cut.at)
    history = history.assign(recommendations=0.0, endorsements=0.0, closeness=math.nan)
    chance = chance_of(chance_terms(days, as_of=cut.at))
    evidence = pd.Series("message", index=history.index)
    ready = np.zeros((len(place), len(place)))
    first, second = np.divmod(history.index.to_numpy(), len(place))
    ready[first, second] = ready[second, first] = readiness(strength(history), chance, evidence).to_numpy()
    return ready
