from assistant.engine.demo.clinic import build_clinic
from assistant.engine.demo.types import (
    Conflict,
    DemoChart,
    DemoClinic,
    DemoImage,
    DemoQuestion,
    DemoTeam,
    DemoUser,
    Identifier,
)

__all__ = [
    "Conflict",
    "DemoChart",
    "DemoClinic",
    "DemoImage",
    "DemoQuestion",
    "DemoTeam",
    "DemoUser",
    "Identifier",
    "build_clinic",
]
