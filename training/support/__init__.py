"""Recipe of the statement-support checker."""
