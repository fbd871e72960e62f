#!/bin/sh
# bootstrap.sh - from a fresh machine to a running meshwalk.
#
#   ./bootstrap.sh run [PATH]   build, then open the screen on PATH (or on a sample)
#   ./bootstrap.sh check        build, then run every test
#   ./bootstrap.sh build        only build
#
# Missing packages are installed with apt-get when this may be done (as root,
# or with sudo that asks nothing); otherwise it says exactly what is missing.
# The build goes to ./build; CC, CFLAGS and CONFIGURE_FLAGS are heeded.
set -eu
cd "$(dirname "$0")"
top=$(pwd)

packages_build="gcc make autoconf automake pkg-config libncurses-dev libyaml-dev libpcre2-dev libjansson-dev libutf8proc-dev libssl-dev"
packages_check="libcmocka-dev mandoc tmux python3 python3-jsonschema libxml2-utils procps"

die() {
	echo "bootstrap.sh: $*" >&2
	exit 2
}

has_package() {
	dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}

install_missing() {
	command -v dpkg-query >/dev/null 2>&1 || return 0 # not Debian: configure will tell
	missing=
	for p in "$@"; do
		# another compiler will do in place of gcc
		[ "$p" = gcc ] && command -v "${CC:-gcc}" >/dev/null 2>&1 && continue
		has_package "$p" || missing="$missing $p"
	done
	[ -z "$missing" ] && return 0
	if [ "$(id -u)" = 0 ]; then
		sudo=
	elif sudo -n true 2>/dev/null; then
		sudo=sudo
	else
		die "missing packages:$missing
Install them with: sudo apt-get install$missing"
	fi
	echo "installing:$missing"
	$sudo apt-get -q update >/dev/null 2>&1 || true
	# shellcheck disable=SC2086
	DEBIAN_FRONTEND=noninteractive $sudo apt-get -qy install --no-install-recommends $missing >/dev/null ||
		die "apt-get could not install:$missing"
}

build() {
	[ -x configure ] && [ configure -nt configure.ac ] || autoreconf -i
	mkdir -p build
	cd build
	# shellcheck disable=SC2086
	[ -f config.status ] && [ config.status -nt ../configure ] || ../configure ${CONFIGURE_FLAGS:-}
	make -j"$(nproc 2>/dev/null || echo 2)"
	cd "$top"
}

usage() {
	sed -n '2,11s/^# \{0,1\}//p' "$0"
}

case ${1:-} in
run)
	shift
	# shellcheck disable=SC2086
	install_missing $packages_build
	build >build.log 2>&1 || { tail -n 20 build.log >&2; die "the build failed; all of it is in $top/build.log"; }
	[ $# -gt 0 ] || set -- samples/bookinfo
	exec ./build/meshwalk "$@"
	;;
build)
	# shellcheck disable=SC2086
	install_missing $packages_build
	build
	;;
check)
	# shellcheck disable=SC2086
	install_missing $packages_build $packages_check
	build
	cd build
	status=0
	make check || status=$?
	sh ../tests/summary .
	exit $status
	;;
-h | --help | help)
	usage
	;;
*)
	usage >&2
	exit 2
	;;
esac
