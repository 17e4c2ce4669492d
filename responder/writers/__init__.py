"""Writers: each turns a Document into one kind of file."""
