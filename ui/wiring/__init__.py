"""What the person asks of the views, done by the session; what the session tells, shown by the views."""
