"""HTTP doors: who may, what comes in, what goes out. Decides nothing."""
