"""The kinds of thing that the clinical model marks, and the few groups that a reader tells apart.

The names are those of the MACCROBAT scheme, as the model was taught them.
"""

from enum import StrEnum


class Group(StrEnum):
    PROBLEM = "problem"
    MEDICINE = "medicine"
    TEST = "test"
    TREATMENT = "treatment"
    BODY = "body"
    TIME = "time"
    PERSON = "person"
    DETAIL = "detail"


LABELS: dict[str, Group] = {
    "Disease_disorder": Group.PROBLEM,
    "Sign_symptom": Group.PROBLEM,
    "Medication": Group.MEDICINE,
    "Dosage": Group.MEDICINE,
    "Administration": Group.MEDICINE,
    "Frequency": Group.MEDICINE,
    "Diagnostic_procedure": Group.TEST,
    "Lab_value": Group.TEST,
    "Therapeutic_procedure": Group.TREATMENT,
    "Biological_structure": Group.BODY,
    "Biological_attribute": Group.BODY,
    "Date": Group.TIME,
    "Duration": Group.TIME,
    "Time": Group.TIME,
    "Clinical_event": Group.TIME,
    "Other_event": Group.TIME,
    "Outcome": Group.TIME,
    "Age": Group.PERSON,
    "Sex": Group.PERSON,
    "Subject": Group.PERSON,
    "Occupation": Group.PERSON,
    "Personal_background": Group.PERSON,
    "History": Group.PERSON,
    "Family_history": Group.PERSON,
    "Activity": Group.PERSON,
    "Height": Group.PERSON,
    "Weight": Group.PERSON,
    "Detailed_description": Group.DETAIL,
    "Severity": Group.DETAIL,
    "Nonbiological_location": Group.DETAIL,
    "Coreference": Group.DETAIL,
    "Distance": Group.DETAIL,
    "Shape": Group.DETAIL,
    "Color": Group.DETAIL,
    "Texture": Group.DETAIL,
    "Quantitative_concept": Group.DETAIL,
    "Qualitative_concept": Group.DETAIL,
    "Area": Group.DETAIL,
    "Volume": Group.DETAIL,
    "Mass": Group.DETAIL,
    "Other_entity": Group.DETAIL,
}


def group_of(label: str) -> Group:
    """A label of another model that is not in the table is a detail."""
    return LABELS.get(label, Group.DETAIL)
