"""Recipe of the name tagger of de-identification."""
