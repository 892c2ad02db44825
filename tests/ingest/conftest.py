"""Puts this folder on the path, so that its tests share `document_laws` and `samples`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
