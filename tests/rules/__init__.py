"""Tests of `zkrc_ledger.rules`."""
