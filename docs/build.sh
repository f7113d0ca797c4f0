#!/usr/bin/env bash
# Builds both languages of the site into artifacts/site: a static folder for any web server, any sub-path, or for file:. Needs mkdocs and mkdocs-material.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdocs build --clean --config-file mkdocs.yml
mkdocs build --clean --config-file mkdocs.fr.yml
cp docs/start.html artifacts/site/index.html
cp artifacts/site/en/404.html artifacts/site/404.html      # some hosts look for it here
touch artifacts/site/.nojekyll
for language in en fr; do
    index=artifacts/site/$language/search/search_index      # a page opened from disk can load it as a script only
    { printf 'var __index = '; cat "$index.json"; } > "$index.js"
done
echo "artifacts/site/index.html"
