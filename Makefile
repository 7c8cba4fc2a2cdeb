# Everything a person runs. `make demo` and `make test` are all that a fresh machine needs.

# Debian and Ubuntu names. What each is for: README, "What it is built on".
PACKAGES := libncurses-dev libqrencode-dev libcurl4-openssl-dev libpng-dev libzxing-dev libjpeg-dev libsqlite3-dev pkg-config
TEST_PACKAGES := libvterm-dev libzbar-dev qrencode python3-venv
BENCH_PACKAGES := python3-venv curl qrencode

.PHONY: demo build test bench install uninstall pictures format deps test-deps clean

# Where `make install` puts things; DESTDIR is for packagers.
PREFIX ?= /usr/local
SHARE := $(DESTDIR)$(PREFIX)/share

demo: build
	.build/release/relink demo

build: deps
	swift build -c release --product relink

# The program, its manual page, and completions that it writes itself.
install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/bash-completion/completions \
		$(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	install -m 755 .build/release/relink $(DESTDIR)$(PREFIX)/bin/relink
	install -m 644 Resources/relink.1 $(SHARE)/man/man1/relink.1
	.build/release/relink --generate-completion-script bash > $(SHARE)/bash-completion/completions/relink
	.build/release/relink --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_relink
	.build/release/relink --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/relink.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/relink $(SHARE)/man/man1/relink.1 \
		$(SHARE)/bash-completion/completions/relink $(SHARE)/zsh/site-functions/_relink \
		$(SHARE)/fish/vendor_completions.d/relink.fish

test: deps test-deps
	swift build --build-tests
	# The fast ones first, and a few at a time: all at once they have so many files open that Foundation's Process
	# crashes (it reads past the end of a full directory buffer of /proc/self/fd).
	scripts/run-tests 8 --skip 'RelinkTests|ConformanceTests'
	# Then those that run the program itself: each of them is several programs.
	scripts/run-tests 6 --filter 'RelinkTests|ConformanceTests'

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
