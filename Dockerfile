# The API in an image of its own: no compiler, no development tools, no root.
# The database is another container (compose.yaml) or another machine.

FROM python:3.11-slim-bookworm AS builder

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore

WORKDIR /build

# Everything the lock names is fetched once and checked against its hash. What the program needs
# is then installed from these files alone, so development tools stay behind in this stage.
COPY requirements.lock ./
# hadolint ignore=DL3013
RUN pip download --require-hashes --only-binary :all: --requirement requirements.lock --dest /wheels \
    && pip install --no-index --find-links /wheels hatchling \
    && python -m venv /opt/hoanhap

COPY . .
RUN pip wheel --no-index --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /opt/hoanhap/bin/pip install --no-index --find-links /wheels hoanhap \
    && /opt/hoanhap/bin/pip uninstall --yes pip setuptools \
    && /opt/hoanhap/bin/python -m compileall -q /opt/hoanhap/lib


FROM python:3.11-slim-bookworm

LABEL org.opencontainers.image.title="Hòa Nhập" \
      org.opencontainers.image.description="Case files of drug rehabilitation in Viet Nam"

ENV PATH=/opt/hoanhap/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOANHAP_DATA_DIR=/data

# Keys and uploads; the one place that is written to besides /tmp.
RUN mkdir /data && chown 65534:65534 /data && chmod 0700 /data

COPY --from=builder /opt/hoanhap /opt/hoanhap

USER 65534:65534
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM

HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health/ready', timeout=2)"]

ENTRYPOINT ["hoanhap"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
