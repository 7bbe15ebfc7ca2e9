from django.urls import path

from assistant import chat_urls
from assistant.views import alerts, cds_hooks, drafts, home, jobs, marks, notes, patient, reconcile, status, summary

CHART = "patients/<uuid:patient_id>/"

app_name = "assistant"
urlpatterns = [
    path("", home.home, name="home"),
    path("status/", status.status, name="status"),
    path("cds-services", cds_hooks.discovery, name="cds_services"),
    path("cds-services/<slug:service_id>", cds_hooks.service, name="cds_service"),
    path("cds-services/<slug:service_id>/feedback", cds_hooks.feedback, name="cds_feedback"),
    path("alerts/", alerts.alert_burden, name="alert_burden"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/open/", jobs.open_jobs, name="jobs_open"),
    path("jobs/<uuid:job_id>/cancel/", jobs.cancel, name="job_cancel"),
    path("jobs/<uuid:job_id>/again/", jobs.again, name="job_again"),
    path(CHART, patient.overview, name="patient"),
    path(f"{CHART}alerts/", alerts.alerts, name="alerts"),
    path(f"{CHART}alerts/<uuid:review_id>/again/", alerts.take_back, name="alert_take_back"),
    path(f"{CHART}summary/", summary.summary, name="summary"),
    path(f"{CHART}summary/<uuid:summary_id>/sources/<int:number>/", summary.summary_source, name="summary_source"),
    path(f"{CHART}summary/<uuid:summary_id>/accept/", summary.accept, name="summary_accept"),
    path(f"{CHART}notes/dialogue/", summary.dialogue, name="dialogue"),
    path(f"{CHART}notes/dialogue/<uuid:summary_id>/", summary.dialogue_note, name="dialogue_note"),
    path(f"{CHART}timeline/", patient.timeline, name="timeline"),
    path(f"{CHART}labs/", patient.labs, name="labs"),
    path(f"{CHART}labs/<slug:series_id>/", patient.lab, name="lab"),
    path(f"{CHART}medicines/", patient.medicines, name="medicines"),
    path(f"{CHART}problems/", patient.problems, name="problems"),
    path(f"{CHART}reconcile/", reconcile.page, name="reconcile"),
    path(f"{CHART}procedures/", patient.procedures, name="procedures"),
    path(f"{CHART}images/", patient.images, name="images"),
    path(f"{CHART}images/<uuid:file_id>/", patient.image, name="image"),
    path(f"{CHART}notes/", notes.notes, name="notes"),
    path(f"{CHART}notes/new/", notes.write, name="note_new"),
    path(f"{CHART}notes/<uuid:note_id>/", notes.note, name="note"),
    path(f"{CHART}notes/<uuid:draft_id>/edit/", notes.write, name="note_edit"),
    path(f"{CHART}notes/<uuid:note_id>/amend/", notes.amend, name="note_amend"),
    path(f"{CHART}notes/<uuid:note_id>/reading/", marks.reading, name="note_reading"),
    path(f"{CHART}notes/<uuid:note_id>/read/", marks.read, name="note_read"),
    path(f"{CHART}notes/<uuid:note_id>/reviewed/", marks.reviewed, name="note_reviewed"),
    path(f"{CHART}notes/<uuid:note_id>/undo/", marks.undo, name="mark_undo"),
    path(f"{CHART}marks/<uuid:mark_id>/", marks.mark, name="mark"),
    path(f"{CHART}marks/<uuid:mark_id>/propose/", drafts.propose, name="mark_propose"),
    path(f"{CHART}drafts/<uuid:proposal_id>/", drafts.draft, name="draft"),
    *chat_urls.urlpatterns,
]
