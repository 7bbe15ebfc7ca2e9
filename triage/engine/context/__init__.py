"""Whether a finding in a text is denied, when it was, and whose it is."""

from triage.engine.context.assess import ContextEngine, apply, assess, assess_named, contexts
from triage.engine.context.types import Context

__all__ = ["Context", "ContextEngine", "apply", "assess", "assess_named", "contexts"]
