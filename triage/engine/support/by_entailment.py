"""The rules with an entailment model of others in place of our small net."""

from collections.abc import Mapping, Sequence

from triage.engine.hub.classifier import HubClassifier
from triage.engine.support.checker import Checker
from triage.engine.support.types import CONTRADICTED, NOT_SUPPORTED, SUPPORTED, Verdict

NLI = ("entailment", "neutral", "contradiction")
_ENTAILED = 0.5


class EntailmentChecker:
    """What fails a rule fails, and what stands there word for word is supported; the model decides the rest."""

    def __init__(self, rules: Checker, model: HubClassifier) -> None:
        self._rules, self._model, self.info = rules, model, model.info

    def check(self, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        verdicts = self._rules.check(pairs)
        left = [place for place, one in enumerate(verdicts) if not one.reasons and 0.0 < one.score < 1.0]
        if left:
            passages, said = [pairs[place][1] for place in left], [pairs[place][0] for place in left]
            for place, shares in zip(left, self._model.shares(passages, said), strict=True):
                verdicts[place] = _verdict(shares)
        return verdicts


def _verdict(shares: Mapping[str, float]) -> Verdict:
    score = shares["entailment"]
    if score >= _ENTAILED:
        return Verdict(SUPPORTED, score)
    contradicts = shares["contradiction"] > max(score, shares["neutral"])
    return Verdict(CONTRADICTED if contradicts else NOT_SUPPORTED, score)
