"""Repairing until nothing is left to repair, so that a second run changes nothing."""

from __future__ import annotations

from newsparse.text import Edit, Findings, Stage, Text

# Residue inside residue (&amp;lt;p&amp;gt;) nests as deep as pages were escaped over and over; twice is common.
ROUNDS = 8


def settled(text: Text, stage: Stage, *others: Stage) -> Findings:
    """What `stage` finds in `text`, and what it and `others` find in what that leaves, as edits of `text`.

    Where `stage` finds nothing, nothing else is done; warnings and marks are those of its first run.
    """
    first = stage(text)
    if not first.edits:
        return first
    start = Text(text.text).apply(Findings(first.edits))
    now = start
    for _ in range(ROUNDS):
        before = now
        for each in (*others, stage):
            now = now.apply(Findings(each(now).edits))
        if now is before:
            break
    if now is start:
        return first
    return Findings([Edit(r.raw_span, r.after, r.reason) for r in now.repairs], first.marks, first.warnings)
