"""A new data folder before anybody works in it, for the pages of the set-up and of a first login: ``python -m support.fresh_site DIR``.

It prints the code of the set-up wizard and the passwords of two administrators as JSON.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

ADMINISTRATORS = ("system_admin", "security_admin")


def site_build(folder: Path) -> dict[str, str]:
    """Units, one pack and two administrators, each of whom has yet to log in; ``code`` opens the set-up."""
    from bihuan.apps.ledgers.folders import folder_init
    from bihuan.apps.ledgers.services import pack_folder
    from bihuan.apps.people.administrators import administrator_create
    from bihuan.apps.units.actors import console
    from bihuan.apps.units.services import units_store
    from support.county import county_rows

    actor = console("测试")
    folder_init(folder=folder, packs=[], units=None, actor=actor)
    units_store(rows=county_rows())
    folder_init(folder=folder, packs=[pack_folder("urban_management")], units=None, actor=actor)
    made = [
        administrator_create(login=role.replace("_", "-"), name="甲示例", role=role, actor=actor)
        for role in ADMINISTRATORS
    ]
    return {one.login: one.password for one in made} | {"code": made[-1].code}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.web.settings")
    os.environ.setdefault("BIHUAN_DIR", tempfile.gettempdir())
    import django

    django.setup()
    print(json.dumps(site_build(Path(sys.argv[1]))))
