from django.urls import URLPattern

from assistant import chat_urls

app_name = "assistant"
urlpatterns: list[URLPattern] = [*chat_urls.urlpatterns]
