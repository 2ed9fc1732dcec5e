"""What stands above single dialogues: the politicians' place, the plan of coming years, the yearly report."""
