"""A fresh folder with the example for each test that changes it."""

from pathlib import Path

import pytest

from tests.domain.services.declared import Folder, a_folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The example service, to be changed."""
    return a_folder(tmp_path)
