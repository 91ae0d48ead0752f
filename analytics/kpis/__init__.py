"""KPIs: one small definition each, computed as Ibis expressions in a few passes over the tables."""
