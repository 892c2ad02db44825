"""Choose thresholds and fit probabilities on the reports held out of the training.

    python -m training.fit OUT [--data FOLDER] [--install]

OUT is where `python -m training` wrote the network. Writes `settings.json` beside it; with
`--install` the three files go into the package, and their hashes are printed for
`tallybook.coding.trained.model`. The development part is scored at the end, and chooses nothing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np

from evals.data import default_folder, find_file
from evals.muc4 import load_reports, score
from tallybook.coding.trained.model import FOLDER, HASHES, load_network
from tallybook.coding.trained.settings import Settings, write_settings
from tallybook.coding.trained.spans import Constants
from training.annotations import is_held_out
from training.calibration import fit_weights
from training.selection import choose, predict, read


def main() -> int:
    """Choose, fit, write and score; the exit status is 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=default_folder())
    parser.add_argument("--install", action="store_true")
    given = parser.parse_args()
    network = load_network(
        *((given.out / n).read_bytes() for n in ("network.onnx", "tokenizer.json"))
    )
    learnt = json.loads((given.out / "constants.json").read_text())
    recipe = learnt.pop("recipe")
    constants = Constants(**{name: np.array(value) for name, value in learnt.items()})
    reports = load_reports(find_file(given.data, "muc4", "train.jsonl.gz"))
    held = read((one for one in reports if is_held_out(one)), network, constants)
    thresholds, best = choose(held, constants)
    say(f"held out: micro F1 {100 * best:.1f} with {thresholds}")
    settings = Settings(
        **learnt,
        thresholds=thresholds,
        weights=fit_weights(held, constants, thresholds),
        trained_on=f"MUC-4, training part, five sixths; {recipe}",
    )
    (given.out / "settings.json").write_bytes(write_settings(settings))
    dev = load_reports(find_file(given.data, "muc4", "dev.jsonl.gz"))
    scores = score(dev, predict(read(dev, network, constants), constants, thresholds))
    for name, tally in {**scores.roles, "micro": scores.micro, "stage": scores.stage,
                        "confidence": scores.matched_confidence}.items():  # fmt: skip
        say(f"dev {name}: P {tally.precision:.3f} R {tally.recall:.3f} F1 {tally.f1:.3f}")
    if given.install:
        FOLDER.mkdir(exist_ok=True)
        for name in HASHES:
            shutil.copyfile(given.out / name, FOLDER / name)
            print(f'    "{name}": "{sha256((FOLDER / name).read_bytes()).hexdigest()}",')
    return 0


def say(line: str) -> None:
    """Print a line of progress at once."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
