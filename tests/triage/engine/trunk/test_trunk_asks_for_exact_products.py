"""Are eight-bit products exact on processors whose fast ones overflow?"""

from pathlib import Path

import pytest

from triage.engine.trunk.trunk import has_vnni


@pytest.mark.parametrize(("flags", "there"), [("avx2 avx512_vnni", True), ("avx2 avx_vnni", True), ("avx2 fma", False)])
def test_the_flags_of_the_processor_say_whether_products_overflow(flags: str, there: bool, tmp_path: Path) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"processor\t: 0\nflags\t\t: fpu sse {flags}\n", encoding="ascii")
    assert has_vnni(cpuinfo) is there


def test_who_cannot_tell_asks_for_exact_products(tmp_path: Path) -> None:
    assert not has_vnni(tmp_path / "none")
