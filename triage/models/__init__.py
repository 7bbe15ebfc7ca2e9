from triage.models.job import LEASE, Job, JobState

__all__ = ["LEASE", "Job", "JobState"]
