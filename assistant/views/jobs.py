"""A clinician's own jobs."""

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from assistant.selectors.jobs import listed_jobs
from records import access
from records.access import Actor
from records.models import Role
from records.services.roles import must_be
from triage.selectors.jobs import own_job
from triage.services import jobs


@require_GET
@login_required
@never_cache
def job_list(request: HttpRequest) -> HttpResponse:
    """Whole, or only its table for the page that heard news of a job."""
    part = request.headers.get("HX-Target") == "job-table"
    template = "assistant/jobs/table.html" if part else "assistant/jobs/page.html"
    listed = listed_jobs(_clinician(request))
    return render(request, template, {"jobs": listed, "is_open": any(not one.job.is_over for one in listed)})


@require_GET
@login_required
@never_cache
def open_jobs(request: HttpRequest) -> HttpResponse:
    """The number in the header."""
    _clinician(request)
    return render(request, "assistant/jobs/count.html")


@require_POST
@login_required
def cancel(request: HttpRequest, job_id: UUID) -> HttpResponse:
    jobs.request_cancel(own_job(_clinician(request), job_id))
    return _back(request)


@require_POST
@login_required
def again(request: HttpRequest, job_id: UUID) -> HttpResponse:
    jobs.run_again(own_job(_clinician(request), job_id))
    return _back(request)


def _clinician(request: HttpRequest) -> Actor:
    actor = access.actor_for(request.user, access.Channel.WEB)
    must_be(actor, "jobs", Role.CLINICIAN)
    return actor


def _back(request: HttpRequest) -> HttpResponse:
    """To the page of this clinic that the button stood on."""
    wanted = request.POST.get("next", "")
    return cast(HttpResponse, redirect(wanted if wanted.startswith("/patients/") else "assistant:jobs"))
