"""Django apps around the pure core; one deed, one service."""
