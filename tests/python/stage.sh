# The Python stages of ./dev test, sourced by it: a virtual environment, a wheel, its tests. What is
# downloaded stays in build/wheels, so that a second run works offline.

# python_environment [REQUIREMENTS FOLDER]: by default those of the tests.
python_environment() {
  local wanted=${1:-tests/python/requirements.txt} venv=${2:-build/venv}
  local pip=$venv/bin/pip
  cmp -s $wanted $venv/requirements.txt && return 0
  "$python" -m venv $venv
  $pip install -q --no-index --find-links build/wheels -r $wanted 2>/dev/null || {
    $pip download -q --dest build/wheels --find-links build/wheels -r $wanted
    $pip install -q --no-index --find-links build/wheels -r $wanted
  }
  cp $wanted $venv/requirements.txt
}

# The flags are those of the release preset, so that ccache knows its objects already.
python_wheel() {
  local set=--config-settings venv=${1:-build/venv}
  rm -rf build/dist
  PIP_NO_INDEX=1 CXX=/usr/bin/c++ CMAKE_CXX_COMPILER_LAUNCHER=ccache $venv/bin/pip wheel -q . --no-deps --no-build-isolation \
    --wheel-dir build/dist $set=build-dir=build/python $set=cmake.build-type=RelWithDebInfo \
    $set=cmake.define.CMAKE_CXX_FLAGS="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror" \
    $set=cmake.define.CMAKE_CXX_FLAGS_RELWITHDEBINFO="${PYTHON_WHEEL_FLAGS:--O2 -g1 -DNDEBUG}"
  $venv/bin/pip install -q --no-index --no-deps --force-reinstall build/dist/prorata-*.whl
}

python_tests() {
  local code=0
  rm -f build/python.xml
  build/venv/bin/python -m pytest --junit-xml=build/python.xml "$@" >build/python.log 2>&1 || code=$?
  count_junit build/python.xml build/python.log || code=1
  return $code
}
