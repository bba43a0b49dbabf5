"""A book on disk: read in whatever form people keep it, written so that nothing is lost."""
