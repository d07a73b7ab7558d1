"""The proof that nothing is lost: people order while programs are killed (docs/durability.md)."""
