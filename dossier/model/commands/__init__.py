"""The person's acts: functions from a dossier to a dossier."""
