"""Where: names of places in their sentence, and what each of them locates."""
