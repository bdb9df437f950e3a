# Arguments: the lock that every test process holds, the server's process id,
# and how many seconds the lock must stay free.
lock=$1 server=$2 patience=$3
exec </dev/null >/dev/null 2>&1
free=0
while kill -0 "$server"; do
  sleep 5
  if ! flock -n -x "$lock" true; then
    free=0
    continue
  fi
  free=$((free + 5))
  if [ "$free" -ge "$patience" ]; then
    flock -n -x "$lock" kill -INT "$server" && exit 0
    free=0
  fi
done
