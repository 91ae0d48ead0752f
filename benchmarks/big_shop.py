"""A workspace of a million rows for benchmarks: a shop with subscriptions' manners, made and loaded in under a minute.

Customers begin over two years and leave after a while, sooner where they wait long for support. Of the rows four tenths are
usage, three tenths orders, two tenths tickets with text and one tenth survey answers; customers come on top.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from analytics import Workspace

# What customers write about, by the phase they are in; each text gets words of its own, so that no two are alike.
TROUBLES = (
    "the checkout rejects my card again and again",
    "my parcel arrived days late and the courier left no note",
    "the invoice shows a discount that was never applied",
    "I cannot log in since the password was reset",
    "the app crashes while the report is exported",
    "nobody explained how to invite colleagues to a project",
    "setting up the first project took the whole afternoon",
    "the grinder broke after a week and the spare part is missing",
    "I was charged twice for the same month",
    "cancelling the subscription is hidden in the settings",
    "the support desk closed my question without an answer",
    "the coffee tastes stale and the bag was open",
)
PRAISES = (
    "everything works, thank you",
    "friendly people at the desk",
    "fast delivery and a good taste",
    "easy to use",
)
WORDS = ("yesterday", "on Monday", "for the third time", "in the office", "at home", "on my phone", "after lunch", "this week",
         "with the blue box", "as a new customer", "for my team", "before the holidays", "in the morning", "on the train")  # fmt: skip

# What a customer n does follows from hashes of n alone, so that every file can be made by itself. Days are since 2024-11-01.
_PEOPLE = """
CREATE TEMP TABLE people AS SELECT n, 'c' || lpad(n::VARCHAR, 7, '0') AS customer_id, (hash(n) % 700)::INT AS began,
    30 + (-240 * ln(1 - (hash(n + 1) % 10000) / 10001.0))::INT + (hash(n + 2) % 3)::INT * 120 AS stays,
    (hash(n + 2) % 3)::INT AS patience, ['private', 'business', 'school'][1 + (hash(n + 3) % 3)::INT] AS segment,
    ['search', 'advert', 'referral', 'fair'][1 + (hash(n + 4) % 4)::INT] AS acquisition_source
FROM range($customers) AS r (n)
"""
# Row i of customer n on a day within their time with the shop; k tells the files apart.
_MOMENT = (
    "TIMESTAMP '2024-11-01' + to_seconds((86400 * least(began + least(stays, 730) * ((hash(i + {k}) % 10000) / 10000.0), 729)\
    + hash(i + 1 + {k}) % 86400)::BIGINT)"
)
_SAID = (
    "upper(left({texts}[1 + (hash(i + {k}) % {many})::INT], 1)) || substr({texts}[1 + (hash(i + {k}) % {many})::INT], 2)\
    || ' ' || {words}[1 + (hash(i + 7) % {more})::INT] || ' ' || {words}[1 + (hash(i + 8) % {more})::INT]"
)

_FILES = {
    "customers": """SELECT customer_id, segment, acquisition_source AS source, TIMESTAMP '2024-11-01' + to_days(began) AS joined_at
        FROM people""",
    "usage": """SELECT customer_id, event, moment AS occurred_at FROM (
        SELECT customer_id, CASE i // $customers WHEN 0 THEN 'signed up' WHEN 1 THEN 'made a project' WHEN 2 THEN
            'invited a colleague' ELSE ['opened', 'exported', 'commented'][1 + (hash(i) % 3)::INT] END AS event,
            CASE WHEN i // $customers < 3 THEN TIMESTAMP '2024-11-01' + to_hours(24 * began + (i // $customers * (1 + hash(n) % 300))::INT)
            ELSE {moment} END AS moment, i FROM {rows})
        WHERE NOT (event = 'made a project' AND hash(i) % 4 = 0) AND NOT (event = 'invited a colleague' AND hash(i) % 2 = 0)""",
    "orders": """SELECT i + 1 AS order_id, customer_id, {moment} AS ordered_at, 10 + (hash(i) % 5000) / 100.0 AS amount,
        'EUR' AS currency, ['Beans', 'Grinder', 'Filters', 'Course'][1 + (hash(i + 5) % 4)::INT] AS product,
        CASE WHEN acquisition_source = 'referral' THEN 'c' || lpad((hash(n) % $customers)::VARCHAR, 7, '0') END AS referred_by
        FROM {rows}""",
    "tickets": """SELECT i + 1 AS ticket_id, customer_id, created_at, ['low', 'normal', 'high'][1 + (hash(i + 2) % 3)::INT] AS priority,
        ['email', 'chat', 'phone'][1 + (hash(i + 3) % 3)::INT] AS channel, minutes AS first_response_minutes,
        CASE WHEN hash(i) % 20 > 0 THEN created_at + to_minutes(3 * minutes) END AS resolved_at,
        CASE WHEN hash(i) % 20 > 0 THEN 'closed' ELSE 'open' END AS status,
        ['Checkout', 'Technical', 'Billing', 'Onboarding', 'Delivery', 'Renewal'][1 + (hash(i + 5) % 6)::INT] AS category,
        {trouble} AS subject, 'Hello, ' || {trouble} || '. Please help, my order is ' || i || '.' AS description,
        CASE WHEN hash(i + 9) % 3 = 0 THEN greatest(1, 5 - patience - (hash(i) % 2)::INT) END AS satisfaction,
        (hash(i + 6) % 10 = 0)::INT AS reopens, 1 + (hash(i) % 3)::INT AS replies
        FROM (SELECT *, {moment} AS created_at, (20 + 600 * patience + hash(i) % 500)::INT AS minutes FROM {rows})""",
    "survey": """SELECT i + 1 AS response_id, customer_id, {moment} AS answered_at, score AS nps_score,
        CASE WHEN score < 8 THEN {trouble} ELSE {praise} END AS comment,
        ['Website', 'Checkout', 'Onboarding', 'Support ticket', 'Renewal', 'Referral'][1 + (hash(i + 5) % 6)::INT] AS touchpoint
        FROM (SELECT *, greatest(0, 10 - 2 * patience - (hash(i) % 5)::INT) AS score FROM {rows})""",
}  # fmt: skip
_SHARES = {"customers": 0.0, "usage": 0.4, "orders": 0.3, "tickets": 0.2, "survey": 0.1}


def write_files(folder: Path, rows: int) -> list[Path]:
    """Write customers, usage, orders, tickets and a survey of ``rows`` rows or a little less together; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        customers = max(rows // 20, 40)
        connection.execute(_PEOPLE, {"customers": customers})
        for number, name in enumerate(_FILES):
            sql = _sql(name, 1000 * number, customers, round(rows * _SHARES[name]))
            connection.execute(f"COPY ({sql}) TO '{folder / name}.csv' (HEADER)")
    return [folder / f"{name}.csv" for name in _FILES]


def big_shop(path: Path, rows: int) -> Workspace:
    """The workspace, loaded from such files as people load theirs."""
    workspace = Workspace(path)
    for file in write_files(path.parent / "files", rows):
        workspace.load(file)
        file.unlink()
    return workspace


def _sql(name: str, k: int, customers: int, rows: int) -> str:
    lists = {"words": list(WORDS), "more": len(WORDS)}
    said = {
        "trouble": _SAID.format(texts=list(TROUBLES), many=len(TROUBLES), k=k + 3, **lists),
        "praise": _SAID.format(texts=list(PRAISES), many=len(PRAISES), k=k + 4, **lists),
    }
    made = f"(SELECT * FROM range({rows}) AS r (i) JOIN people ON people.n = (r.i % {customers})) AS made"
    return _FILES[name].replace("$customers", str(customers)).format(moment=_MOMENT.format(k=k), rows=made, **said)
