"""The views: widgets that know the texts, the theme and their models, and nothing of the engine."""
