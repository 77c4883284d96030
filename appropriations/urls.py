app_name = "appropriations"
urlpatterns: list = []
