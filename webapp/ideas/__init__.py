"""Residents read, submit and support ideas."""
