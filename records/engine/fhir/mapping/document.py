"""DocumentReference and the forms of a DiagnosticReport: notes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from records.engine.fhir import systems
from records.engine.fhir.mapping.attachments import BrokenAttachment, NotText, attachment_text
from records.engine.fhir.node import Node
from records.engine.fhir.source import Source, Unusable, withheld_for
from records.engine.fhir.types import NoteRecord, ReportRecord


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of a resource that gives no record; the rest of the resource does."""

    reason: str
    broken: bool


def map_document(source: Source) -> Iterator[NoteRecord | Dropped]:
    base = _document(source)
    contents = source.nodes("content")
    if not contents:
        raise Unusable("content: missing")
    attachments = [content.node("attachment") for content in contents]
    yield from _notes(base, attachments, bare=1)


def report_notes(source: Source, report: ReportRecord) -> Iterator[NoteRecord | Dropped]:
    status = "preliminary" if report.status in ("registered", "partial", "preliminary") else "signed"
    base = NoteRecord(
        resource_type=report.resource_type,
        source_id=report.source_id,
        patient_id=report.patient_id,
        encounter_id=report.encounter_id,
        source_system=report.source_system,
        version=report.version,
        last_updated=report.last_updated,
        status="amended" if report.status in ("amended", "corrected", "appended") else status,
        withheld=report.withheld,
        name=report.name,
        codes=report.codes,
        document_id=report.source_id,
        kind=report.name,
        author=report.provider,
        written=report.issued or report.effective,
        report_id=report.source_id,
    )
    yield from _notes(base, source.nodes("presentedForm"), bare=0)


def _notes(base: NoteRecord, attachments: list[Node], bare: int) -> Iterator[NoteRecord | Dropped]:
    """Attachment number `bare` keeps the id of the resource, the others are numbered."""
    for number, attachment in enumerate(attachments, start=1):
        try:
            text = attachment_text(attachment)
        except (NotText, BrokenAttachment) as error:
            yield Dropped(f"attachment {number}: {error}", isinstance(error, BrokenAttachment))
            continue
        suffix = "" if number == bare else f"~{number}"
        yield replace(
            base,
            source_id=base.source_id + suffix,
            name=attachment.text("title") or base.name,
            written=base.written or attachment.date("creation"),
            text=text,
        )


def _document(source: Source) -> NoteRecord:
    kind = source.words("type").split("; ")[0] or source.words("category").split("; ")[0] or "Note"
    context = source.node("context")
    visits = [source.target(part) for part in context.nodes("encounter")]
    status, signed = source.text("status"), source.text("docStatus")
    return NoteRecord(
        **source.common(
            "subject",
            status=_note_status(source, signed),
            withheld=withheld_for(status, {}) or withheld_for(signed, {}),
            name=source.text("description") or kind,
            codes=source.codes("type", systems.LOINC),
            encounter_id=next((visit.id for visit in visits if visit.kind in ("Encounter", "")), ""),
        ),
        document_id=source.id,
        kind=kind,
        author=_with_setting(source.name_at("author") or source.name_at("authenticator"), context),
        site=source.name_at("custodian"),
        written=source.date("date") or context.node("period").date("start"),
        replaces_ids=_replaces(source),
    )


def _with_setting(author: str, context: Node) -> str:
    """The author with the clinical specialty in which the note was written: people ask what cardiology said."""
    setting = context.words("practiceSetting")
    return author if setting.lower() in author.lower() else ", ".join(part for part in (author, setting) if part)


def _note_status(source: Source, signed: str) -> str:
    """`superseded` is said of a note only when another document replaces it: some sources mark every
    note that is not the newest as superseded, although each is the only note of its visit."""
    if source.origin.directory.is_replaced(source.id):
        return "superseded"
    return {"preliminary": "preliminary", "amended": "amended"}.get(signed, "signed")


def _replaces(source: Source) -> tuple[str, ...]:
    related = [part.node("target") for part in source.nodes("relatesTo") if part.text("code") == "replaces"]
    found = dict.fromkeys(source.target(reference).id for reference in related)
    return tuple(id for id in found if id and id != source.id)
