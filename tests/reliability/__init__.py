"""Nothing lost, nothing unnoticed: kills, faults, many writers, tampering, hostile content."""
