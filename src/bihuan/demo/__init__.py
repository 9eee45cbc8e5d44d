"""示范县: a fictional county with two years of ledgers, built through the same doors as a user's."""
