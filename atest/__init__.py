"""The project. Importing Celery here makes `shared_task` find its application."""

from atest.celery import app as celery_app

__all__ = ["celery_app"]
