"""Whether a book can be true: errors that stop every answer, and warnings that do not."""
