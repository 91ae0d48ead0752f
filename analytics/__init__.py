"""Journey Scorecard without a screen: files -> store -> analyses.

>>> from analytics import Workspace
>>> Workspace().is_empty
True
"""

from analytics.workspace import Workspace

__all__ = ["Workspace"]
