"""Settings, root urls and base templates."""
