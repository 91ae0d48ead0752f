"""The app in a test: driven through its own widgets, on a folder of workspaces of its own."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from tests.small_shop import write_files

ROOT = Path(__file__).parents[2]
LOADED_AT = datetime(2026, 6, 10)


@pytest.fixture(scope="session")
def shop_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace file with the small shop, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("shop")
    workspace = Workspace(folder / "shop.duckdb")
    for path in write_files(folder / "files"):
        workspace.load(path, who="Ada", now=LOADED_AT)
    workspace.close()
    return folder / "shop.duckdb"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of workspaces."""
    monkeypatch.setenv("JOURNEY_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def shop(home: Path, shop_file: Path) -> Path:
    """A folder with one workspace: the small shop."""
    shutil.copy(shop_file, home / "shop.duckdb")
    return home / "shop.duckdb"


@pytest.fixture
def empty(home: Path) -> Path:
    """A folder with one workspace in which nothing is loaded."""
    Workspace(home / "mine.duckdb").close()
    return home / "mine.duckdb"


@pytest.fixture
def app() -> AppTest:
    """The app as ``streamlit run app.py`` starts it."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)


def texts(at: AppTest) -> str:
    """Everything that the page says, in one string."""
    found = [*at.title, *at.header, *at.subheader, *at.markdown, *at.caption, *at.info, *at.warning, *at.error]
    return "\n".join(str(element.value) for element in found)


def read(at: AppTest) -> str:
    """The same as a person reads it, without the marks that keep it from being taken for more than text."""
    return texts(at).replace("\\", "").replace("\u200b", "")


def htmls(at: AppTest) -> str:
    """Everything that the page shows as HTML of our own, in one string."""
    return "\n".join(str(element.proto.body) for element in at.get("html"))


@pytest.fixture
def load_files(app: AppTest, empty: Path) -> AppTest:
    app.run()
    return app.switch_page("pages/load_files.py").run()


def upload(at: AppTest, *paths: Path) -> AppTest:
    for path in paths:
        at.file_uploader(key="upload-0").upload(path.name, path.read_bytes(), "text/csv")
    return at.run()
