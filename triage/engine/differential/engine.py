"""From a case to its differential: findings by rule, odds by knowledge, nearness by meaning, one sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from triage.engine.differential import danger, prior
from triage.engine.differential.candidates import NameIndex
from triage.engine.differential.documents import affirmed
from triage.engine.differential.explain import Explainer
from triage.engine.differential.fusion import Fusion
from triage.engine.differential.impersonal import impersonal
from triage.engine.differential.lexical import Lexical
from triage.engine.differential.meaning import Meaning
from triage.engine.differential.next_step import CONSIDERED, NextSteps
from triage.engine.differential.observations import Observation, observations
from triage.engine.differential.ranker import Ranker
from triage.engine.differential.tables import Matrix, build_tables
from triage.engine.differential.types import SETTINGS, Case, Differential, MustNotMiss, Ranked, RedFlag
from triage.engine.findings import CaseReading, FindingReader, Person
from triage.engine.knowledge import Knowledge
from triage.engine.types import ModelInfo

LENGTH = 20  # conditions of a list
_FLAG_FROM = 0.01  # red flags are those of conditions at least this likely, and of the can't-miss tier


@dataclass(frozen=True, slots=True)
class Scored:
    """One case before it is put into words. Rows are conditions in the order of the knowledge."""

    reading: CaseReading
    told: tuple[Observation, ...]
    said: tuple[str, ...]  # the sentences that affirm something
    features: dict[str, Matrix]
    total: Matrix


class DifferentialEngine:
    """Holds everything worked out from the knowledge; a case changes nothing in it."""

    def __init__(
        self,
        knowledge: Knowledge,
        meaning: Meaning,
        ranker: Ranker,
        fusion: Fusion,
        critical: Mapping[int, frozenset[str]],
        info: ModelInfo,
    ) -> None:
        self.knowledge = knowledge
        self.conditions = list(knowledge.conditions.values())
        self.info = info
        self._critical = critical
        self._fusion = fusion
        self._reader = FindingReader(knowledge)
        self._tables = build_tables(knowledge)
        self._lexical = Lexical(knowledge)
        self._meaning = meaning
        self._ranker = ranker
        self.names = NameIndex(knowledge)
        self._explain = Explainer(self._tables, fusion)
        self._next = NextSteps(self._tables, self._said)
        self._who = lru_cache(maxsize=None)(lambda band, sex: prior.who(knowledge, band, sex))
        self._prevalence = {name: prior.prevalence(knowledge, name) for name in ("", *SETTINGS)}

    def diagnose(self, case: Case, candidates: Sequence[str] = ()) -> Differential:
        """With `candidates` these names are ranked, and the list holds exactly them."""
        scored = self.score(case)
        probability = self._fusion.probabilities(scored.total)
        tier = danger.tier(self._tables, scored.told, scored.features["present"], scored.features["who"], probability)
        if candidates:
            ranked = self._among(candidates, scored)
        else:
            ranked = [
                self._explain.ranked(row, float(probability[row]), scored.told, scored.features)
                for row in danger.np_order(probability)[:LENGTH]
            ]
        return self._whole(scored, probability, tier, ranked, case.unknown)

    def score(self, case: Case) -> Scored:
        text = impersonal(case.text)
        reading = self._reader.read(text, case.age, case.sex)
        told = tuple(observations(reading.findings, case.given, self.knowledge))
        said = tuple(affirmed(text, reading.findings))
        features = self._features(case.setting, reading.person, told, said)
        return Scored(reading, told, said, features, self._fusion.total(features))

    def _features(
        self, setting: str, person: Person, told: Sequence[Observation], said: Sequence[str]
    ) -> dict[str, Matrix]:
        present, absent = self._odds(told, True), self._odds(told, False)
        sentence, whole = self._meaning.score(said)
        return {
            "prevalence": self._prevalence[setting],
            "who": self._who("" if person.age is None else prior.age_band(person.age), person.sex),
            "present": present,
            "absent": absent,
            "sentence": sentence,
            "whole": whole,
            "words": self._lexical.score(said),
            "ranker": self._ranker.score(told, said),
        }

    def _odds(self, told: Sequence[Observation], state: bool) -> Matrix:
        chosen = [one for one in told if one.present is state]
        columns = [self._tables.column[one.finding] for one in chosen]
        weights = np.array([one.weight for one in chosen], np.float32)
        table = self._tables.present if state else self._tables.absent
        found: Matrix = table[:, columns] @ weights
        return found

    def _among(self, candidates: Sequence[str], scored: Scored) -> list[Ranked]:
        rows = [self.names.rows(name) for name in candidates]
        totals = np.array([max((float(scored.total[row]) for row in found), default=0.0) for found in rows], np.float32)
        strange = [place for place, found in enumerate(rows) if not found]
        if strange:
            # Of a name that the knowledge does not hold there is only the name to go by.
            near = self._meaning.names(scored.said, [candidates[place] for place in strange])
            totals[strange] = float(np.median(scored.total)) + self._fusion.sentence * near
        probability = self._fusion.closed(totals, len(scored.told))
        ranked = []
        for place in danger.np_order(probability):
            best = max(rows[place], key=lambda row: float(scored.total[row]), default=None)
            name, chance = candidates[place], float(probability[place])
            ranked.append(self._explain.named(name, best, chance, scored.told, scored.features))
        return ranked

    def _whole(
        self,
        scored: Scored,
        probability: Matrix,
        tier: Sequence[int],
        ranked: Sequence[Ranked],
        unknown: Sequence[str],
    ) -> Differential:
        top = danger.np_order(probability)[:CONSIDERED]
        likely = [row for row in top if probability[row] >= _FLAG_FROM]
        # What is in the tier for its place alone, without findings that speak for it, raises no flag.
        backed = [row for row in tier if scored.features["present"][row] >= danger.SUPPORTED_WITH_FLAG]
        flags = danger.red_flags(self._tables, scored.told, list(dict.fromkeys([*likely, *backed])))
        chances = [(self.conditions[row], float(probability[row])) for row in top]
        level, because = danger.acuity(self._critical, scored.told, chances, bool(flags), bool(tier))
        known = self._known(scored.told).union(*({id_} | self.knowledge.descendants(id_) for id_ in unknown))
        return Differential(
            person=scored.reading.person,
            findings=scored.reading.findings,
            ranked=tuple(ranked),
            cant_miss=tuple(
                MustNotMiss(
                    self.conditions[row].id,
                    self.conditions[row].name,
                    float(probability[row]),
                    self._explain.evidence(row, scored.told)[0],
                )
                for row in tier
            ),
            red_flags=tuple(
                RedFlag(self._explain.plain(one), tuple(condition.name for condition in alarming))
                for one, alarming in flags
            ),
            acuity=level,
            acuity_because=because,
            questions=tuple(self._next.questions(top, probability[top], known)),
            tests=tuple(self._next.tests(top, probability[top], known)),
            model=self.info,
        )

    def _known(self, told: Sequence[Observation]) -> frozenset[str]:
        """What need not be asked: told, implied by something present, or excluded by something absent."""
        known = {one.finding for one in told}
        for one in told:
            known |= self.knowledge.ancestors[one.finding] if one.present else self.knowledge.descendants(one.finding)
        return frozenset(known)

    def _said(self, text: str) -> frozenset[str]:
        return frozenset(one.finding for one in self._reader.find(text, Person()) if one.present)
