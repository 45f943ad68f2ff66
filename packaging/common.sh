# What all packages have in common; sourced by the scripts of this folder,
# which then stand in the project's root.
cd "$(dirname "${BASH_SOURCE[0]}")/.."

full=$(packaging/version) # 0.1.0+0123456789
version=${full%%+*}       # 0.1.0

# Two builds of one commit are to be the same bytes: times are the commit's,
# and nothing that a machine sets for its own builds has a say.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y FyneApp.toml)}
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C
unset GOFLAGS CGO_CFLAGS CGO_LDFLAGS GOAMD64 GOARM64
umask 022

work=build/package # what is made on the way; emptied by each script for its own part
dist=dist

# build OUTPUT LINKERFLAGS [ARGUMENTS]: one program, stripped, that names its version.
build() {
  local output=$1 flags=$2
  shift 2
  go build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=$full $flags" -o "$output" "$@" .
}

# build_cli OUTPUT: the static program without a window, for GOOS and GOARCH.
build_cli() {
  CGO_ENABLED=0 build "$1" "" -tags nogui
}

# settle FOLDER: gives all in it the commit's time.
settle() {
  find "$1" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
}
