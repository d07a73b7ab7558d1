"""Kauli: the chatbot platform that keeps its word."""

__version__ = "0.1.0"

__all__ = ["__version__"]
