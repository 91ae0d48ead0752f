"""What was understood of a table, and what became of its rows: for people."""

from __future__ import annotations

from typing import Any

from analytics.files.table import SPREADSHEETS


def table_in_words(about: dict[str, Any]) -> str:
    """What the reader understood of one table, or why it understood nothing.

    >>> about = {"title": "b.xlsx, sheet May", "rows": 1, "columns": ["a", "b"], "format": "xlsx", "header_rows": 1,
    ...          "kind": "other", "skipped": ["row 1 above the header: Report"], "written": "out/b.xlsx.csv"}
    >>> print(table_in_words(about))
    b.xlsx, sheet May: nothing recognised; it would be kept as it came
      1 row, 2 columns
      spreadsheet, 1 header row
      row 1 above the header: Report
      written to out/b.xlsx.csv
    """
    if "error" in about:
        return f"{about['file']}: {about['error']}"
    taken = "nothing recognised; it would be kept as it came"
    if about["kind"] != "other":
        source = f" from {about['vendor']}" if about["vendor"] else ""
        taken = f"taken for {about['kind']}{source}, {about['confidence']:.0%} sure"
    lines = [
        f"{about['title']}: {taken}",
        f"  {_counted(about['rows'], 'row')}, {_counted(len(about['columns']), 'column')}",
        f"  {_read_as(about)}",
        *(f"  {note}" for note in about["skipped"]),
    ]
    if "written" in about:
        lines.append(f"  written to {about['written']}")
    return "\n".join(lines)


def receipt_in_words(one: dict[str, Any]) -> str:
    """The receipt of one table."""
    title, rows = one.get("title", one["file"]), _counted(one["read"], "row")
    if one["kind"] == "other":
        first = f"{title}: {rows} kept as they came, in the table {one['table']} ({one['import_id']})"
    else:
        source = f" from {one['vendor']}" if one["vendor"] else ""
        first = f"{title}: {rows} read as {one['kind']}{source} ({one['import_id']})"
    lines = [
        first,
        f"  {one['loaded']:,} loaded, {one['updated']:,} updated, {one['unchanged']:,} unchanged, "
        f"{one['rejected']:,} rejected",
    ]
    joins = [join["sentence"] for join in one["joins"]]
    lines += [f"  rejected: {reason} ({_counted(rows, 'row')})" for reason, rows in one["reasons"].items()]
    return "\n".join(lines + [f"  note: {sentence}" for sentence in (*one["notes"], *one["warnings"], *joins)])


def _read_as(about: dict[str, Any]) -> str:
    """Only text has an encoding and signs between columns."""
    header = _counted(about["header_rows"], "header row") if about["header_rows"] else "no header row"
    if about["format"] in SPREADSHEETS:
        return f"spreadsheet, {header}"
    if about["format"] != "csv":
        return str(about["format"])
    line = "columns cut as the line drawn under the header says"
    apart = line if about["ruled"] else f"columns separated by {about['delimiter']!r}"
    return f"text, {about['encoding']}, {apart}, {header}"


def _counted(number: int, what: str) -> str:
    """
    >>> _counted(1, "row"), _counted(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number:,} {what}" + "s" * (number != 1)
