"""The web page and the JSON API. Needs the extra `web`."""
