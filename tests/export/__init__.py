"""What goes to others, in every format."""
