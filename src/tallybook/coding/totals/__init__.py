"""Figures for several attacks: totals with their parts, shares, running totals, series."""
