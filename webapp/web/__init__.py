"""What the features' pages share."""
