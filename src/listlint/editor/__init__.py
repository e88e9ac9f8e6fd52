"""The language server: findings as one types, over standard input and output. Needs the extra `lsp`."""
