"""A fictional municipality, so that a newcomer sees the service in use: its content, and people who answer."""
