"""Where things are: spelling, storage, containment and choice behind the gazetteer."""
