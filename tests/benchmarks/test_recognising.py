"""Export files with planted truth: columns are right or asked about, and hardly ever wrong."""

from __future__ import annotations

import pytest

from benchmarks.export_files import ROWS, exports
from benchmarks.recognising import measure

# set -> at least right, at most wrong, at least right of those that are said to be sure
PROMISED = {
    "seen": (0.99, 0.0, 1.0),
    "unseen": (0.94, 0.003, 0.99),
    "later": (0.97, 0.004, 0.99),
    "newest": (0.94, 0.013, 0.97),
    "latest": (0.95, 0.004, 0.99),
}


@pytest.mark.parametrize("which", PROMISED)
def test_columns_are_right_or_asked(which, tmp_path):
    right, wrong, sure = PROMISED[which]
    figures, faults = measure(which, tmp_path)
    assert figures["right"] >= right, faults
    assert figures["wrong"] <= wrong, faults
    assert figures["sure_and_right"] >= sure, faults
    # Sales without a customer, and deals that were never won and so have no date, are rejected; nothing else is.
    assert figures["rows_rejected"] < 0.015, faults


def test_descriptions_make_the_same_files_every_time_and_name_no_column_twice():
    for which in PROMISED:
        assert exports(which) == exports(which)
        for export in exports(which):
            assert {len(column.values) for column in export.columns} == {ROWS}, export.name
            names = [(column.name, column.label) for column in export.columns]
            assert len(set(names)) == len(names), export.name
