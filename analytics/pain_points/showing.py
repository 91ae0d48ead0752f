"""How shown pain points look: found portraits with names, parts, owners and statuses as people decided them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analytics.pain_points.decisions import STATUSES, Decisions
from analytics.pain_points.placement import Placement
from analytics.pain_points.source import Source, texts_of
from analytics.pain_points.text import mask

EXAMPLES = 3
_CANDIDATES = 6
_READABLE = 300  # an example should be readable on a slide: longer comments come last
_APART = 0.03  # how far a part stands from what it was split from, on the map
PROPOSED = "proposed"


def shown_portraits(placement: Placement, decisions: Decisions, ids: list[str]) -> pd.DataFrame:
    """One row per id, in their order: id, name, words, example_ids, x, y, new, proposed, since, owner, status.

    A pain point that a later run found is ``proposed`` until somebody decides on its status or its name.
    """
    known = {str(row["id"]): row for row in placement.portraits.to_dict("records")}
    rows = []
    for name in ids:
        row = {**_found(name, known), **_of_part(name, known, decisions)}
        decided = decisions.get("name", name), decisions.get("status", name)
        proposed = bool(row["proposed"]) and decided == (None, None)
        rows.append(
            {
                **row,
                "id": name,
                "name": decided[0] or row["name"],
                "proposed": proposed,
                "owner": decisions.get("owner", name),
                "status": decided[1] or (PROPOSED if proposed else STATUSES[0]),
            }
        )
    columns = [
        "id", "name", "words", "example_ids", "x", "y", "new", "proposed", "since", "owner", "status",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype({"owner": object, "since": object})


def _found(name: str, known: dict[str, dict[Any, Any]]) -> dict[Any, Any]:
    """The portrait that was found; a plain one where all that is left of a pain point was put there by hand."""
    plain = {"name": name, "words": [], "example_ids": [], "x": 0.5, "y": 0.5, "new": False, "proposed": False}
    return {**plain, "since": None, **known.get(name, {})}


def _of_part(name: str, known: dict[str, dict[Any, Any]], decisions: Decisions) -> dict[Any, Any]:
    """What a part brings along: its name and words, and a place beside what it was split from."""
    part = decisions.parts.get(name)
    if part is None:
        return {}
    parent, _, number = name.rpartition("-")
    near = _found(decisions.living(parent), known)
    turn = int(number) if number.isdigit() else 1
    x, y = min(1.0, near["x"] + _APART * turn), max(0.0, near["y"] - _APART * turn)
    return {"name": part.name, "words": list(part.words), "x": x, "y": y, "proposed": False, "new": False}


def example_texts(workspace: Source, table: pd.DataFrame, assigned: pd.DataFrame) -> pd.DataFrame:
    """The frame with ``examples`` (masked, without repeats) and their ``example_ids``, of comments shown there.

    The examples that were found for a pain point come first; those shown elsewhere make room for the most alike.
    """
    there = dict(zip(assigned["comment_id"], assigned["pain_point_id"], strict=True))
    ranked = assigned.sort_values(["similarity", "comment_id"], ascending=[False, True], kind="stable")
    alike = ranked.groupby("pain_point_id", sort=False).head(_CANDIDATES).groupby("pain_point_id")["comment_id"]
    most = {str(name): own.tolist() for name, own in alike}
    candidates = [
        list(dict.fromkeys([*(at for at in found if there.get(at) == name), *most.get(name, [])]))
        for name, found in zip(table["id"], table["example_ids"], strict=True)
    ]
    found = texts_of(workspace, {at for own in candidates for at in own})
    texts = dict(zip(map(str, found.index), found, strict=True))
    chosen = [_different(own, texts) for own in candidates]
    return table.assign(
        examples=_column([text for _, text in own] for own in chosen),
        example_ids=_column([at for at, _ in own] for own in chosen),
    )


def _different(comment_ids: list[str], texts: dict[str, str]) -> list[tuple[str, str]]:
    """Up to three (id, masked text) that differ, readable ones first."""
    masked = [(at, mask(texts[at])) for at in comment_ids if at in texts]
    first = {text.casefold(): (at, text) for at, text in reversed(masked)}
    kept = [pair for pair in masked if first[pair[1].casefold()] == pair]
    return sorted(kept, key=lambda pair: len(pair[1]) > _READABLE)[:EXAMPLES]


def _column(lists: Iterable[list[str]]) -> pd.Series[Any]:
    """A column whose cells are lists."""
    return pd.Series(list(lists), dtype=object)
