"""The performance suite: invented people, the hand-written floor, the runner, the soak."""
