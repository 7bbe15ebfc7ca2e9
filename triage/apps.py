from django.apps import AppConfig


class TriageConfig(AppConfig):
    name = "triage"
    verbose_name = "Model jobs"

    def ready(self) -> None:
        from triage import checks, job_kinds, receivers, tasks  # noqa: F401  (register and connect)
