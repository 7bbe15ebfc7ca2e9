"""A spoken visit turned into note text: turns, statements, wording, choice."""
