# Two images of Debian's libraries and our programs; no package manager, no Python.
#   server (--target server)  the model server: what models' images are built on; no shell, not root
#   the last                  the program `assay` with git beside it, and the server in its own folder and runtime
# SDK_IMAGE has the .NET SDK; BASE_IMAGE is a Debian from which git and all libraries are taken.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG BASE_IMAGE=debian:bookworm-slim

# Its sources alone, so that a change of the other program does not build it again.
FROM ${SDK_IMAGE} AS serving
WORKDIR /source
# A native program is linked by a C compiler's linker; nothing is installed where there is one.
RUN command -v gcc || { apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev; }
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig .csharpierrc.json .csharpierignore ./
COPY src/Assay.Core src/Assay.Core
COPY src/Assay.Serving src/Assay.Serving
ARG REVISION=
RUN dotnet publish src/Assay.Serving --configuration Release -p:PublishProfile=native -p:SourceRevisionId=${REVISION} \
    --output /serving && rm -f /serving/*.xml /serving/*.pdb

FROM ${BASE_IMAGE} AS server-parts
RUN command -v strip || { apt-get update && apt-get install --yes --no-install-recommends binutils; }
COPY docker/collect docker/collect-libraries /collect/
COPY --from=serving /serving /parts/serving
# Linked elsewhere, it must run on the libraries that are here.
RUN cd /parts && strip --strip-unneeded serving/*.so && serving/assay-serving --version && \
    sh /collect/collect-libraries /parts/debian /parts/serving && \
    echo 'server:x:65532:65532:server:/:/nologin' >/parts/debian/etc/passwd && \
    echo 'server:x:65532:' >/parts/debian/etc/group && mkdir /parts/state

FROM scratch AS server
COPY --from=server-parts /parts/debian /
COPY --from=server-parts /parts/serving /usr/lib/assay/serving/
# What a gateway remembers over a restart.
COPY --from=server-parts --chown=65532:65532 /parts/state /state
ENV PATH=/usr/lib/assay/serving
USER 65532:65532
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s CMD ["assay-serving", "healthcheck"]
ENTRYPOINT ["/usr/lib/assay/serving/assay-serving"]
ARG REVISION=
LABEL org.opencontainers.image.title="assay-serving" \
      org.opencontainers.image.description="Assay's model server and gateway" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.revision="${REVISION}"

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY . .
ARG REVISION=
RUN dotnet publish src/Assay --configuration Release -p:PublishProfile=image -p:SourceRevisionId=${REVISION} --output /assay

FROM ${BASE_IMAGE} AS parts
# Nothing is installed, and no network asked, where the base has git and strip already.
RUN command -v git && command -v strip || \
    { apt-get update && apt-get install --yes --no-install-recommends binutils ca-certificates git; }
COPY docker/collect docker/collect-libraries /collect/
COPY --from=build /assay /parts/assay
# The framework and the libraries change seldom, the program often: two layers.
RUN cd /parts && strip --strip-unneeded assay/*.so && sh /collect/collect /parts/debian /parts/assay && \
    rm -f assay/*.xml assay/*.pdb && mkdir program && mv assay/assay* assay/Assay.* assay/churn-train* assay/demo program/

FROM scratch
COPY --from=parts /parts/debian /
COPY --from=parts /parts/assay /usr/lib/assay/
COPY --from=parts /parts/program /usr/lib/assay/
ENV ASSAY_IN_IMAGE=1 \
    PATH=/usr/lib/assay:/usr/bin \
    HOME=/root \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
ENTRYPOINT ["/usr/lib/assay/assay"]
