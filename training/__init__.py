"""Training of a reader of roles and incidents: see README.md. Not part of the package."""
