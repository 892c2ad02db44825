"""Spelling keys: one name, however it was romanised.

News agencies romanise names without a common standard: "Deir ez-Zor", "Deir al-Zour" and
"Dayr az Zawr" are one town. A key is what such spellings share. Three kinds:

* the *plain* key keeps the letters: case, diacritics, apostrophes, hyphens and spaces go;
* the *native* key is that of a name in Arabic or Cyrillic letters, without vowel signs and article;
* the *folded* key of a script family also removes what romanisation systems for that script
  disagree on. It begins with the family's mark, so that names of one family never meet
  names of another: "El Salvador" is not "Salvador", yet "el-Bukamal" is "Bukamal".

The folded keys are coarser than any one spelling rule; what they join wrongly is told apart by
country, by exact spelling and by importance (`places.choice`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

ARABIC_MARK = "+"
CYRILLIC_MARK = "="
PREFERRED_MARK = "!"
"""Begins the plain key of a name that one entry has before all others ("Washington")."""


def words(text: str) -> frozenset[str]:
    """Return the words of `text`, for tables of many short words."""
    return frozenset(text.split())


ARABIC_COUNTRIES = words(
    "AE AF BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN YE"
)
"""Countries whose names reach English from the Arabic script or from Hebrew (ISO 3166)."""

CYRILLIC_COUNTRIES = words("AM AZ BA BG BY GE KG KZ MD ME MK MN RS RU TJ TM UA UZ XK")
"""Countries whose names reach English through Cyrillic, by script or by Russian usage."""

_SPECIAL = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ə": "a",
        "Ə": "A",
    }
)
# ʿayn, hamza and the soft sign are written as many marks and as often as not left out
# (ALA-LC and BGN/PCGN write them, the press does not).
_APOSTROPHES = re.compile("['`´ʹʻʼʽʾʿˈ‘’′＇ʺ\"“”]")
_SEPARATORS = re.compile(r"[^0-9a-z]+")
_ASCII = {
    code: None
    if _APOSTROPHES.match(chr(code))
    else chr(code).lower()
    if chr(code).isalnum()
    else " "
    for code in range(128)
}
"""Most words have no marks to strip: one table does for them what strip_marks does in steps."""

# The Arabic article assimilates to a following "sun letter" (ash-Sham, ez-Zor, an-Nasiriyah:
# Ryding 2005, A Reference Grammar of Modern Standard Arabic, 2.5), its vowel is elided or
# written a, e, i, o or u, and many writers leave it out.
_ARTICLES = words(
    "al el ul il l ad ed ud ar er ur as es us ash esh ush at et ut ath eth az ez uz uth "
    "an en un adh edh"
)
# In a compound the article may be fused to its noun with the consonant doubled: "Deir Ezzor".
_FUSED_ARTICLE = re.compile(r"^[aeiu](sh|[drstznl])\1")
# Nouns that place names are built from, in the spellings of French, British and dialect usage.
_ARABIC_NOUNS = {
    "tell": "tal",
    "tel": "tal",
    "tall": "tal",
    "til": "tal",
    "jebel": "jabal",
    "jabel": "jabal",
    "djebel": "jabal",
    "djabal": "jabal",
    "gebel": "jabal",
    "gabal": "jabal",
    "kfar": "kafr",
    "kafar": "kafr",
    "kefar": "kafr",
    "kfer": "kafr",
    "kefr": "kafr",
    "ben": "bin",
    "ibn": "bin",
    "oued": "wadi",
    "qalaat": "qalat",
    "qala": "qalat",
    "kalaa": "qalat",
    "mount": "jabal",
    "nehr": "nahr",
    "merj": "marj",
    "bani": "beni",
    "banu": "beni",
    "hamam": "hammam",
}
# Ordered: each line undoes one disagreement between romanisations of the Arabic script.
_ARABIC_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        # shīn is sh in English and ch in French usage ("Cheikh Miskin"); Turkish ş has lost
        # its cedilla and stays apart.
        (r"tch|ch", "sh"),
        # jīm is j, in French usage dj.
        (r"dj", "j"),
        # Emphatic and interdental consonants lose their mark: dh, th, ẓ are d, t, z in print.
        (r"dh", "d"),
        (r"th", "t"),
        # qāf is q or k; ghayn gh or g (and q in Persian mouths: Qandahar, Ghandahar).
        (r"gh", "g"),
        (r"kh", "x"),
        (r"q|c", "k"),
        (r"ph", "f"),
        # tāʾ marbūṭa and alif maqṣūra end a name as -a, -ah, -eh, -e or -at.
        (r"(?<=[a-z])(?:ah|eh|e)$", "a"),
        # -iyya, -iya, -iyah, -ia: the nisba ending.
        (r"i+y+a", "ia"),
        # The diphthongs aw and ay are ō and ē in the dialects, so au, aw, ow, ou, o and
        # ai, ay, ei, ey, e all stand for them; short u and i are written o and e as well.
        (r"aw|au|ow|ou|oo|[owv]", "u"),
        (r"ay|ai|ei|ey|ee|ie|[ey]", "i"),
        # Doubled consonants (shadda) and lengthened vowels are written once or twice.
        (r"(.)\1+", r"\1"),
        (r"(?<=[aiu])h$", ""),
    )
)
# Disagreements between BGN/PCGN, the Ukrainian national system of 2010 and press usage.
_CYRILLIC_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"shch|sch|tsch|tch", "sh"),
        (r"kh", "x"),
        # г is h in Ukrainian and g in Russian: Luhansk, Lugansk.
        (r"zh", "q"),
        (r"[hg]", "h"),
        (r"ts|tz", "c"),
        (r"w", "v"),
        # The signs for iotated vowels: ya/ia/ja, yu/iu/ju, ye/ie/je/e, yo/io/jo; й as y, i or j.
        (r"[yj](?=[aeiou])", "i"),
        (r"i+[yj]+|y|j$", "i"),
        (r"ie", "e"),
        (r"(.)\1+", r"\1"),
        # A final -ii, -iy, -y is one ending; unstressed -ovo/-ove, -evo/-eve by language.
        (r"(?<=[oe]v)[oe]$", "o"),
    )
)


@lru_cache(maxsize=16384)
def strip_marks(text: str) -> str:
    """Return `text` casefolded, without diacritics and apostrophes; separators become spaces."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", _APOSTROPHES.sub("", bare).casefold()).strip()


def plain_key(text: str) -> str:
    """Return the key that all ways of spacing, casing and accenting one spelling share.

    "" where nothing in Latin letters or digits is left.
    """
    return strip_marks(text).replace(" ", "")


def arabic_key(text: str) -> str:
    """Return the folded key for names from the Arabic script, with its mark."""
    words = strip_marks(text).split()
    kept = [w for w in words if w not in _ARTICLES] or words
    return ARABIC_MARK + "".join(_arabic(w, index > 0) for index, w in enumerate(kept))


def cyrillic_key(text: str) -> str:
    """Return the folded key for names that reach English through Cyrillic, with its mark."""
    return CYRILLIC_MARK + "".join(map(_cyrillic, strip_marks(text).split()))


def folding_of(country: str) -> Callable[[str], str] | None:
    """Return the folding for the names of `country` (ISO 3166 alpha-2), or None for plain keys."""
    if country in ARABIC_COUNTRIES:
        return arabic_key
    if country in CYRILLIC_COUNTRIES:
        return cyrillic_key
    return None


# Letters that Arabic, Persian and Urdu keyboards give one for another, and the forms of alif, of
# yāʾ and of final hāʾ that are written one for another (Habash 2010, Introduction to Arabic
# Natural Language Processing, 3.1).
_ARABIC_LETTERS = str.maketrans("ٱةىکیہے", "اهيكيهي")
_NATIVE = re.compile("[^\u0400-\u052f\u0620-\u06d3]+")


@lru_cache(maxsize=16384)
def native_key(text: str) -> str:
    """Return the key of a name in Arabic or Cyrillic letters; "" where it has none of them."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    kept = _NATIVE.sub(" ", bare.translate(_ARABIC_LETTERS)).split()
    return "".join(word.removeprefix("ال") or word for word in kept)


def all_keys(text: str) -> tuple[str, ...]:
    """Return the keys to look `text` up by: the plain one first, then one of each family; for a
    name in Arabic or Cyrillic letters, its own."""
    plain = plain_key(text)
    if plain:
        return (plain, arabic_key(text), cyrillic_key(text))
    native = native_key(text)
    return (native,) if native else ()


@lru_cache(maxsize=16384)
def _arabic(word: str, follows: bool) -> str:
    """One word folded; `follows` where it stands after another, and may have the article fused."""
    noun = _ARABIC_NOUNS.get(word, word)
    return _apply(_ARABIC_RULES, _FUSED_ARTICLE.sub(r"\1", noun) if follows else noun)


@lru_cache(maxsize=16384)
def _cyrillic(word: str) -> str:
    return _apply(_CYRILLIC_RULES, word)


def _apply(rules: tuple[tuple[re.Pattern[str], str], ...], word: str) -> str:
    for pattern, to in rules:
        word = pattern.sub(to, word)
    return word
