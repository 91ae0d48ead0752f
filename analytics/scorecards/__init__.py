"""Scorecards: the KPIs of each phase against targets, with an honest status and a score."""
