"""The most memory that this process has had."""

from __future__ import annotations

import resource
from pathlib import Path

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def forget_peak() -> None:
    """Let the peak begin anew, where the system can."""
    if CLEAR.exists():
        CLEAR.write_text("5")


def peak() -> int:
    """Return the most bytes that this process has had in memory.

    `ru_maxrss` would do, but that a process starts with its parent's.
    """
    if STATUS.exists():
        for line in STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
