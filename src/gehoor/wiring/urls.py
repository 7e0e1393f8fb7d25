"""Both sides in one process: the embedded default."""

from gehoor.wiring.urls_public import handler400, handler403, handler404, handler500
from gehoor.wiring.urls_public import urlpatterns as public
from gehoor.wiring.urls_staff import urlpatterns as staff

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*staff, *public]
