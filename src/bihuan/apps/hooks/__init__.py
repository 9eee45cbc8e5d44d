"""Other systems are told what happened: webhooks over the chain of events, off by default."""
