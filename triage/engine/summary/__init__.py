"""Short faithful texts: a note, a dialogue, an article or a chart, every sentence with its source."""
