"""How far reviewers agree: first on what they found, then on each field of what both found."""
