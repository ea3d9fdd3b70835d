"""Formats of files that more than one writer needs: ID3 tags and WebVTT captions."""
