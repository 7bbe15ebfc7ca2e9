"""Reading notes, and writing, signing and amending them."""

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assistant.forms.notes import AmendForm, NoteForm
from assistant.selectors.note_text import shown_sections
from assistant.views.frame import chart_page, section
from assistant.views.marks import chosen
from assistant.views.summary import of_note
from records.access import Chart
from records.models import Note
from records.selectors import note_pages
from records.services import notes as writing
from triage.engine.clinical_labels import Group
from triage.selectors.jobs import reading_job
from triage.selectors.marks import NoteMarks, marks_of
from triage.services.summaries import made_of


@require_GET
@chart_page
def notes(request: HttpRequest, chart: Chart) -> HttpResponse:
    wanted = {name: request.GET.get(name, "")[:60] for name in ("kind", "author", "since", "until")}
    context = {
        "list": note_pages.note_list(chart, **wanted),
        "drafts": note_pages.own_drafts(chart),
        "filter": wanted,
        "filtered": any(wanted.values()),
    }
    return section(request, chart, "notes", "assistant/patient/notes.html", context)


@require_GET
@chart_page
def note(request: HttpRequest, chart: Chart, note_id: UUID) -> HttpResponse:
    """`?start=&end=` (character offsets) marks a cited span, reached at `#cited`; `?mark=` opens a model's mark."""
    page = note_pages.note_page(chart, note_id)
    job = reading_job(chart, note_id)  # before its marks: it may end between the two reads
    marks = marks_of(chart, note_id, page.row.text)
    start, end = (_offset(request.GET.get(name, "")) for name in ("start", "end"))
    shown = shown_sections(page.row.text, start, end, marks.marks if marks else ())
    context = {
        "page": page,
        "sections_shown": shown,
        "named": [one for one in shown if one.name],
        "note_id": note_id,
        "marks": marks,
        "groups": _groups(marks),
        "mark": chosen(marks, request.GET.get("mark", "")),
        "job": job,
        "made_of": made_of(chart, note_id),
        **of_note(chart, note_id),
    }
    return section(request, chart, "notes", "assistant/patient/note.html", context)


@require_http_methods(["GET", "POST"])
@chart_page
def write(request: HttpRequest, chart: Chart, draft_id: UUID | None = None) -> HttpResponse:
    """A new draft, or one's own. POST `action` is autosave, save or sign; `draft` names what was saved before."""
    known = draft_id or request.POST.get("draft", "")
    draft = note_pages.own_draft(chart, known) if known else None
    if request.method == "POST" and request.POST.get("action") == "autosave":
        return _autosaved(request, chart, draft)
    form = NoteForm(request.POST or None, initial=_initial(draft))
    if request.method == "POST" and form.is_valid():
        return _saved(request, chart, draft, form)
    return section(request, chart, "notes", "assistant/patient/write.html", {"form": form, "draft": draft})


@require_http_methods(["GET", "POST"])
@chart_page
def amend(request: HttpRequest, chart: Chart, note_id: UUID) -> HttpResponse:
    old = note_pages.current_note(chart, note_id)
    form = AmendForm(request.POST or None, initial={"text": old.text})
    if request.method == "POST" and form.is_valid():
        new = writing.amend(chart, old, form.cleaned_data["text"], form.cleaned_data["reason"])
        messages.success(request, _("The amended note is signed. The version before is kept."))
        return redirect("assistant:note", chart.patient.pk, new.pk)
    return section(request, chart, "notes", "assistant/patient/amend.html", {"form": form, "old": old})


def _saved(request: HttpRequest, chart: Chart, draft: Note | None, form: NoteForm) -> HttpResponse:
    note = _stored(chart, draft, form.cleaned_data["title"], form.cleaned_data["kind"], form.cleaned_data["text"])
    if request.POST.get("action") == "sign":
        signed = writing.sign(chart, note)
        messages.success(request, _("The note is signed."))
        return redirect("assistant:note", chart.patient.pk, signed.pk)
    messages.success(request, _("The draft is saved. Only you can see it until you sign it."))
    return redirect("assistant:note_edit", chart.patient.pk, note.pk)


def _autosaved(request: HttpRequest, chart: Chart, draft: Note | None) -> HttpResponse:
    """What was typed so far, complete or not; nothing is stored while there is no text."""
    text = request.POST.get("text", "")
    if text.strip():
        draft = _stored(chart, draft, request.POST.get("title", "")[:200], request.POST.get("kind", "")[:60], text)
    return render(request, "assistant/patient/autosaved.html", {"draft": draft})


def _stored(chart: Chart, draft: Note | None, title: str, kind: str, text: str) -> Note:
    if draft is None:
        return writing.draft(chart, title=title, kind=kind, text=text)
    return writing.revise(chart, draft, text, title=title, kind=kind)


def _initial(draft: Note | None) -> dict[str, str]:
    return {"title": draft.title, "kind": draft.kind, "text": draft.text} if draft else {}


def _groups(marks: NoteMarks | None) -> list[tuple[str, int]]:
    """The groups that are in the note, each with its number of marks, in their own order."""
    counts = Counter(mark.group for mark in marks.marks) if marks else Counter[Group]()
    return [(group.value, counts[group]) for group in Group if counts[group]]


def _offset(text: str) -> int:
    """Outside of every text where it is no number."""
    return int(text) if text.isdecimal() and len(text) < 10 else -1
