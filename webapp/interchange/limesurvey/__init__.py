"""LimeSurvey's survey structure files (.lss) as question sets."""
