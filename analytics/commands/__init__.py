"""The commands of ``python -m analytics``, one module per subject."""

from analytics.commands import analyses, exporting, files, notebooks  # noqa: F401  (they add their commands to the group)
from analytics.commands.group import cli

__all__ = ["cli"]
