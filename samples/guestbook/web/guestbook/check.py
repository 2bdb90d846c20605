"""The health check: ends with 0 when /healthz answers 200. Needs no curl in the image."""

import os
import sys
from http.client import HTTPConnection

connection = HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or "8080"), timeout=2)
try:
    connection.request("GET", "/healthz")
    answer = connection.getresponse()
except OSError as error:
    sys.exit(f"no answer: {error}")
if answer.status != 200:
    sys.exit(answer.read().decode("utf-8", "replace").strip())
