"""Records and answers as a person or a program reads them."""
