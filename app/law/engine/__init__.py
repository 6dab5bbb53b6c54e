"""One act under judgement: what is told, which edition governs, what is found and what follows."""
