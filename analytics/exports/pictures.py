"""Charts as images, made on this machine: nothing is fetched, and no browser is needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import vl_convert

VEGA_LITE = "6.4"
_SHARPNESS = 3.0  # pixels of the image per pixel of the chart: sharp on a projector and on paper


class _Chart(Protocol):
    def to_dict(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Picture:
    """An image, and what it shows in words for those who cannot see it."""

    png: bytes
    words: str


def picture(chart: _Chart, words: str) -> Picture:
    """The chart as a PNG image."""
    return picture_of(chart.to_dict(), words)


def picture_of(spec: dict[str, Any], words: str) -> Picture:
    """The same from the Vega-Lite of a chart."""
    return Picture(vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=_SHARPNESS), words)


def drawing(chart: _Chart) -> str:
    """The chart as an SVG document, sharp at any size."""
    return drawing_of(chart.to_dict())


def drawing_of(spec: dict[str, Any]) -> str:
    """The same from the Vega-Lite of a chart."""
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
