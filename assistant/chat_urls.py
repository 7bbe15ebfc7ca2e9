"""Routes of the conversation beside a chart."""

from django.urls import path

from assistant.views import chat

CHART = "patients/<uuid:patient_id>"
EXCHANGE = f"{CHART}/exchanges/<uuid:exchange_id>"

urlpatterns = [
    path(f"{CHART}/ask", chat.ask, name="ask"),
    path(f"{CHART}/conversations", chat.conversation_list, name="conversations"),
    path(f"{CHART}/conversations/<uuid:conversation_id>", chat.conversation, name="conversation"),
    path(f"{CHART}/conversations/<uuid:conversation_id>.<slug:form>", chat.download, name="download"),
    path(f"{EXCHANGE}/again", chat.again, name="again"),
    path(f"{EXCHANGE}/stop", chat.stop, name="stop"),
    path(f"{EXCHANGE}/rate", chat.rate, name="rate"),
    path(f"{EXCHANGE}/text", chat.answer_text, name="answer_text"),
    path(f"{EXCHANGE}/sources/<slug:mark>", chat.citation, name="citation"),
]
