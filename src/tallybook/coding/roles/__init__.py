"""Who attacked whom with what, and under which names."""
