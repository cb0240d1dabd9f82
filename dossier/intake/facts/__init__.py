"""What pieces seem to say about the dispute: proposed, never taken over by itself."""
