"""All KPIs, by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analytics.errors import NotFound
from analytics.kpis.customers import CUSTOMER_KPIS
from analytics.kpis.definition import PERSPECTIVES, Kpi
from analytics.kpis.loop import LOOP_KPIS
from analytics.kpis.sales import SALES_KPIS
from analytics.kpis.series import SERIES_KPIS
from analytics.kpis.surveys import SURVEY_KPIS
from analytics.kpis.tickets import TICKET_KPIS
from analytics.kpis.usage import USAGE_KPIS
from analytics.kpis.worth import WORTH_KPIS

_ALL = (
    *SALES_KPIS,
    *WORTH_KPIS,
    *SURVEY_KPIS,
    *CUSTOMER_KPIS,
    *USAGE_KPIS,
    *TICKET_KPIS,
    *SERIES_KPIS,
    *LOOP_KPIS,
)

KPIS: dict[str, Kpi] = {kpi.id: kpi for perspective in PERSPECTIVES for kpi in _ALL if kpi.perspective == perspective}


def named(ids: Iterable[str] | None, own: Mapping[str, Kpi] | None = None) -> tuple[Kpi, ...]:
    """The KPIs with these ids, in the catalogue's order, then those of people's ``own``; all of them for None.

    NotFound names the ids there are.

    >>> [kpi.name for kpi in named(["nps", "revenue"])]
    ['Revenue', 'Net promoter score']
    """
    known = KPIS | dict(own or {})
    if ids is None:
        return tuple(known.values())
    wanted = set(ids)
    unknown = sorted(wanted - known.keys())
    if unknown:
        raise NotFound(f"There is no KPI called {unknown[0]}. The KPIs are {', '.join(known)}.")
    return tuple(kpi for kpi in known.values() if kpi.id in wanted)
