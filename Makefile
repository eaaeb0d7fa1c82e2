# tongbao: GNU make 4.3 or later. `make demo` and `make test` start from nothing but git and make.
#
#   make [build=release|debug|sanitize|coverage]   the program, build/tongbao
#   make deps       Debian packages and fonts        make demo     the 2024 third-quarter set, out/2024Q3
#   make test       set-up and every test            make bench    what a letter costs
#   make install    PREFIX=/usr/local DESTDIR=       make pictures the README's pictures
#   make clean      what was built (fonts stay)      make distclean  the whole build folder
#   V=1 shows the commands
#
# Nothing here may run a compiler or pkg-config while the file is read: on a bare system there is none yet. What needs
# the set-up first therefore calls make a second time ($(inner)), and by itself does one thing after another and shows it as it
# goes; what compiles runs in parallel, each target's output in one piece.

build  ?= release
PREFIX ?= /usr/local
B      := build/$(build)

parallel := --jobs=$(shell nproc) --output-sync=target
inner     = $(MAKE) $(if $(findstring jobserver,$(MAKEFLAGS)),--output-sync=target,$(parallel))
steps    := deps demo test test-archive bench fuzz pictures
ifneq ($(filter $(steps),$(MAKECMDGOALS)),)
.NOTPARALLEL:
else ifeq ($(MAKELEVEL),0)
MAKEFLAGS += $(parallel)
endif
MAKEFLAGS += --no-builtin-rules --no-print-directory
Q := $(if $(V),,@)
.DELETE_ON_ERROR:
.SUFFIXES:

mode-release  := -O2 -g
mode-debug    := -O0 -g3 -Werror
mode-sanitize := -O1 -g -Werror -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
mode-coverage := -O0 -g --coverage
mode-fuzz     := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
ifndef mode-$(build)
$(error build=$(build) is unknown: release, debug, sanitize, coverage, fuzz)
endif

packages := libxml-2.0 libxslt libexslt harfbuzz icu-uc icu-i18n lcms2 libqpdf libdeflate zlib gmp nettle
# Asked once, and only when something is compiled; system headers answer to their own authors' warnings.
pkg-cflags = $(eval pkg-cflags := $$(patsubst -I%,-isystem%,$(shell $(pkg-config) --cflags $(packages))))$(pkg-cflags)
pkg-libs   = $(eval pkg-libs := $(shell $(pkg-config) --libs $(packages)))$(pkg-libs)

pkg-config = $(or $(shell command -v pkg-config),$(error there is no pkg-config: `make deps` installs what is needed))

warnings := -Wall -Wextra -Wpedantic -Wshadow -Wconversion
cflags    = -std=c17 -D_GNU_SOURCE -Isrc $(warnings) $(mode-$(build)) $(pkg-cflags) $(CFLAGS)
ldflags   = $(filter -fsanitize% --coverage,$(mode-$(build))) -Wl,--as-needed $(LDFLAGS)
libs      = -lhpdf $(pkg-libs) -lm

sources   := $(sort $(wildcard src/*/*.c))
objects   := $(sources:src/%.c=$(B)/%.o) $(B)/schema/schemas.o
program   := $(patsubst src/%.c,$(B)/%.o,$(sort $(wildcard src/*.c)))
schemas   := $(sort $(wildcard src/schema/*.rng))
helpers   := $(patsubst tests/e2e/%.c,$(B)/tools/%,$(sort $(wildcard tests/e2e/*.c)))
shims     := $(patsubst tests/faults/%.c,$(B)/tools/%.so,$(sort $(wildcard tests/faults/*.c)))
checkers  := $(B)/pagecheck $(B)/linecheck
tests     := $(patsubst tests/unit/%.c,$(B)/tests/%,$(sort $(wildcard tests/unit/test_*.c)))
languages := $(patsubst src/po/%.po,%,$(sort $(wildcard src/po/*.po)))
catalogues := $(languages:%=build/locale/%/LC_MESSAGES/tongbao.mo)

.PHONY: all deps demo test test-archive unit-tests bench fuzz fuzzers install catalogue format check-style pictures clean distclean force

# ---- the program -------------------------------------------------------------------------------------------------
all: $(B)/tongbao $(catalogues)
	@test $< -ef build/tongbao || ln -f $< build/tongbao

$(B)/tongbao: $(program) $(B)/libtongbao.a
	@echo '  LINK   $@'
	$(Q)$(CC) $(ldflags) -o $@ $^ $(libs)

$(B)/libtongbao.a: $(objects) $(B)/sources
	@rm -f $@
	@echo '  AR     $@'
	$(Q)$(AR) rcs $@ $(objects)

$(B)/%.o: src/%.c $(B)/flags
	@mkdir -p $(@D)
	@echo '  CC     $<'
	$(Q)$(CC) $(cflags) -MMD -MP -c -o $@ $<

$(B)/schema/schemas.o: $(B)/schema/schemas.c $(B)/flags
	@echo '  CC     $<'
	$(Q)$(CC) $(cflags) -MMD -MP -c -o $@ $<

# The schemas travel inside the program, so that no file on disk can change what is accepted.
$(B)/schema/schemas.c: src/schema/embed.sh $(schemas)
	@mkdir -p $(@D)
	@echo '  EMBED  $@'
	$(Q)sh src/schema/embed.sh $(schemas) >$@

$(B)/base/paths.o: private cflags += -DTONGBAO_PREFIX='"$(PREFIX)"'
$(B)/base/paths.o: $(B)/prefix

# Other flags, another compiler, prefix or list of sources: what was made with the old ones is out of date.
remember = @mkdir -p $(@D); echo '$1' | cmp -s - $@ || echo '$1' >$@
$(B)/flags: force
	$(call remember,$(CC) $(cflags))
$(B)/prefix: force
	$(call remember,$(PREFIX))
$(B)/sources: force
	$(call remember,$(sources))

# ---- messages ----------------------------------------------------------------------------------------------------
build/locale/%/LC_MESSAGES/tongbao.mo: src/po/%.po | $(B)/flags
	@mkdir -p $(@D)
	@echo '  MSGFMT $<'
	$(Q)msgfmt --check -o $@ $<

# Collects the messages anew and carries the translations over; what is new stays empty until somebody translates it.
catalogue:
	sh src/po/update.sh

# ---- set-up, demonstration, tests --------------------------------------------------------------------------------
deps:
	@sh src/install/deps.sh build test

demo:
	@sh src/install/deps.sh build
	+@$(inner) all
	build/tongbao build --notice input/2024/notice.xml --quarter input/2024/q3.xml --issue input/2024/issue-q3.xml \
	  --earlier input/2024/q1.xml --earlier input/2024/q2.xml --out out --force
	@echo "out/2024Q3: bulletin.pdf, $$(ls out/2024Q3/letters | wc -l) files in letters/; index.html shows them all in a browser"

test:
	@sh src/install/deps.sh build test
	+@$(inner) all unit-tests
	@tests/run $(B)

unit-tests: $(tests) $(helpers) $(shims) $(checkers) $(B)/tools/measure

# The checkers of pages and lines stand alone: they read PDFs by another reader and share no code with the program.
$(B)/linecheck: tests/checker/gaps.c tests/checker/gaps.h
$(B)/pagecheck: tests/checker/grid.c tests/checker/grid.h
$(checkers): $(B)/%: tests/checker/%.c tests/checker/stext.c tests/checker/stext.h $(B)/flags
	@echo '  TEST   $<'
	$(Q)$(CC) $(cflags) $(ldflags) -o $@ $(filter %.c,$^) $(libs)

test-archive:
	@sh src/install/deps.sh build
	+@$(inner) all
	sh tests/archive/run.sh $(B)

$(B)/tests/%: tests/unit/%.c $(B)/libtongbao.a $(B)/flags
	@mkdir -p $(@D)
	@echo '  TEST   $<'
	$(Q)$(CC) $(cflags) -Itests/unit -MMD -MP -MF $@.d $(ldflags) -o $@ $< $(B)/libtongbao.a -lcmocka $(libs)

# What end-to-end tests and measurements need besides the program.
$(B)/tools/%: tests/e2e/%.c $(B)/flags
	@echo '  TOOL   $<'
	@mkdir -p $(@D)
	$(Q)$(CC) $(cflags) $(ldflags) -o $@ $<
$(B)/tools/%: tests/bench/%.c $(B)/flags
	@echo '  TOOL   $<'
	@mkdir -p $(@D)
	$(Q)$(CC) $(cflags) $(ldflags) -o $@ $<

# Libraries put in front of the C library by LD_PRELOAD, to let calls of it fail. They take no part in a build's mode.
$(B)/tools/%.so: tests/faults/%.c tests/faults/shim.h $(B)/flags
	@echo '  SHIM   $<'
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 -D_GNU_SOURCE -O2 -fPIC -shared $(warnings) -o $@ $<

bench:
	@sh src/install/deps.sh build test
	+@$(inner) all $(B)/tools/measure $(B)/linecheck
	@tests/bench/run $(B)

# Fuzzing by clang's libFuzzer, each target for so many seconds, one after another or with together=1 all at once;
# fuzzers='build/fuzz/fuzz_notice …' chooses some. What is found is kept in build/fuzz/findings.
seconds ?= 60
fuzzers := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
fuzz:
	@sh src/install/deps.sh build fuzz
	+@$(inner) CC=clang build=fuzz fuzzers
	@sh tests/fuzz/run.sh $(seconds) $(if $(together),together) $(fuzzers)
fuzzers: $(fuzzers)
build/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(B)/libtongbao.a $(B)/flags
	@echo '  FUZZ   $<'
	$(Q)$(CC) $(cflags) -fsanitize=fuzzer -Itests/fuzz -MMD -MP -MF $@.d $(ldflags) -o $@ $< $(B)/libtongbao.a $(libs)

# ---- care of the source ------------------------------------------------------------------------------------------
c-files = $(sort $(wildcard src/*.[ch] src/*/*.[ch] tests/*/*.[ch]))
format:
	clang-format -i $(c-files)
check-style:
	clang-format --dry-run -Werror $(c-files)

# The pictures of the README: page one of the bulletin and of a letter of the demonstration.
pictures:
	@sh src/install/deps.sh build test
	@$(MAKE) demo
	sh tests/pages/update.sh

# ---- installing --------------------------------------------------------------------------------------------------
install: all
	$(Q)PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' sh src/install/install.sh $(B)

clean:
	rm -rf $(filter-out build/fonts,$(wildcard build/*))
distclean:
	rm -rf build

-include $(objects:.o=.d) $(program:.o=.d) $(tests:=.d) $(fuzzers:=.d)
