"""How much a source file may ask for: generous for exports, too little for an attack."""

from __future__ import annotations

MOST_UNPACKED = 8 << 30  # bytes that an archive may unpack to
MOST_WORKBOOK = 512 << 20  # bytes of XML in a workbook: about twelve million cells
FREE_UNPACKED = 64 << 20  # up to here nobody asks how well something was packed
MOST_RATIO = 250  # unpacked to packed; exports reach 50, bombs 1,000
MOST_MEMBERS = 1_000  # files in one archive
MOST_COLUMNS = 5_000  # columns of one table
MOST_DOCUMENT = 256 << 20  # bytes of one JSON document that is a single object
WORKBOOK_MEMORY = 1 << 30  # bytes that reading one workbook may take
WORKBOOK_SECONDS = 300
PREVIEW_ROWS = 1_000
PREVIEW_CELL = 100_000  # characters of a cell that a preview shows
