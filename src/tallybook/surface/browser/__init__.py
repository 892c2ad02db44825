"""The book as pages and as JSON, to a browser on this machine."""
