"""The addresses of the people who work here. Signing in keeps the library's own names; all else is called `staff:…`."""

from allauth.account import views as signing
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path

from gehoor.interfaces.kit.look import look
from gehoor.interfaces.staff.doors import keeps_own_keys, takes_passphrase
from gehoor.interfaces.staff.views import (
    acts,
    away,
    case,
    centres,
    consents,
    day,
    directory,
    figures,
    glass,
    inspection,
    locking,
    mediation,
    own,
    reaching,
    registering,
    team,
    walls,
    worklist,
)

work = [
    path("look.css", look, name="look"),
    path("", worklist.home, name="home"),
    path("day/", day.day, name="day"),
    path("list/", worklist.worklist, name="worklist"),
    path("team/", team.team, name="team"),
    path("team/hand/", team.hand, name="hand"),
    path("away/", away.away, name="away"),
    path("directory/", directory.directory, name="directory"),
    path("directory/add/", directory.add_institution, name="add_institution"),
    path("directory/import/", directory.import_directory, name="import_directory"),
    path("directory/export/", directory.export_directory, name="export_directory"),
    path("directory/of/<str:code>/", directory.institution, name="institution"),
    path("directory/of/<str:code>/<slug:doing>/", directory.keep_institution, name="keep_institution"),
    path("glass/", glass.glass, name="glass"),
    path("centres/", centres.centres, name="centres"),
    path("centres/register/", centres.register_asked, name="register_asked"),
    path("centres/<uuid:received_id>/", centres.asked_of_us, name="asked_of_us"),
    path("search/", worklist.search, name="search"),
    path("filters/", worklist.save_filter, name="save_filter"),
    path("register/", registering.register, name="register"),
    path("register/done/", registering.registered, name="registered"),
    path("figures/", figures.figures, name="figures"),
    path("readings/", figures.readings, name="readings"),
    path("walls/", walls.walls, name="walls"),
    path("lock/", locking.lock, name="lock"),
    path("here/", locking.here, name="here"),
    path("keys/", own.keys, name="keys"),
    path("unlock/", locking.unlock, name="unlock"),
    path("conflicts/", own.conflicts, name="conflicts"),
    path("reach/", reaching.reach, name="reach"),
    path("passphrase/", own.passphrase, name="passphrase"),
    path("case/<str:reference>/", case.case, name="case"),
    path("case/<str:reference>/mediation/", mediation.mediation, name="mediation"),
    path("case/<str:reference>/consents/", consents.consents, name="consents"),
    path("case/<str:reference>/inspection/", inspection.inspection, name="inspection"),
    path("case/<str:reference>/inspection/<uuid:request_id>/", inspection.inspected, name="inspected"),
    path("case/<str:reference>/readings/", case.case_readings, name="case_readings"),
    path("case/<str:reference>/file/<uuid:file_id>/", case.download, name="download"),
    path("case/<str:reference>/sheet/<slug:code>/", acts.sheet, name="sheet"),
    path("case/<str:reference>/move/<slug:code>/", acts.move, name="move"),
    path("case/<str:reference>/do/<slug:name>/", acts.act, name="act"),
    path("case/<str:reference>/do/<slug:name>/<slug:which>/", acts.act_on, name="act_on"),
]

sign_in = [
    path("sign-in/", takes_passphrase(signing.login), name="account_login"),
    path("sign-out/", signing.logout, name="account_logout"),
    path("sign-in/again/", takes_passphrase(keeps_own_keys(signing.reauthenticate)), name="account_reauthenticate"),
    path("sign-in/inactive/", signing.account_inactive, name="account_inactive"),
    path("sign-in/code/", second_factor.authenticate, name="mfa_authenticate"),
]

own_keys = [
    path("second-factor/", keeps_own_keys(second_factor.index), name="mfa_index"),
    path("second-factor/again/", keeps_own_keys(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/app/", keeps_own_keys(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/off/", keeps_own_keys(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/passkeys/", keeps_own_keys(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("second-factor/passkeys/add/", keeps_own_keys(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("second-factor/passkeys/again/", keeps_own_keys(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("second-factor/passkeys/<int:pk>/remove/", keeps_own_keys(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("second-factor/passkeys/<int:pk>/edit/", keeps_own_keys(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("second-factor/codes/", keeps_own_keys(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", keeps_own_keys(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", keeps_own_keys(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
]

urlpatterns = [path("", include((work, "staff"))), *sign_in, *own_keys]
