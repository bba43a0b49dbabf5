"""ledger: settles one service contract, every yuan traced to a clause and a record."""

__version__ = "0.1.0"
