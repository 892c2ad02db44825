"""What people say of a book's records: judgements, and names mapped to actors."""
