"""What goes with the network's file: numbers that were learnt or chosen beside it."""

from __future__ import annotations

import msgspec
import numpy as np
from msgspec import Struct

from tallybook.coding.trained.incidents import Thresholds
from tallybook.coding.trained.spans import Constants
from tallybook.coding.trained.weights import Weights


class Settings(Struct, frozen=True, kw_only=True):
    """The file `settings.json`. `width`, `bias`, `link_roles` and `link_far` are parameters of the
    network for spans and pairs; `thresholds` and `weights` were chosen and fitted on reports held
    out of its training; `trained_on` says in words on what and how it was trained."""

    width: list[list[float]]
    bias: list[float]
    link_roles: list[list[float]]
    link_far: list[float]
    thresholds: Thresholds
    weights: Weights
    trained_on: str

    def constants(self) -> Constants:
        """Return the parameters for spans and pairs as arrays."""
        values = (self.width, self.bias, self.link_roles, self.link_far)
        return Constants(*(np.array(value) for value in values))


def read_settings(data: bytes) -> Settings:
    """Read the file's bytes; raises msgspec.ValidationError where they are none of ours."""
    return msgspec.json.decode(data, type=Settings)


def write_settings(settings: Settings) -> bytes:
    """Return the file's bytes."""
    return msgspec.json.format(msgspec.json.encode(settings), indent=1)
