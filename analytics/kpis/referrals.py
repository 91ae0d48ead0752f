"""Who was referred: a customer with a named referrer, or whose source says that somebody sent them."""

from __future__ import annotations

from ibis import ir

# Any of these must be filled for referrals to be known at all.
REFERRAL_FIELDS = "profiles.referred_by|profiles.acquisition_source"

_SAYS_REFERRED = r"referr|friend|word.of.mouth|recommend"


def referred(profiles: ir.Table) -> ir.BooleanValue:
    """Whether each customer of the profiles was referred; never NULL."""
    source = profiles.acquisition_source.lower().re_search(_SAYS_REFERRED).fill_null(False)
    return profiles.referred_by.notnull() | source
