#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# xrun.sh [-a] [-s WIDTHxHEIGHT] COMMAND [ARGUMENT]...
#
# Runs a command with an X server, a session bus and folders of its own, and
# takes all of them down afterwards. Safe to run many at once: the server picks
# a free display itself and says when it is ready, so nothing sleeps.
#
#   -a  accessibility through the bus (AT-SPI), as a screen reader has it;
#       without it GTK's own test back end is used, which is quicker
#   -s  size of the screen, 1280x800 unless told
#
# Exit status: the command's; 77 (skipped) without Xvfb, 99 (hard error) where
# the server does not come up.
set -u

a11y=no
screen=1280x800
while getopts as: option; do
  case $option in
    a) a11y=yes ;;
    s) screen=$OPTARG ;;
    *) exit 99 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || { echo "xrun.sh: no command" >&2; exit 99; }

for tool in Xvfb dbus-daemon; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    # A skipped test must not pass for a green one where the suite is required.
    [ -n "${HJ_REQUIRE_DISPLAY:-}" ] && { echo "xrun.sh: $tool is missing" >&2; exit 99; }
    echo "1..0 # SKIP $tool is missing"
    exit 77
  fi
done

private=$(mktemp -d "${TMPDIR:-/tmp}/hj-xrun.XXXXXX") || exit 99
server=
bus=
child=

tear_down ()
{
  for process in $child $bus $server; do
    kill -TERM "$process" 2>/dev/null
    wait "$process" 2>/dev/null
  done
  rm -rf "$private"
}
trap tear_down EXIT
trap 'exit 143' TERM
trap 'exit 130' INT HUP

mkdir -m 700 "$private/run" "$private/home" "$private/tmp"
mkdir "$private/services" "$private/home/cache" "$private/home/config" "$private/home/data" "$private/home/state"
mkfifo "$private/ready" "$private/bus-ready"

start_server ()
{
  Xvfb -displayfd 3 -screen 0 "${screen}x24" -nolisten tcp -noreset \
    3>"$private/ready" >"$private/server.log" 2>&1 &
  server=$!
  # The server writes its number when it listens; a server that dies closes the pipe.
  display=
  read -r display <"$private/ready"
  [ -n "$display" ]
}

# Two servers that start in the same instant can reach for one display number.
start_server || start_server || start_server || { cat "$private/server.log" >&2; exit 99; }

# The bus starts no service of the machine; with -a the accessibility bus alone.
[ "$a11y" = no ] || cp /usr/share/dbus-1/services/org.a11y.Bus.service "$private/services/" || exit 99
cat >"$private/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:dir=$private/run</listen>
  <servicedir>$private/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF

export HOME="$private/home"
export TMPDIR="$private/tmp"
export XDG_CACHE_HOME="$private/home/cache"
export XDG_CONFIG_HOME="$private/home/config"
export XDG_DATA_HOME="$private/home/data"
export XDG_STATE_HOME="$private/home/state"
export XDG_RUNTIME_DIR="$private/run"
export DISPLAY=":$display"
export GDK_BACKEND=x11
export GSK_RENDERER="${GSK_RENDERER:-cairo}"
export GDK_DEBUG="${GDK_DEBUG:-gl-disable}"
export GSETTINGS_BACKEND="${GSETTINGS_BACKEND:-memory}"
export GIO_USE_VFS=local
export GTK_USE_PORTAL=0
export ADW_DISABLE_PORTAL=1
export NO_AT_BRIDGE=1
export LC_ALL="${LC_ALL:-C.UTF-8}"
unset WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS GTK_THEME GTK_MODULES GTK_IM_MODULE
[ "$a11y" = yes ] && unset GTK_A11Y || export GTK_A11Y="${GTK_A11Y:-test}"

# After the environment is set: services that the bus starts inherit it.
dbus-daemon --nofork --config-file="$private/bus.conf" --print-address=3 \
  3>"$private/bus-ready" >"$private/bus.log" 2>&1 &
bus=$!
read -r DBUS_SESSION_BUS_ADDRESS <"$private/bus-ready"
[ -n "$DBUS_SESSION_BUS_ADDRESS" ] || { cat "$private/bus.log" >&2; exit 99; }
export DBUS_SESSION_BUS_ADDRESS

# In the background, so that a signal reaches the trap at once; the shell would
# give such a command an empty standard input.
exec 4<&0
"$@" <&4 4<&- &
child=$!
wait "$child"
status=$?
child=
exit "$status"
