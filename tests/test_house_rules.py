"""The rules of the house (DESIGN.md, section 4), read from the imports."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ANALYTICS = sorted((ROOT / "analytics").rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    """A file as Python reads it, read once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> frozenset[str]:
    """Every module that a file imports, with its dots."""
    names = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


def uses(path: Path, package: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for name in imported(path))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", ANALYTICS, ids=named)
def test_nothing_in_analytics_knows_a_page_or_streamlit(path: Path) -> None:
    assert not uses(path, "pages")
    assert not uses(path, "app")
    assert not uses(path, "streamlit")


@pytest.mark.parametrize("path", [p for p in PAGES if p.parent.name == "pages"], ids=named)
def test_a_page_never_imports_a_page(path: Path) -> None:
    others = {p.stem for p in PAGES if p.parent.name == "pages"} - {path.stem, "__init__"}
    assert not [name for name in imported(path) if name.split(".")[:1] == ["pages"] and name.split(".")[1:2] and
                name.split(".")[1] in others]  # fmt: skip


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_has_no_query_of_its_own(path: Path) -> None:
    assert not uses(path, "duckdb")
    assert not uses(path, "sklearn")
    assert not uses(path, "altair"), "charts are made in analytics/charts"


@pytest.mark.parametrize(
    ("package", "homes"),
    [
        ("altair", ["analytics/charts"]),
        ("sklearn", ["analytics/pain_points", "analytics/drivers", "analytics/retention"]),
        ("duckdb", ["analytics/store", "analytics/files"]),
        ("model2vec", ["analytics/pain_points"]),
    ],
)
def test_each_library_stands_where_it_belongs(package: str, homes: list[str]) -> None:
    elsewhere = [
        named(path)
        for path in ANALYTICS
        if uses(path, package) and not any(named(path).startswith(f"{home}/") for home in homes)
    ]
    assert elsewhere == []


def test_sql_text_stands_only_in_the_store_and_where_files_are_read() -> None:
    starts = ("SELECT ", "INSERT ", "UPDATE ", "DELETE FROM ", "CREATE ", "WITH ")
    elsewhere = []
    for path in [*ANALYTICS, *PAGES]:
        if named(path).startswith(("analytics/store/", "analytics/files/")):
            continue
        for node in ast.walk(tree_of(path)):
            is_sql = isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(starts)
            if is_sql:
                elsewhere.append(f"{named(path)}:{node.lineno}")
    assert elsewhere == []


def test_every_page_has_a_render_function_and_a_main_guard() -> None:
    for path in PAGES:
        if path.parent.name == "pages" and path.stem != "__init__":
            text = path.read_text(encoding="utf-8")
            assert "def render(workspace: Workspace)" in text, named(path)
            assert 'if __name__ == "__main__":' in text, named(path)


def called_by(node: ast.AST) -> set[str]:
    """The last names of what a piece of code calls: ``raises`` of ``pytest.raises(...)``."""
    functions = (inner.func for inner in ast.walk(node) if isinstance(inner, ast.Call))
    return {getattr(function, "attr", "") or getattr(function, "id", "") for function in functions}


def asserts(node: ast.AST) -> bool:
    if any(isinstance(inner, ast.Assert) for inner in ast.walk(node)):
        return True
    return any(name in ("raises", "expect", "shows") or "assert" in name for name in called_by(node))


def test_no_test_is_empty() -> None:
    """Every test asserts something, itself or through a function of its own file."""
    empty = []
    for path in (ROOT / "tests").rglob("test_*.py"):
        tree = tree_of(path)
        helpers = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and asserts(node)}
        for node in ast.walk(tree):
            is_test = isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            if is_test and not asserts(node) and not called_by(node) & helpers:
                empty.append(f"{named(path)}:{node.name}")
    assert empty == []
