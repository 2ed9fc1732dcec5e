"""A fictional municipality, so that a newcomer sees the service in use."""
