"""The accessibility statement, reports about what somebody could not use, and the answers to them."""
