#!/bin/bash
# A real Ceph RadosGW from Debian's packages, unpacked into a folder and run from there: in-memory OSD, loopback only, nothing installed.
# usage: radosgw.sh start CACHE RUN PORT | stop CACHE RUN      CACHE keeps the unpacked packages, RUN is this server's own folder.
set -eu
MODE=$1 CACHE=$(realpath -m "$2") RUN=$(realpath -m "$3") PORT=${4:-0}
ROOT=$CACHE/root LIB=$CACHE/root/usr/lib/x86_64-linux-gnu BIN=$CACHE/root/usr/bin
export LD_LIBRARY_PATH=$LIB:$ROOT/lib/x86_64-linux-gnu:$LIB/ceph PYTHONPATH=$ROOT/usr/lib/python3/dist-packages

if [ "$MODE" = stop ]; then
  for file in "$RUN"/run/*.pid; do if [ -f "$file" ]; then kill -9 "$(cat "$file")" 2>/dev/null || true; fi; done
  exit 0
fi

if [ ! -f "$CACHE/complete" ]; then
  mkdir -p "$CACHE/debs" "$ROOT" && cd "$CACHE/debs"
  PACKAGES=$(apt-get install -s --no-install-recommends radosgw ceph-mon ceph-osd ceph-common | awk '/^Inst/{print $2}')
  apt-get download $PACKAGES >/dev/null
  for deb in *.deb; do dpkg -x "$deb" "$ROOT"; done
  rm -rf "$CACHE/debs" && touch "$CACHE/complete"
fi

rm -rf "$RUN" && mkdir -p "$RUN"/{mon,osd,rgw,log,run} && cd "$RUN"
FSID=$(cat /proc/sys/kernel/random/uuid) MON1=$((PORT + 1)) MON2=$((PORT + 2))
cat > ceph.conf <<CONF
[global]
keyring = $RUN/keyring
fsid = $FSID
mon host = [v2:127.0.0.1:$MON1,v1:127.0.0.1:$MON2]
mon initial members = a
public network = 127.0.0.0/8
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
plugin dir = $LIB/ceph
erasure code dir = $LIB/ceph/erasure-code
osd class dir = $LIB/rados-classes
run dir = $RUN/run
admin socket = $RUN/run/\$name.asok
pid file = $RUN/run/\$name.pid
log file = $RUN/log/\$name.log
[mon.a]
mon data = $RUN/mon
[osd.0]
osd data = $RUN/osd
osd objectstore = memstore
memstore device bytes = 2147483648
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:$PORT
rgw data = $RUN/rgw
CONF
"$BIN/monmaptool" --create --fsid "$FSID" --addv a "[v2:127.0.0.1:$MON1,v1:127.0.0.1:$MON2]" monmap >/dev/null
"$BIN/ceph-authtool" --create-keyring keyring --gen-key -n mon. --cap mon 'allow *' >/dev/null
for name in client.admin client.rgw.a osd.0; do
  "$BIN/ceph-authtool" keyring --gen-key -n "$name" --cap mon 'allow *' --cap osd 'allow *' >/dev/null
done
"$BIN/ceph-mon" -c ceph.conf --mkfs -i a --monmap monmap --keyring keyring
"$BIN/ceph-mon" -c ceph.conf -i a
CEPH="timeout 60 /usr/bin/python3 $BIN/ceph -c ceph.conf"
UUID=$(cat /proc/sys/kernel/random/uuid)
$CEPH osd new "$UUID" >/dev/null
"$BIN/ceph-osd" -c ceph.conf -i 0 --mkfs --osd-uuid "$UUID" 2>/dev/null
"$BIN/ceph-osd" -c ceph.conf -i 0 2>/dev/null
$CEPH osd crush add osd.0 1.0 root=default host=h >/dev/null 2>&1
nohup "$BIN/radosgw" -c ceph.conf -n client.rgw.a -f > log/rgw.out 2>&1 &
echo $! > run/rgw.pid
for try in $(seq 60); do sleep 1; if curl -s -m 2 "http://127.0.0.1:$PORT/" >/dev/null; then break; fi; done
timeout 60 "$BIN/radosgw-admin" -c ceph.conf -n client.rgw.a user create --uid=u --display-name=u --access-key=AKTEST --secret-key=SKTEST >/dev/null 2>&1
