"""The trained reader: what a network, taught on reports with answer keys, reads in a report.

It gives incidents with who did them, to whom and with what, each with a probability; it knows
nothing of voices, counts, days or places, which are the grammar's. What the two make together is
said in `tallybook.coding.trained.evidence`.
"""
