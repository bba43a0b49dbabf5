"""Ways of showing: one module a thing shown, one a way of drawing; nothing is computed here."""
