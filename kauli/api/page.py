"""A page that describes an API: plain HTML made from its OpenAPI document, no script, no CDN."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from typing import Any

from fastapi import FastAPI
from starlette.responses import HTMLResponse

from kauli.api.dependencies import JsonResponse

__all__ = ["describe", "html_of"]

_HEADERS = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}

_DEEPEST = 6

_METHODS = ("get", "post", "put", "patch", "delete")

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1a1d21; background: #fff }
code, pre { font: 14px/1.45 ui-monospace, monospace; background: #f2f4f6; border-radius: 4px }
code { padding: 1px 4px } pre { padding: .75rem; overflow-x: auto }
details { border: 1px solid #d5dae0; border-radius: 6px; margin: .5rem 0; padding: .5rem .75rem }
summary { cursor: pointer } h2 { margin-top: 2.5rem; text-transform: capitalize }
b.get { color: #0a5d8f } b.post { color: #14652b } b.put, b.patch { color: #7a4a00 }
b.delete { color: #a3182a } th, td { text-align: left; padding: 2px 1rem 2px 0;
  vertical-align: top }
@media (prefers-color-scheme: dark) { body { color: #e6e9ec; background: #15181b }
  code, pre { background: #24292e } details { border-color: #3a4148 } b.get { color: #7cc4f0 }
  b.post { color: #7ed492 } b.put, b.patch { color: #f0bd6d } b.delete { color: #f5929c } }
"""


def describe(app: FastAPI, describing: Callable[[], dict[str, Any]], prefix: str) -> None:
    """Serve an application's description: ``openapi.json`` for tools, ``docs`` for people.

    Args:
        app: gets the two routes.
        describing: makes the OpenAPI document; called once, when somebody first asks, since it
            takes a good part of a second.
        prefix: of the two paths.
    """
    address = f"{prefix}/openapi.json"
    document = cache(describing)
    page = cache(lambda: html_of(document(), address))

    def openapi() -> JsonResponse:
        return JsonResponse(document())

    def docs() -> HTMLResponse:
        return HTMLResponse(page(), headers=_HEADERS)

    app.add_api_route(address, openapi, include_in_schema=False)
    app.add_api_route(f"{prefix}/docs", docs, include_in_schema=False)


def html_of(document: dict[str, Any], address: str) -> str:
    """The page as HTML."""
    title = escape(document["info"]["title"])
    about = escape(document["info"].get("description", ""))
    groups: dict[str, list[str]] = {}
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                operation = item[method]
                tag = (operation.get("tags") or ["more"])[0]
                groups.setdefault(tag, []).append(_operation(path, method, operation, document))
    body = "".join(f"<h2>{escape(tag)}</h2>{''.join(found)}" for tag, found in groups.items())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"
        f'<p>{about}</p><p>For tools: <a href="{escape(address)}">{escape(address)}</a></p>'
        f"{body}</body></html>"
    )


def _operation(path: str, method: str, operation: dict[str, Any], document: dict[str, Any]) -> str:
    parts = [f"<p>{escape(operation.get('description', ''))}</p>"]
    parts += _parameters(operation.get("parameters", []))
    body = operation.get("requestBody")
    if body:
        parts += _content("Body", body, document)
    for status, answer in operation.get("responses", {}).items():
        if status.startswith("2"):
            parts += _content(f"Answer {status}", answer, document)
    faults = [status for status in operation.get("responses", {}) if not status.startswith("2")]
    if faults:
        parts.append(f"<p>Errors: {escape(', '.join(faults))}</p>")
    return (
        f'<details><summary><b class="{method}">{method.upper()}</b> <code>{escape(path)}</code> '
        f"{escape(operation.get('summary', ''))}</summary>{''.join(parts)}</details>"
    )


def _parameters(parameters: list[dict[str, Any]]) -> Iterator[str]:
    if parameters:
        rows = "".join(
            f"<tr><td><code>{escape(one['name'])}</code></td><td>{escape(one['in'])}</td>"
            f"<td>{escape(one.get('description', ''))}</td></tr>"
            for one in parameters
        )
        yield f"<table><tr><th>Parameter</th><th>in</th><th></th></tr>{rows}</table>"


def _content(title: str, holder: dict[str, Any], document: dict[str, Any]) -> Iterator[str]:
    for kind, content in holder.get("content", {}).items():
        shown = json.dumps(_sample(content.get("schema", {}), document), indent=2)
        yield f"<p>{escape(title)}, <code>{escape(kind)}</code></p><pre>{escape(shown)}</pre>"


def _sample(schema: dict[str, Any], document: dict[str, Any], depth: int = 0) -> Any:
    """A value of a schema: its example where it has one, else one made from its types."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        schema = document["components"]["schemas"][name]
    if schema.get("examples"):
        return schema["examples"][0]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return _sample(schema[choice][0], document, depth)
    return _made_up(schema, document, depth)


def _made_up(schema: dict[str, Any], document: dict[str, Any], depth: int) -> Any:
    if "const" in schema or schema.get("enum"):
        return schema.get("const", (schema.get("enum") or [None])[0])
    if schema.get("type") == "array":
        return [_sample(schema.get("items", {}), document, depth + 1)] if depth < _DEEPEST else []
    if schema.get("properties") and depth < _DEEPEST:
        properties = schema["properties"].items()
        return {name: _sample(inner, document, depth + 1) for name, inner in properties}
    plain = {"object": {}, "integer": 0, "number": 0.5, "boolean": True}
    return plain.get(schema.get("type", ""), "…")
