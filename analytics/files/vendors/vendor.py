"""What one vendor's export looks like: a record, not code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analytics.files.mapping import Grain
from analytics.files.words import Values


@dataclass(frozen=True)
class Vendor:
    """One export of one vendor. Column names stand in small words (``analytics.files.columns.plain``).

    ``signature`` names the columns that only this export has together; further ones, for exports with
    columns left out, stand behind ``;``. ``fields`` gives for each
    field the columns that may fill it, the best first; the first that holds something does. A name that begins with
    ``*`` is the end of one: ``*timestamp`` is any column called so at its end.
    ``units`` are those of columns whose names do not say it, ``values`` the translations of a field's
    cells, ``metric`` what a score measures of which nothing says it, ``timezone`` that of all its
    times (empty: the account's, which the file does not tell).
    ``identifying`` names columns of any export of this vendor that name or find a person; they are kept only
    where they fill a field.
    """

    name: str
    kind: str
    signature: str
    fields: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Values] = field(default_factory=dict)
    metric: str = ""
    timezone: str = ""
    grain: Grain = "row"
    doubt: str = ""
    identifying: str = ""
