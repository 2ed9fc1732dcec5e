"""Every kind of question, and every part that a kind must have."""
