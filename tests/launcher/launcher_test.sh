#!/usr/bin/env bash
# launcher_test.sh CASE SOURCES PLACE: one test of ./unroll, in a copy of it at PLACE.
#
# The launcher sees a PATH of two folders only: `tools`, links to the harmless programs it uses, and `stubs`,
# which stand for the system. A stub writes its call to `calls`; files at PLACE tell it what to do:
#   installed      the packages that dpkg-query knows as installed; apt-get install adds to it
#   user           what `id -u` says
#   apt_status, cmake_status   with what status the stub ends, if it is there
set -euo pipefail
case_name=$1 sources=$2 place=$3

# --- the scene -------------------------------------------------------------------------------------------

rm -rf "$place"
mkdir -p "$place/tools" "$place/stubs" "$place/dpkg" "$place/here" "$place/clone"
cp "$sources/unroll" "$sources/packages.txt" "$sources/CMakePresets.json" "$place/clone"
for tool in bash env dirname readlink mkdir rm tail flock getconf grep cat touch mv chmod sleep; do
  ln -s "$(command -v "$tool")" "$place/tools/$tool"
done
: >"$place/calls"
: >"$place/installed"
: >"$place/dpkg/status"
echo 1000 >"$place/user"

# stub NAME: a program of that name, with the rest of its script on standard input.
stub() {
  {
    printf '#!%s\n' "$(command -v bash)"
    printf 'place=%q\n' "$place"
    # shellcheck disable=SC2016  # for the stub to expand
    echo 'echo "${0##*/} $*" >>"$place/calls"'
    cat
  } >"$place/stubs/$1"
  chmod +x "$place/stubs/$1"
}

# shellcheck disable=SC2016  # for the stub to expand
stub id <<<'cat "$place/user"'
stub sudo <<<'exec "$@"'
stub dpkg-query <<'STUB'
status=0
for word in "$@"; do
  case $word in -*) continue ;; esac
  if grep -qx -e "$word" "$place/installed"; then echo "installed $word"; else status=1; fi
done
exit $status
STUB
stub apt-get <<'STUB'
if [[ -e $place/apt_status ]]; then
  echo 'E: no such archive'
  exit "$(cat "$place/apt_status")"
fi
if [[ " $* " == *' install '* ]]; then
  for word in "$@"; do
    case $word in -* | install) ;; *) echo "$word" >>"$place/installed" ;; esac
  done
  echo changed >"$place/dpkg/status"
fi
STUB
stub cmake <<'STUB'
if [[ -e $place/peers_fail && $* == *'--target peers'* ]]; then
  echo 'error: another version'
  exit 1
fi
if [[ -e $place/cmake_status ]]; then
  echo 'error: a semicolon is missing'
  exit "$(cat "$place/cmake_status")"
fi
if [[ $1 == --preset ]]; then
  mkdir -p "build/$2/bin"
  touch "build/$2/build.ninja"
  echo "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" >"build/$2/CMakeCache.txt"
  exit
fi
if [[ -e $place/slow ]]; then
  mkdir "$place/building" || { echo 'two builds at once'; exit 1; }
  sleep "$(cat "$place/slow")"
  rm -r "$place/building"
fi
if [[ ! -e $2/bin/unroll ]]; then
  echo '[1/1] Linking'
  {
    printf '#!%s\nplace=%q\n' "$BASH" "$place"
    echo 'if [[ $1 == needs ]]; then cat "$place/needs" 2>/dev/null; exit; fi'
    echo 'echo "here $PWD"; for word in "$@"; do echo "<$word>"; done; exit 42'
  } >"$2/bin/new"
  chmod +x "$2/bin/new"
  mv "$2/bin/new" "$2/bin/unroll"
fi
STUB
stub ctest <<<'exit 8'
stub ninja </dev/null
stub c++ </dev/null

# unroll WORD...: the launcher as a user would call it, from another folder; fills `status`, `said`, `out`.
unroll() {
  status=0
  (cd "$place/here" && launch "$@") </dev/null >"$place/out" 2>"$place/said" || status=$?
  out=$(<"$place/out") said=$(<"$place/said")
}
launch() {
  env -u UNROLL_PRESET "CI=${CI_HERE-}" "PATH=$place/stubs:$place/tools" "DPKG_ADMINDIR=$place/dpkg" \
    "$place/clone/unroll" "$@"
}

# The same at a terminal, where ANSWER is typed. A terminal has no second channel: all of it is in `said`.
unroll_at_terminal() {
  local answer=$1 line
  shift
  printf -v line '%q ' env -u UNROLL_PRESET CI= "PATH=$place/stubs:$place/tools" "DPKG_ADMINDIR=$place/dpkg" \
    "$place/clone/unroll" "$@"
  status=0
  said=$(printf '%s\n' "$answer" | SHELL=$(command -v bash) script -qec "$line" /dev/null) || status=$?
}

everything_installed() { while read -r name _; do echo "$name"; done <"$place/clone/packages.txt" >"$place/installed"; }
without() {
  grep -vx -e "$1" "$place/installed" >"$place/rest"
  mv "$place/rest" "$place/installed"
}
forget_calls() { : >"$place/calls"; }

flunk() {
  printf 'FAILED in %s: %s\nstatus: %s\nsaid: %s\nout: %s\ncalls:\n%s\n' "$case_name" "$1" "${status-}" \
    "${said-}" "${out-}" "$(<"$place/calls")"
  exit 1
}
status_is() { [[ $status == "$1" ]] || flunk "the status should be $1"; }
says() { [[ $said == *"$1"* ]] || flunk "it should say: $1"; }
says_not() { [[ $said != *"$1"* ]] || flunk "it should not say: $1"; }
calls() { grep -q -e "$1" "$place/calls" || flunk "it should call: $1"; }
calls_not() { ! grep -q -e "$1" "$place/calls" || flunk "it should not call: $1"; }

# --- packages --------------------------------------------------------------------------------------------

asks_and_stops_on_no() {
  for answer in n '' nay; do
    unroll_at_terminal "$answer" list
    status_is 1
    says 'Install them now? [y/N]'
    says 'nothing was installed'
    calls_not '^sudo'
    calls_not '^apt-get'
    calls_not '^cmake'
  done
}

installs_on_yes() {
  unroll_at_terminal y list
  status_is 42
  says 'Install them now? [y/N]'
  says '<list>'
  calls '^sudo env DEBIAN_FRONTEND=noninteractive apt-get .*update$'
  calls '^sudo env DEBIAN_FRONTEND=noninteractive apt-get .*install --no-install-recommends g++ cmake'
}

stops_without_a_terminal() {
  unroll list
  status_is 1
  says 'no terminal'
  says 'sudo apt-get install --no-install-recommends g++ cmake'
  calls_not '^apt-get'
  rm "$place/stubs/sudo"
  unroll list
  status_is 1
  says 'there is no sudo'
}

installs_unasked_for_root() {
  echo 0 >"$place/user"
  unroll list
  status_is 42
  says_not '[y/N]'
  calls_not '^sudo'
  calls '^apt-get .*install --no-install-recommends g++ cmake'
}

installs_unasked_in_ci() {
  CI_HERE=yes
  unroll list
  status_is 42
  says_not '[y/N]'
  calls '^sudo env .*install'
}

says_what_is_missing_and_no_more() {
  everything_installed
  without libpng-dev
  unroll list
  status_is 1
  says 'libpng-dev                    reads and writes pictures'
  says_not 'zlib1g-dev'
  echo 0 >"$place/user"
  unroll list
  status_is 42
  calls 'install --no-install-recommends libpng-dev$'
}

reports_a_failed_installation() {
  echo 0 >"$place/user"
  echo 100 >"$place/apt_status"
  unroll list
  status_is 1
  says 'E: no such archive'
  says 'could not be installed'
  calls_not '^cmake'
}

names_packages_without_apt_get() {
  rm "$place/stubs/apt-get" "$place/stubs/cmake"
  unroll list
  status_is 1
  says 'has no apt-get'
  says 'libarmadillo-dev              matrices'
  says 'there is no cmake'
  says_not 'catch2'
  unroll test
  status_is 1
  says 'catch2'
}

builds_without_apt_get() {
  rm "$place/stubs/apt-get" "$place/stubs/dpkg-query"
  unroll list
  status_is 42
  echo 1 >"$place/cmake_status"
  touch "$place/clone/CMakePresets.json"
  unroll list
  status_is 1
  says 'a semicolon is missing'
  says 'libarmadillo-dev              matrices'
}

# --- the build and the program ---------------------------------------------------------------------------

passes_arguments_and_status_on() {
  everything_installed
  unroll run 12 --seed=3 'two words' '' '*'
  status_is 42
  [[ $out == *$'<run>\n<12>\n<--seed=3>\n<two words>\n<>\n<*>' ]] || flunk 'the arguments should arrive as they are'
  [[ $said == 'unroll: building… (once)' ]] || flunk 'the first call should say one thing'
  calls '^cmake --preset release'
  calls '^cmake --build .*/build/release .*--target unroll$'
  unroll run 12
  status_is 42
  [[ -z $said ]] || flunk 'the second call should say nothing'
}

builds_only_the_programs_that_a_command_starts() {
  everything_installed
  printf '03_one\n12_two\n' >"$place/needs"
  unroll run 3 12
  status_is 42
  calls '^cmake --build .*/build/release .*--target unroll$'
  calls '^cmake --build .*/build/release .*--target 03_one 12_two$'
  : >"$place/calls"
  unroll list
  calls '^cmake --build .*--target unroll$'
  calls_not '--target 03_one'
}

builds_peers_when_bench_compares_with_them() {
  everything_installed
  unroll bench --threads 1
  calls_not '^cmake --build .*--target peers'
  unroll bench --vs --threads 1
  status_is 42
  calls '^cmake --build .*/build/release .*--target peers -- -k 0$'
  [[ $out == *$'<bench>\n<--vs>\n<--threads>\n<1>' ]] || flunk 'the arguments should arrive as they are'
  touch "$place/peers_fail"
  unroll bench --vs
  rm "$place/peers_fail"
  status_is 42
  says 'a peer of bench --vs could not be built'
}

announces_a_slow_step_while_it_runs() {
  everything_installed
  unroll list
  echo 5 >"$place/slow"
  : >"$place/said"
  (cd "$place/here" && launch list) </dev/null >/dev/null 2>"$place/said" &
  while [[ ! -s $place/said ]] && kill -0 $! 2>/dev/null; do sleep 0.1; done
  said=$(<"$place/said")
  [[ -d $place/building ]] || flunk 'it should speak while the build is running'
  wait $! || true
  [[ $said == 'unroll: building… (once)' ]] || flunk 'it should say that it builds'
}

keeps_the_folder_of_the_user() {
  everything_installed
  ln -s "$place/clone/unroll" "$place/here/link"
  unroll list
  [[ $out == "here $place/here"* ]] || flunk 'the program should run where the user is'
  status=0
  out=$(cd "$place/here" && env -u UNROLL_PRESET CI= "PATH=$place/stubs:$place/tools" \
    "DPKG_ADMINDIR=$place/dpkg" ./link list) || status=$?
  status_is 42
  [[ $out == "here $place/here"* ]] || flunk 'it should do so through a link as well'
}

looks_for_packages_once() {
  everything_installed
  unroll list
  calls '^dpkg-query'
  calls '^cmake --preset'
  forget_calls
  unroll list
  status_is 42
  calls_not '^dpkg-query'
  calls_not '^cmake --preset'
  calls '^cmake --build'
}

looks_again_when_packages_changed() {
  everything_installed
  unroll list
  without cmake
  touch "$place/dpkg/status"
  unroll list
  status_is 1
  says 'cmake  '
  everything_installed
  echo 'new-package  run  something new' >>"$place/clone/packages.txt"
  unroll list
  status_is 1
  says 'new-package'
}

mends_a_failed_build() {
  everything_installed
  unroll list
  echo 1 >"$place/cmake_status"
  unroll list
  status_is 1
  says 'a semicolon is missing'
  says "$place/clone/build/release/launcher.log"
  rm "$place/cmake_status"
  forget_calls
  unroll list
  status_is 42
  calls '^dpkg-query'
  calls '^cmake --preset'
}

configures_anew_after_a_move() {
  everything_installed
  unroll list
  mv "$place/clone" "$place/moved"
  mkdir "$place/clone"
  mv "$place/moved" "$place/clone/deeper"
  touch "$place/clone/deeper/build/release/old"
  ln -s deeper/unroll "$place/clone/unroll"
  forget_calls
  unroll list
  status_is 42
  calls '^cmake --preset release'
  [[ ! -e $place/clone/deeper/build/release/old ]] || flunk 'the old build folder should be gone'
}

overlapping_calls_take_turns() {
  everything_installed
  echo 0.5 >"$place/slow"
  (cd "$place/here" && launch first) </dev/null >"$place/first" 2>&1 &
  unroll second
  status_is 42
  status=0
  wait $! || status=$?
  status_is 42
  cat "$place/said" "$place/first" | grep -q 'waiting for another' || flunk 'one of the two should wait'
}

# --- the tests -------------------------------------------------------------------------------------------

tests_pass_arguments_and_status_on() {
  everything_installed
  unroll test -R 'two words'
  status_is 8
  calls '^cmake --build .*/build/release .*--target all$'
  calls '^ctest --test-dir .*/build/release --output-on-failure .*-R two words$'
}

tests_choose_their_preset() {
  everything_installed
  unroll test -V --sanitize
  calls '^cmake --preset sanitize -DUNROLL_TESTS=ON'
  calls '^ctest --test-dir .*/build/sanitize .*-V$'
  CI_HERE=yes
  unroll test
  calls '^cmake --preset ci -DUNROLL_TESTS=ON'
  calls '^cmake --build .*/build/ci .*--target all all_verify_interface_header_sets$'
  unroll test --sanitize
  status_is 8
  unroll list
  calls '^cmake --preset release'
}

tests_need_more_packages() {
  everything_installed
  without catch2
  unroll list
  status_is 42
  calls '^cmake --preset release -DUNROLL_TESTS=OFF'
  unroll test
  status_is 1
  says 'catch2'
  echo 0 >"$place/user"
  unroll test
  status_is 8
  calls 'install --no-install-recommends catch2$'
  calls '^cmake --preset release -DUNROLL_TESTS=ON'
}

"$case_name"
rm -rf "$place"
