"""News that `records` announces after the transaction commits. Receivers get ids, never text."""

from django.dispatch import Signal

# sender: Note; kwargs: patient_id, note_id, user_id (who signed). A note was signed or amended.
note_signed = Signal()
# sender: ImportRun; kwargs: patient_ids (list). An import changed these charts.
charts_imported = Signal()
# sender: ImagingStudy; kwargs: patient_id, study_id.
study_stored = Signal()
# sender: Merged; kwargs: actor, old_id, new_id. Rows of the old chart moved into the new one. Sent inside that
# transaction, unlike the others: what the apps above keep of a chart moves with it, or nothing does.
charts_merged = Signal()
