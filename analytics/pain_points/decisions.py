"""What people decided about pain points, and what the found ones look like once that is honoured.

A decision is an entry of the ledger of the kind :data:`KIND`. Its subject says about what and which side of it,
so that each can be taken back by itself: ``P003/name``, ``P003/into`` (merged into another), ``P003-1/comments``
(a part split off P003) or ``tickets:17/moved`` (one comment). Nothing that was found is changed by them: they are
laid over it, whatever the next data brings, and taking one back gives exactly what was there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import pandas as pd

from analytics.errors import JourneyError, NotFound

KIND = "pain_point"
STATUSES = ("open", "being worked on", "solved", "accepted")
HIDDEN = "hidden by a decision"
_SIDES = ("name", "into", "hidden", "phase", "owner", "status")


@dataclass(frozen=True)
class Part:
    """A part that was split off: its ``name``, its ``words``, and the ``comments`` that were put into it."""

    name: str
    words: tuple[str, ...]
    comments: frozenset[str]


@dataclass(frozen=True)
class Decisions:
    """What stands: per pain point id its sides (see :data:`KIND`), the parts, and comments moved by hand.

    >>> stands = Decisions.of({"P001/into": "P002", "tickets:1/moved": "P003"})
    >>> stands.shown("P001"), stands.shown("P002"), stands.moved
    ('P002', 'P002', {'tickets:1': 'P003'})
    """

    sides: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    parts: Mapping[str, Part] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, present: Mapping[str, Any]) -> Decisions:
        """From the present values of the ledger, by subject; subjects of other sorts are passed over."""
        sides: dict[str, dict[str, Any]] = {name: {} for name in _SIDES}
        parts: dict[str, Part] = {}
        moved: dict[str, str] = {}
        for subject, value in present.items():
            about, _, side = subject.rpartition("/")
            if side in sides:
                sides[side][about] = value
            elif side == "moved":
                moved[about] = str(value)
            elif side == "comments":
                parts[about] = Part(value["name"], tuple(value["words"]), frozenset(value["comments"]))
        return cls(sides, parts, moved)

    def get(self, side: str, pain_point_id: str) -> Any:
        """What was decided on one side of a pain point; None where nothing stands."""
        return self.sides.get(side, {}).get(pain_point_id)

    def living(self, pain_point_id: str) -> str:
        """The id itself, or what it was split from where the split was taken back ("P003-1" -> "P003").

        >>> Decisions().living("P003-1-2")
        'P003'
        """
        while "-" in pain_point_id and pain_point_id not in self.parts:
            pain_point_id = pain_point_id.rpartition("-")[0]
        return pain_point_id

    def shown(self, pain_point_id: str) -> str:
        """Where the comments of a pain point are shown: itself, or what it was merged into, and that again.

        A ring of merges (two people at once) joins nothing: each is shown as itself.
        """
        start = at = self.living(pain_point_id)
        seen = {at}
        while (into := self.get("into", at)) is not None:
            at = self.living(into)
            if at in seen:
                return start
            seen.add(at)
        return at

    def is_hidden(self, pain_point_id: str) -> bool:
        """Whether nobody wants to see this pain point."""
        return bool(self.get("hidden", pain_point_id))

    def taught(self, comment_ids: pd.Series[str], computed: pd.Series[Any]) -> pd.Series[Any]:
        """Where each comment belongs as far as people said so comment by comment, for groups to learn from.

        Merged pain points are learnt apart and shown together: taking the merge back parts them again.
        """
        own = {comment: name for name, part in self.parts.items() for comment in part.comments}
        told = comment_ids.map({**own, **{comment: self.living(to) for comment, to in self.moved.items()}})
        found = computed.map({name: self.living(name) for name in computed.dropna().unique()})
        return told.where(told.notna(), found).astype(object)

    def places(self, found: pd.DataFrame) -> pd.DataFrame:
        """The frame with ``pain_point_id`` as shown, and the ``reason`` of comments that are in none.

        ``found`` has comment_id, computed (None: in none) and reason (None: in one).
        """
        taught = self.taught(found["comment_id"], found["computed"])
        shown = taught.map({name: self.shown(name) for name in taught.dropna().unique()})
        hidden = shown.isin([name for name in shown.dropna().unique() if self.is_hidden(name)])
        reason = found["reason"].where(shown.isna(), None).where(~hidden, HIDDEN)
        shown = shown.astype(object).where(shown.notna() & ~hidden, None)
        return found.assign(pain_point_id=shown, reason=reason.astype(object).where(reason.notna(), None))

    @property
    def structure(self) -> str:
        """A short code of everything that decides which comment is shown where; "" when nothing does."""
        told = [
            {name: dict(self.sides.get(name, {})) for name in ("into", "hidden")},
            {name: sorted(part.comments) for name, part in self.parts.items()},
            dict(self.moved),
        ]
        if not any(self.sides.get(name) for name in ("into", "hidden")) and not self.parts and not self.moved:
            return ""
        return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


# --- what to write into the ledger: subject -> value ------------------------------------------------


def renamed(pain_point_id: str, name: str) -> dict[str, Any]:
    """A pain point under another name. Raises :class:`JourneyError` for an empty one.

    >>> renamed("P001", "  Parcels   come late ")
    {'P001/name': 'Parcels come late'}
    """
    line = " ".join(name.split())[:120]
    if not line:
        raise JourneyError("A pain point needs a name. Type a few words that everybody will understand.")
    return {f"{pain_point_id}/name": line}


def merged(decisions: Decisions, pain_point_id: str, into: str) -> dict[str, Any]:
    """One pain point shown as a part of another. Raises :class:`JourneyError` when they are one already."""
    if decisions.shown(into) == decisions.shown(pain_point_id):
        raise JourneyError("These two are one pain point already. Choose another one to put it into.")
    return {f"{decisions.shown(pain_point_id)}/into": decisions.shown(into)}


def split(pain_point_id: str, parts: Iterable[Part], taken: Iterable[str]) -> dict[str, Any]:
    """Parts taken out of a pain point; what is in no part stays in it.

    ``taken`` are all subjects that the ledger ever had: an identity is never used again.

    >>> list(split("P003", [Part("Late", ("late",), frozenset({"c1"}))], ["P003-1/comments", "P003/name"]))
    ['P003-2/comments']
    """
    begins = f"{pain_point_id}-"
    numbers = [name.removeprefix(begins).split("/")[0] for name in taken if name.startswith(begins)]
    first = max((int(number) for number in numbers if number.isdigit()), default=0) + 1
    return {
        f"{begins}{number}/comments": {"name": part.name, "words": list(part.words), "comments": sorted(part.comments)}
        for number, part in enumerate(parts, first)
    }


def moved(comment_ids: Iterable[str], to: str) -> dict[str, Any]:
    """Comments put into a pain point by hand.

    >>> moved(["tickets:1"], "P002")
    {'tickets:1/moved': 'P002'}
    """
    return {f"{comment_id}/moved": to for comment_id in comment_ids}


def sided(pain_point_id: str, side: str, value: Any) -> dict[str, Any]:
    """Another side decided: hidden (True), phase (its id), owner or status; None takes it away.

    Raises :class:`NotFound` for a status that there is not.
    """
    if side == "status" and value is not None and value not in STATUSES:
        raise NotFound(f"There is no status {value}. Choose one of {', '.join(STATUSES)}.")
    return {f"{pain_point_id}/{side}": value or None}
