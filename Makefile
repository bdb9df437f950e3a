# 研路 Yanlu. `make` alone lists the targets; README.md explains the two that
# most people need, `make run` and `make test`.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# A cgo-free build needs no compiler on the machine it runs on, and sqlc
# would otherwise compile a whole PostgreSQL parser in C.
export CGO_ENABLED := 0

# The portal's packages carry npm's own mark of a complete installation.
WEB_INSTALLED := web/node_modules/.package-lock.json
WEB_SOURCES = $(shell find web -type f -not -path 'web/node_modules/*' -not -path 'web/dist/*' -not -path 'web/test*' 2>/dev/null)
ENGINE_SOURCES = $(wildcard cmd/yanlu-engine/*.go cmd/yanlu-engine/go.mod cmd/yanlu-engine/go.sum)

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

## Preparing

.PHONY: setup
setup: $(WEB_INSTALLED) ## Install what is missing: PostgreSQL, a browser and fonts, the portal's packages
	@scripts/setup

$(WEB_INSTALLED): web/package-lock.json
	@scripts/web-install

.PHONY: tools
tools: .bin/.protoc .bin/.generators ## Build the pinned generators into .bin/

.bin/.protoc: tools/protoc/go.mod tools/protoc/go.sum
	@mkdir -p .bin
	cd tools/protoc && go build -o ../../.bin/ tool
	@touch $@

.bin/.generators: tools/go.mod tools/go.sum
	@mkdir -p .bin
	cd tools && go build -o ../.bin/ tool
	@touch $@

.bin/golangci-lint: tools/lint/go.mod tools/lint/go.sum
	@mkdir -p .bin
	cd tools/lint && go build -o ../../.bin/ tool
	@touch .bin/golangci-lint .bin/workflowcheck

.PHONY: generate generate-go generate-sql generate-web
generate: generate-go generate-sql generate-web ## Generate everything: Go and TypeScript from proto/, Go from SQL

generate-go: tools ## Generate Go from proto/
	@scripts/third-party-protos
	.bin/buf generate --template buf.gen.yaml

generate-sql: tools ## Generate Go from services/*/store/*.sql
	@scripts/sqlc

generate-web: tools $(WEB_INSTALLED) ## Generate the portal's TypeScript from proto/
	@scripts/third-party-protos
	.bin/buf generate --template buf.gen.web.yaml

## Building

.PHONY: build engine
build: web/dist/index.html engine ## Build bin/yanlu, portal included, and bin/yanlu-engine
	go build -o bin/yanlu ./cmd/yanlu

web/dist/index.html: $(WEB_SOURCES) $(WEB_INSTALLED)
	cd web && npm run build
	@touch $@

engine: bin/yanlu-engine ## Build bin/yanlu-engine alone: some minutes the first time

bin/yanlu-engine: $(ENGINE_SOURCES)
	cd cmd/yanlu-engine && go build -ldflags '-s -w' -o ../../bin/yanlu-engine .
	@touch $@

.PHONY: run
run: ## Install and build what is missing, then start everything with the demonstration data
	@scripts/setup postgresql
	@$(MAKE) build
	exec bin/yanlu serve --demo-data

## Checking

.PHONY: test
test: setup build ## Run every test, browser tests included
	@scripts/test

.PHONY: verify
verify: tools .bin/golangci-lint $(WEB_INSTALLED) ## Generate everything again and fail on a difference; lint
	@scripts/verify

.PHONY: bench
bench: build ## Measure submissions and reactions against their limits
	bin/yanlu bench submit --json
	bin/yanlu bench wake --json

.PHONY: clean
clean: ## Remove what was built; the data under .yanlu/ stay
	rm -rf .bin bin tools/include web/test-results web/playwright-report
	find web/dist -mindepth 1 -not -name .gitkeep -delete
