"""The customers of the sample: who they are, when they joined, who recommended them."""

from __future__ import annotations

from dataclasses import dataclass

from shop import clock
from shop.dice import Dice

CUSTOMERS = 5000
JOINED_BEFORE = 800  # customers who were there when the sample begins
SEGMENTS = {"Consumer": 0.80, "Small office": 0.11, "Large account": 0.09}
PLANS = {"Monthly": 30, "Every six weeks": 42, "Every two months": 60, "Quarterly": 90}
PLAN_WEIGHTS = {
    "Consumer": {"Monthly": 0.13, "Every six weeks": 0.19, "Every two months": 0.38, "Quarterly": 0.30},
    "Small office": {"Monthly": 0.42, "Every six weeks": 0.33, "Every two months": 0.20, "Quarterly": 0.05},
    "Large account": {"Monthly": 0.55, "Every six weeks": 0.35, "Every two months": 0.10, "Quarterly": 0.0},
}
SOURCES = {
    "Search": 0.27,
    "Social media": 0.24,
    "Referral": 0.16,
    "Newsletter": 0.12,
    "Fair": 0.06,
    "Direct": 0.15,
}
BUSINESS_SOURCES = {"Search": 0.35, "Sales outreach": 0.24, "Fair": 0.13, "Referral": 0.18, "Direct": 0.10}
COUNTRIES = {"IE": 0.34, "NL": 0.22, "DE": 0.20, "ES": 0.10, "BE": 0.08, "AT": 0.06}
CITIES = {
    "IE": ("Dublin", "Cork", "Galway", "Limerick"),
    "NL": ("Utrecht", "Rotterdam", "Groningen", "Leiden"),
    "DE": ("Hamburg", "Leipzig", "Freiburg", "Bonn"),
    "ES": ("Valencia", "Bilbao", "Granada"),
    "BE": ("Ghent", "Antwerp", "Leuven"),
    "AT": ("Graz", "Linz", "Vienna"),
}


def _names(line: str) -> tuple[str, ...]:
    return tuple(line.split())


FIRST_NAMES = _names(
    "Ada Aoife Ben Bram Carla Carlos Ciara Clara Conor Daan David Elena Emil Emma Eoin Eva Femke Finn "
    "Greta Hanna Hugo Ines Isa Jan Jonas Julia Kai Karin Lars Laura Lena Liam Lotte Lucia Luis Maeve "
    "Marta Max Mia Nora Oisin Olga Pablo Paula Pieter Rosa Ruth Sam Sara Sven Tess Theo Tim Una Vera "
    "Wim Yara Zoe"
)
LAST_NAMES = _names(
    "Aalders Baker Bauer Berg Brennan Byrne Campos Carr Claes Costa Daly Dekker Delgado Dunne Egger "
    "Fischer Flynn Garcia Hayes Huber Jansen Keane Keller Klein Kok Lang Lopez Maes Maier Moran Mulder "
    "Navarro Nolan Ortega Peeters Quinn Ramos Reid Richter Ruiz Ryan Schmid Smit Sommer Torres Vega "
    "Visser Vogel Vos Walsh Weber Winter Wolf"
)
COMPANY_WORDS = _names("Harbour Linden Northside Kestrel Canal Foundry Meadow Beacon Orchard Quay")
COMPANY_KINDS = _names("Studio Architects Logistics Clinic Software Legal Print Foods Energy Partners")


@dataclass
class Customer:
    """One customer. ``engagement`` and ``mood`` are hidden traits with mean 0 and spread 1."""

    number: int
    first_name: str
    last_name: str
    email: str
    company: str
    segment: str
    country: str
    city: str
    plan: str
    source: str
    joined: int  # minute; negative before the sample begins
    referred_by: int | None
    engagement: float
    mood: float
    start: int = 0  # minute of the first order in the sample
    leaves: int = 10**9  # minute after which no order follows, as far as history decides it

    @property
    def days_between(self) -> int:
        """Days from one delivery to the next."""
        return PLANS[self.plan]

    @property
    def language(self) -> str:
        """The language that the customer would rather write in."""
        return {"DE": "DE", "AT": "DE", "ES": "ES"}.get(self.country, "EN")


def _joined(dice: Dice) -> list[int]:
    """When each customer joined, in order: first those from before the sample, then the others."""
    before = [-int(dice.between(5, 560) * clock.DAY) for _ in range(JOINED_BEFORE)]
    season = {0: 1.3, 1: 1.45, 2: 1.1, 7: 0.85, 8: 0.8, 9: 0.8, 10: 0.95, 11: 1.0}
    weights = {str(month): season.get(month % 12, 0.95) * (1 + 0.022 * month) for month in range(24)}
    within: list[int] = []
    while len(within) < CUSTOMERS - JOINED_BEFORE:
        month = int(dice.weighted(weights))
        first, after = clock.first_of_month(month), clock.first_of_month(month + 1)
        day = first + int(dice.between(0, (after - first) / clock.DAY)) * clock.DAY
        within.append(min(day + dice.time_of_day(), clock.END - 4 * clock.DAY))
    return sorted(before) + sorted(within)


def _company(segment: str, dice: Dice) -> str:
    if segment == "Consumer":
        return ""
    return f"{dice.pick(COMPANY_WORDS)} {dice.pick(COMPANY_KINDS)}"


def _referrer(number: int, people: list[Customer], dice: Dice) -> int:
    """Somebody who joined earlier; a third of all recommendations come from few busy people."""
    if dice.chance(0.33):
        return people[dice.whole(0, min(number - 1, 160))].number
    return people[dice.whole(0, number - 1)].number


def make_customers() -> list[Customer]:
    """All customers, ordered by the time they joined.

    >>> people = make_customers()
    >>> len(people), len({person.email for person in people})
    (5000, 5000)
    """
    dice = Dice("people")
    people: list[Customer] = []
    for number, joined in enumerate(_joined(dice)):
        segment = dice.weighted(SEGMENTS)
        source = dice.weighted(SOURCES if segment == "Consumer" else BUSINESS_SOURCES)
        first, last, country = dice.pick(FIRST_NAMES), dice.pick(LAST_NAMES), dice.weighted(COUNTRIES)
        domain = dice.pick(("example.com", "example.com", "example.org", "example.net"))
        referred = _referrer(number, people, dice) if source == "Referral" and number > 20 else None
        person = Customer(
            number=number,
            first_name=first,
            last_name=last,
            email=f"{first}.{last}{number + 1}@{domain}".lower(),
            company=_company(segment, dice),
            segment=segment,
            country=country,
            city=dice.pick(CITIES[country]),
            plan=dice.weighted(PLAN_WEIGHTS[segment]),
            source=source if referred is not None or source != "Referral" else "Direct",
            joined=joined,
            referred_by=referred,
            engagement=dice.normal(),
            mood=dice.normal(),
        )
        _set_course(person, dice)
        people.append(person)
    return people


def _set_course(person: Customer, dice: Dice) -> None:
    """First order in the sample, and when ordinary attrition would end the subscription."""
    waits = dice.between(0, person.days_between) * clock.DAY
    person.start = person.joined if person.joined >= 0 else int(waits) // clock.DAY * clock.DAY + dice.time_of_day()
    yearly = {"Consumer": 0.24, "Small office": 0.14, "Large account": 0.04}[person.segment]
    yearly *= (0.7 if person.referred_by is not None else 1.0) * (1.0 - 0.18 * max(-2.0, min(2.0, person.engagement)))
    person.leaves = person.start + int(dice.rng.exponential(365 / yearly) * clock.DAY)
