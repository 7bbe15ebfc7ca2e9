"""Tasks take a job's id: claim it, do the work, done."""

from collections.abc import Callable

from celery import shared_task

from records import audit
from triage.services import deidentified_exports, jobs, marking, summary_making
from triage.services.jobs import Run

# What carries each kind of job; `triage.job_kinds` names the same tasks.
WORK: dict[str, Callable[[Run], None]] = {
    "mark_note": marking.mark_note,
    "mark_chart": marking.mark_chart,
    "summarize_chart": summary_making.summarize_chart,
    "summarize_note": summary_making.summarize_note,
    "summarize_dialogue": summary_making.summarize_dialogue,
    "summarize_stay": summary_making.summarize_stay,
    "write_handout": summary_making.write_handout,
    "export_deidentified": deidentified_exports.run_job,
}


def _carry(name: str, work: Callable[[Run], None]) -> None:
    def carried(job_id: str) -> None:
        with audit.sealed_together(), jobs.running(job_id) as run:
            if run:
                work(run)

    shared_task(name=f"triage.tasks.{name}")(carried)


for _name, _work in WORK.items():
    _carry(_name, _work)


@shared_task
def resume_unfinished() -> None:
    jobs.resume_unfinished()


@shared_task
def remove_old_exports() -> None:
    deidentified_exports.remove_old()
