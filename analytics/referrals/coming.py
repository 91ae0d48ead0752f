"""How many customers come by referral, and where the others come from, month by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from ibis import _

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.intervals import wilson
from analytics.kpis.seen import EVERYTHING, Seen
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

    Of some customers, or of the months of some days, those who began count, and whom of them another customer names.

    >>> Referrals().seen.words
    'everything'
    """

    seen: Seen = EVERYTHING

    def run(self, data: Data) -> ReferralsResult:
        """The answer; NotEnoughData where the data tells of no referral."""
        found = _began(data, self.seen)
        if not knows_referrals(found):
            raise NotEnoughData(NO_REFERRALS)
        months = found.groupby("month")["referred"].agg(new="size", referred="sum").reset_index()
        low, high = wilson(months["referred"], months["new"])
        referrers = self._referrers(data, found)
        rate_low, rate_high = wilson([referrers], [len(found)])
        return ReferralsResult(
            months.assign(share=months["referred"] / months["new"], low=low, high=high),
            len(found), int(found["referred"].sum()), referrers,
            referrers / len(found), float(rate_low[0]), float(rate_high[0]),
        )  # fmt: skip

    def _referrers(self, data: Data, found: pd.DataFrame) -> int:
        """How many of them are named as having sent somebody, who may be of other customers and days."""
        if self.seen.is_everything:
            return int(found["referred_by"].nunique())
        return int(found["customer_id"].isin(people(data)["referred_by"].dropna()).sum())


@dataclass(frozen=True)
class Sources:
    """The question: where do new customers come from, month by month.

    >>> Sources().seen.words
    'everything'
    """

    seen: Seen = EVERYTHING

    def run(self, data: Data) -> pd.DataFrame:
        """One row per month and source: month, source, new, share of the month's. The seven biggest sources have a name."""
        found = _began(data, self.seen)
        source = found["source"].fillna(UNKNOWN).astype(str)
        biggest = source.value_counts().head(_MOST_SOURCES).index
        source = source.where(source.isin(biggest), OTHERS)
        counted = found.groupby(["month", source.rename("source")]).size().rename("new").reset_index()
        return counted.assign(share=counted["new"] / counted.groupby("month")["new"].transform("sum"))


def _began(data: Data, seen: Seen) -> pd.DataFrame:
    """The customers of ``seen`` who began in the months of its days."""
    found = people(seen.whose.of(data))
    began = found[seen.has_period(found["started_at"])].reset_index(drop=True)
    if began.empty:
        raise NotEnoughData("No customer began in this period. Choose a longer one.")
    return began


@dataclass(frozen=True)
class Mentions:
    """The question: how often is the company mentioned where people talk: social media and reviews.

    Most mentions are nobody's in the data, so they are those of everybody; of days, those of their months.

    >>> Mentions().seen.words
    'everything'
    """

    seen: Seen = EVERYTHING

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
        if self.seen != self.seen.when:
            raise NotEnoughData("Who talks is not known, so mentions can be of some days, not of some customers.")
        found = found[self.seen.has_period(found["month"])]
        until = data.data_until()
        kept: pd.DataFrame = found[found["month"] <= pd.Timestamp(until)] if until else found
        names = kept["what"].astype(str).str.replace("_", " ")
        ordered = kept.assign(what=np.asarray(names, dtype=object)).sort_values(["what", "month"])
        return ordered.reset_index(drop=True)
