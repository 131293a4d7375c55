"""`python -m budgetcheck` is the command `budgetcheck`."""

from __future__ import annotations

import sys

from budgetcheck.cli import main

if __name__ == "__main__":
    sys.exit(main())
