"""Tests: truths of the contract, and of the program that people use."""
