"""A book: the folder that holds contract.toml and the records. Found, read, added to safely."""
