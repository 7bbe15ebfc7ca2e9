"""What this app does when the record announces news."""
