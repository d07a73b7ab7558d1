"""The document: reading, compiling and checking what an author wrote."""
