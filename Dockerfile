# The one image: the program `assay` with git beside it, and what these two need of Debian; no package manager, no Python.
# SDK_IMAGE has the .NET SDK; BASE_IMAGE is a Debian from which git and its libraries are taken.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY . .
ARG REVISION=
RUN dotnet publish src/Assay --configuration Release -p:PublishProfile=image -p:SourceRevisionId=${REVISION} --output /assay

FROM ${BASE_IMAGE} AS parts
# Nothing is installed, and no network asked, where the base has git and strip already.
RUN command -v git && command -v strip || \
    { apt-get update && apt-get install --yes --no-install-recommends binutils ca-certificates git; }
COPY docker/collect /collect
COPY --from=build /assay /parts/assay
# The framework and the libraries change seldom, the program often: two layers.
RUN cd /parts && strip --strip-unneeded assay/*.so && sh /collect /parts/debian /parts/assay && \
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
