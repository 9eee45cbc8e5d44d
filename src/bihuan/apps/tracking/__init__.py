"""办理: matters handed over the tiers, their clocks, what is pressed, proved and said about them."""
