"""What a person is told in the system: notices one by one, and the digest of a working day."""
