"""The optional model of meaning: what it changes, that it is found beside the workspace, and refused in a sentence."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics import Workspace
from analytics.errors import UnreadableModel
from analytics.pain_points import meaning as module
from analytics.pain_points.learning import Learnt, learn_groups
from analytics.pain_points.meaning import Meaning, meaning_beside
from analytics.pain_points.screening import screen

Themed = tuple[list[str], list[str]]

# What the late parcels of the themed comments are called in a way of their own: no word is theirs.
SAME = ["shipment", "overdue", "postman", "dispatch", "consignment", "freight", "lorry", "hauler"]
LATE = ["parcel", "delivery", "late", "courier", "driver", "tracking", "waited", "door", "arrive", "depot"]
MakeModel = Callable[[Path], Meaning]


@pytest.fixture
def make_model() -> MakeModel:
    """Makes a folder with a model that knows two meanings: late parcels, and cards charged twice."""
    model2vec = pytest.importorskip("model2vec", reason="model2vec is not installed: make semantic")
    tokenizers = pytest.importorskip("tokenizers")
    charged = ["charged", "twice", "card", "statement", "payment", "refund", "money", "account", "double", "bank"]
    known = {"[UNK]": (0, 0), **dict.fromkeys([*LATE, *SAME], (1, 0)), **dict.fromkeys(charged, (0, 1))}

    def make(workspace: Path) -> Meaning:
        tokenizer = tokenizers.Tokenizer(
            tokenizers.models.WordLevel({word: at for at, word in enumerate(known)}, unk_token="[UNK]")
        )
        tokenizer.normalizer = tokenizers.normalizers.Lowercase()
        tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
        vectors = np.array(list(known.values()), dtype=np.float32)
        model2vec.StaticModel(vectors, tokenizer).save_pretrained(workspace.parent / "semantic")
        found = meaning_beside(workspace)
        assert found is not None
        return found

    return make


@pytest.fixture(scope="module")
def comments(themed: Themed) -> list[str]:
    """The themed comments, of which the first 60 are about late parcels, and six that say so in other words."""
    rng = np.random.default_rng(5)
    return [*themed[0], *(" ".join(rng.choice(SAME, 5, replace=False)) for _ in range(6))]


def share_with_late(learnt: Learnt) -> float:
    """How many of the six stand where most late parcels are."""
    late = np.bincount(learnt.labels[:60][learnt.labels[:60] >= 0]).argmax()
    return float((learnt.labels[240:] == late).mean())


def test_comments_without_a_common_word_come_together_by_their_meaning(
    comments: list[str], make_model: MakeModel, tmp_path: Path
) -> None:
    read = screen(comments, ["en"] * len(comments))
    model = make_model(tmp_path / "mine.duckdb")
    assert share_with_late(learn_groups(read, read.usable(), 4)) == 0
    assert share_with_late(learn_groups(read, read.usable(), 4, meaning=model)) == 1


def test_putting_the_folder_beside_a_workspace_regroups_and_taking_it_away_does_too(
    comments: list[str], make_model: MakeModel, tmp_path: Path
) -> None:
    path = tmp_path / "mine.duckdb"
    file = tmp_path / "tickets.csv"
    rows = {"ticket_id": range(1000, 1246), "created_at": "2026-01-05 10:00:00", "subject": comments}
    pd.DataFrame(rows).to_csv(file, index=False)
    workspace = Workspace(path)
    workspace.load(file, kind="tickets", who="Ada")

    def is_with_late() -> bool:
        put = workspace.pain_points(count=4).assignments.set_index("comment_id")["pain_point_id"]
        late = put.reindex([f"tickets:{at}" for at in range(1000, 1060)]).mode()[0]
        return bool((put.reindex([f"tickets:{at}" for at in range(1240, 1246)]) == late).all())

    assert not is_with_late()
    folder = make_model(path).folder
    assert is_with_late()
    shutil.rmtree(folder)
    assert not is_with_late()


def test_a_text_is_the_mean_of_its_known_words_and_masks_are_none(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model(tmp_path / "mine.duckdb")
    found = model.vectors(["Parcel | LATE [e-mail]", "parcel charged", "coffee", ""])
    assert found.tolist() == [[1, 0], [0.5, 0.5], [0, 0], [0, 0]]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("somebody opened a connection")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@pytest.mark.usefixtures("no_network")
def test_nothing_is_asked_of_the_network(make_model: MakeModel, tmp_path: Path) -> None:
    assert make_model(tmp_path / "mine.duckdb").vectors(["parcel"]).tolist() == [[1, 0]]


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _no_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{}")


def _cut_off(folder: Path) -> None:
    vectors = folder / "model.safetensors"
    vectors.write_bytes(vectors.read_bytes()[:-8])


@pytest.mark.parametrize("damage", [_emptied, _no_tokenizer, _cut_off])
def test_a_folder_that_holds_no_model_is_refused(
    damage: Callable[[Path], None], make_model: MakeModel, tmp_path: Path
) -> None:
    workspace = tmp_path / "mine.duckdb"
    damage(make_model(workspace).folder)
    broken = meaning_beside(workspace)
    assert broken is not None
    with pytest.raises(UnreadableModel, match=r"semantic holds no model that model2vec can read\. Put a whole one"):
        broken.vectors(["parcel"])


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: object())
    (tmp_path / "semantic").write_text("potion-base-8M")
    named = meaning_beside(tmp_path / "mine.duckdb")
    assert named is not None
    with pytest.raises(UnreadableModel, match="semantic is no folder"):
        named.vectors(["parcel"])


def test_without_the_library_or_the_folder_there_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = tmp_path / "mine.duckdb"
    monkeypatch.setattr(module, "find_spec", lambda name: object())
    assert meaning_beside(workspace) is None
    (tmp_path / "semantic").mkdir()
    assert meaning_beside(workspace) is not None
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    assert meaning_beside(workspace) is None


def test_the_code_of_a_model_goes_with_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy is the same model; what is written beside it does not matter; another byte does."""
    monkeypatch.setattr(module, "find_spec", lambda name: object())
    codes = []
    for place, content, note in (("a", b"12", ""), ("b", b"12", "words"), ("c", b"13", "")):
        folder = tmp_path / place / "semantic"
        folder.mkdir(parents=True)
        (folder / "model.safetensors").write_bytes(content)
        (folder / "notes.txt").write_text(note)
        found = meaning_beside(tmp_path / place / "mine.duckdb")
        assert found is not None
        codes.append(found.code)
    assert codes[0] == codes[1] != codes[2]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that can be imported, would fail if it were, and has the files of a model in a folder of its own."""
    package = tmp_path / "packages" / "my_model"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError('imported')")
    for name in ("model.safetensors", "tokenizer.json", "config.json"):
        (package / "data" / name).write_text("{}")
    monkeypatch.syspath_prepend(str(package.parent))
    monkeypatch.setattr(module, "library_of", lambda folder: "numpy")  # stands for the library, which is optional
    return package


def test_a_package_is_named_in_a_file_and_its_model_found_without_importing_it(package: Path, tmp_path: Path) -> None:
    (tmp_path / "semantic.txt").write_text("my_model\n")
    found = meaning_beside(tmp_path / "mine.duckdb")
    assert found is not None
    assert found.folder == package / "data"
    (package / "data" / "config.json").write_text('{"another": 1}')
    changed = meaning_beside(tmp_path / "mine.duckdb")
    assert changed is not None
    assert changed.code != found.code


# The last two would be imported by looking for them, or are this program itself.
@pytest.mark.parametrize("name", ["no_such_package", "../packages/my_model", "", "\x00", "my_model.data", "__main__"])
def test_a_file_that_names_no_package_with_a_model_is_refused(name: str, package: Path, tmp_path: Path) -> None:
    (tmp_path / "semantic.txt").write_text(name)
    found = meaning_beside(tmp_path / "mine.duckdb")
    assert found is not None
    with pytest.raises(UnreadableModel, match="names no installed package that holds a model"):
        found.vectors(["parcel"])


def test_the_folder_counts_before_the_package(package: Path, tmp_path: Path) -> None:
    (tmp_path / "semantic.txt").write_text("my_model")
    (tmp_path / "semantic").mkdir()
    found = meaning_beside(tmp_path / "mine.duckdb")
    assert found is not None
    assert found.folder == tmp_path / "semantic"


# A network that reads sentences, with the few weights that make one; what it says means nothing.
@pytest.fixture
def network(tmp_path: Path) -> Meaning:
    """A folder as sentence-transformers writes it, beside the workspace mine.duckdb; its card names English."""
    sentences = pytest.importorskip("sentence_transformers", reason="sentence-transformers is missing: make semantic")
    transformers = pytest.importorskip("transformers")
    folder = tmp_path / "semantic"
    vocabulary = tmp_path / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LATE, *SAME]))
    small = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    config = transformers.BertConfig(vocab_size=5 + len(LATE) + len(SAME), max_position_embeddings=32, **small)
    transformers.BertModel(config).save_pretrained(tmp_path / "bert")
    transformers.BertTokenizerFast(str(vocabulary)).save_pretrained(tmp_path / "bert")
    sentences.SentenceTransformer(str(tmp_path / "bert"), device="cpu").save_pretrained(str(folder))
    (folder / "README.md").write_text("---\nlanguage: en\n---\n")
    found = meaning_beside(tmp_path / "mine.duckdb")
    assert found is not None
    return found


@pytest.mark.usefixtures("no_network")
def test_a_network_reads_the_languages_of_its_card_and_tells_how_far_it_is(network: Meaning) -> None:
    heard: list[str] = []
    found = network.vectors(
        ["parcel late courier", "das Paket", "parcel late courier", "depot"], ["en", "de", "en", "en"],
        lambda share, what: heard.append(what),
    )  # fmt: skip
    assert found.shape == (4, 8)
    assert found.any(axis=1).tolist() == [True, False, True, True]
    assert np.array_equal(found[0], found[2])
    assert not np.array_equal(found[0], found[3])
    assert heard == ["Reading what comments mean (0 of 3)"]


def test_code_that_a_network_names_is_not_run(
    network: Meaning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (network.folder / "evil.py").write_text("raise SystemExit('run')")
    (tmp_path / "evil_beside.py").write_text("raise SystemExit('run')")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("evil.Part", "evil_beside.Part"):
        (network.folder / "modules.json").write_text(f'[{{"idx": 0, "name": "0", "path": "", "type": "{name}"}}]')
        with pytest.raises(UnreadableModel, match="holds no model that sentence_transformers can read"):
            network.vectors(["parcel"])


def test_pickled_weights_are_not_read(network: Meaning) -> None:
    weights = next(network.folder.rglob("model.safetensors"))
    weights.rename(weights.with_name("pytorch_model.bin"))
    with pytest.raises(UnreadableModel, match="holds no model that sentence_transformers can read"):
        network.vectors(["parcel"])


def test_words_decide_where_the_model_does_not_know_the_language(network: Meaning, comments: list[str]) -> None:
    read = screen(comments, ["de"] * len(comments))
    with_model = learn_groups(read, read.usable(), 4, meaning=network)
    assert np.array_equal(with_model.labels, learn_groups(read, read.usable(), 4).labels)
