"""Does a model give what an inner layer holds, and the same vectors as without?"""

import json

import pytest

from triage.engine.trunk.states import States
from triage.engine.trunk.trunk import Trunk
from triage.engine.trunk.words import FOLDER, shared_words

WEIGHTS = FOLDER.parent


@pytest.mark.model
def test_the_vector_stays_and_every_piece_has_a_state() -> None:
    inner = json.loads((WEIGHTS / "ranker" / "card.json").read_text(encoding="utf-8"))["inner"]
    pieces = [p.ids for p in shared_words().pieces(["Potassium 5.4.", "She walks to church and back."])]
    plain = Trunk(WEIGHTS / "encoder").run(pieces)
    for ids, vector, states in zip(pieces, plain, States(WEIGHTS / "encoder", inner).run(pieces), strict=True):
        assert states.shape == (len(ids) + 3, 384)
        assert states[0] == pytest.approx(vector, abs=1e-5)
