"""What `hoanhap` can be told to do, one room a subject; each prints and returns an exit status."""
