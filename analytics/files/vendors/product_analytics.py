"""Exports of product analytics: what people did in an application."""

from __future__ import annotations

from analytics.files.vendors.vendor import Vendor

PRODUCT_ANALYTICS = (
    Vendor(
        "Mixpanel",
        "usage",
        "distinct id|insert id;event|distinct id|mp lib",
        {"customer_id": "distinct id", "occurred_at": "time", "event": "event|event name|name"},
        timezone="UTC",
    ),
)
