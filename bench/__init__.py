"""Measures speed on this machine: `python -m bench.NAME`. Each prints a table and, last, one JSON line."""
