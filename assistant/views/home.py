"""Where a signed-in user starts: by role."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from records import access
from records.models import Role
from records.selectors.my_list import merged_elsewhere, my_list
from triage.selectors.alerts import loud_counts

STARTS = {
    Role.PATIENT: "records:my_record",
    Role.PRIVACY_OFFICER: "records:audit",
    Role.ADMINISTRATOR: "assistant:status",
}


@require_GET
@login_required
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    actor = access.actor_for(request.user, access.Channel.WEB)
    if start := STARTS.get(Role(actor.user.role)):
        return redirect(start)
    patients = my_list(actor)
    merged = merged_elsewhere(actor, patients)
    alerts = loud_counts([one.patient_id for one in patients if not one.closed])
    return render(request, "assistant/home.html", {"patients": patients, "merged": merged, "alerts": alerts})
