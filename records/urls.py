from django.urls import path

from records.views import audit, finder, my_record

app_name = "records"
urlpatterns = [
    path("find/", finder.finder, name="finder"),
    path("find/<uuid:wanted_id>/open/", finder.break_glass, name="break_glass"),
    path("find/<uuid:patient_id>/close/", finder.break_glass_close, name="break_glass_close"),
    path("my-record/", my_record.overview, name="my_record"),
    path("my-record/results/", my_record.results, name="my_results"),
    path("my-record/notes/", my_record.notes, name="my_notes"),
    path("my-record/notes/<uuid:own_note_id>/", my_record.note, name="my_note"),
    path("my-record/who-looked/", my_record.lookers, name="my_lookers"),
    path("my-record/choices/", my_record.choices, name="my_choices"),
    path("my-record/export/", my_record.export, name="my_export"),
    path("oversight/audit/", audit.trail, name="audit"),
    path("oversight/audit/patient/", audit.find_patient, name="audit_patient"),
    path("oversight/audit/verify/", audit.verify, name="audit_verify"),
    path("oversight/emergency/", audit.reviews, name="reviews"),
    path("oversight/emergency/<uuid:emergency_id>/", audit.review, name="review"),
]
