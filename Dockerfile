# Two stages: the first builds what is installed, the second runs it as a user of its own.

FROM python:3.11-slim-bookworm AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY requirements.txt ./
RUN python -m venv /knoop && /knoop/bin/pip install --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY dialogs dialogs
COPY content content
RUN /knoop/bin/pip install --no-deps --no-build-isolation .
# The content is read once here, so that a container with a read-only root starts from the cache.
# That is good for files of one moment, and a layer keeps no more of it than whole seconds. Knoop
# makes its cache for its owner alone; here that is root, and somebody else is to read it.
RUN find /knoop/lib -path '*/content/*' -exec touch --date=2026-01-01T00:00:00Z {} + \
    && KNOOP_CACHE=/knoop/cache /knoop/bin/knoop check \
    && printf 'when: now\n' | KNOOP_CACHE=/knoop/cache /knoop/bin/knoop play checkin > /dev/null \
    && chmod --recursive a+rX /knoop/cache

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --create-home --shell /usr/sbin/nologin knoop
COPY --from=build /knoop /knoop
ENV PATH=/knoop/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    KNOOP_CACHE=/knoop/cache \
    KNOOP_DATABASE_URL=sqlite:/data/knoop.sqlite3 \
    KNOOP_WATCH_LISTEN=127.0.0.1:9090
# By number: so the machine outside knows whose it is without this list of users.
USER 10001
VOLUME /data
WORKDIR /data
STOPSIGNAL SIGTERM
# Not by urllib: where HTTP_PROXY is set it would ask the proxy.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "from http.client import HTTPConnection as C; c = C('127.0.0.1', 9090, timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
ENTRYPOINT ["knoop"]
CMD ["telegram"]
