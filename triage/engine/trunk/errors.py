class ModelUnavailable(Exception):
    """A model cannot be loaded. The message says what to install or put where."""
