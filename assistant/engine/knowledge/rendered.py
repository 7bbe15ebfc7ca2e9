"""Reference articles made from the clinical knowledge: one for each condition and for each class of drugs.

The same entries always give the same text. A sentence is quoted with its article's title, and is the more likely to
be quoted when it names the condition itself: treatment, tests and dangers do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.engine.knowledge.articles import ArticleCode, ArticleSection, ReferenceArticle
from triage.engine.knowledge import Condition, Knowledge, Review, spelled
from triage.engine.knowledge.drugs import SEVERITIES, DrugBook, DrugClass

CONDITION, DRUG_CLASS = "condition.", "class."  # how the ids of rendered articles begin
_OFTEN = {
    "always": "Nearly always",
    "most": "In most",
    "often": "Often",
    "some": "In some",
    "few": "In few",
    "rare": "Rarely",
    "never": "Hardly ever",
}
_RISKS = ("strong", "moderate", "weak")
_MEMBERS, _PAIRS = 2, 12  # drugs from which on a class is worth an article; interactions named


def library(written: Sequence[ReferenceArticle], knowledge: Knowledge, drugs: DrugBook) -> Iterator[ReferenceArticle]:
    """Everything once: a written article about the very same condition takes in what only the entry has."""
    entries = written_about(written, knowledge)
    for article in written:
        condition = entries.get(article.id)
        yield _folded(article, of_condition(condition, knowledge)) if condition else article
    taken = {condition.id for condition in entries.values()}
    for condition in knowledge.conditions.values():
        if condition.id not in taken:
            yield of_condition(condition, knowledge)
    for one in drugs.classes.values():
        if len(drugs.by_class[one.id]) >= _MEMBERS:
            yield of_class(one, drugs)


def written_about(written: Iterable[ReferenceArticle], knowledge: Knowledge) -> dict[str, Condition]:
    """Ids of articles about a condition by exactly one of its names, with that condition; each condition once."""
    named: dict[str, set[str]] = {}
    for condition in knowledge.conditions.values():
        for name in (*condition.names, condition.id.replace("-", " ")):
            named.setdefault(spelled(name), set()).add(condition.id)
    found: dict[str, Condition] = {}
    taken: set[str] = set()
    for article in written:
        ids = set[str]().union(*(named.get(spelled(name), set()) for name in _names(article)))
        if article.kind == "condition" and len(ids) == 1 and not ids & taken:
            taken |= ids
            found[article.id] = knowledge.conditions[ids.pop()]
    return found


def _names(article: ReferenceArticle) -> tuple[str, ...]:
    before, _, within = article.title.partition("(")
    return article.id.replace("-", " "), before.strip(), within.rstrip(") ")


def _folded(article: ReferenceArticle, rendered: ReferenceArticle) -> ReferenceArticle:
    """Entry's sentences stay behind those by hand in a search: they do not repeat what the article is about."""
    headings = {one.heading for one in article.sections}
    more = [one for one in rendered.sections if one.heading not in headings]
    plain = (ArticleSection(one.heading, _unnamed(one.text, rendered.title)) for one in more)
    return replace(article, sections=(*article.sections, *plain))


def _unnamed(text: str, name: str) -> str:
    return text.replace(f" for {name}:", ":").replace(f" in {name}:", ":").replace(f" of {name}:", ":")


def of_condition(condition: Condition, knowledge: Knowledge) -> ReferenceArticle:
    name = condition.name
    # What is asked most comes first: it is quoted first where sentences fit a question equally well.
    sections = [
        ("Overview", _overview(condition)),
        ("Treatment in outline", _treatment(condition)),
        ("Tests", _tests(condition)),
        ("Red flags", _sentence(f"Red flags in {name}", _finding_names(condition.red_flags, knowledge))),
        ("How it presents", _presents(condition, knowledge)),
        ("Risk factors", _risks(condition, knowledge)),
        ("When to refer", f"Referral in {name}: {_ended(condition.refer)}" if condition.refer else ""),
        ("Complications", _sentence(f"Complications of {name}", condition.complications)),
    ]
    codes = tuple(ArticleCode("icd10", code) for code in condition.icd10)
    return _article(CONDITION + condition.id, name, "condition", sections, condition.review, codes)


def _overview(condition: Condition) -> str:
    also = f"{condition.name} is also called {', '.join(condition.synonyms[:4])}." if condition.synonyms else ""
    return " ".join(part for part in (condition.overview, _ended(condition.course), also) if part)


def _presents(condition: Condition, knowledge: Knowledge) -> str:
    told = []
    for often, words in _OFTEN.items():
        ids = [id_ for id_, how in condition.findings.items() if how == often]
        if ids:
            told.append(f"{words}: {', '.join(_finding_names(ids, knowledge))}.")
    return " ".join(told)


def _risks(condition: Condition, knowledge: Knowledge) -> str:
    told = []
    for strength in _RISKS:
        ids = [id_ for id_, how in condition.risk_factors.items() if how == strength]
        if ids:
            names = ", ".join(_finding_names(ids, knowledge))
            told.append(f"{_capital(strength)} risk factors: {names}.")
    return " ".join(told)


def _tests(condition: Condition) -> str:
    told = "; ".join(f"{one.test}, which shows {one.shows.rstrip('.')}" for one in condition.tests)
    return f"Tests for {condition.name}: {told}." if told else ""


def _treatment(condition: Condition) -> str:
    """One sentence, so that all of it is quoted where treatment is asked for."""
    told = "; ".join(one.rstrip(".") for one in condition.management)
    return f"Treatment of {condition.name} in outline: {told}." if told else ""


def of_class(one: DrugClass, drugs: DrugBook) -> ReferenceArticle:
    members = drugs.by_class[one.id]
    uses = list(dict.fromkeys(use for drug in members for use in drug.uses))
    name = _capital(one.name)
    sections = [
        ("Use", f"{name}: {', '.join(drug.id for drug in members)}. {_sentence('Used for', uses)}"),
        ("Contraindications", _avoid(one, name, drugs)),
        ("Pregnancy", f"{name} in pregnancy: {_PREGNANCY[one.shared.pregnancy]}." if one.shared.pregnancy else ""),
        ("Kidney function", _kidney(one, name)),
        ("Monitoring", _monitor(one, name)),
        ("Interactions", _interactions({drug.id for drug in members}, drugs)),
    ]
    return _article(DRUG_CLASS + one.id, name, "drug", sections, drugs.review)


_PREGNANCY = {
    "safe": "taken as safe",
    "caution": "with caution",
    "avoid": "avoid",
    "contraindicated": "contraindicated",
}


def _avoid(one: DrugClass, name: str, drugs: DrugBook) -> str:
    told = []
    for how, words in (("contraindicated", "are contraindicated in"), ("caution", "need caution in")):
        states = [drugs.states[id_].name for id_, said in one.shared.avoid.items() if said == how]
        if states:
            told.append(f"{name} {words} {', '.join(states)}.")
    return " ".join(told)


def _kidney(one: DrugClass, name: str) -> str:
    do = {"avoid": "avoid", "reduce": "reduce the dose", "caution": "caution"}
    return " ".join(
        f"{name} with eGFR below {rule.below:g} mL/min/1.73 m2: {do[rule.do]}, {rule.why}."
        for rule in one.shared.kidney
    )


def _monitor(one: DrugClass, name: str) -> str:
    due = [f"{due.what} every {due.months:g} months" for due in one.shared.monitor]
    return _sentence(f"While taking {name}", due)


def _interactions(members: set[str], drugs: DrugBook) -> str:
    """The gravest, each with its reason and what to do; the same pair of reasons once."""
    told: Mapping[tuple[str, str], str] = {
        (
            one.why,
            one.action,
        ): f"{_capital(one.a)} with {one.b} ({one.severity}): {_ended(one.why)} {_ended(_capital(one.action))}"
        for pair, one in sorted(
            drugs.interactions.items(), key=lambda item: (SEVERITIES.index(item[1].severity), sorted(item[0]))
        )
        if pair & members
    }
    return " ".join(list(told.values())[:_PAIRS])


def _article(
    id_: str,
    title: str,
    kind: str,
    sections: Iterable[tuple[str, str]],
    review: Review,
    codes: tuple[ArticleCode, ...] = (),
) -> ReferenceArticle:
    kept = tuple(ArticleSection(heading, text) for heading, text in sections if text)
    return ReferenceArticle(id_, title, kind, review.written, kept, codes, review.reviewed)


def _finding_names(ids: Iterable[str], knowledge: Knowledge) -> list[str]:
    return [knowledge.findings[id_].name for id_ in ids]


def _sentence(start: str, items: Sequence[str]) -> str:
    return f"{start}: {', '.join(items)}." if items else ""


def _ended(text: str) -> str:
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
