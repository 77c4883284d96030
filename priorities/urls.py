"""Addresses of the plan."""

from django.urls import path

from priorities.views import ended, plan

app_name = "priorities"
urlpatterns = [
    path("plan/", plan.plan, name="plan"),
    path("plan/archive/", plan.archive, name="archive"),
    path("plan/ended/<int:congress>/", ended.ended, name="ended"),
    path("plan/ended/<str:kind>/<int:pk>/again/", ended.again, name="propose_again"),
    path("plan/priorities/<int:priority_id>/", plan.priority, name="priority"),
    path("plan/<str:kind>/<int:target_id>/wording/", plan.wording, name="wording"),
]
