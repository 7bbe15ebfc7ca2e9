"""De-identification with this installation's secret, for batches and exports."""

import json
from functools import lru_cache
from typing import Any

from django.conf import settings

from records.services.pseudonyms import pseudonym_secret
from triage.engine.deid import Deidentified, Deidentifier, DeidUnavailable, Known, ListsError
from triage.engine.ner.hub import HubRecogniser
from triage.errors import CannotRun
from triage.services.chosen import folder_of, opened

Item = dict[str, Any]


def deidentifier() -> Deidentifier:
    """Raises CannotRun where the weights or lists cannot be read."""
    try:
        return opened(_load, settings.ANAMNESIS_DEID)
    except (DeidUnavailable, ListsError) as error:
        raise CannotRun(f"{error} Put back the folders weights/ and knowledge/ of this version.") from error


@lru_cache(maxsize=1)
def _load(model: str) -> Deidentifier:
    ours = folder_of(model, "deid")
    others = None if ours else HubRecogniser(model)
    return Deidentifier(ours or settings.ANAMNESIS_WEIGHTS / "deid", settings.ANAMNESIS_KNOWLEDGE / "deid", others)


def deidentify(text: str, patient: str, known: Known | None = None) -> Deidentified:
    """`patient` chooses by how many days the dates move: give the same for all texts of a person."""
    return deidentifier().deidentify(text, pseudonym_secret(), patient, known)


@lru_cache(maxsize=1)
def measured() -> tuple[float, int]:
    """The lowest recall that the model's card reports, and on how many spans."""
    card = json.loads((settings.ANAMNESIS_WEIGHTS / "deid" / "card.json").read_text(encoding="utf-8"))
    return min((one["recall"], one["n"]) for one in card["metrics"].values() if "recall" in one)


def predict(item: Item) -> Item:
    """For `predict deidentify`. Lines of one `patient` move together; without one each line stands alone."""
    done = deidentify(item["text"], str(item.get("patient") or item["id"]))
    spans = [{"start": s.start, "end": s.end, "type": s.type, "kept": s.kept} for s in done.spans]
    return {"text": done.text, "spans": spans, "model": deidentifier().info.name}
