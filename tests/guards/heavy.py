"""Libraries that take long to load or much memory: workers load them on first use, pages never do."""

HEAVY = frozenset(
    "torch transformers sentence_transformers tokenizers onnxruntime faiss bm25s fhir haystack sklearn scipy".split()
)
