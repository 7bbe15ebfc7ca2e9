"""Puts one condition's score into words: what speaks for it, what against, what nobody has told."""

from collections.abc import Mapping, Sequence

from triage.engine.differential.fusion import Fusion
from triage.engine.differential.observations import Observation
from triage.engine.differential.tables import Matrix, Tables
from triage.engine.differential.types import Evidence, Parts, Ranked, Unknown

_COUNTS = 0.1  # log odds: less is not worth a line
_SHOWN = 8
_UNKNOWN_SHOWN = 6


class Explainer:
    def __init__(self, tables: Tables, fusion: Fusion) -> None:
        self._tables = tables
        self._fusion = fusion
        self._conditions = list(tables.knowledge.conditions.values())

    def ranked(
        self, row: int, probability: float, told: Sequence[Observation], features: Mapping[str, Matrix]
    ) -> Ranked:
        return self.named(self._conditions[row].name, row, probability, told, features)

    def named(
        self,
        name: str,
        row: int | None,
        probability: float,
        told: Sequence[Observation],
        features: Mapping[str, Matrix],
    ) -> Ranked:
        """Under the name that the caller uses; `row` is None for a name that the knowledge does not know."""
        if row is None:
            return Ranked("", name, (), (), probability, (), (), (), "", False, False, Parts(0.0, 0.0, 0.0, 0.0))
        condition = self._conditions[row]
        supporting, against = self.evidence(row, told)
        others = tuple(other for other in condition.names if other != name)
        return Ranked(
            condition=condition.id,
            name=name,
            synonyms=others,
            icd10=condition.icd10,
            probability=probability,
            supporting=supporting,
            against=against,
            unknown=self._unknown(row, told),
            urgency=condition.urgency,
            cant_miss=condition.cant_miss,
            reviewed=condition.review.reviewed is not None,
            parts=self._parts(row, features),
        )

    def evidence(self, row: int, told: Sequence[Observation]) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
        weighed = [self._weighed(row, one) for one in told]
        supporting = sorted((one for one in weighed if one.weight > _COUNTS), key=lambda one: -one.weight)
        against = sorted((one for one in weighed if one.weight < -_COUNTS), key=lambda one: one.weight)
        return tuple(supporting[:_SHOWN]), tuple(against[:_SHOWN])

    def plain(self, one: Observation) -> Evidence:
        return self._evidence(one, 0.0)

    def _weighed(self, row: int, one: Observation) -> Evidence:
        table = self._tables.present if one.present else self._tables.absent
        share = self._fusion.present if one.present else self._fusion.absent
        weight = float(table[row, self._tables.column[one.finding]]) * one.weight * share
        return self._evidence(one, round(weight, 3))

    def _evidence(self, one: Observation, weight: float) -> Evidence:
        name = self._tables.knowledge.findings[one.finding].name
        return Evidence(
            one.finding, name, one.present, weight, one.text, one.span, one.source, one.temporality, one.since
        )

    def _unknown(self, row: int, told: Sequence[Observation]) -> tuple[Unknown, ...]:
        """The findings of the entry that would move it most, of which nobody has told."""
        knowledge = self._tables.knowledge
        known = {one.finding for one in told}.union(*(knowledge.ancestors[one.finding] for one in told if one.present))
        found = []
        for id_ in self._conditions[row].findings:
            if id_ not in known and not knowledge.ancestors[id_] & {one.finding for one in told if not one.present}:
                place, finding = self._tables.column[id_], knowledge.findings[id_]
                up = float(self._tables.present[row, place]) * self._fusion.present
                down = float(self._tables.absent[row, place]) * self._fusion.absent
                found.append(Unknown(id_, finding.name, finding.kind, round(up, 3), round(down, 3)))
        return tuple(sorted(found, key=lambda one: -abs(one.if_present - one.if_absent))[:_UNKNOWN_SHOWN])

    def _parts(self, row: int, features: Mapping[str, Matrix]) -> Parts:
        def part(*names: str) -> float:
            shares = [float(getattr(self._fusion, n)) * float(features[n][row]) for n in names if n in features]
            return round(sum(shares), 3)

        return Parts(
            part("prevalence", "who"), part("present", "absent"), part("sentence", "whole", "ranker"), part("words")
        )
