"""What people decided about the journey, and the rules that follow from all of it together.

Rows are placed by the touchpoints that lead, then by people's own rules, each leading where removed phases have gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from analytics.journey import phases as phase_values
from analytics.journey import rules as rule_values
from analytics.journey.phases import DEFAULT_PHASES, Phase
from analytics.journey.rules import DEFAULT_RULES, Rule
from analytics.journey.touchpoints import Touchpoint, decided_touchpoints, leading_rules
from analytics.store.ledger import Ledger


def all_phases(ledger: Ledger, as_of: datetime | None = None) -> tuple[Phase, ...]:
    """Every phase in order, those that were removed too."""
    decided = ledger.present("journey", as_of).get("phases")
    return phase_values.from_values(decided) if decided else DEFAULT_PHASES


def decided_rules(ledger: Ledger, as_of: datetime | None = None) -> tuple[Rule, ...]:
    """The rules as people decided on them; the usual ones until then."""
    decided = ledger.present("journey", as_of).get("rules")
    return DEFAULT_RULES if decided is None else rule_values.from_values(decided)


def placing_rules(ledger: Ledger) -> tuple[Rule, ...]:
    """What places rows now, in order."""
    rules = (*leading_rules(decided_touchpoints(ledger)), *decided_rules(ledger))
    return redirected(rules, phase_values.destinations(all_phases(ledger)))


def redirected(rules: Iterable[Rule], into: Mapping[str, str]) -> tuple[Rule, ...]:
    """The rules with the phases that removed ones have gone ``into``.

    >>> redirected([Rule("trial", "", "text", "any")], {"trial": "adoption"})[0].phase
    'adoption'
    """
    return tuple(replace(rule, phase=into[rule.phase]) if rule.phase in into else rule for rule in rules)


def touchpoints_in_force(ledger: Ledger) -> tuple[Touchpoint, ...]:
    """The touchpoints as people decided on them, those of removed phases where these have gone."""
    into = phase_values.destinations(all_phases(ledger))
    return tuple(replace(at, phase=into.get(at.phase, at.phase)) for at in decided_touchpoints(ledger))
