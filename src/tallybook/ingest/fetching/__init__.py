"""Addresses on the web to bytes: politely, within limits, and from public machines alone.

The page that a person names, or that a feed or a redirect names for them, is a stranger's word. So
a name is resolved once and the connection made to the address that was checked; what lies in a
private or special range is refused, at every redirect again; and size, time, redirects and
decompression have limits.
"""
