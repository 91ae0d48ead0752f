"""How many customers come by referral, and where the others come from, month by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from ibis import _

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.intervals import wilson
from analytics.referrals.people import NO_REFERRALS, knows_referrals, people

UNKNOWN, OTHERS = "not told", "all others"
_MOST_SOURCES = 7
_MENTIONS = r"social|mention|review|twitter|facebook|instagram|linkedin|reddit|trustpilot|tiktok|youtube"


@dataclass(frozen=True)
class ReferralsResult:
    """``months``: month, new (customers), referred, share with low and high (0..1). ``referred`` of ``customers`` were
    sent by somebody; ``referrers`` sent at least one; ``rate`` is the share of customers who did, with its interval.
    """

    months: pd.DataFrame
    customers: int
    referred: int
    referrers: int
    rate: float
    rate_low: float
    rate_high: float

    @property
    def names_referrers(self) -> bool:
        """Whether the data tells who sent them."""
        return self.referrers > 0


@dataclass(frozen=True)
class Referrals:
    """The question: how many customers come because somebody sent them.

    >>> Referrals()
    Referrals()
    """

    def run(self, data: Data) -> ReferralsResult:
        """The answer; NotEnoughData where the data tells of no referral."""
        found = people(data)
        if not knows_referrals(found):
            raise NotEnoughData(NO_REFERRALS)
        months = found.groupby("month")["referred"].agg(new="size", referred="sum").reset_index()
        low, high = wilson(months["referred"], months["new"])
        referrers = found["referred_by"].dropna().nunique()
        rate_low, rate_high = wilson([referrers], [len(found)])
        return ReferralsResult(
            months.assign(share=months["referred"] / months["new"], low=low, high=high),
            len(found), int(found["referred"].sum()), referrers,
            referrers / len(found), float(rate_low[0]), float(rate_high[0]),
        )  # fmt: skip


@dataclass(frozen=True)
class Sources:
    """The question: where do new customers come from, month by month.

    >>> Sources()
    Sources()
    """

    def run(self, data: Data) -> pd.DataFrame:
        """One row per month and source: month, source, new, share of the month's. The seven biggest sources have a name."""
        found = people(data)
        source = found["source"].fillna(UNKNOWN).astype(str)
        biggest = source.value_counts().head(_MOST_SOURCES).index
        source = source.where(source.isin(biggest), OTHERS)
        counted = found.groupby(["month", source.rename("source")]).size().rename("new").reset_index()
        return counted.assign(share=counted["new"] / counted.groupby("month")["new"].transform("sum"))


@dataclass(frozen=True)
class Mentions:
    """The question: how often is the company mentioned where people talk: social media and reviews.

    >>> Mentions()
    Mentions()
    """

    def run(self, data: Data) -> pd.DataFrame:
        """One row per month and place: month, what, value. From measures with such a name or touchpoint, and from tickets and
        survey answers that came that way; empty where there are none.
        """
        measures = data.table("measures")
        named = measures.measure.lower().re_search(_MENTIONS).fill_null(False)
        told = measures.filter(named & (measures.measure != "survey_invited"))
        told = told.mutate(month=_.period.truncate("M"), what=_.measure)
        frames = [data.execute(told.group_by("month", "what").aggregate(value=_.value.sum().cast("float64")))]
        for table, when in (("tickets", "created_at"), ("surveys", "answered_at")):
            rows = data.table(table)
            came = rows.filter(rows.channel.lower().re_search(_MENTIONS).fill_null(False) & rows[when].notnull())
            came = came.mutate(month=came[when].truncate("M"), what=came.channel)
            frames.append(data.execute(came.group_by("month", "what").aggregate(value=_.count().cast("float64"))))
        found: pd.DataFrame = pd.concat(frames, ignore_index=True)
        until = data.data_until()
        kept: pd.DataFrame = found[found["month"] <= pd.Timestamp(until)] if until else found
        names = kept["what"].astype(str).str.replace("_", " ")
        ordered = kept.assign(what=np.asarray(names, dtype=object)).sort_values(["what", "month"])
        return ordered.reset_index(drop=True)
