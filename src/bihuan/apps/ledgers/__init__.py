"""台账: typed tables made from packs, their entries, events and imports."""
