# Run by ProcessReaper with sh -c, in its own session: cleans up when the pipe from the harness closes.
# Ignores signals, such as Ctrl-C to the whole terminal group: only the end of the pipe starts the cleanup.
trap '' INT TERM HUP QUIT PIPE
pids= folder= postmaster= container=
while read -r what which; do
  case $what in
    process) pids="$pids $which" ;;
    ended) kept=; for p in $pids; do [ "$p" = "$which" ] || kept="$kept $p"; done; pids=$kept
      [ "$which" != "$postmaster" ] || postmaster=
      [ "$which" != "$container" ] || container= ;;
    folder) folder=$which ;;
    postmaster) postmaster=$which ;;
    container) container=$which ;;
  esac
done
for p in $pids; do kill -KILL "$p" 2>/dev/null; done
if [ -n "$container" ]; then
  # Twice: its creation may have been under way.
  for again in 1 2; do
    docker rm -f -v "$container" ||
      curl -s --unix-socket /var/run/docker.sock -X DELETE "http://d/containers/$container?force=1&v=1"
    sleep 1
  done
fi >/dev/null 2>&1
[ -n "$folder" ] || exit 0
# The postmaster and its children work in the folder, even if it was removed meanwhile.
servers() {
  [ -z "$postmaster" ] || ! kill -0 "$postmaster" || echo "$postmaster"
  # One process for all links: a readlink for each takes a second on a busy machine.
  ls -ld /proc/[0-9]*/cwd | while read -r link; do
    case $link in *" -> $folder" | *" -> $folder (deleted)") p=${link#*/proc/}; echo "${p%%/*}" ;; esac
  done
}
gone=0 tries=0
while [ $gone -lt 5 ] && [ $tries -lt 100 ]; do
  tries=$((tries + 1))
  [ -n "$postmaster" ] || read -r postmaster < "$folder/postmaster.pid"
  if [ -n "$(servers)" ]; then
    gone=0
    [ -z "$postmaster" ] || kill -QUIT "$postmaster"
    [ $tries -lt 30 ] || kill -KILL $(servers)
  elif [ -e "$folder" ]; then
    gone=0
    rm -rf "$folder"
  else
    gone=$((gone + 1))
  fi
  sleep 0.1
done 2>/dev/null
