"""Chores: what a unit must do for people beside its clocks, each kind a module of its own."""
