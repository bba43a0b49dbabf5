"""Tests of `zkrc_ledger.model`."""
