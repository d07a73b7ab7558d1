"""The proof that sick receivers harm no others, while workers die (docs/durability.md)."""
