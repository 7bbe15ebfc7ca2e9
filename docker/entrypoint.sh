#!/bin/sh
# web | worker QUEUE | beat | any command of manage.py
set -eu
cd /app
mode=$1
shift
case "$mode" in
  web)
    python manage.py migrate --noinput
    exec python manage.py serve --host 0.0.0.0 --port 8000
    ;;
  worker) exec celery --app config worker --queues "$1" --hostname "$1@%h" --concurrency 2 --loglevel WARNING ;;
  beat) exec celery --app config beat --loglevel WARNING ;;
  *) exec python manage.py "$mode" "$@" ;;
esac
