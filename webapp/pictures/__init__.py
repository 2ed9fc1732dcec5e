"""Pictures at addresses of their own."""
