# Everything a person runs. `make demo` and `make test` are all that a fresh machine needs.

# Debian and Ubuntu names. What each is for: README, "What it is built on".
PACKAGES := libncurses-dev libqrencode-dev libcurl4-openssl-dev libpng-dev libzxing-dev libjpeg-dev libsqlite3-dev pkg-config
TEST_PACKAGES := libvterm-dev libzbar-dev qrencode python3-venv
BENCH_PACKAGES := python3-venv curl qrencode

.PHONY: demo build test bench pictures format deps test-deps clean

demo: build
	.build/release/relink demo

build: deps
	swift build -c release --product relink

test: deps test-deps
	swift build --build-tests
	# The fast ones first; then those that run the program itself, which would starve beside eight hundred others.
	swift test --skip-build --skip 'RelinkTests|ConformanceTests'
	# A few at a time: each of them is several programs.
	swift test --skip-build --experimental-maximum-parallelization-width 6 --filter 'RelinkTests|ConformanceTests'

bench: build bench-deps
	swift build -c release --product RelinkBench
	bench/run

# The pictures of the README, taken in a real xterm.
pictures: build
	docs/pictures/take

format:
	swift format --in-place --recursive Package.swift Sources Tests Resources

deps:
	@scripts/install-packages $(PACKAGES)

test-deps:
	@scripts/install-packages $(TEST_PACKAGES)
	@scripts/conformance-environment >/dev/null

bench-deps:
	@scripts/install-packages $(BENCH_PACKAGES)

clean:
	rm -rf .build
