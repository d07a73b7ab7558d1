#!/bin/sh
# Make src/api/schema.d.ts from the server's OpenAPI document; with --check, only say whether it is true.
set -eu
cd "$(dirname "$0")/.."
document=$(mktemp)
made=$(mktemp)
trap 'rm -f "$document" "$made"' EXIT
../.venv/bin/python scripts/openapi.py > "$document"
npx openapi-typescript "$document" --output "$made" > /dev/null 2>&1
if [ "${1:-}" = "--check" ]; then
  cmp -s "$made" src/api/schema.d.ts || { echo "src/api/schema.d.ts is out of date: npm run types:api"; exit 1; }
else
  cp "$made" src/api/schema.d.ts
fi
