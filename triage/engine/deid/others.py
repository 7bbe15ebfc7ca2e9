"""What a token-classification model of others marks, in our types. A label that we do not know is replaced like a
number of somebody's: recall comes first."""

from collections.abc import Iterator

from triage.engine.deid.dates import moved
from triage.engine.deid.types import Found
from triage.engine.ner import Recogniser

_NAMES = {
    "PERSON": "person per name patient doctor staff hcw user username",
    "GPE": "gpe loc location city country state county",
    "STREET_ADDRESS": "street_address address street",
    "ORGANIZATION": "organization organisation org hospital hosp vendor employer",
    "DATE_TIME": "date_time date time",
    "PHONE_NUMBER": "phone_number phone fax pager contact",
    "ZIP_CODE": "zip_code zip postcode",
    "NRP": "nrp norp misc",
    "AGE": "age",
}
_TYPES = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_OLDEST_KEPT = 89


def marked(model: Recogniser, text: str) -> Iterator[Found]:
    for one in model.find([text])[0]:
        kind = _TYPES.get(one.label.casefold(), "ID")
        if kind == "DATE_TIME" and moved(one.text, 1) is None:
            continue  # a weekday or a duration
        yield Found(one.start, one.end, kind, kept=kind == "AGE" and _is_young(one.text))


def _is_young(words: str) -> bool:
    digits = "".join(filter(str.isdigit, words))
    return bool(digits) and int(digits) <= _OLDEST_KEPT
