"""Days of a chart, counted back from today so that the demo clinic never grows old."""

from datetime import date, timedelta

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OFFSET = "-05:00"


class Clock:
    def __init__(self, today: date) -> None:
        self.today = today
        self._kept: set[int] = set()

    def keep(self, ago: int, days: int = 0) -> None:
        """Emergency and hospital days stay where they fall; everything else avoids weekends."""
        self._kept.update(range(ago - days, ago + 1))

    def day(self, ago: int) -> date:
        day = self.today - timedelta(days=ago)
        over = 0 if ago in self._kept else max(0, day.weekday() - 4)
        return day - timedelta(days=over)

    def at(self, ago: int, hour: int = 9, minute: int = 0) -> str:
        return f"{self.day(ago).isoformat()}T{hour:02d}:{minute:02d}:00{_OFFSET}"


def shown(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spellings(day: date) -> tuple[str, ...]:
    """Ways in which an answer may write the day."""
    month = _MONTHS[day.month - 1]
    return (day.isoformat(), shown(day), f"{month} {day.day}, {day.year}", day.strftime("%m/%d/%Y"))


def birth_date(today: date, age: int, days: int) -> date:
    """The birth date of someone who turned `age` some `days` (0 to 364) ago."""
    turned = today - timedelta(days=days)
    return turned.replace(year=turned.year - age, day=min(turned.day, 28))
