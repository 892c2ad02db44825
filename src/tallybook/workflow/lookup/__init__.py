"""What the program knows before reading, shown: names, times, numbers, and an example."""
