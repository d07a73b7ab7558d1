"""Bots to begin with: complete ones, each in English and in Swahili."""

from kauli.templates.shelf import LANGUAGES, Language, Template, document_of, template, templates

__all__ = ["LANGUAGES", "Language", "Template", "document_of", "template", "templates"]
