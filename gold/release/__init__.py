"""A frozen, numbered, hashed gold set: a folder that says what it is and proves that it is whole."""
