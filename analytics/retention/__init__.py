"""Retention: the outcomes that driver analyses explain."""

from analytics.retention.outcome import Outcome
from analytics.retention.outcomes import build_outcome, default_outcome, outcome_names

__all__ = ["Outcome", "build_outcome", "default_outcome", "outcome_names"]
