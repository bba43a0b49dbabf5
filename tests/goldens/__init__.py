"""What people read, kept to the character."""
