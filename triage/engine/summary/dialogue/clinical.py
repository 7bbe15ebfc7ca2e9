"""Lay words for a finding, a disease or an operation as a note calls them, where both mean the same."""

import re

_TERMS: dict[str, str] = {
    "high blood pressure": "hypertension",
    "high cholesterol": "hypercholesterolemia",
    "heart attacks?": "myocardial infarction",
    "belly pain": "abdominal pain",
    "stomach pain": "abdominal pain",
    "tummy pain": "abdominal pain",
    "pain in (?:my |her |his |the )?(?:stomach|belly|tummy)": "abdominal pain",
    "gallbladder (?:removed|taken out|removal)": "cholecystectomy",
    "appendix (?:removed|taken out|removal|surgery)": "appendectomy",
    "tonsils (?:removed|taken out)": "tonsillectomy",
    "c sections?": "cesarean section",
    "trouble breathing": "difficulty breathing",
    "throwing up": "vomiting",
    "threw up": "vomited",
    "thrown up": "vomited",
    "trouble swallowing": "difficulty swallowing",
    "passed out": "lost consciousness",
    "blood thinners?": "anticoagulant",
    "sugar diabetes": "diabetes",
    "tetanus shot": "tetanus vaccine",
    "flu shot": "influenza vaccine",
    "(?:mom|mum)": "mother",
    "dad": "father",
    "kids": "children",
    "grandma": "grandmother",
    "grandpa": "grandfather",
    "water pill": "diuretic",
    "uterus (?:removed|taken out)": "hysterectomy",
    "blacked out": "lost consciousness",
    "type two diabetes": "type 2 diabetes",
    "kidney stones": "nephrolithiasis",
    "bladder infections?": "urinary tract infection",
    "urine infections?": "urinary tract infection",
    "ringing in (?:the|your|my|her|his) ears": "tinnitus",
    "runny nose": "rhinorrhea",
    "stomach flu": "gastroenteritis",
    "medicines?": "medication",
}
_NAMES = tuple(_TERMS.values())
_ANY = re.compile(rf"\b(?:{'|'.join(f'({lay})' for lay in _TERMS)})\b", re.I)  # one group a term


def terms(text: str) -> str:
    return _ANY.sub(lambda match: _NAMES[(match.lastindex or 1) - 1], text)
