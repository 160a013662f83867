#!/usr/bin/env python3
"""The library as its users meet it: installed, through CMake or pkg-config, or inside their project.

usage: package.py installed|embedded|shared ROOT BUILD COMPILER_LAUNCHER BUILD_TYPE FLAGS

installed  installs the build tree and builds consumers of find_package and pkg-config
embedded   configures a host that fetches the project: nothing is built or installed that the host
           did not ask for; and the tests without the C interface
shared     builds and installs shared libraries and builds the same consumers (heavy)
"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

kind, root, build, launcher, build_type, flags = sys.argv[1], *map(pathlib.Path, sys.argv[2:4]), *sys.argv[4:7]
here = root / "tests/package"
work = build / "package" / kind
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
VERSION = re.search(r"project\(prorata VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text(encoding="utf-8"))[1]


def run(*command: object, **more: object) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def configure(source: pathlib.Path, into: pathlib.Path, *options: str) -> None:
    run("cmake", "-S", source, "-B", into, "-G", "Ninja", f"-DCMAKE_BUILD_TYPE={build_type}", f"-DCMAKE_CXX_FLAGS={flags}",
        f"-DCMAKE_C_FLAGS={' '.join(f for f in flags.split() if f.startswith('-f'))}",
        f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}", *options)


def check(condition: bool, message: str) -> None:
    if not condition:
        sys.exit(message)


def answers(program: pathlib.Path, **more: object) -> None:
    printed = run(program, **more)
    check(printed == f"{VERSION} 0\n", f"{program} printed {printed!r}")


def consume(prefix: pathlib.Path) -> None:
    """Builds and runs the consumers of an installed tree, which has been moved since."""
    moved = prefix.with_name("moved")
    prefix.rename(moved)
    configure(here / "find_package", work / "consumer", f"-DCMAKE_PREFIX_PATH={moved}")
    run("cmake", "--build", work / "consumer")
    answers(work / "consumer/in_cpp")
    answers(work / "consumer/in_c")
    moved.rename(prefix)
    libraries = next(prefix.glob("lib*/**/pkgconfig")).parent
    environment = os.environ | {"PKG_CONFIG_PATH": str(libraries / "pkgconfig"), "LD_LIBRARY_PATH": str(libraries)}
    sanitizers = [flag for flag in flags.split() if flag.startswith("-fsanitize")]
    for package, compiler, source in (("prorata_c", "cc", "consumer.c"), ("prorata", "c++", "consumer.cpp")):
        options = run("pkg-config", "--cflags", "--libs", package, env=environment).split()
        run(compiler, here / source, *sanitizers, *options, "-o", work / package)
        answers(work / package, env=environment)


def installed(prefix: pathlib.Path) -> None:
    """Nothing but headers, libraries, CMake and pkg-config files; no header of another room's inside."""
    for path in prefix.rglob("*"):
        name = path.relative_to(prefix).as_posix()
        allowed = re.match(r"include/(prorata/|prorata_c/|prorata\.h$)|lib[^/]*/(.*/)?(libprorata|cmake/prorata/|pkgconfig/prorata)", name)
        check(path.is_dir() or bool(allowed), f"{name} was installed")
    public = {p.relative_to(root / "include") for p in (root / "include").rglob("*.hpp")}
    public |= {p.relative_to(root / "capi/include") for p in (root / "capi/include").rglob("*.h")}
    there = {p.relative_to(prefix / "include") for p in (prefix / "include").rglob("*.h*")}
    check(public == there, f"headers differ: {sorted(map(str, public ^ there))}")
    for path in prefix.rglob("*.cmake"):
        text = path.read_text(encoding="utf-8")
        check(str(build) not in text and str(root) not in text, f"{path.name} names the place it was built in")


if kind == "installed":
    for component in ("Runtime", "Development"):
        run("cmake", "--install", build, "--prefix", work / "prefix", "--component", component)
    installed(work / "prefix")
    run("sed", "-i", f"s#^prefix=.*#prefix={work / 'prefix'}#", *(work / "prefix").rglob("*.pc"))
    consume(work / "prefix")
elif kind == "embedded":
    configure(here / "add_subdirectory", work / "host", f"-DPRORATA_SOURCE={root}", f"-DCMAKE_INSTALL_PREFIX={work / 'prefix'}")
    planned = run("ninja", "-C", work / "host", "-n", "-v")
    linked = {name for name in re.findall(r"(?:-o|qc) (\S+)", planned) if not name.endswith(".o")}
    check({pathlib.Path(name).name for name in linked} == {"libprorata.a", "in_cpp"}, f"the host builds {linked}")
    sources = set(re.findall(rf"-c {re.escape(str(root))}/(\S+)", planned))
    beside = {name for name in sources if not name.startswith("src/")} - {"tests/package/consumer.cpp"}
    check(bool(sources) and not beside, f"the host compiles {beside}")
    scripts = "".join(path.read_text(encoding="utf-8") for path in (work / "host").rglob("cmake_install.cmake"))
    check(set(re.findall(r'FILES "([^"]+)"', scripts)) == {str(work / "host/in_cpp")}, "the host installs more than its own program")
    configure(root, work / "tests", "-DPRORATA_BUILD_CAPI=OFF", "-DPRORATA_BUILD_TESTS=ON")
    planned = run("ninja", "-C", work / "tests", "-t", "targets", "all")
    check("engine_test" in planned and "libprorata_c" not in planned, "the tests without the C interface are not those of the rest")
else:
    configure(root, work / "build", "-DBUILD_SHARED_LIBS=ON", "-DPRORATA_BUILD_TESTS=OFF", f"-DCMAKE_INSTALL_PREFIX={work / 'prefix'}")
    run("cmake", "--build", work / "build", "--parallel", os.cpu_count() or 1)
    run("cmake", "--install", work / "build")
    installed(work / "prefix")
    consume(work / "prefix")
