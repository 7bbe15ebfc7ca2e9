from celery import shared_task

from records import audit


@shared_task
def seal_audit_trail() -> None:
    audit.seal()
