"""The door for gunicorn."""

import logging
import os

from django.core.wsgi import get_wsgi_application

from common.masking import SecretsMasked

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atest.settings")
application = get_wsgi_application()
# gunicorn has handlers of its own, and its access log, where somebody turns it on, names every address.
for name in ("gunicorn.access", "gunicorn.error"):
    logging.getLogger(name).addFilter(SecretsMasked())
