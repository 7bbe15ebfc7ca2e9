from django.urls import path

from assistant.consumers.chat import ChatConsumer

websocket_urlpatterns = [path("ws/charts/<uuid:patient_id>/", ChatConsumer.as_asgi())]
