"""The contract: what comes in (`…In`), what goes out (`…Out`), what filters a list (`…Filter`)."""
