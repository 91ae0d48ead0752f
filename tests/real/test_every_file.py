"""Every public file beside the project loads with its recorded mapping and counts, or is refused for its recorded reason.

``every_file.tsv`` was looked at line by line. A new file, or a change of reading or recognising that moves a line, says so here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real.every_file import RECORD, all_files, outcomes

pytestmark = [pytest.mark.real, pytest.mark.slow]

# How the paths of files that are read together begin, so that several processes share the work; the longest counts.
PARTS = (
    "",
    "joined/",
    "odd_files/agate/",
    "odd_files/calamine/",
    "odd_files/csvkit/",
    "odd_files/csvkit/examples/r",
    "odd_files/csvkit/examples/t",
    "odd_files/messytables/",
    "odd_files/readxl/",
    "sales/",
    "surveys/",
    "surveys/qualtrics_tools/",
    "surveys/qualtrics_tools/M",
    "surveys/qualtrics_tools/S",
    "text/",
    "vendor_schemas/hubspot/",
    "vendor_schemas/hubspot/e",
    "vendor_schemas/intercom/",
    "vendor_schemas/qualtrics/",
    "vendor_schemas/shopify/",
    "vendor_schemas/shopify/shopify_gql_",
    "vendor_schemas/shopify/shopify_gql_d",
    "vendor_schemas/shopify/shopify_gql_o",
    "vendor_schemas/stripe/",
    "vendor_schemas/zendesk/",
)


def part_of(name: str) -> str:
    return max((part for part in PARTS if name.startswith(part)), key=len)


@pytest.mark.parametrize("part", PARTS)
def test_every_file_becomes_what_is_recorded(real_data: Path, part: str) -> None:
    files = [path for path in all_files(real_data) if part_of(path.relative_to(real_data).as_posix()) == part]
    recorded = RECORD.read_text(encoding="utf-8").splitlines()[1:]
    assert list(outcomes(real_data, files)) == [line for line in recorded if part_of(line) == part]
