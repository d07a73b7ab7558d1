"""Small tools every room may use; imports nothing else of ours."""
