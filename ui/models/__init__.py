"""The models: what the views show, kept in step with the frozen dossier by differences."""
