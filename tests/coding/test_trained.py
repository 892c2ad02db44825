"""The trained reader: windows, spans, incidents, its files and their hashes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.coding.trained import model
from tallybook.coding.trained.incidents import Thresholds, read_incidents
from tallybook.coding.trained.labels import INCIDENT_TYPES, ROLES
from tallybook.coding.trained.model import FOLDER, load_network, load_trained
from tallybook.coding.trained.settings import read_settings, write_settings
from tallybook.coding.trained.spans import Constants, ReadSpan
from tallybook.coding.trained.weights import UNFITTED, logit
from tallybook.coding.trained.windows import CONTENT, Window, windows_of
from tallybook.errors import MissingExtraError, ModelError

FILLER = "The council met on market day and spoke of the price of millet and of the new well. "
ATTACK = "Gunmen killed the mayor Ramon Ortega and blew up a bridge with dynamite."


@pytest.fixture(scope="module")
def tokenizer() -> object:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


def words_in(window: Window, text: str) -> str:
    return text[window.offsets[1, 0] : window.offsets[-2, 1]]


@given(repeats=st.integers(0, 200), tail=st.sampled_from(["", "x", "Two men fled to Tera."]))
def test_every_word_piece_stands_in_a_window(tokenizer: object, repeats: int, tail: str) -> None:
    text = FILLER * repeats + tail
    windows = windows_of(text, tokenizer)  # type: ignore[arg-type]
    covered = np.zeros(len(text) + 1, dtype=bool)
    for window in windows:
        assert len(window.ids) <= CONTENT + 2
        for start, end in window.offsets[1:-1]:
            covered[start:end] = True
    assert all(covered[n] for n, char in enumerate(text) if char.isalnum())


def test_the_last_sentence_of_a_long_report_counts() -> None:
    text = FILLER * 150 + ATTACK
    evidence = load_trained().read(text)
    read = {text[s.start : s.end].lower() for i in evidence.incidents for e in i.entities
            for s in e.spans}  # fmt: skip
    assert any("ortega" in words for words in read)
    assert all(s.start >= text.index("Gunmen") for s in evidence.spans if s.p > 0.5)


def test_what_a_report_without_an_attack_tells_is_no_incident() -> None:
    evidence = load_trained().read(FILLER * 3)
    assert evidence.told < 0.5
    assert all(evidence.weights.attack_p(i) < 0.5 for i in evidence.incidents)


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_a_text_without_words_has_no_windows(text: str) -> None:
    assert load_trained().read(text).incidents == ()


def test_a_changed_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in model.HASHES:
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "settings.json").write_text("{}")
    monkeypatch.setattr(model, "FOLDER", tmp_path)
    with pytest.raises(ModelError, match=r"settings\.json is not the pinned one"):
        load_trained.__wrapped__()
    (tmp_path / "network.onnx").unlink()
    with pytest.raises(ModelError, match=r"lacks .*network\.onnx"):
        load_trained.__wrapped__()


def test_what_runs_it_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'tallybook\[trained\]'"):
        load_trained.__wrapped__()


def test_settings_are_read_as_they_were_written() -> None:
    data = (FOLDER / "settings.json").read_bytes()
    assert write_settings(read_settings(data)) == data


def test_the_network_gives_the_same_twice() -> None:
    network = load_network(*((FOLDER / n).read_bytes() for n in ("network.onnx", "tokenizer.json")))
    [first], [second] = (network.run(ATTACK)[1] for _ in range(2))
    assert all(np.array_equal(first[name], second[name]) for name in first)


CONSTANTS = Constants(
    width=np.zeros((len(ROLES), 24)),
    bias=np.zeros(len(ROLES)),
    link_roles=np.zeros((len(ROLES), len(ROLES))),
    link_far=np.zeros(8),
)


def span(words: str, text: str, role: str, kind: str, link: list[float]) -> ReadSpan:
    """A certain span; spans whose `link` vectors have a large product are of one incident."""
    types = np.array([0.95 if one == kind else 0.05 for one in INCIDENT_TYPES])
    start = text.index(words)
    return ReadSpan(
        start=start,
        end=start + len(words),
        role=ROLES.index(role),
        p=0.9,
        types=types,
        stages=np.array([0.9, 0.05, 0.05]),
        confidences=np.full(5, 0.2),
        link=np.array(link),
        same=np.array([-1.0, 1.0]) if start % 2 else np.array([1.0, -1.0]),
        at=start,
    )


TOLD = np.array([[0.9] * (len(INCIDENT_TYPES) + 1)])


def test_targets_of_two_attacks_make_two_incidents_and_their_doer_is_of_both() -> None:
    text = "rebels burned a mill ; they shot a judge ; rebels"
    spans = [
        span("a mill", text, "Target", "ATTACK", [6.0, 0.0]),
        span("a judge", text, "Victim", "ATTACK", [-6.0, 0.0]),
        span("rebels", text, "PerpInd", "ATTACK", [0.0, 1.0]),
    ]
    found = read_incidents(text, spans, TOLD, CONSTANTS, Thresholds())
    assert sorted(
        sorted(text[e.best.start : e.best.end] for e in incident.entities) for incident in found
    ) == [["a judge", "rebels"], ["a mill", "rebels"]]


def test_a_report_that_is_not_about_attacks_has_no_incident() -> None:
    spans = [span("a mill", "a mill", "Target", "ATTACK", [1.0, 0.0])]
    none = np.full_like(TOLD, 0.1)
    assert read_incidents("a mill", spans, none, CONSTANTS, Thresholds(relevant=0.5)) == []


def test_a_report_known_only_to_tell_of_an_attack_gives_it_without_names() -> None:
    [incident] = read_incidents("words", [], TOLD, CONSTANTS, Thresholds())
    assert incident.entities == ()


@given(st.floats(0, 1), st.floats(0, 1))
def test_log_odds_rise_with_the_probability(one: float, other: float) -> None:
    assert (one <= other) <= (logit(one) <= logit(other))


def test_an_attack_is_likelier_the_likelier_its_victim() -> None:
    text = "a judge"
    sure = span(text, text, "Victim", "ATTACK", [1.0, 0.0])
    [read] = read_incidents(text, [sure], TOLD, CONSTANTS, Thresholds())
    assert 0.5 < UNFITTED.attack_p(read) < 1
