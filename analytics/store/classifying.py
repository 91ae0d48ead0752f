"""Placing comments that no rule placed, by the model that people agreed on: the words weighed in DuckDB."""

from __future__ import annotations

import json
from typing import Any

import duckdb
import pandas as pd

from analytics.errors import JourneyError
from analytics.journey.phase_model import BY_CLASSIFIER, READ, SUBJECT, PhaseModel
from analytics.journey.phases import destinations, from_values
from analytics.sql import literal
from analytics.store.database import Database
from analytics.store.rewriting import change_rows

# The text of a row, and its id as a comment.
_TEXTS = {"surveys": "comment", "tickets": "concat_ws(E'\\n', subject, body)"}
_IDS = {"surveys": "'surveys:' || response_id || ':' || question", "tickets": "'tickets:' || ticket_id"}
_WORDS = r"[\p{L}\p{Nl}\p{No}]+(?:'[\p{L}\p{Nl}\p{No}]+)*"


def classify(cursor: duckdb.DuckDBPyConnection) -> None:
    """Place what the rules left over as the model in the ledger says, in the caller's transaction.

    Without a model, what an earlier one placed is left over again.
    """
    model = _agreed(cursor)
    for table in _TEXTS:
        if model is None:
            placed = f"SELECT rowid AS r FROM {table} WHERE phase_rule = {literal(BY_CLASSIFIER)}"
            change_rows(cursor, table, placed, {"phase": "NULL", "phase_rule": "NULL"})
        else:
            told = f"SELECT r, phase FROM ({_told(cursor, model, table)}) WHERE chance >= {model.least}"
            change_rows(cursor, table, told, {"phase": "c.phase", "phase_rule": literal(BY_CLASSIFIER)})


def proposals(database: Database, model: PhaseModel) -> pd.DataFrame:
    """What the model would do with the comments that no rule placed: comment_id, text, phase, chance (0..1).

    Phase and chance are missing where it knows no word of the comment.
    """
    parts = []
    with database.read() as cursor:
        for table, text in _TEXTS.items():
            parts.append(
                cursor.execute(
                    f"SELECT {_IDS[table]} AS comment_id, {text} AS text, told.phase, told.chance FROM {table} "
                    f"LEFT JOIN ({_told(cursor, model, table)}) AS told ON told.r = {table}.rowid "
                    f"WHERE {_unplaced(table)} ORDER BY 1"
                ).df()
            )
    return pd.concat(parts, ignore_index=True)


def _agreed(cursor: duckdb.DuckDBPyConnection) -> PhaseModel | None:
    """The model that stands in the ledger, leading where removed phases have gone; one that cannot be read counts as none."""
    decided: dict[str, Any] = {}
    for subject in (SUBJECT, "phases"):
        found = cursor.execute(
            "SELECT value FROM ledger WHERE kind = 'journey' AND subject = ? ORDER BY decision_id DESC LIMIT 1",
            [subject],
        ).fetchall()
        decided[subject] = json.loads(found[0][0]) if found and found[0][0] is not None else None
    if decided[SUBJECT] is None:
        return None
    try:
        model = PhaseModel.from_value(decided[SUBJECT])
    except JourneyError:  # a load must not fail by it; the page on which it is agreed tells of it
        return None
    into = destinations(from_values(decided["phases"] or ()))
    phases = tuple(into.get(phase, phase) for phase in model.phases)
    return PhaseModel(phases, model.intercepts, model.words, model.least)


def _unplaced(table: str) -> str:
    return f"{table}.phase IS NULL AND {_TEXTS[table]} <> ''"


def _told(cursor: duckdb.DuckDBPyConnection, model: PhaseModel, table: str) -> str:
    """SQL that gives r (the rowid), phase and chance of every unplaced row of which a word is known."""
    columns = ["word", "rare", *(f"w{k}" for k in range(len(model.phases)))]
    known = pd.DataFrame([(word, *numbers) for word, numbers in model.words.items()], columns=columns)
    cursor.register("phase_words", known)
    cursor.execute("CREATE OR REPLACE TEMP TABLE known_words AS FROM phase_words")
    cursor.unregister("phase_words")
    raw = ", ".join(
        f"{intercept} + sum(rare * w{k}) / sqrt(sum(rare * rare))" for k, intercept in enumerate(model.intercepts)
    )
    plain = rf"regexp_replace(replace(lower(left({_TEXTS[table]}, {READ})), '’', ''''), '\[[^\]]{{1,20}}\]', ' ', 'g')"
    names = ", ".join(map(literal, model.phases))
    return (
        f"SELECT r, [{names}][list_position(raw, list_max(raw))] AS phase, "
        "1 / list_sum([exp(x - list_max(raw)) FOR x IN raw]) AS chance "
        f"FROM (SELECT r, [{raw}] AS raw FROM (SELECT rowid AS r, unnest(list_distinct(regexp_extract_all({plain}, "
        f"{literal(_WORDS)}))) AS word FROM {table} WHERE {_unplaced(table)}) JOIN known_words USING (word) GROUP BY r)"
    )
