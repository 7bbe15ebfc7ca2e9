"""What the key ring encrypts, refuses and survives."""

import json

import pytest

from records.engine.keyring import KeyRing, KeyRingError, key_id

PLACE = "records_note|1|text"


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing.generate()


def test_a_value_is_read_at_its_place_only(ring: KeyRing) -> None:
    token = ring.encrypt(b"value", PLACE)
    assert ring.decrypt(token, PLACE) == b"value"
    with pytest.raises(KeyRingError, match="changed or moved"):
        ring.decrypt(token, "records_note|2|text")


@pytest.mark.parametrize("token", [b"", b"\x01", b"\x02abc", b"plain text", b"\x01\x04abcd", b"\x01\xff"])
def test_what_is_no_token_is_refused(ring: KeyRing, token: bytes) -> None:
    with pytest.raises(KeyRingError):
        ring.decrypt(token, PLACE)


def test_a_token_that_was_cut_short_is_refused(ring: KeyRing) -> None:
    token = ring.encrypt(b"value", PLACE)
    for size in range(len(token)):
        with pytest.raises(KeyRingError):
            ring.decrypt(token[:size], PLACE)


def test_every_flipped_bit_is_noticed(ring: KeyRing) -> None:
    token = ring.encrypt(b"value", PLACE)
    for at in range(len(token)):
        changed = token[:at] + bytes([token[at] ^ 1]) + token[at + 1 :]
        with pytest.raises(KeyRingError):
            ring.decrypt(changed, PLACE)


def test_a_ring_survives_being_written_and_read(ring: KeyRing) -> None:
    again = KeyRing.from_json(ring.to_json())
    assert again == ring
    assert again.decrypt(ring.encrypt(b"value", PLACE), PLACE) == b"value"


def test_a_new_key_writes_and_the_old_one_still_reads(ring: KeyRing) -> None:
    token = ring.encrypt(b"value", PLACE)
    newer = ring.with_new_key()
    assert newer.decrypt(token, PLACE) == b"value"
    assert key_id(newer.encrypt(b"value", PLACE)) == newer.active != ring.active
    with pytest.raises(KeyRingError, match="not in the key ring"):
        newer.without_old_keys().decrypt(token, PLACE)


def test_look_ups_and_derived_keys_outlive_rotation(ring: KeyRing) -> None:
    newer = ring.with_new_key().without_old_keys()
    assert newer.lookup("name", "lindqvist") == ring.lookup("name", "lindqvist")
    assert newer.derive("django") == ring.derive("django")
    assert newer.audit_key == ring.audit_key


def test_look_ups_differ_by_kind_value_and_ring(ring: KeyRing) -> None:
    hashes = {ring.lookup("name", "a"), ring.lookup("name", "b"), ring.lookup("birth", "a")}
    assert len(hashes | {KeyRing.generate().lookup("name", "a"), ring.derive("name")}) == 5


def broken(change: dict[str, object]) -> str:
    return json.dumps(json.loads(KeyRing.generate().to_json()) | change)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        broken({"active": "nobody"}),
        broken({"keys": {}}),
        broken({"keys": []}),
        broken({"audit": "AAAA"}),
        broken({"lookup": "not base64!"}),
    ],
)
def test_a_broken_ring_stops_the_start(text: str) -> None:
    with pytest.raises(KeyRingError):
        KeyRing.from_json(text)


def test_a_ring_does_not_show_its_keys(ring: KeyRing) -> None:
    shown = repr(ring)
    assert ring.active in shown
    assert repr(ring.audit_key) not in shown
    assert not any(repr(key) in shown for key in ring.keys.values())
