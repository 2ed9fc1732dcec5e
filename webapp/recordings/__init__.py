"""Films in sign language and recorded readings of a dialogue."""
