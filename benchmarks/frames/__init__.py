"""Checking whole data frames, beside queries by hand and beside other libraries.

`lines` draws the data and plants what is wrong, `truth` says what is right, one
module for each engine asks the same five rules by hand, `peers` asks other libraries,
and `ours` asks `budgetcheck.frames`. `tables` and `small` time all of them in turns,
`memory` measures each in a process of its own, and `large` is for what is larger than
the memory.
"""
