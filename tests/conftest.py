"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# Seconds say nothing about right and wrong, and a busy machine would fail what is right.
settings.register_profile("newsparse", deadline=None)
settings.load_profile("newsparse")
