"""What a score would be without a pain point: the score of all answers against that of the others.

"Effect on the score" here is: the score of all answers minus that of the answers left when every response that
writes about the pain point is left out. It says how far the average is moved by them, not what would happen if the problem
were solved: those customers would still answer, only differently.
"""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import numpy as np
import pandas as pd
from ibis import _

from analytics.kpis.scales import satisfied
from analytics.pain_points.source import Source

COLUMNS = ("pain_point_id", "metric", "score", "without", "effect", "n", "left_out")


@dataclass(frozen=True)
class Metric:
    """A score as a mean over answers: what it is called, what one answer counts, and its unit."""

    name: str
    formula: str
    unit: str


METRICS = {
    "nps": Metric("NPS", "100 × (share of 9 and 10 − share of 0 to 6)", "points"),
    "csat": Metric("CSAT", "share of answers in the top two steps × 100", "points"),
    "ces": Metric("CES", "mean of the answers on 1 to 7", ""),
    "rating": Metric("Rating", "mean of the answers brought to 0 to 10", ""),
}


def score_answers(workspace: Source) -> pd.DataFrame:
    """Every scored answer of the surveys: response_id, metric, value (what it adds to its score's mean)."""
    rows = workspace.table("surveys").filter(_.metric.isin(list(METRICS)), _.score.notnull())
    low = (_.metric == "nps").ifelse(0.0, _.scale_low.fill_null(1.0))
    high = (_.metric == "nps").ifelse(10.0, _.scale_high.fill_null(5.0))
    rows = rows.mutate(low=low, high=high).filter(_.high > _.low, _.score.between(_.low, _.high))
    share = (_.score - _.low) / (_.high - _.low)
    value = ibis.cases(
        (_.metric == "nps", ibis.cases((_.score >= 9, 100.0), (_.score <= 6, -100.0), else_=0.0)),
        (_.metric == "csat", satisfied(_.score, _.low, _.high).ifelse(100.0, 0.0)),
        (_.metric == "ces", 1 + 6 * share),
        else_=10 * share,
    )
    frame: pd.DataFrame = workspace.execute(rows.select("response_id", metric=_.metric, value=value))
    return frame


def responses(workspace: Source) -> pd.DataFrame:
    """Which response a survey comment belongs to: comment_id, response_id. A response may hold several answers."""
    rows = workspace.table("surveys").filter(_.comment.notnull())
    frame: pd.DataFrame = workspace.execute(
        rows.select("response_id", comment_id="surveys:" + _.response_id + ":" + _.question)
    )
    return frame


def score_effects(answers: pd.DataFrame, responses: pd.DataFrame, assigned: pd.DataFrame) -> pd.DataFrame:
    """Per pain point and metric: score, without (it), effect = score - without, n answers, left_out of them.

    ``assigned`` has comment_id and pain_point_id. Only pairs with an answer to leave out and one to keep.

    >>> answers = pd.DataFrame({"response_id": ["a", "b", "c"], "metric": "nps", "value": [-100.0, 100.0, 100.0]})
    >>> wrote = pd.DataFrame({"comment_id": ["surveys:a:why"], "response_id": ["a"]})
    >>> about = pd.DataFrame({"comment_id": ["surveys:a:why"], "pain_point_id": ["P001"]})
    >>> found = score_effects(answers, wrote, about)
    >>> found[["score", "without", "effect", "left_out"]].round(1).values.tolist()
    [[33.3, 100.0, -66.7, 1.0]]
    """
    if answers.empty or assigned.empty:
        return pd.DataFrame({name: [] for name in COLUMNS})
    met = assigned[["comment_id", "pain_point_id"]].merge(responses, on="comment_id")
    met = met[["response_id", "pain_point_id"]].drop_duplicates()
    touched = answers.merge(met, on="response_id").groupby(["pain_point_id", "metric"])["value"]
    inside = touched.agg(["sum", "size"]).reset_index()
    whole = answers.groupby("metric")["value"].agg(["sum", "size"]).rename(columns={"sum": "total", "size": "n"})
    both = inside.merge(whole, left_on="metric", right_index=True)
    both = both[both["n"] > both["size"]]
    score = both["total"] / both["n"]
    without = (both["total"] - both["sum"]) / (both["n"] - both["size"])
    told = both.assign(score=score, without=without, effect=score - without, left_out=both["size"])
    return told[list(COLUMNS)].sort_values(["pain_point_id", "metric"], ignore_index=True)


def main_effects(effects: pd.DataFrame) -> pd.DataFrame:
    """One row per pain point, for the metric with most answers: id, score_metric, score_effect."""
    if effects.empty:
        return pd.DataFrame(
            {"id": pd.Series(dtype=object), "score_metric": pd.Series(dtype=object), "score_effect": np.array([])}
        )
    main = effects.groupby("metric")["n"].max().sort_values(ascending=False, kind="stable").index[0]
    own = effects[effects["metric"] == main]
    return pd.DataFrame({"id": own["pain_point_id"], "score_metric": own["metric"], "score_effect": own["effect"]})


def formula(effect: pd.Series) -> str:
    """One row of :func:`score_effects` as a sentence with its formula and its numbers.

    >>> formula(pd.Series({"metric": "nps", "score": 30.0, "without": 35.5, "effect": -5.5, "n": 900, "left_out": 80}))
    'NPS of all 900 answers 30.0 − of the 820 others 35.5 = -5.5 points (NPS: 100 × (share of 9 and 10 − share of 0 to 6))'
    """
    metric = METRICS[str(effect["metric"])]
    n, left = int(effect["n"]), int(effect["n"] - effect["left_out"])
    unit = f" {metric.unit}" if metric.unit else ""
    return (
        f"{metric.name} of all {n:,} answers {effect['score']:.1f} − of the {left:,} others {effect['without']:.1f} "
        f"= {effect['effect']:+.1f}{unit} ({metric.name}: {metric.formula})"
    )
