"""What goes to others: one module for each format."""
