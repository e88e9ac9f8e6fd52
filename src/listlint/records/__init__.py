"""The values that flow along the line; they import nothing else of ours."""
