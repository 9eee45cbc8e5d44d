"""The library (素材库): what can be asked of it, and the index that answers."""
