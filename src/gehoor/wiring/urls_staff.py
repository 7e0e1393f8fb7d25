"""What the people who work here may ask; all of it under one path, so that its cookie goes nowhere else."""

from django.urls import include, path

from gehoor.wiring.urls_public import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("werk/", include("gehoor.interfaces.staff.urls"))]
