"""What stands beside the fields, in ``extra``, from one import to the next: JSON objects that patch each other.

A file that has a column says of each row what it holds there, and also that it holds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from analytics.sql import literal


def emptied(before: str, now: str, kept: Sequence[str]) -> str:
    """SQL for the list of the columns ``kept`` in which the JSON object ``before`` holds something and ``now`` nothing.

    >>> import duckdb
    >>> was, now = literal('{"team": "red", "vip": "yes", "old": "x"}'), literal('{"vip": "no"}')
    >>> duckdb.sql(f"SELECT {emptied(was, now, ['team', 'vip'])}").fetchall()
    [(['team'],)]
    """
    columns = f"[{', '.join(map(literal, kept))}]::VARCHAR[]"
    return f"list_filter({missing_names(f'json_keys({before})', now)}, lambda name: list_contains({columns}, name))"


def missing_names(names: str, extra: str) -> str:
    """SQL for those of the list ``names`` under which the JSON object ``extra`` holds nothing."""
    held = f"coalesce(json_keys({extra}), [])"
    return f"list_filter(coalesce({names}, []), lambda name: NOT list_contains({held}, name))"


def taking_out(extra: str, names: str) -> str:
    """SQL for the patch ``extra`` that also takes out what stands under ``names``: in a patch, null does.

    >>> import duckdb
    >>> was, now = literal('{"team":"red"}'), literal('{"vip":"no"}')
    >>> patch = taking_out(f"{now}::JSON", "['team']")
    >>> duckdb.sql(f"SELECT {patch}, json_merge_patch({was}, {patch})").fetchall()
    [('{"team":null,"vip":"no"}', '{"vip":"no"}')]
    """
    nulls = f"array_to_string(list_transform({names}, lambda name: to_json(name) || ':null'), ',')"
    text = f"CAST({extra} AS VARCHAR)"
    rest = f"CASE WHEN {text} = '{{}}' THEN '}}' ELSE ',' || substr({text}, 2) END"
    return f"CASE WHEN len({names}) > 0 THEN ('{{' || {nulls} || {rest})::JSON ELSE {extra} END"
