"""Column names of seven languages as sets of concepts, so that word order, grammar and language do not matter.

``date created``, ``created_at``, ``Erstellungsdatum`` and ``fecha de creación`` are all about creation and
a date. Every word of a name counts, save those that only join others: ``updated by`` is not ``updated``.
"""

# ruff: noqa: E501 (one concept per line reads as a table)

from __future__ import annotations

import re
from functools import cache

# concept: the words for it, as ``analytics.files.columns.plain`` leaves them. A word stands once.
_CONCEPTS = """
customer: cust client clients customers kunde kunden kd kdnr cliente clientes klant klanten buyer acheteur comprador
customer id: kundennr klantnr
id: ids number numbers no nr num nummer numero numeros n # identifier identificativo kennung codigo codice code
reference: ref referenz referencia riferimento
key: clave cle schlussel sleutel
name: nombre nom nome naam
email: mail courriel correo emailadresse mailadresse
address: adresse direccion endereco indirizzo adres
electronic: electronico electronica eletronico electronique
ticket: tickets case cases vorgang vorgangs incidencia chamado melding meldings anfrage demande solicitud
incident: incidente incidents
order: orders pedido pedidos bestellung bestell bestel bestelling auftrag auftrags commande ordine ordini
invoice: invoices rechnung rechnungs factura facture fattura fatura factuur
purchase: purchased kauf compra achat acquisto aankoop
payment: zahlung zahlungs pago paiement pagamento betaling
paid: bezahlt pagado paye pagato pago betaald
date: dates datum fecha data timestamp datetime cronologiche zeitpunkt zeitstempel horodateur
time: zeit tiempo temps tempo tijd delai dauer duracion duree duracao durata uhrzeit
created: create creation erstellt erstellung erstellungs angelegt creado creada creacion cree creee creato creata creazione criado criada criacao aangemaakt aanmaak
opened: open opening eroffnet eroffnung geoffnet abierto abierta apertura ouverture ouvert aperto aberto abertura geopend logged raised
received: receive eingang eingangs empfangen recibido recepcion recu reception ricevuto recebido recebimento ontvangen ontvangst
submitted: submit submission eingereicht soumis
ordered: bestellt besteld
updated: update modified change changed geandert aktualisiert anderung modificado actualizado actualizacion modification modifie aggiornamento aggiornato modifica atualizado atualizacao gewijzigd bijgewerkt
resolved: resolve resolution solved solve gelost losung losungs erledigt resuelto resuelta resolucion resolu risolto resolvido resolucao risoluzione opgelost oplossing
closed: close closing closure geschlossen abgeschlossen cerrado cerrada cierre ferme fermeture cloture chiuso chiusura fechado fechamento encerrado encerramento gesloten afgesloten afgehandeld
completed: complete completion finished abgeschickt
first: erste erster erstes ersten primera primer premiere premier primo prima primeira primeiro eerste initial
response: respond responded responses replied reply antwort antworten respuesta reponse risposta resposta reactie antwoord reaktion reaktions
status: estado statut stato situacao state zustand etat situation
priority: prioritat prioridad priorite priorita prioriteit prioridade
channel: kanal canal canale kanaal
category: kategorie categoria categorie
type: typ tipo
subject: betreff asunto resumen objet oggetto assunto onderwerp
description: descripcion descricao descrizione beschreibung omschrijving details
comment: comments kommentar kommentare comentario comentarios commentaire commentaires commento commenti opmerking opmerkingen
amount: betrag importe montant importo bedrag summe monto sum
total: gesamt totale totaal totals endbetrag gesamtsumme
gross: brutto ttc
net: netto neto ht
price: preis precio prix prezzo preco prijs
revenue: umsatz ingresos fatturato omzet receita
currency: wahrung moneda devise valuta moeda
product: produkt producto produit prodotto produto article artikel articolo articulo artigo
quantity: menge anzahl cantidad quantite quantita quantidade aantal qty
discount: rabatt descuento remise sconto desconto korting promo promotion
coupon: gutschein cupon cupom buono voucher
satisfaction: zufriedenheit satisfaccion satisfacao soddisfazione tevredenheid
rating: bewertung calificacion valoracion avaliacao valutazione beoordeling evaluation
survey: umfrage befragung befragungs encuesta enquete sondage sondaggio pesquisa
since: seit desde depuis dal
member: mitglied miembro membre membro lid
segment: segmento kundengruppe
start: beginn inicio debut inizio begin started starts
end: ende fin fine eind ended ends
contract: vertrag vertrags contrato contrat contratto
cancelled: canceled cancel cancellation kundigung kundigungs baja resiliation
reason: grund motivo motif raison reden
month: monat mes mois mese maand
week: woche semana semaine settimana
value: wert valor valeur valore waarde
language: sprache idioma langue lingua taal
"""
_JOINING = frozenset(
    str.split(
        "the a an of at on de del della dell di da do dos das du des d l la le les el los las il lo am der die das den "
        "dem des op van het to in en et y e und and for"
    )
)
# What words of German and Dutch are put together from, without a gap.
_SHORTEST_PART = 4


@cache
def _words() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for line in _CONCEPTS.strip().splitlines():
        concept, _, known = line.partition(":")
        for word in [*known.split(), *([concept] if " " not in concept else [])]:
            words.setdefault(word, tuple(concept.split()))
    return words


@cache
def concepts(name: str) -> frozenset[str]:
    """What a plain name is about.

    >>> sorted(concepts("fecha de creacion")), sorted(concepts("erstellungsdatum"))
    (['created', 'date'], ['created', 'date'])
    >>> concepts("date created") == concepts("created date"), concepts("updated by") == concepts("updated at")
    (True, False)
    """
    words = re.sub(r"\bnumber of\b", "count", re.sub(r"\be mails?\b", "email", name)).split()
    telling = [word for word in words if word not in _JOINING or len(words) == 1]
    found = {concept for word in telling for concept in _concepts_of(word)}
    if words[:1] == ["to"] and len(words) > 1:
        found.add("to")  # an address that something went to is not the one it came from
    if "email" in found:
        found -= {"address", "electronic"}  # an address of e-mail is an e-mail
    if {"date", "time"} <= found:
        found.discard("time")
    return frozenset(found)


def _concepts_of(word: str) -> tuple[str, ...]:
    """The concepts of a word, or of the two that it is put together from; else the word itself."""
    known = _words()
    if word in known:
        return known[word]
    for at in range(_SHORTEST_PART, len(word) - 1):
        first, second = word[:at], word[at:]
        if second in known and (first in known or first.removesuffix("s") in known):
            return (*known.get(first, known.get(first.removesuffix("s"), ())), *known[second])
    return (word,)
