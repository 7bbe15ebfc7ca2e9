"""Facts about the person: birth, age, address and the like."""

import re
from datetime import date

from assistant.engine.mind.check import dates_in
from assistant.engine.mind.draft import Draft, cite_person
from assistant.engine.mind.plan import Plan
from assistant.engine.mind.quoting import LOOKED_AT, Quote, quote
from assistant.engine.mind.say import Say
from assistant.engine.types import Progress, Tools
from records.engine.rows import PatientFacts
from triage.engine.sentences import sentences

_BORN = re.compile(r"(?:\bborn(?: on)?|\bdate of birth|\bDOB|\bd\.o\.b\.?)\W{1,3}.{6,20}", re.IGNORECASE)


def answer(plan: Plan, tools: Tools, say: Say, today: date) -> Draft:
    draft = Draft()
    draft.parts.append(Progress("Looking up the patient"))
    person = tools.patient()
    if plan.fact in ("birth", "age") and person.birth_date is None:
        draft.missing(say("no_fact", label=say.word("birth")))
    elif plan.fact == "birth":
        draft.line(say("birth", name=person.name, date=person.birth_date), cite_person(person))
        _other_birth_dates(draft, person, tools, say)
    elif plan.fact == "age":
        _age(draft, person, say, today)
    elif plan.fact == "death":
        _death(draft, person, say)
    else:
        _plain(draft, plan.fact, person, say)
    return draft


def _other_birth_dates(draft: Draft, person: PatientFacts, tools: Tools, say: Say) -> None:
    """A note that gives another date of birth is shown beside the record's."""
    if not tools.notes() or person.birth_date is None:
        return
    for passage in tools.search_notes("date of birth born DOB", LOOKED_AT):
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            told = _BORN.search(text)
            if told and dates_in(told[0]) - {person.birth_date.text[:10]}:
                draft.line(say("birth_conflict"), cite_person(person))
                found = Quote(passage, passage.start + start, passage.start + end, text, 1.0)
                quote(draft, [found], say)
                return


def _age(draft: Draft, person: PatientFacts, say: Say, today: date) -> None:
    facts = {"name": person.name, "age": person.age_on(today), "date": person.birth_date}
    if person.deceased:
        quote = f"{person.display}, died {person.deceased.display}"
        text = say("age_at_death", died=person.deceased.display, **facts)
        draft.line(text, cite_person(person, quote), computed=[facts["age"]])
        return
    draft.line(say("age", **facts), cite_person(person), computed=[facts["age"]])


def _death(draft: Draft, person: PatientFacts, say: Say) -> None:
    if person.deceased is None:
        draft.line(say("died_undated" if person.is_deceased else "alive"), cite_person(person))
        return
    draft.line(say("died", date=person.deceased.display), cite_person(person, f"Died {person.deceased.display}"))


def _plain(draft: Draft, fact: str, person: PatientFacts, say: Say) -> None:
    values = {
        "sex": person.sex,
        "address": person.address,
        "phone": person.phone,
        "language": person.language,
        "number": person.record_number,
        "marital": person.marital_status,
        "race": person.race,
        "ethnicity": person.ethnicity,
        "coverage": person.coverage,
        "name": person.name,
    }
    label, value = say.word(fact), values[fact]
    if not value:
        draft.missing(say("no_fact", label=label.lower()))
        return
    draft.line(say("fact", label=label, value=value), cite_person(person, f"{label}: {value}"))
