from django.urls import path

from assistant.consumers.chat import ChatConsumer
from assistant.consumers.jobs import JobsConsumer

websocket_urlpatterns = [
    path("ws/charts/<uuid:patient_id>/", ChatConsumer.as_asgi()),
    path("ws/jobs/", JobsConsumer.as_asgi()),
]
