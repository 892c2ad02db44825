"""The trained reader: its network, one ONNX file of the package, with what goes with it.

docs/models.md says on what it was trained, how, how well it reads and where it fails. Like the
parser's, its files are numbers that decide readings: they are hashed when they are loaded.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tallybook.coding.trained.evidence import Evidence
from tallybook.coding.trained.incidents import read_incidents
from tallybook.coding.trained.settings import Settings, read_settings
from tallybook.coding.trained.spans import FLOOR, Outputs, read_spans, told_of
from tallybook.coding.trained.windows import Window, windows_of
from tallybook.errors import MissingExtraError, ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent / "files"
HASHES = {
    "network.onnx": "a3e8d914b6368320ee4445609e63daff703abea12f2a87a7431f21d5c4ac7764",
    "settings.json": "9c38d43c749b743bffc2c82c927d8efc6c086400f74e07420d1738c7a2cb538d",
    "tokenizer.json": "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
}
"""SHA-256 of the files, as `python -m training` prints them."""

_ADVICE = "install Tallybook again: pip install --force-reinstall --no-deps tallybook"


class Network:
    """The network's file, ready to run on one core, and the tokenizer of its texts."""

    def __init__(self, network: bytes, tokenizer: Tokenizer) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            network, options, providers=["CPUExecutionProvider"]
        )
        self._names = [one.name for one in self._session.get_outputs()]
        self._tokenizer = tokenizer

    def run(self, text: str) -> tuple[list[Window], list[Outputs]]:
        """Return the windows of a text and what the network gives for each."""
        windows = windows_of(text, self._tokenizer)
        outputs: list[Outputs] = []
        for window in windows:
            values = self._session.run(None, {"ids": window.ids[None, :]})
            outputs.append({n: value[0] for n, value in zip(self._names, values, strict=True)})
        return windows, outputs


class TrainedReader:
    """Reads the incidents of a report. Loading costs about 0.1 s: use `load_trained`."""

    def __init__(self, network: Network, settings: Settings) -> None:
        self._network = network
        self._settings = settings
        self._constants = settings.constants()

    def read(self, text: str) -> Evidence:
        """Return what the network reads in a report; a text longer than a window is read in
        several, no part of it left out."""
        windows, outputs = self._network.run(text)
        if not outputs:
            return Evidence(text, (), (), FLOOR, self._settings.weights)
        spans = read_spans(windows, outputs, self._constants)
        told = told_of(outputs)
        thresholds = self._settings.thresholds
        incidents = read_incidents(text, spans, told, self._constants, thresholds)
        relevant = float(told[:, -1].max())
        return Evidence(text, tuple(spans), tuple(incidents), relevant, self._settings.weights)


@cache
def load_trained() -> TrainedReader:
    """Load the checked reader.

    Raises MissingExtraError where what runs it is not installed, ModelError where a file is missing
    or is not the pinned one.
    """
    for name in ("onnxruntime", "tokenizers"):
        if importlib.util.find_spec(name) is None:
            raise MissingExtraError(
                f"trained.v1 needs {name}; install it with: pip install 'tallybook[trained]'"
            )
    network, settings, words = (_checked(name) for name in HASHES)
    return TrainedReader(load_network(network, words), read_settings(settings))


def load_network(network: bytes, words: bytes) -> Network:
    """Return the network of two files' bytes."""
    from tokenizers import Tokenizer

    return Network(network, Tokenizer.from_buffer(words))


def _checked(name: str) -> bytes:
    path = FOLDER / name
    if not path.is_file():
        raise ModelError(f"the trained reader lacks {path}; {_ADVICE}")
    data = path.read_bytes()
    if sha256(data).hexdigest() != HASHES[name]:
        raise ModelError(f"the trained reader's {path} is not the pinned one; {_ADVICE}")
    return data
