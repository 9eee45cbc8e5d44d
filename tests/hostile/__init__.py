"""Files that mean harm, made by script, and the proof that reading them does none."""
