"""From a dossier to the annex."""
