"""What holds of every number, whatever stands around it."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tallybook.coding.counts.finding import find_counts
from tallybook.coding.counts.hedges import bounds_of
from tallybook.coding.counts.numerals import read_numeral
from tallybook.coding.language.model import load_model
from tallybook.coding.language.token_rows import Tokens

WORDS = """
    at least more than up to 12 30 five dozens of several a dozen between and 5 to 7 - half two
    hundred thousand people attacks rockets killed , . no none twice third once including from or
    about nearly 2.5 million % $ per cent times as the one 2021 May year old aged Tower 22 fewer
"""
NUMBERS = st.integers(min_value=1, max_value=10**9)


def spelled(number: int) -> str:
    """Return an English word numeral below a million, by the textbook rules."""
    units = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen"
    )
    tens = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"
    if number < 20:
        return units.split()[number]
    if number < 100:
        head = tens.split()[number // 10]
        return head + (f"-{spelled(number % 10)}" if number % 10 else "")
    power, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = number % power
    joint = " and " if power == 100 or rest < 100 else " "
    return f"{spelled(number // power)} {name}" + (joint + spelled(rest) if rest else "")


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12))
def test_any_words_give_exact_ordered_spans(words: list[str]) -> None:
    document = load_model()(" ".join(words))
    end = 0
    mentions = find_counts(document)
    for mention in mentions:
        assert end <= mention.start < mention.end
        end = mention.end
        assert mention.count.words == document.text[mention.start_char : mention.end_char]
        assert mention.count.words == document.words(mention.start, mention.end)
        assert mention.part_of is None or mention.part_of in range(len(mentions))
        assert mention.head is None or mention.head in range(len(document))


@given(st.integers(min_value=0, max_value=999_999))
def test_spelled_numerals_have_their_value(number: int) -> None:
    tokens = Tokens(load_model().language.make_doc(spelled(number)))
    numeral = read_numeral(tokens, 0)
    assert numeral is not None
    assert (numeral.value, numeral.end) == (number, tokens.size)


@given(NUMBERS)
def test_figures_have_their_value(number: int) -> None:
    tokens = Tokens(load_model().language.make_doc(f"{number:,}"))
    numeral = read_numeral(tokens, 0)
    assert numeral is not None
    assert numeral.value == number


@given(NUMBERS)
def test_about_holds_the_number_and_nearly_does_not(number: int) -> None:
    low, high = bounds_of(Fraction(number), ["about"])
    assert high is not None
    assert 1 <= low <= number <= high
    below, under = bounds_of(Fraction(number), ["nearly"])
    assert under == number - 1
    assert below <= under


@given(NUMBERS)
def test_bounds_meet_at_the_number(number: int) -> None:
    assert bounds_of(Fraction(number), []) == (number, number)
    assert bounds_of(Fraction(number), ["at_least"]) == (number, None)
    assert bounds_of(Fraction(number), ["more_than"]) == (number + 1, None)
    assert bounds_of(Fraction(number), ["at_most"]) == (0, number)
    assert bounds_of(Fraction(number), ["fewer_than"]) == (0, number - 1)
    assert bounds_of(Fraction(number), ["about", "at_least"]) == (number, None)
