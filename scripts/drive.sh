# Driving Weft's window by its keys, as a person would; sourced by the scripts
# that try packages. DISPLAY names the display, $sessions and $pictures the
# folders in which sessions and exported pictures are to appear.

# fail WORD...: ends the script.
fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# until_done SECONDS WHAT COMMAND...: waits for a condition, at most so long.
until_done() {
  local seconds=$1 what=$2 end
  shift 2
  end=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || fail "waited $seconds s in vain: $what"
    sleep 0.2
  done
}

# ended: a session's file says that its sweep is over.
ended() { grep -qsr '"end":' "$sessions"; }

picture() { [ -s "$pictures/weft-primes-speedup.png" ]; }

gone() { ! kill -0 "$1"; }

# try_window PID: runs the sweep that is chosen at the first start, exports the
# speedup, looks at the picture, and leaves. PID is the process that was started.
try_window() {
  until_done 120 "the window opens" xdotool search --onlyvisible --name '^Weft$'
  sleep 2 # its first frame
  xdotool key --delay 60 ctrl+r
  until_done 300 "the sweep ends" ended
  xdotool key --delay 60 ctrl+1 ctrl+e Return
  until_done 60 "the picture is there" picture
  local width colours
  read -r width colours < <(identify -format '%w %k\n' "$pictures/weft-primes-speedup.png")
  [ "$width" -ge 1000 ] && [ "$colours" -ge 50 ] || fail "the picture is $width pixels wide and has $colours colours: no chart"
  xdotool key --delay 60 ctrl+q
  until_done 60 "the program ends" gone "$1"
}
