# Everything a person runs. `make demo` and `make test` are all that a fresh machine needs.
APT_PACKAGES := libncurses-dev libqrencode-dev libcurl4-openssl-dev libpng-dev libzxing-dev pkg-config
TEST_PACKAGES := libvterm-dev libzbar-dev

.PHONY: demo build test deps
demo: build
	.build/release/relink demo

build: deps
	swift build -c release

test: deps
	swift test

deps:
	@true
