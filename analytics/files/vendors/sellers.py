"""Exports of marketplaces, payment services and bookkeeping, from Amazon to Xero."""

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
    Vendor(
        "Etsy",
        "sales",
        "sale date|item name|transaction id|listing id|order id",
        {
            "order_id": "order id",
            "customer_id": "buyer",
            "ordered_at": "sale date",
            "amount": "item total|price",
            "currency": "currency",
            "product": "item name",
            "coupon": "coupon code",
        },
        grain="items",
        identifying="ship name|ship address1|ship address2|ship zipcode",
    ),
    # Its list of invoices: other lists name what moved money with the same words, and no balance that is open.
    Vendor(
        "QuickBooks",
        "sales",
        "transaction type|num|name|due date|open balance",
        {
            "order_id": "num",
            "customer_id": "name",
            "ordered_at": "date|transaction date",
            "amount": "amount",
            "product": "memo description|memo",
        },
        identifying="name",
    ),
    # Each line repeats the amount of its order.
    Vendor(
        "TikTok Shop",
        "sales",
        "order id|order substatus|sku subtotal after discount|order amount",
        {
            "order_id": "order id",
            "customer_id": "buyer username",
            "ordered_at": "created time",
            "amount": "order amount",
            "status": "order status",
            "refunded": "order refund amount",
            "product": "product name",
            "category": "product category",
        },
        grain="lines",
        identifying="buyer username|recipient|phone #|zipcode|detail address|additional address information",
    ),
    Vendor(
        "Eventbrite",
        "sales",
        "attendee #|ticket type|total paid|attendee status;attendee no|ticket type|total paid|attendee status",
        {
            "order_id": "order #|order no|order id",
            "customer_id": "buyer email|email",
            "ordered_at": "order date",
            "amount": "total paid",
            "currency": "currency",
            "status": "attendee status",
            "product": "ticket type|event name",
        },
        grain="items",
        doubt="Eventbrite lists every attendee: those of one order become one, and what they paid adds up.",
        identifying="first name|last name|surname|email|buyer first name|buyer last name|buyer surname|buyer email|"
        "home address 1|home address 2|home postcode|mobile phone|birth date|billing address 1|billing address 2",
    ),
    Vendor(
        "Booking.com",
        "sales",
        "book number|booked by|guest name s|commission amount",
        {
            "order_id": "book number",
            "customer_id": "booked by",
            "ordered_at": "booked on",
            "amount": "price",
            "status": "status",
            "product": "unit type",
        },
        values={
            "status": (
                ("cancelled_by_guest", "cancelled"),
                ("cancelled_by_hotel", "cancelled"),
                ("cancelled_by_partner", "cancelled"),
            )
        },
        doubt="Booking.com names guests and gives no address or number of theirs: people of one name are one customer.",
        identifying="booked by|guest name s|phone number|address",
    ),
    Vendor(
        "Airbnb",
        "sales",
        "confirmation code|guest name|listing|earnings",
        {
            "order_id": "confirmation code",
            "customer_id": "guest name",
            "ordered_at": "booked",
            "amount": "earnings",
            "status": "status",
            "product": "listing",
        },
        doubt="Airbnb names guests and gives a telephone number of some: people of one name are one customer. Earnings are what "
        "the host gets.",
        identifying="guest name|contact|email",
    ),
    Vendor(
        "pretix",
        "sales",
        "event slug|order code|order total|order date",
        {
            "order_id": "order code",
            "customer_id": "email",
            "ordered_at": "order date",
            "amount": "order total",
            "status": "status",
            "product": "event slug",
            "channel": "sales channel",
        },
        identifying="email|phone number|name|address|zip code|vat id",
    ),
    Vendor(
        "Acuity Scheduling",
        "sales",
        "start time|end time|calendar|appointment price|date scheduled",
        {
            "order_id": "appointment id",
            "customer_id": "email|phone",
            "ordered_at": "date scheduled",
            "amount": "appointment price",
            "product": "type",
            "coupon": "certificate code",
        },
        doubt="Acuity lists what an appointment costs, whether it was paid for or not, and those that were called off may be among "
        "them.",
        identifying="first name|last name|email|phone|notes",
    ),
    Vendor(
        "Ko-fi",
        "sales",
        "from|item|received|given|transaction id|transaction type",
        {
            "order_id": "transaction id",
            "customer_id": "buyer email|email|from",
            "ordered_at": "date time utc|date time",
            "amount": "received",
            "currency": "currency",
            "product": "item",
            "category": "transaction type",
        },
        doubt="Ko-fi lists what was given as well: such rows have an amount of 0.",
        identifying="from|message|buyer email|email|buyer street|buyer city",
    ),
)
