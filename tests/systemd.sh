#!/bin/sh
# usage: systemd.sh HOSO
# The units that ship are what systemd takes without a word, hardened; the cron line is a shell's; and a run as they start it,
# in an empty environment, does its work.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
units=$root/examples/systemd
# shellcheck source=tests/batch-workspace.sh
. "$root/tests/batch-workspace.sh"

for line in Persistent=true OnCalendar=; do
    grep -q "^$line" "$units/hoso@.timer" || fail "the timer lacks $line"
done
for line in ProtectSystem=strict PrivateNetwork=yes NoNewPrivileges=yes ReadWritePaths= OnFailure=hoso-mail@; do
    grep -q "^$line" "$units/hoso@.service" || fail "the service lacks $line"
done

# The command of the service, as it stands, on a workspace elsewhere and without any environment.
batch_workspace "$made/dien-bien"
command=$(sed -n 's/^ExecStart=hoso //p' "$units/hoso@.service" | sed "s|/srv/hoso/%i|$made/dien-bien|")
# shellcheck disable=SC2086
(cd / && umask 0027 && bare $command >"$made/out" 2>"$made/err") || fail "the service's command: exit $?: $(cat "$made/err")"
[ "$(find "$made/dien-bien/ra" -name '*.pdf' | wc -l)" = 11 ] || fail "the service's command has not made 11 dossiers"

# The cron line, by the shell that cron takes: silent when all is well, else with the messages.
sed -n 's/^30 2 \* \* \* hoso  *//p' "$units/hoso.cron" | sed "s|\\\\%|%|; s|/srv/hoso/dien-bien|$made/dien-bien|; s|hoso -C|$hoso -C|" >"$made/cron"
[ -z "$(sh "$made/cron")" ] || fail "the cron line mails though nothing is wrong"
echo 'isuer: x' >>"$made/dien-bien/hoso.yaml"
sh "$made/cron" | grep -q 'isuer' || fail "the cron line does not mail what is wrong"

if command -v systemd-analyze >/dev/null; then
    mkdir "$made/units"
    cp "$units"/*.service "$units"/*.timer "$made/units/"
    sed -i "s|^ExecStart=hoso|ExecStart=$hoso|" "$made/units/hoso@.service" # verify looks for the program
    (cd "$made/units" && cp hoso@.service hoso@thu.service && cp hoso@.timer hoso@thu.timer && cp hoso-mail@.service "hoso-mail@hoso@thu.service.service"
        SYSTEMD_UNIT_PATH="$made/units:" systemd-analyze verify ./hoso@thu.service ./hoso@thu.timer) >"$made/verify" 2>&1 ||
        fail "systemd-analyze verify: $(cat "$made/verify")"
    grep -i "$made/units\|hoso" "$made/verify" && fail "systemd-analyze verify has something to say"
else
    echo "systemd-analyze is not here: the units were not verified"
fi

[ $bad = 0 ] && echo "systemd: units and cron line as they should be"
exit $bad
