"""The sentences around the facts, in English and Simplified Chinese. Facts keep the source's wording."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from assistant.engine.mind.vocabulary import FOLDER, read_file
from records.engine.dates import SourceDate

# Chinese is set with a space beside Latin words and numbers.
_BORDER = re.compile(r"(?<=[\u3400-\u9fff])(?=[A-Za-z0-9<>])|(?<=[A-Za-z0-9%])(?=[\u3400-\u9fff])")


class Say:
    def __init__(self, chinese: bool) -> None:
        self.chinese = chinese
        self._language = "zh" if chinese else "en"

    def __call__(self, key: str, **facts: object) -> str:
        text = sentences()[key][self._language].format(**facts)
        return _BORDER.sub(" ", text) if self.chinese else text

    def word(self, key: str) -> str:
        return str(_content()["words"][key][self._language])

    def on(self, when: SourceDate | None) -> str:
        return self("on", date=when.display) if when else ""

    def listed(self, items: Sequence[str]) -> str:
        return ("、" if self.chinese else "; ").join(items)


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    return read_file(FOLDER / "sentences.yaml")


def sentences() -> dict[str, dict[str, str]]:
    return cast(dict[str, dict[str, str]], _content()["sentences"])
