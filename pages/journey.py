"""Journey: the phases side by side, the way in to everything, and the editor of the journey itself."""

from __future__ import annotations

from collections.abc import Callable

from analytics.workspace import Workspace
from pages.parts.empty import nothing_loaded
from pages.parts.journey_editor import journey_editor
from pages.parts.journey_map import show_map
from pages.parts.journey_sides import show_sides
from pages.parts.session import current_workspace
from pages.parts.views import choose_view, refusals_told

EDIT = "Edit"
VIEWS: dict[str, Callable[[Workspace], None]] = {
    "Map": show_map,
    "Side by side": show_sides,
    EDIT: journey_editor,
}


def render(workspace: Workspace) -> None:
    """The page."""
    view = choose_view("Journey", VIEWS, "journey_view")
    if workspace.is_empty and view != EDIT:
        nothing_loaded("The phases of the journey stand here side by side: how much happens, how people feel.")
        return
    with refusals_told():
        VIEWS[view](workspace)


if __name__ == "__main__":
    render(current_workspace())
