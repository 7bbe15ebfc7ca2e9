"""The checker's word lists (`knowledge/support/words.yaml`), and the names of drugs, tests and vaccines."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from triage.engine.knowledge.reading import read_yaml
from triage.engine.support.types import SupportUnavailable


@dataclass(frozen=True, slots=True)
class Lexicon:
    light: frozenset[str]
    function: frozenset[str]
    units: frozenset[str]
    same: Mapping[str, str]  # each way of saying it, to the first
    same_pattern: re.Pattern[str]
    opposite: Mapping[str, frozenset[str]]  # stems
    deny: frozenset[str]
    half_deny: frozenset[str]  # stems
    denies_unsaid: frozenset[str]  # stems
    ends_denial: frozenset[str]
    relatives: frozenset[str]
    numbers: Mapping[str, str]
    drugs: Mapping[str, str]  # any name to the generic one
    drug_pattern: re.Pattern[str]
    measures: Mapping[str, str]  # names of tests, vital signs and vaccines, to one of them
    measure_pattern: re.Pattern[str]


@cache
def load_lexicon(knowledge: Path) -> Lexicon:
    try:
        words = read_yaml(knowledge / "support" / "words.yaml")
        names = read_yaml(knowledge / "vocabulary" / "drugs.yaml")["drugs"]
        measures = [_entries(knowledge / "vocabulary" / f"{name}.yaml") for name in ("labs", "vitals", "vaccines")]
        names = _more_drugs(knowledge / "drugs", {way for group in words["same"] for way in group}) | names
        return _lexicon(words, names, {word: key for found in measures for word, key in found.items()})
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise SupportUnavailable(f"The word lists of {knowledge} cannot be read.") from error


def _more_drugs(folder: Path, others: set[str]) -> dict[str, list[str]]:
    """Names of four letters and more, of the drugs whose uses and risks are known; not what has `others`: vitamins."""
    drugs = [drug for path in sorted(folder.glob("*.yaml")) for drug in read_yaml(path).get("drugs", ())]
    found = {drug["id"]: [name for name in drug.get("names", ()) if len(name) > 3] for drug in drugs}
    return {drug: names for drug, names in found.items() if not {drug, *names} & others}


def _entries(path: Path) -> dict[str, str]:
    """Each name of four letters and more to its entry; shorter ones mean too many things."""
    entries = read_yaml(path)["entries"]
    return {word: entry["id"] for entry in entries for word in (entry["id"], *entry["words"]) if len(word) > 3}


def _lexicon(words: Mapping[str, Any], names: Mapping[str, list[str]], measures: Mapping[str, str]) -> Lexicon:
    same = {other: group[0] for group in words["same"] for other in group[1:]}
    drugs = {name: generic for generic, others in names.items() for name in (generic, *others)}
    opposite: dict[str, set[str]] = {}
    for pair in words["opposite"].split():
        for one, other in itertools.product(*({stem(word), stem(same.get(word, word))} for word in pair.split("/"))):
            opposite.setdefault(one, set()).add(other)
            opposite.setdefault(other, set()).add(one)
    return Lexicon(
        light=frozenset(words["light"].split()) | frozenset(map(stem, words["light"].split())),
        function=frozenset(words["function"].split()),
        units=frozenset(map(stem, words["units"].split())) | frozenset(words["units"].split()),
        same=same,
        same_pattern=_any_of(same),
        opposite={key: frozenset(value) for key, value in opposite.items()},
        deny=frozenset(words["deny"].split()),
        half_deny=frozenset(map(stem, words["half_deny"].split())),
        denies_unsaid=frozenset(map(stem, f"{words['half_deny']} {words['denies_unsaid']}".split())),
        ends_denial=frozenset(words["ends_denial"].split()),
        relatives=frozenset(words["relatives"].split()),
        numbers=_numbers(words),
        drugs=drugs,
        drug_pattern=_any_of(drugs),
        measures=measures,
        measure_pattern=_any_of(measures),
    )


def _numbers(words: Mapping[str, str]) -> dict[str, str]:
    found = {word: str(value) for value, word in enumerate(words["numbers"].split())}
    found |= {word: str(10 * value) for value, word in enumerate(words["tens"].split(), 2)}
    return found | dict(pair.split("/") for pair in words["times"].split())


def _any_of(phrases: Mapping[str, str]) -> re.Pattern[str]:
    """Longest first, and letter by letter: thousands of alternatives side by side would be tried at each word."""
    tree: dict[str, Any] = {}
    for phrase in phrases:
        node = tree
        for sign in phrase:
            node = node.setdefault(sign, {})
        node[""] = {}
    return re.compile(rf"(?<![\w-]){_branches(tree)}(?![\w-])")


def _branches(tree: Mapping[str, Any]) -> str:
    ways = [re.escape(sign) + _branches(below) for sign, below in tree.items() if sign]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 and "" not in tree else f"(?:{'|'.join(ways)})"
    return f"{joined}?" if "" in tree else joined


def stem(word: str) -> str:
    """Rough: ends that change with number and tense are cut."""
    for ending, least, put in (
        ("ness", 3, ""),
        ("ion", 5, ""),
        ("ions", 5, ""),
        ("ies", 3, "y"),
        ("ing", 4, ""),
        ("ed", 4, ""),
        ("es", 4, ""),
        ("ly", 4, ""),
        ("s", 3, ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            word = word[: -len(ending)] + put
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word
