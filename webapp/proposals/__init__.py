"""Residents, associations and companies propose a dialogue, and each gets an answer."""
