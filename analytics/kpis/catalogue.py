"""All KPIs, by id."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.errors import NotFound
from analytics.kpis.customers import CUSTOMER_KPIS
from analytics.kpis.definition import PERSPECTIVES, Kpi
from analytics.kpis.sales import SALES_KPIS
from analytics.kpis.series import SERIES_KPIS
from analytics.kpis.surveys import SURVEY_KPIS
from analytics.kpis.tickets import TICKET_KPIS
from analytics.kpis.usage import USAGE_KPIS

_ALL = (*SALES_KPIS, *SURVEY_KPIS, *CUSTOMER_KPIS, *USAGE_KPIS, *TICKET_KPIS, *SERIES_KPIS)

KPIS: dict[str, Kpi] = {kpi.id: kpi for perspective in PERSPECTIVES for kpi in _ALL if kpi.perspective == perspective}


def named(ids: Iterable[str] | None) -> tuple[Kpi, ...]:
    """The KPIs with these ids, in the catalogue's order; all of them for None.

    NotFound names the ids there are.

    >>> [kpi.name for kpi in named(["nps", "revenue"])]
    ['Revenue', 'Net promoter score']
    """
    if ids is None:
        return tuple(KPIS.values())
    wanted = set(ids)
    unknown = sorted(wanted - KPIS.keys())
    if unknown:
        raise NotFound(f"There is no KPI called {unknown[0]}. The KPIs are {', '.join(KPIS)}.")
    return tuple(kpi for kpi in KPIS.values() if kpi.id in wanted)
