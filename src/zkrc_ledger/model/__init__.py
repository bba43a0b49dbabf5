"""Values: the contract's terms, the records, the schedule, the settlement, problems.

Everything here is frozen and knows nothing of files, clocks, screens or languages.
"""
