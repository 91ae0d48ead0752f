"""The command ``export``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analytics import Workspace
from analytics.commands import cli
from tests.small_shop import write_files


@pytest.fixture
def run(tmp_path: Path):
    """Runs a command on a small workspace."""
    workspace = Workspace(tmp_path / "shop.duckdb")
    workspace.load(write_files(tmp_path / "files")[1], who="Ada")
    workspace.close()

    def _run(*words: str) -> Result:
        return CliRunner().invoke(cli, ["export", "--workspace", str(tmp_path / "shop.duckdb"), *words])

    return _run


def test_export_writes_the_file_and_tells_its_name_and_size(run, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    found = run("--to", str(path), "--json", "--phase", "Support")
    assert found.exit_code == 0
    assert json.loads(found.stdout) == {"file": str(path), "bytes": path.stat().st_size}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "report.docx"), "the ending must be one of"),
        (("--to", "report.html", "--phase", "Nowhere"), "Nowhere"),
    ],
)
def test_export_refuses_in_one_sentence(run, words, said) -> None:
    found = run(*words)
    assert found.exit_code == 1
    assert said in found.stderr


def test_export_without_a_file_is_wrong_usage(run) -> None:
    assert run().exit_code == 2
