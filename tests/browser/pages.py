"""The address of every page of the app in the served demo clinic, by who may open it:
`manage.py shell -c "from tests.browser.pages import printed; print(printed('dr.okafor', 'Delgado'))"`.

A route is a page and walked by `test_every_page.py` unless it is named here with the reason.
"""

import json

from records.models import Patient, Role, User
from tests.guards.routes import BY_TOKEN, EVERYONE, ONES_OWN_ACCOUNT, PUBLIC, WELCOME, Route, World, web_routes

POSTED = "only posted to"
PART = "a part of a page, which its page shows"
FILE = "a file"
CLOSED = "closed: config/account_urls.py"
STEP = "a step of signing in, or of setting up a second factor, that needs the step before"
NOT_PAGES: dict[str, str] = {
    **dict.fromkeys(BY_TOKEN, "for other systems"),
    **dict.fromkeys(
        (
            *("assistant:job_cancel", "assistant:job_again", "assistant:alert_take_back", "assistant:note_read"),
            *("assistant:note_reviewed", "assistant:mark_undo", "assistant:mark_propose", "assistant:ask"),
            *("assistant:again", "assistant:stop", "assistant:rate", "assistant:summary_accept", "set_language"),
            *("records:break_glass_close", "records:audit_verify", "account_logout", "assistant:deidentified_fetch"),
            *("records:audit_patient", "records:review"),
        ),
        POSTED,
    ),
    **dict.fromkeys(
        ("assistant:jobs_open", "assistant:note_reading", "assistant:note_summary", "assistant:mark"), PART
    ),
    **dict.fromkeys(("assistant:image", "assistant:download", "assistant:answer_text", "records:my_export"), FILE),
    **dict.fromkeys(
        (
            *("account_reset_password", "account_reset_password_done", "account_reset_password_from_key"),
            *("account_reset_password_from_key_done", "account_confirm_email", "account_email_verification_sent"),
            *("account_confirm_login_code", "account_email", "account_set_password"),
        ),
        CLOSED,
    ),
    **dict.fromkeys(
        (
            *(
                "mfa_authenticate",
                "mfa_reauthenticate",
                "mfa_activate_totp",
                "mfa_deactivate_totp",
                "mfa_view_recovery_codes",
            ),
            *("mfa_generate_recovery_codes", "mfa_download_recovery_codes", "account_reauthenticate"),
        ),
        STEP,
    ),
}
STAFF = {Role.PRIVACY_OFFICER: "p.ferreira", Role.ADMINISTRATOR: "admin", Role.PATIENT: "leah.goldstein"}


def walked() -> list[Route]:
    return [route for route in web_routes() if route.name not in NOT_PAGES]


def printed(clinician: str, family_name: str) -> str:
    """JSON: user name (empty: nobody) → addresses. What pages are about is made in this patient's chart."""
    user = User.objects.get(username=clinician)
    chart = next(one for one in Patient.objects.all() if one.family_name == family_name)
    own = Patient.objects.get(account__username=STAFF[Role.PATIENT])
    found: dict[str, list[str]] = {}
    for route in walked():
        who = opened_by(route, clinician)
        world = World(own if who == STAFF[Role.PATIENT] else chart, user)
        found.setdefault(who, []).append(route.address(world))
    return json.dumps(found)


def opened_by(route: Route, clinician: str) -> str:
    if route.name in PUBLIC:
        return ""
    if route.name.startswith("records:my_"):
        return STAFF[Role.PATIENT]
    welcome = WELCOME.get(route.name, EVERYONE)
    if Role.CLINICIAN in welcome or route.name in ONES_OWN_ACCOUNT:
        return clinician
    return next(STAFF[role] for role in STAFF if role in welcome)
