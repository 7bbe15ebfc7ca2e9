"""Notes against lists: what only one of them knows, and what speaks against what."""

from collections.abc import Iterator, Sequence

from records.engine.current import is_current_medicine
from records.engine.dates import SourceDate
from triage.engine.reconcile.types import Difference, Kind, Lists, Matcher, Mention, Thing


def not_listed(lists: Lists, mentions: Sequence[Mention], matcher: Matcher) -> Iterator[Difference]:
    """Things of which the notes speak and no list does, past entries included; the newest mention of each."""
    for group in _groups([one for one in mentions if one.sure], matcher):
        newest = max(group, key=_when)
        if _is_listed(newest, lists, matcher):
            continue
        yield Difference(
            Kind.NOT_LISTED,
            key=f"{Kind.NOT_LISTED}|{newest.thing}|{_plain(newest.text)}",
            name=newest.text,
            when=newest.written,
            mention=newest,
            count=len(group),
        )


def not_noted(lists: Lists, mentions: Sequence[Mention], matcher: Matcher) -> Iterator[Difference]:
    """Current entries of the lists that no note names; nothing where no note was read."""
    problems = [one.text for one in mentions if one.thing == Thing.PROBLEM]
    drugs = [one.text for one in mentions if one.thing == Thing.DRUG]
    if not mentions:
        return
    for row in lists.conditions:
        if row.is_active and not any(matcher.same_problem(words, row.name) for words in problems):
            yield _unnoted("condition", row.ref, row.name, row.onset or row.recorded)
    for drug in lists.medications:
        if is_current_medicine(drug) and not any(matcher.same_drug(words, drug.name) for words in drugs):
            yield _unnoted("medication", drug.ref, drug.name, drug.authored)


def against_allergies(lists: Lists, matcher: Matcher) -> Iterator[Difference]:
    current = [row for row in lists.medications if is_current_medicine(row)]
    for allergy in lists.allergies:
        if allergy.none_known or allergy.clinical_status not in ("active", ""):
            continue
        for row in current:
            if matcher.speaks_against(allergy, row):
                yield Difference(
                    Kind.ALLERGY,
                    key=f"{Kind.ALLERGY}|{row.ref}|{allergy.ref}",
                    name=row.name,
                    row_kind="medication",
                    ref=row.ref,
                    when=row.authored,
                    other=allergy.name,
                    other_when=allergy.recorded,
                )


def _unnoted(row_kind: str, ref: str, name: str, when: SourceDate | None) -> Difference:
    return Difference(Kind.NOT_NOTED, f"{Kind.NOT_NOTED}|{row_kind}|{ref}", name, row_kind, ref, when)


def _is_listed(mention: Mention, lists: Lists, matcher: Matcher) -> bool:
    if mention.thing == Thing.PROBLEM:
        names = [row.name for row in lists.conditions]
        return any(matcher.same_problem(mention.text, name) for name in names)
    names = [row.name for row in lists.medications] + [row.name for row in lists.allergies]
    return any(matcher.same_drug(mention.text, name) for name in names)


def _groups(mentions: Sequence[Mention], matcher: Matcher) -> list[list[Mention]]:
    """Mentions of the same thing together, in the order of their first."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        same = matcher.same_problem if mention.thing == Thing.PROBLEM else matcher.same_drug
        home = next((g for g in groups if g[0].thing == mention.thing and same(mention.text, g[0].text)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    return groups


def _when(mention: Mention) -> str:
    return mention.written.day.isoformat() if mention.written else ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
