"""The same map over files, several ways."""
