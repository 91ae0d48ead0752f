"""What goes with whether customers stay, and what changing it would be worth.

>>> from analytics.drivers import Contrast, Drivers
>>> Drivers(outcome="bought_again", contrasts=(Contrast("first_response_hours", 24, 4),)).seed
0
"""

from analytics.drivers.analysis import DriverResult, Drivers
from analytics.drivers.columns import Column, Contrast
from analytics.drivers.revenue import RevenueAtRisk, revenue_at_risk

__all__ = ["Column", "Contrast", "DriverResult", "Drivers", "RevenueAtRisk", "revenue_at_risk"]
