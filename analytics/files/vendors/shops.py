"""Exports of shops and payment services: Shopify, Stripe, WooCommerce, Square."""

from __future__ import annotations

from analytics.files.vendors.vendor import Vendor

_SHOPIFY_API_ORDER = {
    "order_id": "id",
    "customer_id": "email|customer id",
    "ordered_at": "created at|processed at",
    "amount": "total price|total price set shop amount",
    "currency": "currency|total price set shop currency code|currency code",
    "status": "financial status|display financial status",
    "channel": "source name",
}
_SHOPIFY_API_CUSTOMER = {
    "customer_id": "email|id",
    "joined_at": "created at",
    "status": "state",
    "email": "email",
}
_STRIPE_API = {
    "order_id": "id",
    "customer_id": "customer id|customer",
    "ordered_at": "created",
    "amount": "amount",
    "currency": "currency",
    "status": "status",
    "refunded": "amount refunded",
    "product": "description",
}

SHOPS = (
    Vendor(
        "Shopify",
        "sales",
        "name|lineitem name|financial status",
        {
            "order_id": "name",
            "customer_id": "email|phone",
            "ordered_at": "created at|paid at",
            "amount": "total",
            "currency": "currency",
            "status": "financial status",
            "refunded": "refunded amount",
            "product": "lineitem name",
            "channel": "source",
            "coupon": "discount code",
        },
        grain="lines",
        identifying="email|phone|billing name|billing street|billing address1|billing address2|billing zip|"
        "billing phone|shipping name|shipping street|shipping address1|shipping address2|shipping zip|"
        "shipping phone|first name|last name|default address address1|default address address2|"
        "default address zip|default address phone|browser ip|client details browser ip",
    ),
    Vendor(
        "Shopify",
        "customers",
        "customer id|accepts email marketing|default address address1",
        {"customer_id": "email|customer id", "person_id": "customer id", "email": "email"},
    ),
    Vendor("Shopify", "sales", "financial status|total price|checkout token", _SHOPIFY_API_ORDER),
    Vendor("Shopify", "sales", "display financial status|total price set shop amount", _SHOPIFY_API_ORDER),
    Vendor(
        "Shopify",
        "customers",
        "orders count|total spent|default address id|tax exempt",
        _SHOPIFY_API_CUSTOMER,
    ),
    Vendor(
        "Shopify",
        "customers",
        "email marketing consent state|orders count|total spent|tax exempt",
        _SHOPIFY_API_CUSTOMER,
    ),
    Vendor(
        "Stripe",
        "subscriptions",
        "customer id|current period start utc|plan",
        {
            "subscription_id": "id",
            "customer_id": "customer email|customer id",
            "started_at": "start utc|start date utc|created utc",
            "ended_at": "ended at utc|canceled at utc",
            "plan": "plan|product",
            "amount": "amount",
            "interval": "interval",
            "status": "status",
            "cancel_reason": "cancellation reason",
        },
        timezone="UTC",
        identifying="customer email|customer name|customer description|customer phone|card name|card last4|"
        "card fingerprint|card address line1|card address line2|card address zip|shipping name|"
        "shipping address line1|shipping address line2|receipt email",
    ),
    Vendor(
        "Stripe",
        "subscriptions",
        "billing cycle anchor|current period start|customer id",
        {
            "subscription_id": "id",
            "customer_id": "customer id",
            "started_at": "start date|created",
            "ended_at": "ended at|canceled at",
            "status": "status",
        },
        timezone="UTC",
    ),
    Vendor(
        "Recurly",
        "subscriptions",
        "account code|plan code|activated at",
        {
            "subscription_id": "uuid|id",
            "customer_id": "account code|account id",
            "started_at": "activated at",
            "ended_at": "expires at|expired at",
            "plan": "plan code|plan name",
            "amount": "unit amount in cents|unit amount",
            "status": "state",
        },
        timezone="UTC",
        identifying="email|first name|last name|account email",
    ),
    Vendor(
        "Patreon",
        "subscriptions",
        "patron status|pledge amount|charge frequency|tier|user id",
        {
            "subscription_id": "user id",
            "customer_id": "email|user id",
            "started_at": "patronage since date",
            "ended_at": "access expiration",
            "plan": "tier",
            "amount": "pledge amount",
            "interval": "charge frequency",
            "status": "patron status",
        },
        doubt="Patreon lists free members as well: they have no day since when they are patrons, and are rejected as no subscriptions.",
        identifying="name|email|discord|twitter|addressee|street|city|zip|phone",
    ),
    Vendor(
        "Stripe",
        "sales",
        "amount refunded|converted amount|seller message",
        {
            "order_id": "id",
            "customer_id": "customer email|customer id",
            "ordered_at": "created date utc|created utc",
            "amount": "amount",
            "currency": "currency",
            "status": "status",
            "refunded": "amount refunded",
            "product": "description",
        },
        timezone="UTC",
    ),
    Vendor(
        "Stripe",
        "sales",
        "amount due|amount paid|date utc|subscription",
        {
            "order_id": "id",
            "customer_id": "customer email|customer",
            "ordered_at": "date utc",
            "amount": "total",
            "currency": "currency",
            "status": "status",
        },
        timezone="UTC",
    ),
    # Copies of Stripe's interface count in hundredths.
    Vendor(
        "Stripe",
        "sales",
        "amount refunded|livemode|captured|balance transaction id;amount refunded|livemode|captured|balance transaction",
        _STRIPE_API,
        units={"amount": "cents", "amount refunded": "cents"},
        timezone="UTC",
    ),
    Vendor(
        "Stripe",
        "sales",
        "amount received|amount capturable|capture method",
        _STRIPE_API | {"amount": "amount received"},
        units={"amount received": "cents"},
        timezone="UTC",
    ),
    Vendor(
        "Stripe",
        "customers",
        "delinquent|invoice prefix|default card id|livemode",
        {"customer_id": "id", "joined_at": "created", "email": "email"},
        timezone="UTC",
    ),
    Vendor(
        "WooCommerce",
        "sales",
        "n revenue formatted|order #",
        {
            "order_id": "order #",
            "customer_id": "customer",
            "ordered_at": "date",
            "amount": "n revenue formatted",
            "status": "status",
            "product": "product s",
            "acquisition_source": "attribution",
            "coupon": "coupon s",
        },
        identifying="customer|customer email|customer ip address|customer user agent|billing first name|"
        "billing last name|billing email|billing phone|billing address 1|billing address 2|"
        "billing postcode|shipping first name|shipping last name|shipping phone|shipping address 1|"
        "shipping address 2|shipping postcode",
    ),
    Vendor(
        "WooCommerce",
        "sales",
        "order id|order date|order total|shipping total|billing first name",
        {
            "order_id": "order id|order number",
            "customer_id": "customer email|billing email|customer id|customer user",
            "ordered_at": "order date|paid date",
            "amount": "order total",
            "currency": "order currency",
            "status": "status",
            "refunded": "refunded total|order refunded",
            "product": "line item 1",
            "coupon": "coupons|coupon items",
        },
    ),
    Vendor(
        "Square",
        "sales",
        "price point name|net sales|transaction id",
        {
            "customer_id": "customer id|customer reference id|customer name",
            "ordered_at": "date",
            "amount": "net sales",
            "status": "event type",
            "product": "item",
            "category": "category",
            "channel": "channel",
        },
        doubt="Each row is one item of a sale and counts as an order of its own: revenue is right, orders "
        "are too many. Square's Transactions export gives whole orders.",
        identifying="customer name|pan suffix",
    ),
    Vendor(
        "Square",
        "sales",
        "total collected|net total|transaction id",
        {
            "order_id": "transaction id",
            "customer_id": "customer id|customer reference id|customer name",
            "ordered_at": "date",
            "amount": "total collected",
            "status": "event type",
            "refunded": "partial refunds",
            "channel": "source",
            "product": "description",
        },
    ),
)
