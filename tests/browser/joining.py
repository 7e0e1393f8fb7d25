"""Lets the cast join an instance; a process of its own, because settings are read once. Prints their second factors as JSON."""

import json
import os
import sys

if __name__ == "__main__":
    os.environ["GEHOOR_DATA"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "gehoor.wiring.settings"
    import django

    django.setup()

    from gehoor.domain.accounts.locks import keyring_for
    from gehoor.domain.accounts.models import Team
    from gehoor.domain.accounts.queries import the_account
    from gehoor.domain.accounts.second_factor import give_second_factor, new_secret
    from gehoor.domain.directory.actions import add_institution
    from gehoor.foundation.action import journey
    from gehoor.foundation.clock import now
    from gehoor.journeys.instance_is_founded import person_joins
    from tests import people

    first, secrets = the_account(people.ILIAS.username), {}
    keyring = keyring_for(first, people.PASSPHRASE)
    teams = [(team, keyring.team_private(team.id)) for team in Team.objects.order_by("id")]
    for figure in (people.ILIAS, people.NOOR, people.LIEN, people.WARD, people.ANN):
        secrets[figure.username] = new_secret()
        if figure is people.ILIAS:
            with journey("second_factor.given", at=now(), actor=first):
                give_second_factor(account=first, secret=secrets[figure.username])
        else:
            person_joins(username=figure.username, name=figure.name, passphrase=people.PASSPHRASE, by=first, at=now(),
                         second_factor=secrets[figure.username], teams=[(team, figure.role, private) for team, private in teams])
    with journey("directory.filled", at=now(), actor=first):
        add_institution(name="Atheneum De Brug", kind="school", place="Mechelen")
    print(json.dumps(secrets))
