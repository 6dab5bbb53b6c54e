"""Reports: how each is filled, frozen and signed, decided, and verified for ever."""
