"""`python -m zkrc_ledger` does what `ledger` does."""

from zkrc_ledger.cli.main import main

if __name__ == "__main__":
    main()
