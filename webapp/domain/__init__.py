"""Pure rules of participation: standard library only."""
