"""Weeks out of the ordinary: a series of bounds against its past, and the reports' own words."""
