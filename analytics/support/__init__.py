"""Support after the purchase: how fast and how well customers are helped, and what waiting costs."""
