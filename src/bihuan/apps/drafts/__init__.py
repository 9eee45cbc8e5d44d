"""起草: reports written from last year's, their bindings and their verification."""
