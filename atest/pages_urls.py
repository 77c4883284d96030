"""Front page, staff home, jobs, style page, health."""

from django.urls import path

from atest.views import front, home, jobs, style, week

urlpatterns = [
    path("", front.front, name="front"),
    path("home/", home.home, name="home"),
    path("week/", week.week, name="week"),
    path("jobs/<uuid:job_id>/", jobs.job, name="job"),
    path("jobs/<uuid:job_id>/progress/", jobs.progress, name="job_progress"),
    path("jobs/<uuid:job_id>/cancel/", jobs.cancel, name="cancel_job"),
    path("style/", style.style, name="style"),
    path("healthz", front.healthz, name="healthz"),
]
