"""Does reconciliation find what does not agree, and nothing where all is well?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from records.engine.dates import SourceDate
from records.engine.rows import AllergyRow, ConditionRow, EncounterRow, MedicationRow, PatientFacts, ProcedureRow
from triage.engine.reconcile.reconcile import reconcile
from triage.engine.reconcile.sexes import SexesError, sexes
from triage.engine.reconcile.types import Difference, Kind, Lists, Looked, Mention, Thing

TODAY = date(2026, 11, 25)


class Words:
    """The same when one name holds the other."""

    def same_problem(self, words: str, name: str) -> bool:
        one, other = words.casefold(), name.casefold()
        return one in other or other in one

    same_drug = same_problem

    def speaks_against(self, allergy: AllergyRow, medicine: MedicationRow) -> bool:
        return self.same_drug(allergy.name, medicine.name)


def day(text: str) -> SourceDate | None:
    return SourceDate(text) if text else None


def patient(sex: str = "female", born: str = "1958-03-09") -> PatientFacts:
    return PatientFacts("p", "Maja Lindqvist", sex, day(born))


def condition(
    name: str, onset: str = "2015-11", code: str = "", status: str = "active", abated: str = ""
) -> ConditionRow:
    return ConditionRow(f"c-{name}", name, code, status, "confirmed", day(onset), day(abated))


def drug(name: str, status: str = "active", authored: str = "2023-01-17", ended: str = "") -> MedicationRow:
    return MedicationRow(f"m-{name}", name, "", status, day(authored), day(ended))


def mention(text: str, thing: Thing = Thing.PROBLEM, written: str = "2024-05-02", note: str = "n") -> Mention:
    return Mention(thing, text, note, day(written), 3, 3 + len(text))


def found(lists: Lists, *mentions: Mention) -> list[Difference]:
    return list(reconcile(Looked(lists, mentions, TODAY), Words()))


def kinds(differences: list[Difference]) -> list[tuple[Kind, str]]:
    return [(one.kind, one.name) for one in differences]


def test_a_chart_whose_notes_and_lists_agree_has_nothing_to_show() -> None:
    lists = Lists(patient(), (condition("Gout"),), (drug("Allopurinol 100 MG"),))
    assert found(lists, mention("gout"), mention("allopurinol", Thing.DRUG)) == []


def test_what_only_the_notes_know_is_named_once_with_its_newest_mention() -> None:
    mentions = (mention("gout", written="2023-01-01", note="old"), mention("Gout", written="2024-05-02", note="new"))
    difference = found(Lists(patient()), *mentions)[0]
    assert (difference.kind, difference.count) == (Kind.NOT_LISTED, 2)
    assert difference.mention is not None
    assert difference.mention.note_id == "new"
    assert difference.key == "not_listed|problem|gout"


def test_a_past_entry_counts_as_listed_and_an_allergy_as_a_known_drug() -> None:
    lists = Lists(
        patient(), (condition("Gout", status="resolved"),), allergies=(AllergyRow("a", "Penicillin", "", "active", ""),)
    )
    assert found(lists, mention("gout"), mention("penicillin", Thing.DRUG)) == []


def test_what_only_the_lists_know_is_shown_with_its_date_where_notes_were_read() -> None:
    lists = Lists(patient(), (condition("Gout"), condition("Old fracture", status="resolved")), (drug("Warfarin"),))
    assert found(lists) == []
    differences = found(lists, mention("asthma"))
    assert kinds(differences)[1:] == [(Kind.NOT_NOTED, "Gout"), (Kind.NOT_NOTED, "Warfarin")]
    assert str(differences[1].when) == "Nov 2015"


def test_an_unsure_mention_asks_for_no_entry_and_still_counts_for_one_that_is_there() -> None:
    unsure = replace(mention("gout"), sure=False)
    assert found(Lists(patient()), unsure) == []
    assert found(Lists(patient(), (condition("Gout"),)), unsure) == []


def test_a_current_order_against_an_allergy_comes_first() -> None:
    allergy = AllergyRow("a", "Penicillin", "", "active", "confirmed")
    lists = Lists(patient(), (), (drug("Penicillin V"), drug("Penicillin G", status="stopped")), (allergy,))
    differences = found(lists, mention("penicillin", Thing.DRUG))
    assert kinds(differences)[0] == (Kind.ALLERGY, "Penicillin V")
    assert len([one for one in differences if one.kind == Kind.ALLERGY]) == 1


@pytest.mark.parametrize(
    ("sex", "name", "code", "expected"),
    [
        ("male", "Something coded", "O24.4", True),
        ("male", "Ovarian cyst", "", True),
        ("female", "Prostatic hyperplasia", "", True),
        ("female", "Other thing", "N40.1", True),
        ("female", "Ovarian cyst", "N83.2", False),
        ("male", "Gout", "M10.9", False),
        ("unknown", "Ovarian cyst", "N83.2", False),
    ],
)
def test_a_diagnosis_of_the_other_sex_is_shown(sex: str, name: str, code: str, expected: bool) -> None:
    lists = Lists(patient(sex), (condition(name, code=code),))
    assert bool([one for one in found(lists) if one.kind == Kind.SEX]) is expected


@pytest.mark.parametrize(
    ("onset", "abated", "expected"),
    [
        ("1957", "", [Kind.BEFORE_BIRTH]),
        ("1958", "", []),
        ("1958-03-08", "", [Kind.BEFORE_BIRTH]),
        ("1958-03-09", "", []),
        ("2027", "", [Kind.IN_FUTURE]),
        ("2026-11", "", []),
        ("2026-11-26", "", []),
        ("2026-11-27", "", [Kind.IN_FUTURE]),
        ("2020-05-02", "2019", [Kind.END_BEFORE_START]),
        ("2020-05-02", "2020", []),
    ],
)
def test_dates_are_compared_as_precisely_as_they_were_written(onset: str, abated: str, expected: list[Kind]) -> None:
    lists = Lists(patient(), (condition("Gout", onset=onset, abated=abated),))
    assert [one.kind for one in found(lists, mention("gout"))] == expected


def test_what_is_planned_and_an_order_that_will_end_may_lie_ahead() -> None:
    lists = Lists(
        patient(),
        (),
        (drug("Amoxicillin", ended="2026-12-24"),),
        procedures=(ProcedureRow("p", "Colonoscopy", "", "preparation", day("2027-01-10")),),
        encounters=(EncounterRow("e", "Visit", "AMB", "planned", day("2027-01-11")),),
    )
    assert found(lists, mention("amoxicillin", Thing.DRUG)) == []


def test_a_file_of_sexes_that_breaks_the_rules_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "sexes.yaml"
    path.write_text(
        "date: 2026-11-25\nreview: unreviewed\nfemale: {icd10: [banana], words: []}\nmale: {icd10: [], words: []}"
    )
    with pytest.raises(SexesError):
        sexes(path)
