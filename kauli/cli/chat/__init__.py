"""``kauli chat``: a conversation in the terminal."""
