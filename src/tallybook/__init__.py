"""Tallybook: from news reports of armed attacks to a count that can be defended."""

__version__ = "0.1.0"
