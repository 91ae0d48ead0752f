"""The mapping as the workspace remembers it."""

from __future__ import annotations

import json

from analytics.files.mapping import ColumnUse, Mapping
from analytics.store.mapping_texts import mapping_from_json, mapping_to_json
from analytics.store.settled import Settled


def test_what_was_proved_of_one_file_is_not_remembered_for_the_next() -> None:
    mapping = Mapping("tickets", (ColumnUse("channel", "Via"),))
    kept = mapping_to_json(Settled.of(mapping, untouched=("Note",), plain=("channel",)).mapping)
    assert mapping_from_json(kept) == mapping
    assert not {"plain", "untouched"} & set(json.loads(kept))


def test_a_mapping_that_an_earlier_version_wrote_is_read_without_them() -> None:
    told = json.loads(mapping_to_json(Mapping("tickets"))) | {"untouched": ["Note"], "plain": ["channel"]}
    assert mapping_from_json(json.dumps(told)) == Mapping("tickets")
