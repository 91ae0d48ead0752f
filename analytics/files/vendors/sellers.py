"""Exports of marketplaces, payment services and bookkeeping: Amazon, PayPal, Squarespace, Xero."""

from __future__ import annotations

from analytics.files.vendors.vendor import Vendor

_AMAZON_PEOPLE = (
    "buyer name|buyer phone number|recipient name|ship address 1|ship address 2|ship address 3|ship phone number|"
    "ship postal code"
)

# What Amazon calls the price of an item is that of all pieces in the row.
_AMAZON_PRICE = (
    "Amazon's item price is that of all pieces in a row; the rows of one order become one, shipping is left out."
)
_AMAZON_ORDER = {
    "ordered_at": "purchase date",
    "amount": "item price",
    "currency": "currency",
    "product": "product name",
    "channel": "sales channel",
}

SELLERS = (
    Vendor(
        "Amazon",
        "sales",
        "order id|order item id|buyer email|item price",
        {"order_id": "order id", "customer_id": "buyer email"} | _AMAZON_ORDER,
        grain="items",
        doubt=_AMAZON_PRICE,
        identifying=_AMAZON_PEOPLE,
    ),
    Vendor(
        "Amazon",
        "sales",
        "amazon order id|purchase date|item price|asin",
        {"order_id": "amazon order id", "customer_id": "buyer email|buyer identifier", "status": "order status"}
        | _AMAZON_ORDER,
        grain="items",
        doubt=_AMAZON_PRICE,
        identifying=_AMAZON_PEOPLE,
    ),
    Vendor(
        "PayPal",
        "sales",
        "gross|fee|net|from email address|to email address|transaction id",
        {
            "order_id": "transaction id",
            "customer_id": "from email address",
            "ordered_at": "date",
            "amount": "gross",
            "currency": "currency",
            "status": "status",
            "product": "item title",
            "category": "type",
        },
        doubt="PayPal lists every movement of money: refunds and withdrawals are rows with a negative amount, and the "
        "account itself is their customer. Leave them out of the file if only sales are meant.",
        identifying="name|shipping address|address line 1|address line 2|contact phone number|to email address",
    ),
    Vendor(
        "Squarespace",
        "sales",
        "order id|financial status|lineitem name|channel type",
        {
            "order_id": "order id",
            "customer_id": "email",
            "ordered_at": "created at|paid at",
            "amount": "total",
            "currency": "currency",
            "status": "financial status",
            "refunded": "amount refunded",
            "product": "lineitem name",
            "channel": "channel name|channel type",
            "coupon": "discount code",
        },
        grain="lines",
        identifying="email|billing name|billing address1|billing address2|billing zip|billing phone|shipping name|"
        "shipping address1|shipping address2|shipping zip|shipping phone",
    ),
    # Each line repeats the total of its invoice.
    Vendor(
        "Xero",
        "sales",
        "contact name|invoice number|invoice date|invoice amount due|total",
        {
            "order_id": "invoice number",
            "customer_id": "email address|contact name",
            "ordered_at": "invoice date",
            "amount": "total",
            "currency": "currency",
            "status": "status",
            "product": "description",
        },
        grain="lines",
        identifying="contact name|poaddress line1|poaddress line2",
    ),
)
