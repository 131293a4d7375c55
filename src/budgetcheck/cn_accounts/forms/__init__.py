"""Forms: the nine forms, each a class, and the codes that their rows have."""
