"""Which columns name or find a person, in the exports of known vendors and in any other table."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.files.columns import Column
from analytics.files.identifying import PrivacyChoice, with_identifying_columns
from analytics.files.mapping import ColumnUse, Mapping
from analytics.files.reading import examine
from analytics.files.recognise import recognise

SAMPLE = Path(__file__).parents[3] / "data" / "sample"


def column(name: str, *values: str) -> Column:
    return Column(name, name, values, max(len(values), 1))


def identifying(mapping: Mapping, *columns: Column) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = with_identifying_columns(mapping, columns)
    return found.dropped, found.hashed


@pytest.mark.parametrize(
    ("file", "left_out", "kept"),
    [
        ("customers.csv", {"First Name", "Last Name", "Phone", "Default Address Address1"}, {"Segment", "Default Address City"}),
        ("orders.csv.gz", {"Billing Name", "Billing Street", "Shipping Phone"}, {"Billing Country", "Lineitem sku"}),
        ("surveys.csv", {"IPAddress", "RecipientFirstName", "LocationLatitude", "ExternalReference"}, {"Progress"}),
        ("tickets.csv", {"Requester"}, {"Assignee", "Group"}),
    ],
)  # fmt: skip
def test_the_sample_exports_lose_what_names_a_person_and_keep_what_may_explain(file, left_out, kept) -> None:
    (table,) = examine(SAMPLE / file)
    mapping = recognise(table)
    assert left_out <= set(mapping.dropped)
    assert not kept & {*mapping.dropped, *mapping.hashed}
    # A column that fills a field is wanted.
    assert not {use.column for use in mapping.uses} & set(mapping.dropped)


def test_a_payment_service_keeps_no_card_and_no_description_of_the_customer() -> None:
    stripe = Mapping("sales", (ColumnUse("customer_id", "Customer ID"),), vendor="Stripe")
    columns = [column("Customer ID", "cus_1"), column("Card Last4", "4242"), column("Customer Description", "Ann Lee"),
               column("Customer Email", "ann@x.example"), column("Card Brand", "Visa")]  # fmt: skip
    assert identifying(stripe, *columns) == (("Card Last4", "Customer Description"), ("Customer Email",))


def test_names_that_only_sound_like_a_person_stay() -> None:
    columns = [
        column("Phone service", "Yes", "No"),  # a product
        column("Company name", "Acme", "Bolt"),
        column("Product name", "Mug", "Cup"),
        column("Address verified", "yes", "no"),
        column("Street type", "urban", "rural"),
        column("Name", "Mug", "Cup"),
        column("Zip", "10115", "80331"),
    ]
    assert identifying(Mapping("sales"), *columns) == ((), ())


def test_values_tell_what_a_name_does_not() -> None:
    columns = [
        column("c1", "+49 171 1234567", "+49 172 7654321"),
        column("c2", "203.0.113.5", "198.51.100.7"),
        column("c3", "ann@x.example", "bob@x.example"),
        column("c4", "1234567890", "1234567891"),
    ]
    assert identifying(Mapping("tickets"), *columns) == (("c1", "c2"), ("c3",))


def test_other_languages() -> None:
    columns = [
        column("Vorname", "Eva"),
        column("Geburtsdatum", "1980-01-02"),
        column("Rufnummer", "030 1234567"),
        column("Ort", "Ulm"),
    ]
    assert identifying(Mapping("customers"), *columns)[0] == ("Vorname", "Geburtsdatum", "Rufnummer")


def test_what_a_person_decides_can_be_taken_back() -> None:
    columns = [column("Mail", "ann@x.example"), column("First name", "Ann")]
    mapping = with_identifying_columns(Mapping("customers", (ColumnUse("customer_id", "Mail"),)), columns)
    kept = PrivacyChoice(mask=False, keep_identifying=True, hash_customers=True).applied(mapping, columns)
    assert (kept.mask, kept.dropped, kept.hashed) == (False, (), ("Mail",))
    assert PrivacyChoice(True, False, False).applied(kept, columns) == mapping
    assert PrivacyChoice().applied(kept, columns) == kept
