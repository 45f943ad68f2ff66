# Weft: make run opens it, make test proves it. "make help" lists the rest.
GOFUMPT := mvdan.cc/gofumpt@v0.12.0
DEAD    := golang.org/x/tools/cmd/deadcode@v0.52.0
ACTIONS := github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
LINT    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
VERSION := $(shell packaging/version)
LDFLAGS := -s -w -X main.version=$(VERSION)
CLI     := CGO_ENABLED=0 go build -trimpath -tags nogui -ldflags '$(LDFLAGS)'
WINDOW  := go build -trimpath -ldflags '$(LDFLAGS)'
SWEEP   := sweep primes --models sequential,thread-pool,gil-threads,process-pool --budget 30s --out weft-charts

.DEFAULT_GOAL := help
.PHONY: help run build engine test check bench fuzz package prove newest screenshot licences icons clean

help: ## List what make can do.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

run: ## Open the window; without a display, run a real sweep and write its charts to weft-charts.
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(MAKE) --no-print-directory build && exec build/weft; \
	else \
		echo "No display: running a sweep without the window."; \
		$(MAKE) --no-print-directory engine && exec build/weft-engine $(SWEEP); \
	fi

build: engine ## Build the window and, beside it, the engine (build/weft, build/weft-engine).
	@scripts/need run
	$(WINDOW) -o build/weft .

engine: ## Build the static program without a window: command line and engine (build/weft-engine).
	$(CLI) -o build/weft-engine .

test: ## Install what the tests need and run all of them.
	@scripts/need test
	go test -race -timeout 20m ./...
	CGO_ENABLED=0 go test -tags nogui -timeout 10m . ./app/cli
	scripts/python test

check: ## Check format, types, vet, lint, dead code, the workflow, vet for Windows and macOS.
	@scripts/need check
	@unformatted="$$(go run $(GOFUMPT) -l .)"; [ -z "$$unformatted" ] || { echo "not gofumpt-formatted:"; echo "$$unformatted"; exit 1; }
	go vet ./...
	cd workloads/bench && go vet .
	GOOS=windows go vet -tags nogui $$(scripts/portable)
	GOOS=darwin go vet -tags nogui $$(scripts/portable)
	go run $(LINT) run ./...
	go run $(ACTIONS) -shellcheck= -pyflakes=
	@scripts/deadcode $(DEAD)
	scripts/python check

bench: ## Print ratio tables against the peers, all measured in this one run.
	@scripts/need test
	cd workloads/bench && go run .
	@echo; echo "Python models against scripts written by hand"
	@scripts/python bench
	@echo
	@echo "The real window: its first frame; UI callbacks during sweeps, to reach 100 ms at the 99th percentile; what watching costs"
	@scripts/with-display go test -run '^$$' -bench 'FirstFrame|UILatency|Observer' -benchtime 1x -timeout 30m ./app/window | grep -v -E '^(goos|goarch|pkg|cpu|PASS|ok)'

fuzz: ## Fuzz the protocol and the loaders for half a minute each.
	@scripts/fuzz

package: ## Make all packages that this system can make, in dist (PARTS="linux programs" makes some).
	@scripts/need $(if $(filter Darwin,$(shell uname)),build,package)
	@scripts/package $(PARTS)

prove: ## Check the packages: rules, sizes, reproducibility; install and use them in a bare system and under Wine.
	@scripts/need prove
	@scripts/check-packages
	@scripts/clean-root
	@scripts/wine

newest: ## Try the Python runner under Debian's newest Python and libraries, in a system of its own (root).
	@scripts/need prove
	@scripts/newest

screenshot: build ## Take the README's picture anew, from the real program.
	@scripts/need prove
	@scripts/screenshot

licences: ## Write the licences of all that is built in to assets/licences.txt.
	@mkdir -p build
	go run ./packaging/licences > build/licences.txt && mv build/licences.txt assets/licences.txt

icons: ## Draw the icon's pictures anew from their SVG sources.
	@scripts/need icons
	packaging/icons/render

clean: ## Remove what was built.
	rm -rf build dist weft-charts
