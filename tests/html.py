"""What a person reads on a page, for tests of pages."""

import html
import re
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.test import Client

from records.models import User

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

    Reply = _MonkeyPatchedWSGIResponse
else:
    Reply = HttpResponse

_UNSEEN = re.compile(r"<(script|style|template|dialog)\b.*?</\1>|<title>.*?</title>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|i|mark|span|strong)\b[^>]*>")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(response: Reply) -> str:
    """The visible text on one line."""
    bare = re.sub(r"<[^>]*>", " ", _INLINE.sub("", _UNSEEN.sub(" ", response.content.decode())))
    return " ".join(html.unescape(bare).split())


def title(response: Reply) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def headings(response: Reply) -> list[str]:
    """Texts of the first-level headings."""
    found = re.findall(r"<h1\b[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]*>", "", one)).split()) for one in found]
