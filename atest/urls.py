"""Every address of the product; each app keeps its own list."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from common.admin import keep_read_only
from members.views import address

admin.autodiscover()
keep_read_only(admin.site)
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = "Policy desk: rows behind the pages"

urlpatterns = [
    path("", include("atest.pages_urls")),
    path("", include("legislation.urls")),
    path("", include("appropriations.urls")),
    path("", include("priorities.urls")),
    path("", include("decisions.urls")),
    path("", include("members.urls")),
    path("", include("outreach.urls")),
    path("", include("briefings.urls")),
    # Before the library's own: an address changes with a letter to the old one, which can undo it.
    path("account/email/", address.address, name="account_email"),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
