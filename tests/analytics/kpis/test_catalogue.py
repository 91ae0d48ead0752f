"""The catalogue of KPIs."""

from __future__ import annotations

import pytest

from analytics.errors import NotFound
from analytics.files.kinds import KINDS
from analytics.kpis.catalogue import KPIS, named


@pytest.mark.parametrize("kpi", KPIS.values(), ids=lambda kpi: kpi.id)
def test_every_kpi_explains_itself(kpi) -> None:
    assert kpi.name
    assert all(source.formula.endswith(".") or source.formula.endswith(").") for source in kpi.sources)
    assert kpi.bounds[0] is None or kpi.bounds[1] is None or kpi.bounds[0] < kpi.bounds[1]
    assert kpi.unit != "%" or kpi.bounds[1] == 1 or kpi.id == "revenue_growth"


@pytest.mark.parametrize("kpi", KPIS.values(), ids=lambda kpi: kpi.id)
def test_every_kpi_needs_fields_that_exist(kpi, workspace) -> None:
    assert kpi.needs
    for need in kpi.needs:
        table, field = need.split(".")
        assert field in workspace.table(table).columns
        assert table in KINDS or table in ("profiles", "ledger", "pain_point_places")


def test_an_unknown_kpi_is_refused_with_the_list() -> None:
    with pytest.raises(NotFound) as error:
        named(["npx"])
    assert "npx" in str(error.value)
    assert "nps" in str(error.value)
