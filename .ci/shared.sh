# What the scripts beside it have in common; they source it.

root=(); if [ "$(id -u)" != 0 ]; then root=(sudo); fi
as_root() { "${root[@]}" "$@"; }

updated=
need_packages() { # Debian packages
  [ -n "$updated" ] || { as_root apt-get update -q; updated=1; }
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}
need() { # command, Debian packages
  command -v "$1" >/dev/null || need_packages "${@:2}"
}

# The commands of README and pages are in ```sh blocks, and are run as written. The first block of a page:
commands_of() { awk '/^```$/ && block { exit } block { print } /^```sh/ { block = 1 }' "$1"; }
