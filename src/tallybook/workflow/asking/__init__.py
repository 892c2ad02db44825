"""What is asked of a book: questions, their answers, and what an answer depends on."""
