"""Questions with known answers, taken from the rows and notes of the chart being written."""

from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.clock import spellings
from assistant.engine.demo.measuring import Measured
from assistant.engine.demo.types import DemoQuestion


class Questions:
    def __init__(self, chart: ChartBuilder) -> None:
        self._chart = chart
        self.asked: list[DemoQuestion] = []

    def ask(
        self, question: str, *groups: str | tuple[str, ...], evidence: tuple[str, ...], never: tuple[str, ...] = ()
    ) -> None:
        """Each group is one string, or several spellings of which one is enough."""
        expected = tuple((one,) if isinstance(one, str) else one for one in groups)
        row = DemoQuestion(self._chart.patient_id, question, expected, "answered", evidence, never)
        self.asked.append(row)

    def note(self, ref: str, question: str, *groups: str | tuple[str, ...]) -> None:
        self.ask(question, *groups, evidence=(ref,))

    def latest(self, key: str, question: str) -> None:
        self._measured(self._chart.need(key), question)

    def highest(self, key: str, question: str) -> None:
        self._measured(max(self._all(key), key=lambda one: one.value), question)

    def lowest(self, key: str, question: str) -> None:
        self._measured(min(self._all(key), key=lambda one: one.value), question)

    def _all(self, key: str) -> list[Measured]:
        return [one for one in self._chart.measured if one.key == key]

    def _measured(self, row: Measured, question: str) -> None:
        numbers = [(number, number.removesuffix(".0")) for number in row.number.split("/")]
        self.ask(question, *(tuple(dict.fromkeys(pair)) for pair in numbers), evidence=(row.ref,))

    def started(self, word: str, question: str) -> None:
        rows = [one for one in self._chart.orders if word.lower() in one.name.lower()]
        first = min(rows, key=lambda one: one.start)
        self.ask(question, spellings(first.start), evidence=(first.ref,))

    def medications(self, question: str) -> None:
        """The drugs still running, each by the first word of its name."""
        rows = [one for one in self._chart.orders if one.stop is None]
        names = dict.fromkeys(one.name.split()[0] for one in rows)
        self.ask(question, *names, evidence=tuple(one.ref for one in rows))

    def on(self, ref: str, ago: int, question: str) -> None:
        """When something happened: the day of the row `ref`."""
        self.ask(question, spellings(self._chart.clock.day(ago)), evidence=(ref,))

    def born(self, question: str) -> None:
        chart = self._chart
        self.ask(question, spellings(chart.born), evidence=(f"Patient/{chart.patient_id}",))

    def absent(self, question: str, *words: str) -> None:
        row = DemoQuestion(self._chart.patient_id, question, (), "not_in_record", absent=words)
        self.asked.append(row)
