"""Named errors. Each carries the one sentence that a person reads.

Code below the pages raises these; the edge (a page, the command line) shows ``str(error)``.
A sentence says what is wrong, where, and what to do now.
"""

from __future__ import annotations


class JourneyError(Exception):
    """The input or the surroundings are at fault, and the message says how to go on.

    >>> str(UnreadableFile("logo.png is a PNG picture, not a table. Export the data as CSV or Excel."))
    'logo.png is a PNG picture, not a table. Export the data as CSV or Excel.'
    """


class UnreadableFile(JourneyError):
    """A source file holds no table that can be read."""


class UnreadableModel(JourneyError):
    """The folder beside the workspaces that should hold a model of meaning holds none that can be read."""


class UnclearMapping(JourneyError):
    """It is not clear which column fills which field, so nothing was loaded."""


class UnclearQuery(JourneyError):
    """A query that a person typed is no single SELECT, or does not run."""


class UnknownView(JourneyError):
    """A link, a notebook or a file describes an analysis that there is not."""


class UnclearKpi(JourneyError):
    """A KPI that a person added names what is not there, or does not fit together."""


class WorkspaceUnavailable(JourneyError):
    """A workspace file is damaged, newer than this program, or open elsewhere."""


class StorageFull(JourneyError):
    """The disk has no room left; what was in the workspace before is still there."""


class TooLittleMemory(JourneyError):
    """What was asked for does not fit into the memory that the program may take; nothing was changed."""


class Cancelled(JourneyError):
    """A person ended what was running, and nothing of it stays."""


class NotFound(JourneyError):
    """A person named something that the workspace does not hold."""


class NotEnoughData(JourneyError):
    """The data cannot carry an answer; the message says what is missing."""


class ChangedMeanwhile(JourneyError):
    """Somebody else changed the same thing after it was shown."""


class ContradictoryTarget(JourneyError):
    """A target and its threshold stand the wrong way round."""


class ImpossibleLevel(JourneyError):
    """A service level is no length of time that could be promised."""


class ReviewOpen(JourneyError):
    """Another review is still open, and what is decided would belong to both."""


class ReviewClosed(JourneyError):
    """A review is closed and stays as it is."""
