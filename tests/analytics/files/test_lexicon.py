"""Names of columns as concepts: the same in any language and order; no word is overlooked."""

from __future__ import annotations

import pytest

from analytics.files.columns import plain
from analytics.files.lexicon import concepts


@pytest.mark.parametrize(
    ("names", "about"),
    [
        ("Kundennummer|Kd.-Nr.|Klantnr|Codice cliente|Código do cliente|cust_no|N° client", {"customer", "id"}),
        ("Rechnungsnr.|Invoice #|numero de factura", {"invoice", "id"}),
        ("Fecha de creación|Erstellungsdatum|Date created|data de criação", {"created", "date"}),
        ("Totaalbedrag|Gesamtbetrag|Importe total|Montant total|total_amount", {"total", "amount"}),
        ("Cód. cliente|Cod. cliente", {"customer", "id"}),
        ("Korte omschrijving|Kurzbeschreibung|Descrição curta", {"short", "description"}),
        ("Tilausnumero|Číslo objednávky|Rendelésszám|Număr comandă|Номер заказа|Order#", {"order", "id"}),
        ("E-mail aanmelder|E-Mail Melder", {"email", "requester"}),
        ("Date rec'd|Eingangsdatum", {"date", "received"}),
        ("E-Mail-Adresse|Dirección de correo electrónico|Adresse e-mail|email", {"email"}),
    ],
)
def test_names_that_say_the_same_are_about_the_same(names, about):
    for name in names.split("|"):
        assert concepts(plain(name)) == about, name


def test_words_that_change_the_meaning_are_kept():
    assert concepts("created by") != concepts("created at")
    assert concepts("number of replies") != concepts("reply number")
    assert concepts("unit price") != concepts("price")
