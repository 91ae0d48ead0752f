"""Formats of times, from one piece of text."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.files.times import formats_like, order_of, other_order


@pytest.mark.parametrize("text", ["", "soon", "12:30", "A-2e4581", "1.5", "may 3rd", "7", "10.0.0.1", "12 apples"])
def test_what_is_no_time_has_no_format(text):
    assert formats_like(text) == ()


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2068, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%y", "%d.%m.%Y", "%d %b %Y", "%B %d, %Y", "%Y.%m.%d", "%d-%b-%y", "%b-%d-%y"]),
    st.sampled_from(["", " %H:%M", " %H:%M:%S", " %I:%M %p", ", %H:%M"]),
)
def test_the_format_that_wrote_a_time_is_among_those_found(time, day, clock):
    found = formats_like(time.strftime(day + clock))
    # The month May is the same in full and in short.
    assert {form.replace("%B", "%b") for form in found} & {(day + clock).replace("%B", "%b")}


@given(st.sampled_from(["%d/%m/%Y", "%m-%d-%y %H:%M", "%a %d/%m/%Y"]))
def test_the_other_order_of_the_other_order_is_the_first(form):
    assert other_order(other_order(form)) == form
    assert {order_of(form), order_of(other_order(form))} == {"day", "month"}
