"""What one app may import of another is a short list (CONTRIBUTING.md); the rest is its own affair."""

from collections.abc import Iterable

from tests.guards.source import PACKAGES, ROOT, Source, imports, sample, sources

COMMON = {"models", "services", "selectors", "errors", "engine"}
OPEN = {
    "records": COMMON | {"access", "audit", "fields", "files", "signals"},
    "triage": COMMON | {"events"},
    "assistant": COMMON,
}
FOR_COMMANDS = {"management"}  # how every command reads its arguments and shows its progress
# config is no app: it wires the apps together.
WIRING = {"keys", "routing", "urls", "loop"}


def reaching_in(found: Iterable[Source]) -> list[str]:
    return [
        f"{source.module}:{each.line} imports {each.target}"
        for source in found
        for each in imports(source)
        if each.package in OPEN and each.package != source.package and not _is_open(source, each.target)
    ]


def _is_open(source: Source, target: str) -> bool:
    app, part = [*target.split("."), ""][:2]
    extra = WIRING if source.package == "config" else FOR_COMMANDS if ".management." in source.module else set()
    return part in OPEN[app] | extra


def test_apps_import_only_the_open_parts_of_each_other() -> None:
    assert reaching_in(sources(PACKAGES)) == []


def test_reaching_into_another_app_is_found() -> None:
    assert reaching_in([sample("assistant.services.answering", "from records import keys")])
    assert reaching_in([sample("assistant.views.chat", "from triage.tasks import resume_unfinished")])
    assert reaching_in([sample("triage.services.jobs", "import records.receivers")])
    assert not reaching_in([sample("assistant.services.answering", "from records import access, audit")])
    assert reaching_in([sample("assistant.services.answering", "from records.management import batch")])
    assert not reaching_in([sample("assistant.management.commands.x", "from records.management import batch")])
    assert not reaching_in([sample("config.asgi", "from triage.loop import set_server_loop")])


def test_the_list_is_the_one_that_contributors_read() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rule = text[text.index("From another app import only") :].split("\n- ")[0]
    named = set(rule.split("`")[1::2]) - set(OPEN)
    assert named == set().union(*OPEN.values(), FOR_COMMANDS)
