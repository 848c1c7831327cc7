# Tribunal. `make` alone lists the targets.
SHELL := /bin/sh
.SUFFIXES:
.DELETE_ON_ERROR:

# Options come only from make's command line: the environment may use these names for other purposes.
OPTIONS := SCENARIO SEED SEEDS RATE DURATION FAULTS DEFECT DATABASE NODES BUDGETS FOR LINE FULL VARY BASE CANDIDATE KEEP \
	CLASSES ONLY DELIVERIES ROUNDS SECONDS SUBSCRIPTIONS ORDERS LEAST LIMIT CONTINUE KILLS
$(foreach name,$(OPTIONS),$(if $(filter environment,$(origin $(name))),$(eval override $(name) :=)))

# Maven cannot open a file whose name the locale cannot express.
export LC_ALL := $(shell scripts/utf8-locale)

SOURCES := $(shell find . -name target -prune -o \( -name '*.java' -o -name pom.xml -o -path '*/src/main/resources/*' -o -path '*/src/main/jte/*' \) -type f -print) scripts/assemble .mvn/jvm.config
STAMP := target/distribution/harness.args
MVN = JAVA_HOME="$$(scripts/find-jdk)" && export JAVA_HOME && mvn -B

options = $(if $(SCENARIO),--scenario "$(SCENARIO)") $(if $(SEED),--seed "$(SEED)") $(if $(RATE),--rate "$(RATE)") \
	$(if $(DURATION),--duration "$(DURATION)") $(if $(FAULTS),--faults "$(FAULTS)") $(if $(DEFECT),--defect "$(DEFECT)") \
	$(if $(DATABASE),--database '$(DATABASE)') $(if $(NODES),--nodes "$(NODES)") $(if $(BUDGETS),--budgets "$(BUDGETS)")

.PHONY: help load kills simulate replay try-judge capacity compare test mutate mutate-app app scenarios clean-runs docs bench drain fan-out large-history build fast-start lint clean

help:
	@echo "make load    run a scenario for real, judge it, report (SCENARIO= SEED= RATE= DURATION= FAULTS= DEFECT=\n             DATABASE=embedded|container|jdbc:postgresql://… NODES= BUDGETS=file)"
	@echo "make kills   kill nodes and database again and again in one run (KILLS=200 SEED=)"
	@echo "make simulate  many seeds in virtual time; what fails is shrunk to its smallest story (SCENARIO= SEEDS= SEED= FOR=10m DEFECT=)"
	@echo "make replay  run a simulated story again (LINE='…')"
	@echo "make try-judge  the judge on trial: lies, defects, the sound app (FULL=1 from 20 starts, and docs/kill-matrix.md)"
	@echo "make capacity  raise the rate until something breaks: the knee and the bottleneck (SCENARIO= SEED= DURATION=)"
	@echo "make compare  two runs, or sets of runs, side by side (BASE=folder CANDIDATE=folder BUDGETS=file);\n             or runs of one scenario that differ in one parameter (VARY=rate=10,20,40 or nodes, pool, lease … and all of load's)"
	@echo "make test    every test of every module"
	@echo "make mutate  mutate the judge's code, and list the mutants that no test detects (CLASSES=tribunal.verify.guarantee.idempotence.PaymentCheck,tribunal.verify.guarantee.orderindependence.FinalStatusCheck*)"
	@echo "make mutate-app  mutate the app's code, simulate each mutant, and list the mutants that the judge does not convict\n             (CLASSES=foodcourt.order.OrderStatus SEEDS=swarm=24+everything=6 LEAST=count LIMIT=count CONTINUE=1)"
	@echo "make app     the app alone, with GraphiQL, until Ctrl-C"
	@echo "make scenarios   the scenarios, each with its promise"
	@echo "make clean-runs  delete old runs, keep the newest of each scenario (KEEP=5)"
	@echo "make docs    rewrite the generated pages"
	@echo "make bench   micro-benchmarks of the hot paths, with JMH (ONLY=Fate)"
	@echo "make drain   how fast the event engine drains a backlog (DELIVERIES=20000 ROUNDS=5)"
	@echo "make fan-out   how soon subscribers at two nodes see a commit (SECONDS=10 SUBSCRIPTIONS='200 10000')"
	@echo "make large-history  how fast a large history is judged, in a heap of 1 GB (ORDERS=20000 ROUNDS=5; an order has 142 entries)"
	@echo "make build   build what has changed"
	@echo "make fast-start  record this build's start once: every later run begins 5 s sooner"
	@echo "make lint    format the sources"
	@echo "make clean   remove everything built"

load:
	@./tribunal load $(options)

# 200 kills take 20 minutes.
kills:
	@scripts/kills "$(or $(KILLS),200)" "$(or $(SEED),42)"

simulate:
	@./tribunal simulate $(if $(SCENARIO),--scenario "$(SCENARIO)") $(if $(SEEDS),--seeds "$(SEEDS)") $(if $(SEED),--seed "$(SEED)") \
		$(if $(FOR),--for "$(FOR)") $(if $(DEFECT),--defect "$(DEFECT)")

replay:
	@./tribunal replay "$(LINE)"

# FULL=1 takes minutes and rewrites the page.
try-judge:
	@./tribunal try-judge $(if $(FULL),--full --page docs/kill-matrix.md)

capacity:
	@./tribunal capacity $(if $(SCENARIO),--scenario "$(SCENARIO)") $(if $(SEED),--seed "$(SEED)") $(if $(DURATION),--duration "$(DURATION)")

compare:
	@./tribunal compare $(if $(VARY),--vary "$(VARY)" $(options),$(if $(BUDGETS),--budgets "$(BUDGETS)") $(if $(BASE),"$(BASE)") $(if $(CANDIDATE),"$(CANDIDATE)"))

app:
	@./tribunal app

scenarios:
	@./tribunal scenarios

clean-runs:
	@./tribunal clean-runs $(if $(KEEP),--keep "$(KEEP)")

docs: build
	@for form in scenario model history; do ./tribunal schema $$form > target/$$form.schema.json && mv target/$$form.schema.json docs/$$form.schema.json; done
	@./tribunal scenarios --markdown > target/scenarios.md && mv target/scenarios.md docs/scenarios.md
	@./tribunal packages > target/whats-here.md && mv target/whats-here.md docs/whats-here.md

BENCH = $(MVN) -q -pl benchmarks -am package -DskipTests && JAVA_HOME="$$(scripts/find-jdk)" && "$$JAVA_HOME/bin/java" -Xms256m -Xmx768m \
	-XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
BENCH_PATH = -cp "$$(cat benchmarks/target/classpath):benchmarks/target/benchmarks-0.1.0.jar"

bench:
	@$(BENCH) $(BENCH_PATH) org.openjdk.jmh.Main -f 1 -wi 3 -w 1 -i 5 -r 1 $(ONLY)

drain:
	@$(BENCH) -XX:TieredStopAtLevel=1 -XX:+UseSerialGC $(BENCH_PATH) tribunal.bench.DrainBenchmark $(or $(DELIVERIES),20000) $(or $(ROUNDS),5)

fan-out:
	@$(BENCH) -XX:TieredStopAtLevel=1 -XX:+UseSerialGC $(BENCH_PATH) tribunal.bench.FanOutBenchmark $(or $(SECONDS),10) $(SUBSCRIPTIONS)

large-history:
	@$(BENCH) -Xmx1g -XX:+UseSerialGC $(BENCH_PATH) tribunal.bench.LargeHistoryBenchmark $(or $(ORDERS),20000) $(or $(ROUNDS),5)

# The tests of the HTML pages need a browser. CI installs one.
BROWSER = $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

test:
	@$(MVN) verify $(if $(BROWSER),,-DexcludedGroups=browser)
	@$(if $(BROWSER),:,echo "No Chromium in the PATH: the two tests of the HTML pages did not run (Debian: apt-get install chromium).")

# All classes take hours; the report is in verifiers/target/pit-reports.
mutate:
	@$(MVN) -q -pl verifiers -am -Pmutate verify $(if $(CLASSES),-Dmutate="$(CLASSES)")

# All classes take hours, and docs/app-mutants.md is written; one class takes minutes.
mutate-app:
	@CLASSES='$(CLASSES)' SEEDS='$(SEEDS)' LEAST='$(LEAST)' LIMIT='$(LIMIT)' CONTINUE='$(CONTINUE)' scripts/mutate-app

lint:
	@$(MVN) -q spotless:apply

build: $(STAMP)

fast-start: build
	@echo "recording the start of app and harness, about a minute"; JAVA_HOME="$$(scripts/find-jdk)" scripts/record-start

$(STAMP): $(SOURCES)
	@scripts/find-jdk >/dev/null
	@command -v mvn >/dev/null || { echo "no Maven found: install Maven 3.8 or newer" >&2; exit 64; }
	@mkdir -p target 2>/dev/null; true 2>/dev/null > target/build.log || { echo "this checkout has changed since its last build," \
		"and $(CURDIR)/target cannot be written: make it writable (free space, permissions), or build in a copy" >&2; exit 64; }
	@if [ -d "$${HOME}/.m2/repository/org/springframework" ]; then echo "building (log target/build.log)"; \
	else echo "building (first time: downloads, several minutes; log target/build.log)"; fi >&2
	@{ $(MVN) -pl '!benchmarks' -DskipTests package; } > target/build.log 2>&1 || { tail -n 30 target/build.log >&2; echo "the build failed: see $(CURDIR)/target/build.log" >&2; exit 70; }
	@touch $@

clean:
	@$(MVN) -q clean
	@rm -rf target
