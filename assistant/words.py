"""What stored codes of models and jobs are called on pages. A code that is not listed is shown as it is."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from triage.engine.clinical_labels import Group

GROUPS: dict[str, Promise] = {
    Group.PROBLEM: _("problem"),
    Group.MEDICINE: _("medicine"),
    Group.TEST: _("test"),
    Group.TREATMENT: _("treatment"),
    Group.BODY: _("body site"),
    Group.TIME: _("time and course"),
    Group.PERSON: _("person"),
    Group.DETAIL: _("detail"),
}

LABELS: dict[str, Promise] = {
    "Disease_disorder": _("disease or disorder"),
    "Sign_symptom": _("sign or symptom"),
    "Medication": _("drug"),
    "Dosage": _("dose"),
    "Administration": _("route or form"),
    "Frequency": _("how often"),
    "Diagnostic_procedure": _("test or examination"),
    "Lab_value": _("result"),
    "Therapeutic_procedure": _("procedure or treatment"),
    "Biological_structure": _("part of the body"),
    "Biological_attribute": _("attribute of the body"),
    "Date": _("date"),
    "Duration": _("duration"),
    "Time": _("time"),
    "Clinical_event": _("clinical event"),
    "Other_event": _("other event"),
    "Outcome": _("outcome"),
    "Age": _("age"),
    "Sex": _("sex"),
    "Subject": _("who it is about"),
    "Occupation": _("occupation"),
    "Personal_background": _("background"),
    "History": _("history"),
    "Family_history": _("family history"),
    "Activity": _("activity"),
    "Height": _("height"),
    "Weight": _("weight"),
    "Detailed_description": _("description"),
    "Severity": _("severity"),
    "Nonbiological_location": _("place"),
    "Coreference": _("refers back"),
    "Distance": _("distance"),
    "Shape": _("shape"),
    "Color": _("colour"),
    "Texture": _("texture"),
    "Quantitative_concept": _("quantity"),
    "Qualitative_concept": _("quality"),
    "Area": _("area"),
    "Volume": _("volume"),
    "Mass": _("mass"),
    "Other_entity": _("something else"),
}

MARK_STATES: dict[str, Promise] = {
    "suggested": _("suggested"),
    "accepted": _("accepted"),
    "wrong": _("wrong"),
}

# How a note speaks of a thing, where that is not "this patient has it now".
CONTEXT: dict[str, Promise] = {
    "negated": _("denied"),
    "historical": _("earlier"),
    "hypothetical": _("only possible"),
    "other": _("another person"),
}

# Why something stands on the page that compares notes, lists and dates.
DIFFERENCES: dict[str, Promise] = {
    "not_listed": _("in notes, not on a list"),
    "not_noted": _("on a list, in no note"),
    "allergy": _("order against an allergy"),
    "sex": _("diagnosis against the recorded sex"),
    "before_birth": _("dated before the birth"),
    "in_future": _("dated in the future"),
    "end_before_start": _("ends before it starts"),
}

# Parts of a chart's summary, and of what it left out.
SECTIONS: dict[str, Promise] = {
    "patient": _("Patient"),
    "reason": _("Reason"),
    "problems": _("Problems"),
    "allergies": _("Allergies"),
    "medications": _("Medicines"),
    "changes": _("Since the last visit"),
    "results": _("Results"),
    "procedures": _("Procedures"),
    "course": _("Course"),
    "exam": _("Examination"),
    "pending": _("Still awaited"),
    "follow_up": _("Follow-up and plan"),
    "questions": _("Open questions"),
}

# Texts that are suggested for signing.
TEXTS: dict[str, Promise] = {
    "chart": _("Patient summary"),
    "dialogue": _("Note from a dialogue"),
    "note": _("Summary of a note"),
    "discharge": _("Discharge summary"),
    "handout": _("Handout for the patient"),
}

# Kinds of what de-identification replaces.
DEIDENTIFIED: dict[str, Promise] = {
    "PERSON": _("names"),
    "ORGANIZATION": _("organisations"),
    "GPE": _("places"),
    "STREET_ADDRESS": _("addresses"),
    "ZIP_CODE": _("post codes"),
    "DATE_TIME": _("dates"),
    "AGE": _("high ages"),
    "NRP": _("nationalities"),
    "TITLE": _("occupations"),
    "PHONE_NUMBER": _("telephone numbers"),
    "EMAIL_ADDRESS": _("e-mail addresses"),
    "DOMAIN_NAME": _("web addresses"),
    "IP_ADDRESS": _("network addresses"),
    "ID": _("numbers of people and cases"),
    "US_SSN": _("social security numbers"),
    "CREDIT_CARD": _("card numbers"),
    "IBAN_CODE": _("account numbers"),
}

JOBS: dict[str, Promise] = {
    "answer": _("Answer a question"),
    "index_chart": _("Index a chart for search"),
    "index_literature": _("Index the knowledge for search"),
    "mark_note": _("Read a note"),
    "mark_chart": _("Read a chart's notes"),
    "summarize_chart": _("Summarise a chart"),
    "summarize_dialogue": _("Write up a dialogue"),
    "summarize_note": _("Summarise a note"),
    "summarize_stay": _("Write a discharge summary"),
    "write_handout": _("Write a handout"),
    "export_deidentified": _("Export a chart without names"),
}

JOB_STATES: dict[str, Promise] = {
    "queued": _("waiting"),
    "running": _("running"),
    "done": _("done"),
    "failed": _("failed"),
    "cancelled": _("stopped"),
}

# What a job says that it is doing (`Run.step`).
STAGES: dict[str, Promise] = {
    "Writing reference texts": _("Writing reference texts"),
    "Indexing reference texts": _("Indexing reference texts"),
    "Reading notes": _("Reading notes"),
    "Indexing notes": _("Indexing notes"),
    "Reading the chart": _("Reading the chart"),
    "Reading the dialogue": _("Reading the dialogue"),
    "Writing": _("Writing"),
    "Putting it in plain words": _("Putting it in plain words"),
    "Replacing names": _("Replacing names"),
}


def reader(words: Mapping[str, Promise]) -> Callable[[str], str]:
    """The word for a code, or the code as it is where none is listed; also as a template filter."""
    return lambda code: str(words.get(code, code))
