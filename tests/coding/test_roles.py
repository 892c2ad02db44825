"""Who attacked whom with what, whatever the grammar."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Named = tuple[set[str], set[str], set[str]]
Roles = Callable[[str], Named]


@pytest.fixture(scope="module")
def roles() -> Roles:
    """Heads of the attackers, targets and weapons of all triggers of a sentence."""
    from tallybook.coding.attacks.triggers import find_triggers
    from tallybook.coding.language.model import load_model
    from tallybook.coding.language.reading import Passage, Sentence, quotation
    from tallybook.coding.mentions import Mentions
    from tallybook.coding.roles.clause import noun_roles, verb_roles
    from tallybook.core.documents import Paragraph
    from tallybook.knowledge.loading import load_knowledge

    model, knowledge = load_model(), load_knowledge()

    def read(text: str) -> Named:
        doc = model(text)
        words = [t.text for t in doc]
        mentions = Mentions(
            places=(),
            actors=tuple(knowledge.actors.scan(words)),
            weapons=tuple(knowledge.weapons.scan(words)),
            moments=(),
            counts=(),
        )
        passage = Passage(doc, 0, 0, Paragraph(0, len(text), "body"), text, quotation(doc))
        sentence = Sentence(passage, 0, len(doc), 0)
        found: Named = (set(), set(), set())
        for t in find_triggers(sentence, mentions, knowledge.event_types):
            own = (
                verb_roles(t.token, t.trigger, mentions)
                if t.is_verb
                else noun_roles(t.token, mentions, knowledge.event_types)
            )
            for mine, theirs in zip(found, (own.attackers, own.targets, own.weapons), strict=True):
                mine.update(w.text for w in theirs)
        return found

    return read


@pytest.mark.parametrize(
    ("sentence", "attackers", "targets", "weapons"),
    [
        # what was there when it went off
        ("A bomb exploded as an army convoy was passing, killing two soldiers.",
         set(), {"convoy", "soldiers"}, {"bomb"}),
        ("A mine went off while the van was waiting at a level crossing.",
         set(), {"van"}, {"mine"}),
        ("A bomb went off on Monday when a police car drove by.", set(), {"car"}, {"bomb"}),
        ("Soldiers opened fire as protesters were marching to the port.",
         {"Soldiers"}, {"protesters"}, set()),
        ("A bomb exploded on a bus.", set(), {"bus"}, {"bomb"}),
        ("A bomb exploded as the attacker was fleeing.", set(), set(), {"bomb"}),
        ("A bomb exploded as rain was falling.", set(), set(), {"bomb"}),
        ("Police said the bomb, packed with nails, went off on Friday.", set(), set(), {"bomb"}),
        ("Two guards were killed by raiders who stormed their camp.",
         {"raiders"}, {"guards", "camp"}, set()),
        ("Four miners were shot dead when gunmen raided their camp.",
         {"gunmen"}, {"miners", "camp"}, set()),
        ("Six herders were hurt when gunmen believed to be bandits raided their camp.",
         {"gunmen", "bandits"}, {"herders", "camp"}, set()),
        ("Clashes between soldiers and smugglers shook the port.",
         {"soldiers", "smugglers"}, {"port"}, set()),
        ("Fighting broke out on Friday between the army and the rebels.",
         {"army", "rebels"}, set(), set()),
        ("The shelling of the clinic lasted an hour.", set(), {"clinic"}, set()),
        ("The rebels attacked one of their checkpoints.", {"rebels"}, {"checkpoints"}, set()),
        ("A bus hit a landmine near the ford.", set(), {"bus"}, {"landmine"}),
        ("Pirates took nine sailors hostage.", {"Pirates"}, {"sailors"}, set()),
        ("Gunmen opened fire at the cattle market.", {"Gunmen"}, {"market"}, set()),
        ("A car bomb exploded in front of the court.", set(), {"court"}, {"bomb"}),
        ("Raiders fired at the gate of the fort.", {"Raiders"}, {"fort"}, set()),
        ("The convoy, attacked by rebels at dawn, turned back.", {"rebels"}, {"convoy"}, set()),
        ("Gunmen storm wedding in north, kill nine", {"Gunmen"}, {"wedding", "nine"}, set()),
        ("The garrison repelled the raiders.", {"raiders"}, {"garrison"}, set()),
        ("The rebels set a dozen huts ablaze.", {"rebels"}, {"huts"}, set()),
    ],
)  # fmt: skip
def test_roles(
    roles: Roles, sentence: str, attackers: set[str], targets: set[str], weapons: set[str]
) -> None:
    found = roles(sentence)
    assert found[0] == attackers
    assert found[1] == targets
    assert found[2] == weapons


@pytest.mark.parametrize(
    "sentence",
    [
        "Any bombardment of the camp at Djibo would kill civilians, the mayor said.",
        "The airstrike killed two drivers in Djibo on Monday, the mayor said.",
        "An ambush on Monday cost three soldiers their lives near Djibo, the mayor said.",
    ],
)
def test_an_attack_is_nobodys_attacker(
    code_report: Callable[..., list[Claim]], sentence: str
) -> None:
    found = code_report(f"A report from Djibo\n\n{sentence}")
    assert [c.attackers for c in found if c.kind == "incident"] in ([()], [(), ()])
