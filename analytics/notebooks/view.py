"""A view: an analysis and one way to look at it, as a value that pages, links, notebook cells and exports hold alike.

Nothing in a view that comes from outside (a link, a file) is trusted: its name must be in the catalogue, and its parameters
must be those of the analysis.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from pydantic import TypeAdapter, ValidationError

from analytics.errors import UnknownView
from analytics.kpis.seen import Seen
from analytics.notebooks.answer import Answer
from analytics.notebooks.catalogue import VIEWS
from analytics.notebooks.definition import Definition
from analytics.notebooks.reason import beyond_reason

if TYPE_CHECKING:
    from analytics.workspace import Workspace


@dataclass(frozen=True)
class View:
    """The way of looking called ``name`` (see ``analytics.notebooks.catalogue``) at the analysis ``asked``.

    >>> from analytics.retention.cohorts import Cohorts
    >>> View("retention.cohorts", Cohorts("staying")).as_value()
    {'view': 'retention.cohorts', 'version': 1, 'of': {'of': 'staying', 'only': None, 'seen': {'column': '', ...
    >>> View.from_value({"view": "retention.cohorts", "of": {"of": "buying"}}).asked.of
    'buying'
    """

    name: str
    asked: Any

    def __post_init__(self) -> None:
        if not isinstance(self.asked, self.definition.of):
            raise UnknownView(f"{self.definition.title} is not asked by {type(self.asked).__name__}.")

    @property
    def definition(self) -> Definition[Any, Any]:
        """Its entry in the catalogue."""
        return _definition(self.name)

    @property
    def title(self) -> str:
        """What it is called in lists."""
        return self.definition.title

    def run(self, workspace: Workspace) -> Answer:
        """The table and the chart. Raises what the analysis raises where the data cannot carry an answer."""
        return self.drawn(self.definition.found(workspace, self.asked), workspace)

    def drawn(self, found: Any, workspace: Workspace) -> Answer:
        """The same from what the analysis has given already; the title says what it is narrowed to."""
        answer = self.definition.draw(found, self.asked, workspace)
        seen = getattr(self.asked, "seen", None)
        if not isinstance(seen, Seen) or seen.is_everything:
            return answer
        return dataclasses.replace(answer, title=f"{answer.title} · {seen.words}")

    def as_value(self) -> dict[str, Any]:
        """The view as JSON holds it."""
        parameters = _adapter(cast(Any, self.definition.of)).dump_python(self.asked, mode="json")
        return {"view": self.name, "version": self.definition.version, "of": parameters}

    def as_json(self) -> str:
        """The view as JSON text, the same text for the same view."""
        return json.dumps(self.as_value(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_value(cls, value: Any) -> View:
        """The view that ``as_value`` described; parameters that are not told take their usual values.

        Raises UnknownView, in one sentence, for a name, a version or a parameter that does not exist.
        """
        if not isinstance(value, dict) or not isinstance(value.get("view"), str):
            raise UnknownView("This is not the description of an analysis: it has no name of a view.")
        definition = _definition(value["view"])
        if value.get("version", definition.version) != definition.version:
            raise UnknownView(
                f"{definition.title}: this was kept by another version of the program. Pin it again from its page."
            )
        return cls(definition.name, parameters(definition, value.get("of") or {}))

    @classmethod
    def from_json(cls, text: str) -> View:
        """The view in JSON text. Raises UnknownView."""
        try:
            return cls.from_value(json.loads(text))
        except (
            ValueError,
            RecursionError,
        ) as error:  # a number of too many digits is a ValueError like other broken JSON
            raise UnknownView("This is not the description of an analysis: it is no JSON.") from error


def parameters(definition: Definition[Any, Any], given: Any) -> Any:
    """The analysis with the parameters in ``given`` (plain values by name). Raises UnknownView for what does not fit."""
    adapter = _adapter(cast(Any, definition.of))
    try:
        asked = adapter.validate_python(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "its parameters"
        raise UnknownView(f"{definition.title}: {where} cannot be read ({first['msg'].lower()}).") from error
    unknown = _unknown(given, asked)
    if unknown:
        raise UnknownView(f"{definition.title} has no parameter called {unknown!r}.")
    beyond = beyond_reason(asked)
    if beyond is not None:
        raise UnknownView(
            f"{definition.title}: {beyond} is beyond anything that can be looked at. Choose another value."
        )
    return asked


def _unknown(given: Any, asked: Any) -> str | None:
    """The first name in ``given`` that is no parameter of ``asked``, or of an analysis within it."""
    if not isinstance(given, dict) or not dataclasses.is_dataclass(asked):
        return None
    names = {field.name for field in dataclasses.fields(asked)}
    inside = (_unknown(value, getattr(asked, name)) for name, value in given.items() if name in names)
    return next((str(name) for name in given if name not in names), None) or next(filter(None, inside), None)


@lru_cache
def _adapter(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)


def _definition(name: str) -> Definition[Any, Any]:
    if name not in VIEWS:
        raise UnknownView(f"There is no view called {name!r}. Open it on its page and pin it again.")
    return VIEWS[name]
