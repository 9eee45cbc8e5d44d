"""What each role sees first: counts and lists within reach, computed when asked."""
