"""Reading, decrypting and opening the index of one chart, and searching it.

python -m bench.shards
"""

import random

from bench import clinic, report

WORDS = "patient reports cough fever pain dose daily plan review blood pressure sleep clinic week renal".split()
SIZES = (100, 1000)  # notes


def main() -> None:
    rows = []
    with clinic.opened():
        from assistant.engine.retrieval.shard import ChartShard, NoteItem
        from assistant.services.encoder import encoder
        from records import files

        chance = random.Random(1)
        for size in SIZES:
            notes = [NoteItem(str(n), " ".join(chance.choices(WORDS, k=60)) + ".", "Progress") for n in range(size)]
            with report.timed() as build:
                shard = ChartShard.build(notes, encoder())
            files.write("index/charts/bench", shard.to_bytes())
            load = report.milliseconds(lambda: ChartShard.from_bytes(files.read("index/charts/bench"), encoder()), 15)
            search = report.milliseconds(lambda shard=shard: shard.search("why was the dose changed?"), 30)  # type: ignore[misc]
            rows.append(
                {"passages": shard.size, "build s": round(build.seconds, 2), "load ms": load, "search ms": search}
            )
    report.show("shards", rows)


if __name__ == "__main__":
    main()
