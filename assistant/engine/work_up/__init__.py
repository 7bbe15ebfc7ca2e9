"""A differential worked through in a conversation: one question at a time, chosen by what it would tell."""
