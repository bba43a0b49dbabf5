"""The contract's clauses, one module each, in the contract's order.

Numbers in the file names are those of the contract the ledger was first written for: `art3_2`
is 三.2, `annex1_6` is 附件1.六. Figures live in the contract file, never here.
"""
