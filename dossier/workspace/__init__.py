"""The only composer: intake, the project file and the annex put to work together. No Qt, no words."""
