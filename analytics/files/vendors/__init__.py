"""Exports of known vendors, as records. To teach the product a new export, add a record."""

from __future__ import annotations

from analytics.files.vendors.crm import CRM
from analytics.files.vendors.helpdesks import HELPDESKS
from analytics.files.vendors.product_analytics import PRODUCT_ANALYTICS
from analytics.files.vendors.sellers import SELLERS
from analytics.files.vendors.service_desks import SERVICE_DESKS
from analytics.files.vendors.shops import SHOPS
from analytics.files.vendors.surveying import SURVEYING
from analytics.files.vendors.vendor import Vendor

__all__ = ["VENDORS", "Vendor"]

# In the order in which they are tried where two signatures fit equally well.
VENDORS: tuple[Vendor, ...] = (
    *HELPDESKS, *SERVICE_DESKS, *CRM, *PRODUCT_ANALYTICS, *SHOPS, *SELLERS, *SURVEYING,
)  # fmt: skip
