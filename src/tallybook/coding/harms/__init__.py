"""Killed and injured: how many, and in which words."""
