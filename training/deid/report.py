"""Measures the written tagger with all rules around it, and writes its card."""

from pathlib import Path

from bench.deid import ROOT, measured
from training.trunk import Card, write_card
from triage.engine.deid.deidentify import Deidentifier

NAME = "anamnesis-deid"
LIMITS = (
    "Finds what it has cues for: capitals, forms of numbers, lists of names, words that medical text does not "
    "use, roles beside names. A name that is an everyday word (Rose, May), in lower case without a form of "
    "address, or misspelt may stay, and so may an organisation, a small place or a house that goes by a name of "
    "everyday words. Job titles that are care professions, roles, ages up to 89 and forms of address are reported "
    "and left; so are times of day. Rare diagnoses, events and relations can identify a person and are not "
    "touched. The held-out templates are general English, not notes; the demo clinic's notes are ours and were "
    "looked at while the rules were written. Our passages are by one author; the odd ones were read while rules "
    "were written, the even ones were not. A person checks every text before it leaves the clinic."
)


def write_report(data: Path, folder: Path, texts: int, seed: int, minutes: float) -> None:
    _placeholder(folder)
    found = measured(data, Deidentifier(folder, ROOT / "knowledge" / "deid"))
    card = Card(
        name=NAME,
        task="Marks names, places, organisations, addresses and occupations in text for de-identification.",
        data=(
            "pii_synthetic, templates not divisible by 5 (microsoft/presidio-research; MIT), also filled with made-up "
            "names",
            "our own sentences (training/deid/texts.yaml) and lists of names and places (knowledge/deid)",
            "sentences without names of MedQuAD (CC BY 4.0), MTS-Dialog (CC BY 4.0), MACCROBAT (CC BY 4.0), PubMedQA "
            "(MIT), "
            "SciFact abstracts (ODC-By), BC5CDR and NCBI (CC BY 4.0 as distributed); how these write their words",
        ),
        splits={"training texts": texts, "held-out gold spans": found["pii_synthetic, held-out templates"]["n"]},
        metrics={name: {k: v for k, v in row.items() if k != "recall_by_type"} for name, row in found.items()},
        command="python -m training.deid.train --data DATA; python -m bench.deid DATA",
        limits=LIMITS,
        licence="Apache-2.0",
        seed=seed,
        minutes=minutes,
    )
    write_card(folder, card, {}, folder / "weights.npz")


def _placeholder(folder: Path) -> None:
    """The measuring below reads the folder as the program does, which wants a card."""
    if not (folder / "card.json").exists():
        (folder / "card.json").write_text('{"name": "unmeasured", "revision": ""}', encoding="utf-8")
