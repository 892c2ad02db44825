"""Puts this folder on the path, so that its tests share `web_fixture` and `web_client`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
