"""Pure computing: contract, records and a date in; schedule, settlement and problems out.

No clock, no file, no printing and no language in here. `clauses/` holds one module a clause.
"""
