"""The sample: an invented coffee shop with two years of data, so that the first screen is a filled one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from analytics.journey.rules import DEFAULT_RULES, Rule
from analytics.store.receipts import Receipt
from analytics.store.watching import Progress, nobody
from analytics.workspace import Workspace

FOLDER = Path(__file__).parents[1] / "data" / "sample"
FILES = ("customers.csv", "orders.csv.gz", "tickets.csv", "surveys.csv", "usage.csv.gz", "measures.csv")
# The files were "exported" on this day: what is dated later is a planted fault.
EXPORTED_AT = datetime(2026, 11, 1)

# Two of the shop's ticket categories mean nothing to the rules that every workspace starts with.
RULES = (
    Rule("retention", "tickets", "category", "is", ("coffee quality",)),
    Rule("adoption", "tickets", "category", "is", ("product",)),
    *DEFAULT_RULES,
)

# What the invented team agreed in its last review: subject, target, red threshold, weight, and why.
AGREED: tuple[tuple[str, float, float, float, str], ...] = (
    (
        "support/first_response_minutes",
        480,
        1440,
        2,
        "Two people more on the desk from December; back to a working day.",
    ),
    ("support/csat", 0.65, 0.5, 2, "Follows from answering sooner."),
    ("adoption/onboarding_completion", 0.7, 0.5, 2, "The new welcome e-mail asks for the first brew."),
    ("adoption/nps", 20, 0, 1, "Half of the way to the best quarter."),
    ("retention/retention_rate", 0.9, 0.8, 2, "One point for each driver that we work on."),
    ("purchase/conversion_rate", 0.03, 0.022, 1, "Checkout without an account goes live in January."),
    ("awareness/bounce_rate", 0.4, 0.5, 1, "Faster pages on phones."),
    ("retention/email_open_rate", 0.35, 0.25, 1, "Fewer e-mails, better ones."),
    ("support/employee_satisfaction", 7.5, 6.5, 1, "Measured again in December."),
)


def fill_with_sample(workspace: Workspace, progress: Progress = nobody) -> list[Receipt]:
    """Load the sample files into ``workspace`` as a person would, with what the team agreed; gives the receipts."""
    receipts = []
    for number, name in enumerate(FILES):
        begun = 0.8 * number / len(FILES)
        receipts.append(
            workspace.load(
                FOLDER / name,
                who="sample",
                now=EXPORTED_AT,
                progress=lambda share, step, n=name, at=begun: progress(  # type: ignore[misc]
                    at + 0.8 * share / len(FILES), f"{n}: {step}"
                ),
            )
        )
    if workspace.rules() == DEFAULT_RULES:
        progress(0.8, "placing rows in the journey")
        workspace.set_rules(
            RULES, "sample", "Coffee quality is why people stay or go; products are met first.", EXPORTED_AT
        )
    agreed = workspace.ledger.present("target")
    for subject, target, threshold, weight, reason in AGREED:
        if subject not in agreed:
            value = {"target": target, "threshold": threshold, "weight": weight}
            workspace.ledger.record("target", subject, value, "sample", reason, EXPORTED_AT)
    progress(0.9, "computing the scorecards")
    workspace.scorecard()
    return receipts
