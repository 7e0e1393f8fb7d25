"""What the world outside may ask."""

from django.urls import include, path

urlpatterns = [path("", include("gehoor.interfaces.public.urls"))]

handler400 = "gehoor.interfaces.kit.errors.bad_request"
handler403 = "gehoor.interfaces.kit.errors.not_allowed"
handler404 = "gehoor.interfaces.kit.errors.not_found"
handler500 = "gehoor.interfaces.kit.errors.fault"
