"""Where a chart's notes, its lists and its dates do not agree. It shows; a clinician settles."""
